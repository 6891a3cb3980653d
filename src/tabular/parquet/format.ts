/** Stands at both ends of a file; before the last one, the footer's length in four bytes. */
export const MAGIC = Buffer.from('PAR1');
export const TAIL_BYTES = 8;

/** Ids of the fields that matter here, as in Parquet's own `parquet.thrift`, under which a file's footer has them. */
export const FILE = { version: 1, schema: 2, rows: 3, rowGroups: 4, notes: 5, createdBy: 6 } as const;
export const NOTE = { key: 1, value: 2 } as const;
export const ELEMENT = { type: 1, repetition: 3, name: 4, children: 5, convertedType: 6, logicalType: 10 } as const;
export const ROW_GROUP = { columns: 1, bytes: 2, rows: 3, fileOffset: 5, ordinal: 7 } as const;
export const CHUNK = {
  ...{ otherFile: 1, fileOffset: 2, metadata: 3 },
  ...{ offsetIndex: 4, columnIndex: 6, encryption: 8 },
} as const;
export const METADATA = {
  ...{ type: 1, encodings: 2, path: 3, codec: 4, values: 5, bytes: 6, compressedBytes: 7 },
  ...{ dataPage: 9, indexPage: 10, dictionaryPage: 11, bloomFilter: 14 },
} as const;

/** The same of what stands before a page. */
export const PAGE = { type: 1, bytes: 2, compressedBytes: 3, data: 5, dictionary: 7, dataV2: 8 } as const;
export const DATA = { values: 1, encoding: 2, definitionLevels: 3, repetitionLevels: 4 } as const;
export const DATA_V2 = { values: 1, encoding: 4, levelBytes: 5, repetitionBytes: 6, isPacked: 7 } as const;
export const DICTIONARY = { values: 1, encoding: 2 } as const;

/** Parquet's numbers for kinds of pages, and for how values are written. */
export const PAGE_TYPE = { data: 0, dictionary: 2, dataV2: 3 } as const;
export const ENCODING = { plain: 0, plainDictionary: 2, runLengths: 3, packedBits: 4, dictionary: 8 } as const;
/** And for compressions. */
export const CODEC = { none: 0, snappy: 1, gzip: 2, zstd: 6 } as const;

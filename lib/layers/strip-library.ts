import { readFileSync, writeFileSync } from 'node:fs';

const ELF_64_LITTLE_ENDIAN = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);

/** Where in a 64-bit ELF file's header its fields are. */
const HEADER = { segments: 32, sections: 40, segmentBytes: 54, segmentCount: 56, sectionCount: 60, sectionNames: 62 };
/** The same in the header of a segment. */
const SEGMENT = { offset: 8, bytes: 32 };

/**
 * Cuts off what stands behind the last byte that any segment holds: symbol tables for debuggers, and the list of sections,
 * which linking needs and loading does not. A file of another format stays as it is.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html and ch5.pheader.html
 */
export function stripLibrary(path: string): void {
  const file = readFileSync(path);
  if (!file.subarray(0, ELF_64_LITTLE_ENDIAN.length).equals(ELF_64_LITTLE_ENDIAN)) return;
  const end = endOfSegments(file);
  file.writeBigUInt64LE(0n, HEADER.sections);
  file.writeUInt16LE(0, HEADER.sectionCount);
  file.writeUInt16LE(0, HEADER.sectionNames);
  writeFileSync(path, file.subarray(0, end));
}

function endOfSegments(file: Buffer): number {
  const [first, size] = [Number(file.readBigUInt64LE(HEADER.segments)), file.readUInt16LE(HEADER.segmentBytes)];
  const count = file.readUInt16LE(HEADER.segmentCount);
  const ends = Array.from({ length: count }, (_, index) => {
    const segment = first + index * size;
    return Number(file.readBigUInt64LE(segment + SEGMENT.offset) + file.readBigUInt64LE(segment + SEGMENT.bytes));
  });
  return Math.max(first + count * size, ...ends);
}

import { gunzipSync } from 'node:zlib';
import { ModelConversionError } from '../../errors.ts';

/** What the container calls its model. */
const MODEL = 'xgboost-model';
const BLOCK = 512;
/** A model larger than this would not fit into the function that reads it. */
const MOST_BYTES = 2 ** 30;
/** Types of entries that are files: `0`, or nothing in the oldest archives. */
const FILE_TYPES: ReadonlySet<string> = new Set(['0', '\0']);

/**
 * The model within `model.tar.gz`, as a training job leaves it.
 *
 * @throws ModelConversionError when it is no such archive, or holds no model
 * @see https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export function readModelArchive(archive: Uint8Array): Uint8Array {
  const tar = unpacked(archive);
  const names: string[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const name = text(header, 0, 100).replace(/^\.\//, '');
    const size = Number.parseInt(text(header, 124, 12), 8);
    const begin = at + BLOCK;
    if (!(size >= 0 && begin + size <= tar.length))
      throw new ModelConversionError(`model.tar.gz is cut off in ${name}`);
    if (name === MODEL && FILE_TYPES.has(String.fromCharCode(header[156] ?? 0))) {
      return tar.subarray(begin, begin + size);
    }
    names.push(name);
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new ModelConversionError(`model.tar.gz holds no ${MODEL}, but ${names.join(', ') || 'nothing'}`);
}

function unpacked(archive: Uint8Array): Uint8Array {
  try {
    return gunzipSync(archive, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelConversionError(`model.tar.gz cannot be unpacked: ${reason}`, { cause });
  }
}

/** A field of a header, up to its end or the first NUL. */
const text = (header: Uint8Array, from: number, length: number): string =>
  new TextDecoder('latin1')
    .decode(header.subarray(from, from + length))
    .split('\0', 1)[0]!
    .trim();

import { isUtf8 } from 'node:buffer';

/** Length of the part of `bytes` that does not end inside a character. */
export function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return lengthOfCharacter(byte) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

/** The position of the first byte that cannot be UTF-8, -1 when all can; a character cut off at the end is fine. */
export function firstInvalidByte(bytes: Uint8Array): number {
  const isValid = (length: number) => isUtf8(bytes.subarray(0, completeLength(bytes.subarray(0, length))));
  if (isValid(bytes.length)) return -1;
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValid(middle)) valid = middle;
    else invalid = middle;
  }
  return completeLength(bytes.subarray(0, valid));
}

const lengthOfCharacter = (leadByte: number): number => (leadByte >= 0xf0 ? 4 : leadByte >= 0xe0 ? 3 : 2);

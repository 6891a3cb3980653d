import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stripLibrary } from '#lib/layers/strip-library.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

/** An ELF file of a header, two segments' headers, 32 bytes that they hold, and 16 more behind. */
function elf(): Buffer {
  const file = Buffer.alloc(64 + 2 * 56 + 32 + 16, 0xaa);
  file.fill(0, 0, 64 + 2 * 56);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  file.writeBigUInt64LE(64n, 32);
  file.writeBigUInt64LE(BigInt(file.length - 8), 40);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(2, 56);
  file.writeUInt16LE(1, 60);
  for (const [index, [offset, bytes]] of [[184n, 24n] as const, [176n, 16n] as const].entries()) {
    file.writeBigUInt64LE(offset, 64 + index * 56 + 8);
    file.writeBigUInt64LE(bytes, 64 + index * 56 + 32);
  }
  return file;
}

describe('stripLibrary', () => {
  it('cuts off what no segment holds, and the list of sections with it', () => {
    const path = folder.write('library.so', elf());
    stripLibrary(path);
    const expected = elf().subarray(0, 208);
    expected.fill(0, 40, 48);
    expected.fill(0, 60, 64);
    expect(readFileSync(path).equals(expected)).toBe(true);
    stripLibrary(path);
    expect(readFileSync(path).equals(expected)).toBe(true);
  });

  it('leaves a file of another format as it is', () => {
    const path = folder.write('library.dylib', Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 1, 2, 3]));
    stripLibrary(path);
    expect([...readFileSync(path)]).toEqual([0xcf, 0xfa, 0xed, 0xfe, 1, 2, 3]);
  });
});

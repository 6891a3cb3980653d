import { constants, zstdCompressSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { InvalidDataError } from '#src/errors.ts';
import { uncompressedBytes } from '#src/tabular/byte-stream.ts';
import { beginsAsZstd, zstdFrames } from '#src/tabular/zstd-frames.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const SKIPPED = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 0xff, 0xff]);

async function unpacked(bytes: Uint8Array): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of uncompressedBytes(folder.write('frames.zst', bytes), 'zstd')) parts.push(part);
  return Buffer.concat(parts).toString();
}

const size = fc.oneof(fc.nat(300), fc.integer({ min: 60_000, max: 300_000 }));
const frame = fc.record({ size, level: fc.constantFrom(1, 19), checksum: fc.boolean(), announced: fc.boolean() });

describe('zstdFrames', () => {
  property.prop([fc.array(frame, { maxLength: 4 })], { numRuns: 40 })(
    'finds every frame, however it is written',
    async (frames) => {
      const texts = frames.map((each, index) =>
        String(index)
          .repeat(each.size)
          .concat(',\n'.repeat(each.size / 7)),
      );
      const packed = frames.map(({ level, checksum, announced }, index) =>
        zstdCompressSync(texts[index] ?? '', {
          params: {
            [constants.ZSTD_c_compressionLevel]: level,
            [constants.ZSTD_c_checksumFlag]: Number(checksum),
            [constants.ZSTD_c_contentSizeFlag]: Number(announced),
          },
        }),
      );
      const bytes = Buffer.concat([SKIPPED, ...packed]);
      expect(beginsAsZstd(bytes)).toBe(true);
      const found = zstdFrames(folder.write('frames.zst', bytes));
      expect(found.map(({ start, end }) => end - start + 1)).toEqual(packed.map(({ length }) => length));
      expect(await unpacked(bytes)).toBe(texts.join(''));
    },
  );

  const whole = Buffer.concat([zstdCompressSync('x,y\n1,0\n'), SKIPPED, zstdCompressSync('2,1\n')]);
  test.each(
    Array.from({ length: whole.length }, (_, length) => length).filter((length) => ![0, 17, 27].includes(length)),
  )('a file cut off after %i bytes is damaged', async (length) => {
    await expect(unpacked(whole.subarray(0, length))).rejects.toThrow(InvalidDataError);
  });

  test.each([
    ['bytes after the last frame', Buffer.concat([whole, Buffer.from('rest')])],
    ['a flipped bit', Buffer.from(whole.map((byte, index) => (index === 4 ? byte ^ 8 : byte)))],
    ['more frames than any tool writes', Buffer.concat(Array.from({ length: 10_001 }, () => zstdCompressSync('')))],
  ])('%s', async (_, bytes) => {
    await expect(unpacked(bytes)).rejects.toThrow(/frames\.zst is a damaged zstd file: compress it again/);
  });
});

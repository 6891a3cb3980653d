import { describe, expect, it } from 'vitest';
import { ShortTextCache, textWordsOf } from '#src/tabular/short-text-cache.ts';

/** Texts as the engine lays them out: length, then up to 12 bytes (of longer ones, four bytes and an address). */
function vectorOf(...texts: readonly string[]) {
  const bytes = new Uint8Array(16 * texts.length);
  const dataView = new DataView(bytes.buffer);
  for (const [index, text] of texts.entries()) {
    const encoded = new TextEncoder().encode(text);
    dataView.setUint32(16 * index, encoded.length, true);
    bytes.set(encoded.subarray(0, encoded.length > 12 ? 4 : 12), 16 * index + 4);
  }
  return { itemCount: texts.length, dataView };
}

describe('ShortTextCache', () => {
  it('knows a short text again, and no other', () => {
    const cache = new ShortTextCache();
    const words = textWordsOf(vectorOf('north', 'south', 'north', 'nort', 'größer'));
    cache.keep(words, 0, 7);
    cache.keep(words, 4, 8);
    expect([0, 1, 2, 3, 4].map((index) => cache.find(words, index))).toEqual([7, -1, 7, -1, 8]);
  });

  it('does not keep a text whose words are an address', () => {
    const cache = new ShortTextCache();
    const words = textWordsOf(vectorOf('thirteen bytes', 'twelve bytes'));
    cache.keep(words, 0, 1);
    cache.keep(words, 1, 2);
    expect([cache.find(words, 0), cache.find(words, 1)]).toEqual([-1, 2]);
  });

  it('stays right when more texts come than it has slots', () => {
    const cache = new ShortTextCache();
    const texts = Array.from({ length: 20_000 }, (_, index) => `text ${index}`);
    const words = textWordsOf(vectorOf(...texts));
    for (const index of texts.keys()) cache.keep(words, index, index);
    const found = texts.map((_, index) => [index, cache.find(words, index)] as const);
    expect(found.every(([index, code]) => code === index || code === -1)).toBe(true);
    expect(found.filter(([, code]) => code >= 0).length).toBeGreaterThan(2000);
  });

  it('says so when the client has changed', () => {
    expect(() => textWordsOf({ itemCount: 1 })).toThrow(TypeError);
  });
});

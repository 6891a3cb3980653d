/** Uniform numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/**
 * The generator sfc32: 128 bits of state, three additions, shifts and a rotation per number, whose low bits are as good
 * as its high ones. Seeds are spread over the state by splitmix32, so that neighbouring ones have nothing in common.
 *
 * @param seed - a 32-bit integer; other numbers are cut to one
 * @param stream - independent sequences of one seed
 * @see Doty-Humphrey, PractRand (pracrand.sourceforge.net), for sfc32; Steele, Lea and Flood (2014), "Fast Splittable
 * Pseudorandom Number Generators", for splitmix
 */
export function createRandom(seed: number, stream = 0): Random {
  const spread = splitmix32(splitmix32(seed)() ^ splitmix32(~stream)());
  let [a, b, c, counter] = [spread(), spread(), spread(), 1];
  const next = () => {
    const output = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + output) | 0;
    return output >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return () => next() / 2 ** 32;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** An integer from 0 to `limit` − 1. */
export const below = (limit: number, random: Random): number => Math.floor(random() * limit);

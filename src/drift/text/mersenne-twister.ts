const SIZE = 624;
const OFFSET = 397;

/** Numbers as NumPy's `RandomState` of the same seed gives them, in the same order. */
export interface MersenneTwister {
  /** 0 … 2³² − 1. */
  readonly next: () => number;
  /** 0 … `largest`, by trying the fewest bits until they fit. */
  readonly upTo: (largest: number) => number;
  /** [0, 1), from 53 bits. */
  readonly share: () => number;
}

/**
 * The generator MT19937 with the initialisation of 2002.
 *
 * @param seed - an unsigned 32-bit integer
 * @see Matsumoto and Nishimura (1998), "Mersenne Twister"
 */
export function mersenneTwister(seed: number): MersenneTwister {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let at = 1; at < SIZE; at++) {
    const before = state[at - 1]! ^ (state[at - 1]! >>> 30);
    state[at] = Math.imul(before, 1812433253) + at;
  }
  let used = SIZE;
  const next = () => {
    if (used === SIZE) {
      twist(state);
      used = 0;
    }
    return temper(state[used++]!);
  };
  return {
    next,
    upTo: (largest) => upTo(largest, next),
    share: () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53,
  };
}

function twist(state: Uint32Array): void {
  for (let at = 0; at < SIZE; at++) {
    const joined = (state[at]! & 0x80000000) | (state[(at + 1) % SIZE]! & 0x7fffffff);
    state[at] = state[(at + OFFSET) % SIZE]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  }
}

function temper(word: number): number {
  let tempered = word ^ (word >>> 11);
  tempered ^= (tempered << 7) & 0x9d2c5680;
  tempered ^= (tempered << 15) & 0xefc60000;
  return (tempered ^ (tempered >>> 18)) >>> 0;
}

function upTo(largest: number, next: () => number): number {
  const mask = 0xffffffff >>> Math.clz32(largest);
  let drawn = largest + 1;
  while (drawn > largest) drawn = (next() & mask) >>> 0;
  return drawn;
}

/** 0 … `count` − 1 in random order: NumPy's `permutation`. */
export function permutation(count: number, { upTo }: MersenneTwister): Int32Array {
  const order = Int32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = upTo(at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

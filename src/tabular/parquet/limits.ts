/** What announces more bytes than this, packed or unpacked, is left to the engine, which can spill to disk. */
export const MOST_BYTES = 1 << 28;

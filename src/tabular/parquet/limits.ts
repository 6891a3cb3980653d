/** What announces more bytes than this, packed or unpacked, is left to the engine, which can spill to disk. */
export const MOST_BYTES = 1 << 28;

/**
 * So is a file with a longer footer, which takes fifty times as much memory here. What we write has such a one for more
 * than two gigabytes of values: a column's chunk has at least 2,048 rows and 100 bytes of footer.
 */
export const MOST_FOOTER_BYTES = 1 << 24;

/** The column of merged data that says which data version a row came with; never a feature, never tested for drift. */
export const LINEAGE_COLUMN = '_driftloop_version';

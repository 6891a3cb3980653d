import { z } from 'zod';

/** A column's type as the drift rules and the features see it; `ignore` drops the column everywhere. */
export const ColumnType = z.enum(['numerical', 'categorical', 'boolean', 'text', 'datetime', 'ignore']);
export type ColumnType = z.infer<typeof ColumnType>;

/** What a column is beside a feature: what is to be predicted, or a model's prediction of it. */
export const ColumnRole = z.enum(['target', 'prediction']);
export type ColumnRole = z.infer<typeof ColumnRole>;

/** What a project or schema file says of a column. */
export const ColumnSettings = z.strictObject({ type: ColumnType, role: ColumnRole.optional() });

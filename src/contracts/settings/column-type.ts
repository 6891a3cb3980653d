import { z } from 'zod';

/** A column's type as the drift rules and the features see it; `ignore` drops the column everywhere. */
export const ColumnType = z.enum(['numerical', 'categorical', 'boolean', 'text', 'datetime', 'ignore']);
export type ColumnType = z.infer<typeof ColumnType>;

import { z } from 'zod';

const GAP = { error: 'say a span such as 12 hours, 7 days or 2 weeks, or a number above 0' };

/** `training.test`: which rows are held out to judge by. */
export const TestSettings = z
  .strictObject({
    /** Share of the rows held out, 0..1 exclusive. */
    fraction: z.number().gt(0).lt(1).default(0.2),
    /** stratified falls back to random for a regression. */
    strategy: z.enum(['stratified', 'random', 'time', 'group']).default('stratified'),
    /** time: the times or numbers whose largest are held out; group: what must not be on both sides. */
    by: z.string().min(1).optional(),
    /** time: how much before the first held-out row learning ends, as a span (`7 days`) or, for numbers, a number. */
    gap: z
      .union([z.number().positive(), z.string().regex(/^\d+(\.\d+)?\s*(minute|hour|day|week)s?$/i, GAP)], GAP)
      .optional(),
  })
  .refine(({ strategy, by }) => by !== undefined || (strategy !== 'time' && strategy !== 'group'), {
    path: ['by'],
    error: 'the strategies time and group need it: name a column',
  })
  .refine(({ strategy, by }) => by === undefined || strategy === 'time' || strategy === 'group', {
    path: ['by'],
    error: 'only the strategies time and group go by a column: give one of them or leave it out',
  })
  .refine(({ strategy, gap }) => gap === undefined || strategy === 'time', {
    path: ['gap'],
    error: 'only the strategy time has a gap',
  });
export type TestSettings = z.infer<typeof TestSettings>;

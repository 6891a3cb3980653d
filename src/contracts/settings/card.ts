import { z } from 'zod';

const Sentence = z.string().trim().min(1).max(2000);

/** `card` of a project file: what only people know of a model, for its model card. */
export const CardSettings = z.strictObject({
  /** What the model predicts, and from what. */
  description: Sentence.optional(),
  /** What its predictions are for, and who uses them. */
  intendedUse: Sentence.optional(),
  /** What they must not be used for. */
  outOfScope: Sentence.optional(),
  /** What is known to be weak, beside what the evaluation finds. */
  limitations: z.array(Sentence).default([]),
  /** Who answers for the model. */
  owner: Sentence.optional(),
  /** Of the model and its data, e.g. `CC-BY-4.0`. */
  licence: Sentence.optional(),
});
export type CardSettings = z.infer<typeof CardSettings>;

/** `tags` of a project file: kept with every run, to find and tell runs apart by. */
export const Tags = z
  .record(z.string().min(1).max(64), z.string().max(256))
  .refine((tags) => Object.keys(tags).length <= 20, {
    error: 'at most 20 tags',
  });
export type Tags = z.infer<typeof Tags>;

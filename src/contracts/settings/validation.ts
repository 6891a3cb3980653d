import { z } from 'zod';

/** What becomes of data that break a rule: the version is quarantined, the rows are taken out, or it is only reported. */
const RuleConsequence = z.enum(['quarantine', 'drop', 'warn']);
export type RuleConsequence = z.infer<typeof RuleConsequence>;

const RuleSetting = z.union(
  [z.string().min(1), z.strictObject({ rule: z.string().min(1), otherwise: RuleConsequence.default('quarantine') })],
  { error: 'write a rule as text, or as { rule: "…", otherwise: quarantine | drop | warn }' },
);
export type RuleSetting = z.infer<typeof RuleSetting>;

/** `validation` of a project file. */
export const ValidationSettings = z.strictObject({
  /** A version with fewer rows is quarantined. */
  minRows: z.int().positive().default(30),
  /** Readable rules, e.g. `alcohol between 8 and 20` or `completeness(hue) >= 0.95`; docs/validation.md has them all. */
  rules: z.array(RuleSetting).default([]),
});

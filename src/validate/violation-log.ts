import type { Violation } from '../contracts/reports.ts';

/** A reader learns nothing from the thousandth row with the same fault. */
const SHOWN_PER_RULE = 20;

/** Gathers violations; of each rule the first twenty in full, of the others the number. */
export class ViolationLog {
  readonly #byRule = new Map<string, { shown: Violation[]; total: number }>();

  add(violation: Violation): void {
    const entry = this.#byRule.get(violation.rule) ?? { shown: [], total: 0 };
    this.#byRule.set(violation.rule, entry);
    entry.total += 1;
    if (entry.shown.length < SHOWN_PER_RULE) entry.shown.push(violation);
  }

  get isEmpty(): boolean {
    return this.#byRule.size === 0;
  }

  /** Grouped by rule, in the order in which the rules were first broken. */
  violations(): Violation[] {
    return [...this.#byRule].flatMap(([rule, { shown, total }]) => {
      const omitted = total - shown.length;
      if (omitted === 0) return shown;
      return [...shown, { file: 'all files', rule, message: `${omitted} more like these` }];
    });
  }
}

import type { RoundMetric } from '#src/train/learner.ts';
import { formatMetrics, formatSeconds } from './format.ts';
import type { Output } from './output.ts';

/** How often the line of rounds changes, and how often there is another where lines cannot be rewritten. */
const MILLISECONDS = { live: 100, plain: 1000 };
const REWRITE_LINE = '\r\u001b[K';

/** What a training is doing: one line of rounds that is rewritten on a terminal, a line a second elsewhere. */
export class TrainingLines {
  readonly #out: Output;
  readonly #now: () => number;
  #lastLine: number;
  /** When the rounds began, and with which. */
  #begun: { readonly at: number; readonly round: number } | undefined;
  #written = false;

  /** @param now - milliseconds since 1970 */
  constructor(out: Output, now: () => number) {
    this.#out = out;
    this.#now = now;
    this.#lastLine = now();
  }

  step(sentence: string): void {
    this.#clear();
    this.#out.progress(sentence);
  }

  round(round: number, rounds: number, metric?: RoundMetric): void {
    const now = this.#now();
    // A count that begins again is another training: a baseline, a trial.
    if (this.#begun === undefined || round <= this.#begun.round) this.#begun = { at: now, round };
    if (now - this.#lastLine < (this.#out.live ? MILLISECONDS.live : MILLISECONDS.plain)) return;
    this.#lastLine = now;
    const line = [
      `round ${round} of ${rounds}`,
      metric && formatMetrics({ [metric.name]: metric.value }),
      this.#left(round, rounds, now),
    ];
    const text = line.filter((part) => part !== undefined).join(', ');
    this.#written = this.#out.live;
    if (this.#out.live) this.#out.raw(`${REWRITE_LINE}${text}`);
    else this.#out.progress(text);
  }

  /** Leaves a clean line. */
  end(): void {
    this.#clear();
  }

  /** At the pace of the rounds so far; early stopping may end it sooner. */
  #left(round: number, rounds: number, now: number): string | undefined {
    const done = round - (this.#begun?.round ?? round);
    if (done < 1 || round >= rounds) return undefined;
    const seconds = ((now - (this.#begun?.at ?? now)) / done / 1000) * (rounds - round);
    return `about ${formatSeconds(seconds)} left`;
  }

  #clear(): void {
    if (this.#written) this.#out.raw(REWRITE_LINE);
    this.#written = false;
  }
}

import type { ExecutionProgress, StepVisit } from '#src/ports/execution-history.ts';
import { formatSeconds } from '../format.ts';
import type { Output } from '../output.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const REWRITE_LINE = '\r\u001b[K';

/** One line per step of a run: written once it is over and, on a terminal, kept up to date while it lasts. */
export class StepLines {
  readonly #out: Output;
  #written = 0;
  #frame = 0;

  constructor(out: Output) {
    this.#out = out;
  }

  /** @param now - milliseconds since 1970 */
  show({ steps, status }: ExecutionProgress, now: number): void {
    const over = status !== 'RUNNING';
    if (this.#out.live) this.#out.raw(REWRITE_LINE);
    for (const step of steps.slice(this.#written)) {
      if (step.exitedAt === undefined && !over) break;
      this.#out.progress(this.#endedLine(step, step.exitedAt ?? now));
      this.#written += 1;
    }
    const current = steps[this.#written];
    if (this.#out.live && current) this.#out.raw(this.#currentLine(current, now));
  }

  #endedLine(step: StepVisit, exitedAt: number): string {
    const mark = step.succeeded ? this.#out.progressStyle('green', '✔') : this.#out.progressStyle('red', '✖');
    const last = step.failures.at(-1);
    const retries = last && step.succeeded ? this.#out.progressStyle('dim', `  ${attempts(step)}`) : '';
    const failure = last && !step.succeeded ? this.#out.progressStyle('red', `  ${last.error}`) : '';
    return `  ${mark} ${nameAndTime(step, exitedAt)}${retries}${failure}`;
  }

  #currentLine(step: StepVisit, now: number): string {
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const last = step.failures.at(-1);
    const waiting = last ? this.#out.progressStyle('dim', `  ${last.error}, ${attempts(step)}`) : '';
    return `  ${this.#out.progressStyle('cyan', FRAMES[this.#frame] ?? '')} ${nameAndTime(step, now)}${waiting}`;
  }
}

const attempts = ({ failures }: StepVisit) => `attempt ${failures.length + 1}`;

const nameAndTime = ({ state, enteredAt }: StepVisit, until: number) =>
  `${state.padEnd(18)} ${formatSeconds(Math.max(until - enteredAt, 0) / 1000).padStart(8)}`;

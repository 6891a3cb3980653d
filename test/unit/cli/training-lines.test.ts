import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createOutput } from '#src/cli/output.ts';
import { TrainingLines } from '#src/cli/training-lines.ts';

/** Lines on a clock that a test turns. */
function linesOn(terminal: boolean) {
  const stderr = Object.assign(new PassThrough(), { isTTY: terminal });
  const clock = { now: 0 };
  const lines = new TrainingLines(createOutput(new PassThrough(), stderr, false), () => clock.now);
  return { clock, lines, written: () => String(stderr.read() ?? '') };
}

describe('TrainingLines', () => {
  it('writes a line a second where there is no terminal, with the metric and the time left', () => {
    const { clock, lines, written } = linesOn(false);
    for (let round = 1; round <= 100; round += 1) {
      lines.round(round, 200, { name: 'auc', value: 0.9 });
      clock.now += 25;
    }
    lines.end();
    expect(written()).toBe(
      'round 41 of 200, auc 0.9, about 3.98 s left\nround 81 of 200, auc 0.9, about 2.98 s left\n',
    );
  });

  it('rewrites one line on a terminal, and clears it for a sentence and at the end', () => {
    const { clock, lines, written } = linesOn(true);
    lines.round(1, 3);
    clock.now = 200;
    lines.round(2, 3);
    lines.step('done');
    clock.now = 400;
    lines.round(3, 3);
    lines.end();
    lines.end();
    expect(written()).toBe('\r\u001b[Kround 2 of 3, about 0.20 s left\r\u001b[Kdone\n\r\u001b[Kround 3 of 3\r\u001b[K');
  });

  it('counts anew when another training begins', () => {
    const { clock, lines, written } = linesOn(false);
    lines.round(50, 50);
    clock.now = 10_000;
    lines.round(1, 50);
    clock.now = 11_000;
    lines.round(2, 50);
    expect(written()).toBe('round 1 of 50\nround 2 of 50, about 48.0 s left\n');
  });
});

import type { GateSettings } from '../../contracts/settings/gate.ts';
import { type Finding, judge, shown } from './finding.ts';

const BYTES_PER_MB = 1e6;

export const judgeSize = ({ maxMb }: NonNullable<GateSettings['size']>, bytes: number): Finding =>
  judge(bytes <= maxMb * BYTES_PER_MB, `the model's size, ${shown(bytes / BYTES_PER_MB)} MB,`, `at most ${maxMb} MB`);

/** @param milliseconds - the median of a prediction */
export function judgeLatency(
  { maxMs, rows }: NonNullable<GateSettings['latency']>,
  milliseconds: number | undefined,
): Finding {
  if (milliseconds === undefined) return { met: false, reason: 'the latency was not measured: no rows were held out' };
  const what = `the median time of a prediction of ${rows} row${rows === 1 ? '' : 's'}, ${shown(milliseconds)} ms,`;
  return judge(milliseconds <= maxMs, what, `at most ${maxMs} ms`);
}

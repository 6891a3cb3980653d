import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { EmfMetricSink } from '#src/aws/emf-metric-sink.ts';

/** The embedded metric format's envelope, as CloudWatch Logs reads it. */
const EmfLine = z.looseObject({
  _aws: z.object({
    Timestamp: z.int(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

async function linesOf(work: () => Promise<void>) {
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
  await work();
  return log.mock.calls.map(([line]) => EmfLine.parse(JSON.parse(String(line))));
}

describe('EmfMetricSink', () => {
  afterEach(() => vi.restoreAllMocks());

  it('writes every metric under the dimensions and under none', async () => {
    const dimensions = Object.freeze({ team: 'demo', project: 'wine' });
    const lines = await linesOf(() =>
      new EmfMetricSink().emit(dimensions, {
        DriftShare: { value: 0.625, unit: 'None' },
        Rows: { value: 178, unit: 'Count' },
      }),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ team: 'demo', project: 'wine', DriftShare: 0.625, Rows: 178 });
    expect(lines[0]?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'Driftloop',
        Dimensions: [['team', 'project'], []],
        Metrics: [
          { Name: 'DriftShare', Unit: 'None' },
          { Name: 'Rows', Unit: 'Count' },
        ],
      },
    ]);
  });

  it('keeps one emission apart from the next', async () => {
    const sink = new EmfMetricSink();
    const lines = await linesOf(async () => {
      await sink.emit({ project: 'a' }, { Runs: { value: 1, unit: 'Count' } });
      await sink.emit({ team: 'b' }, { Rows: { value: 2, unit: 'Count' } });
    });
    expect(lines[1]).toMatchObject({ team: 'b', Rows: 2 });
    expect(lines[1]).not.toHaveProperty('Runs');
    expect(lines[1]?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['team'], []]);
  });

  it('splits more metrics than one line may hold', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`M${index}`, { value: index, unit: 'Count' as const }]),
    );
    const lines = await linesOf(() => new EmfMetricSink().emit({ team: 'demo' }, many));
    const names = lines.flatMap((line) => line._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics));
    expect(names.map(({ Name }) => Name).sort()).toEqual(Object.keys(many).sort());
  });

  it('refuses a value that CloudWatch would drop without a word', async () => {
    const emission = new EmfMetricSink().emit({}, { Auc: { value: Number.NaN, unit: 'None' } });
    await expect(emission).rejects.toThrow('NaN is not a number');
  });
});

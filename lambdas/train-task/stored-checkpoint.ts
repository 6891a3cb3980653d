import { createHash } from 'node:crypto';
import { z } from 'zod';
import { writeJson } from '#lambdas/shared/json-artifact.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { Sha256 } from '#src/contracts/names.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { CurveMetric } from '#src/contracts/settings/training.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { Checkpoint } from '#src/train/learner.ts';

const StoredCheckpoint = z.object({
  /** Of what is being trained: the input and the code. */
  training: Sha256,
  rounds: z.int().positive(),
  model: z.string(),
  curves: z.array(
    z.object({
      metric: CurveMetric,
      rows: z.enum(['training', 'validation']),
      rounds: z.array(z.int()),
      values: z.array(z.number()),
    }),
  ),
});

/** Where a run's training leaves what it has so far. */
export class CheckpointStore {
  readonly #artifacts: ArtifactStore;
  readonly #key: string;
  readonly #training: string;

  /** @param input - the step's input, as text */
  constructor(artifacts: ArtifactStore, run: RunContext, input: string, codeVersion: string) {
    this.#artifacts = artifacts;
    this.#key = stepKey(run, 'train', 'checkpoint.json');
    this.#training = createHash('sha256')
      .update(JSON.stringify([input, codeVersion]))
      .digest('hex');
  }

  /** @returns undefined where there is none of the very same training */
  async load(): Promise<Checkpoint | undefined> {
    const [stored] = await this.#artifacts.list('artifacts', this.#key);
    if (!stored) return undefined;
    const bytes = await this.#artifacts.read(await this.#artifacts.identify(stored));
    const { training, ...checkpoint } = StoredCheckpoint.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return training === this.#training ? checkpoint : undefined;
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    const curves = checkpoint.curves.map(({ metric, rows, rounds, values }) => {
      return { metric, rows, rounds: [...rounds], values: [...values] };
    });
    const stored = { training: this.#training, ...checkpoint, curves };
    await writeJson(this.#artifacts, this.#key, StoredCheckpoint, stored);
  }
}

import { s3Uri } from '#src/contracts/artifact-keys.ts';
import type { Reproduction } from '#src/contracts/reproduction.ts';

/** One sentence with the outcome, then whatever is not as it was recorded. */
export function describeReproduction(reproduction: Reproduction): string {
  const { inputs, surroundings, differences } = reproduction;
  return [
    outcomeOf(reproduction),
    ...inputs.flatMap(({ what, object, state }) =>
      state === 'intact' ? [] : [`${what} ${s3Uri(object)} in version ${object.versionId} is ${WORDS[state]}`],
    ),
    ...differences.map(({ what, recorded, now }) => `${what}: ${recorded} was recorded, now ${now}`),
    ...surroundings.map(({ what, recorded, now }) => `${what} was ${recorded} at the time, now ${now}`),
  ].join('\n');
}

const WORDS = { tampered: 'a tampered input: its sha256 is not the recorded one', gone: 'gone' } as const;

function outcomeOf({ reproduced, recorded, retrained }: Reproduction): string {
  if (reproduced) return `reproduced: the same bytes (sha256 ${recorded})`;
  if (retrained === undefined) return 'not reproduced: there is nothing to train on again';
  if (retrained === recorded)
    return `not reproduced: the same bytes (sha256 ${recorded}), but not all inputs are intact`;
  return `not reproduced: sha256 ${recorded} was recorded, training again gives ${retrained}`;
}

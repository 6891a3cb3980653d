import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { compareTexts } from '#src/drift/text/compare-texts.ts';
import { pairTexts } from '#src/drift/text/text-pair.ts';
import { below, createRandom, type Random } from '#src/random.ts';
import { tableOf, texts } from '#test/support/build-table.ts';

/** Sentences of 4 to 11 words, commoner ones first; a share of the words is of another language. */
function sentences(rows: number, foreign: number, random: Random): string[] {
  const word = () =>
    random() < foreign ? `autre${below(40, random)}` : `word${Math.floor(Math.exp(random() * Math.log(400)))}`;
  return Array.from({ length: rows }, () => Array.from({ length: 4 + below(8, random) }, word).join(' '));
}

const compare = (before: readonly string[], now: readonly string[]) =>
  compareTexts(
    pairTexts({ reference: texts('note', before), current: texts('note', now) }),
    0.55,
    1000,
    createRandom(1),
  );

const driftOf = (before: readonly (string | null)[], now: readonly (string | null)[]) =>
  detectDrift(tableOf(texts('note', before)), tableOf(texts('note', now)), { types: { note: 'text' } }).byColumn[
    'note'
  ]!;

describe('compareTexts', () => {
  const random = createRandom(5);
  const reference = sentences(400, 0, random);

  it('finds longer texts by their length', () => {
    const { length, classifier } = compare(
      reference,
      sentences(200, 0, random).map((text) => `${text} ${text}`),
    );
    expect(length).toMatchObject({ threshold: 0.1, matters: true });
    expect([length.value > 0.5, length.chance < 1e-6, classifier.matters]).toEqual([true, true, false]);
  });

  it('finds new words, beside what the reference leads to expect of them', () => {
    const { outOfVocabulary, classifier } = compare(reference, sentences(200, 0.2, random));
    expect(outOfVocabulary.value - outOfVocabulary.reference!).toBeGreaterThan(0.15);
    expect(outOfVocabulary).toMatchObject({ threshold: 0.05, matters: true, chance: 1 / 1001 });
    expect(classifier.value).toBeGreaterThan(0.7);
    expect(classifier).toMatchObject({ threshold: 0.55, matters: true, chance: 1 / 1001 });
  });

  it('gives the same answer whatever the order of the rows', () => {
    const current = sentences(60, 0.1, random);
    const expected = compare(reference.slice(0, 100), current);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(reference.slice(0, 100), { minLength: 100 }),
        fc.shuffledSubarray(current, { minLength: 60 }),
        (before, now) => {
          expect(compare(before, now)).toEqual(expected);
        },
      ),
      { numRuns: 5 },
    );
  });

  it('has an answer for texts without a word, and for single rows', () => {
    expect(compare(['?', '!', '…', '-'], ['?', '.', '!', '-']).classifier).toMatchObject({ value: 0.5, chance: 1 });
    const { outOfVocabulary, classifier } = compare(['a b'], ['c d e']);
    expect([outOfVocabulary.chance, classifier.chance]).toEqual([1, 1]);
  });
});

describe('a text column in the mode calibrated', () => {
  it('rarely drifts when nothing has changed', () => {
    const alarms = Array.from({ length: 60 }, (_, seed) => {
      const random = createRandom(seed, 11);
      return driftOf(sentences(300, 0, random), sentences(80, 0, random)).drifted;
    });
    expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(2);
  });

  it('drifts by the test that found something, its classifier standing for the column', () => {
    const random = createRandom(3);
    const drift = driftOf(sentences(300, 0, random), sentences(150, 0.3, random));
    expect(drift).toMatchObject({ type: 'text', method: 'domain_classifier', threshold: 0.55, drifted: true });
    expect(drift.text).toMatchObject({ length: { drifted: false }, outOfVocabulary: { drifted: true } });
    expect([drift.score, drift.chance]).toEqual([drift.text?.classifier.value, drift.text?.classifier.chance]);
  });

  it('drifts by its missing values, and has no score without a text', () => {
    const some = sentences(300, 0, createRandom(8));
    const gappy = some.map((text, row) => (row % 2 ? text : null));
    expect(driftOf(some, gappy)).toMatchObject({ drifted: true, missing: { current: 0.5, drifted: true } });
    const gone = driftOf(
      some,
      some.map(() => null),
    );
    expect(gone).toMatchObject({ drifted: true, score: null, missing: { current: 1, drifted: true } });
    expect(gone.text).toBeUndefined();
  });

  it('takes a threshold and no method', () => {
    const some = tableOf(texts('note', sentences(50, 0, createRandom(8))));
    const types = { note: 'text' } as const;
    expect(detectDrift(some, some, { types, thresholds: { note: 0.7 } }).byColumn['note']?.threshold).toBe(0.7);
    expect(() => detectDrift(some, some, { types, thresholds: { note: 2 } })).toThrow('takes one from 0 to 1');
    expect(() => detectDrift(some, some, { types, methods: { note: 'psi' } })).toThrow(
      'the drift method "psi" does not apply to the text column "note"',
    );
    expect(detectDrift(some, some, { types, method: 'psi' }).byColumn['note']?.method).toBe('domain_classifier');
  });
});

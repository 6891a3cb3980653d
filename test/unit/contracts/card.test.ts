import { expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';

const fileWith = (lines: string) => parseProjectFile(`project: p\ntarget: t\ntask: binary\n${lines}`);

it('has tags and what people say of the model', () => {
  const { tags, card } = fileWith('tags: { ticket: ML-42 }\ncard: { owner: us }\n');
  expect(tags).toEqual({ ticket: 'ML-42' });
  expect(card).toEqual({ owner: 'us', limitations: [] });
  expect(fileWith('')).toMatchObject({ tags: {} });
});

it.each([
  ['card: { ownr: us }', 'unknown key "card.ownr": did you mean "owner"?'],
  ['card: { owner: "" }', 'card.owner: expected a text of at least 1 characters, not the text ""'],
  [`tags: {${Array.from({ length: 21 }, (_, index) => ` t${index}: x`).join(',')} }`, 'tags: at most 20 tags'],
  ['tags: { a: 1 }', 'tags.a: '],
])('refuses %s', (lines, message) => {
  expect(() => fileWith(lines)).toThrow(message);
});

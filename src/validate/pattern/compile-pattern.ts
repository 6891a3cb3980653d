import { InvalidProjectFileError } from '../../errors.ts';
import { type PatternNode, parsePattern } from './parse-pattern.ts';

/** `{1000}{1000}` and its like are refused. */
const MAX_INSTRUCTIONS = 2000;

type Instruction =
  | { readonly kind: 'take'; readonly accepts: (character: string) => boolean }
  | { readonly kind: 'split'; readonly to: readonly number[] }
  | { readonly kind: 'start' | 'end' | 'found' };

/**
 * Compiles a regular expression into a function that tells whether a text contains a match. Its time is at most the text's
 * length times the pattern's, whatever both are: all ways through the pattern are followed at once (Thompson, "Regular
 * Expression Search Algorithm", 1968).
 *
 * @throws InvalidProjectFileError when the pattern cannot be understood, is too long or not of this kind
 */
export function compilePattern(source: string): (text: string) => boolean {
  try {
    new RegExp(source, 'u');
    const program: Instruction[] = [];
    emit(parsePattern(source), program);
    add(program, { kind: 'found' });
    return (text) => search(program, text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new InvalidProjectFileError(
      `validation.rules: the pattern /${source}/ cannot be used: ${error.message}; it may hold characters, classes, groups, "|", "* + ? {m,n}", "^" and "$"`,
      { cause: error },
    );
  }
}

function add(program: Instruction[], instruction: Instruction): number {
  if (program.length >= MAX_INSTRUCTIONS)
    throw new RangeError(`it has more than ${MAX_INSTRUCTIONS} parts, repeats counted`);
  return program.push(instruction) - 1;
}

function emit(node: PatternNode, program: Instruction[]): void {
  switch (node.kind) {
    case 'atom': {
      const one = new RegExp(`^(?:${node.source})$`, 'u');
      add(program, { kind: 'take', accepts: (character) => one.test(character) });
      return;
    }
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      return;
    case 'choice':
      emitChoice(node.parts, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
      return;
    default:
      add(program, { kind: node.kind });
  }
}

function emitChoice(parts: readonly PatternNode[], program: Instruction[]): void {
  const [first, ...others] = parts;
  if (first && others.length === 0) {
    emit(first, program);
    return;
  }
  const starts: number[] = [];
  add(program, { kind: 'split', to: starts });
  const ends: number[][] = parts.map((part) => {
    starts.push(program.length);
    emit(part, program);
    const end: number[] = [];
    add(program, { kind: 'split', to: end });
    return end;
  });
  for (const end of ends) end.push(program.length);
}

function emitRepeat({ part, min, max }: Extract<PatternNode, { kind: 'repeat' }>, program: Instruction[]): void {
  for (let time = 0; time < min; time += 1) emitCounted(part, program);
  const exits: number[][] = [];
  const optional = max === Number.POSITIVE_INFINITY ? 1 : max - min;
  for (let time = 0; time < optional; time += 1) {
    const exit: number[] = [];
    const fork = add(program, { kind: 'split', to: exit });
    exit.push(fork + 1);
    emit(part, program);
    if (max === Number.POSITIVE_INFINITY) add(program, { kind: 'split', to: [fork] });
    exits.push(exit);
  }
  for (const exit of exits) exit.push(program.length);
}

/** Even a part that takes nothing counts towards the limit, or `(){1000000000}` would never end. */
function emitCounted(part: PatternNode, program: Instruction[]): void {
  add(program, { kind: 'split', to: [program.length + 1] });
  emit(part, program);
}

function search(program: readonly Instruction[], text: string): boolean {
  const characters = [...text];
  const reached = new Int32Array(program.length).fill(-1);
  let takers: number[] = [];
  for (let at = 0; at <= characters.length; at += 1) {
    const place = { at, length: characters.length };
    const entered = [...takers, 0];
    takers = [];
    if (follow(program, entered, place, reached, takers)) return true;
    const character = characters[at] ?? '';
    takers = takers.filter((index) => accepts(program[index], character)).map((index) => index + 1);
  }
  return false;
}

/** Goes from the entered instructions to those that take a character, which it appends to `takers`; true when found. */
function follow(
  program: readonly Instruction[],
  entered: number[],
  place: { readonly at: number; readonly length: number },
  reached: Int32Array,
  takers: number[],
): boolean {
  for (let index = entered.pop(); index !== undefined; index = entered.pop()) {
    const instruction = program[index];
    if (!instruction || reached[index] === place.at) continue;
    reached[index] = place.at;
    if (instruction.kind === 'found') return true;
    if (instruction.kind === 'take') takers.push(index);
    else entered.push(...nextOf(instruction, index, place));
  }
  return false;
}

/** Where an instruction that takes no character leads, at this place of the text. */
function nextOf(
  instruction: Exclude<Instruction, { kind: 'take' }>,
  index: number,
  { at, length }: { readonly at: number; readonly length: number },
): readonly number[] {
  if (instruction.kind === 'split') return instruction.to;
  const wanted = instruction.kind === 'start' ? 0 : length;
  return at === wanted ? [index + 1] : [];
}

const accepts = (instruction: Instruction | undefined, character: string): boolean =>
  instruction?.kind === 'take' && instruction.accepts(character);

/** A pattern's structure; an atom takes one character. */
export type PatternNode =
  | { readonly kind: 'atom'; readonly source: string }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number };

/** A character class, an escaped character or any other single character, each as JavaScript writes it. */
const ATOM = /\[(?:\\.|[^\\\]])*\]|\\[dDwWsStnrfv^$\\.*+?()[\]{}|/]|[^\\[\]^$*+?(){}|]/suy;
const COUNT = /\{(\d+)(,?)(\d*)\}/y;
const QUANTIFIERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

/**
 * Reads the part of JavaScript's regular expressions that can be matched in linear time: characters, `.`, classes, `\d`
 * and its like, groups, `|`, `* + ? {m,n}`, `^` and `$`.
 *
 * @throws SyntaxError for anything else, look-around and back references among it
 */
export function parsePattern(source: string): PatternNode {
  const reader = new PatternReader(source);
  const node = reader.readChoice();
  reader.requireEnd();
  return node;
}

class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  readChoice(): PatternNode {
    const parts = [this.#readSequence()];
    while (this.#take('|')) parts.push(this.#readSequence());
    return { kind: 'choice', parts };
  }

  requireEnd(): void {
    if (this.#at < this.#source.length) this.#refuse();
  }

  #readSequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) parts.push(this.#readItem());
    return { kind: 'sequence', parts };
  }

  #readItem(): PatternNode {
    if (this.#take('^')) return { kind: 'start' };
    if (this.#take('$')) return { kind: 'end' };
    const part = this.#take('(') ? this.#readGroup() : this.#readAtom();
    const quantifier = this.#readQuantifier();
    if (!quantifier) return part;
    this.#take('?'); // lazy or not, the same texts match
    return { kind: 'repeat', part, min: quantifier[0], max: quantifier[1] };
  }

  #readGroup(): PatternNode {
    if (this.#take('?') && !this.#take(':')) this.#refuse();
    const group = this.readChoice();
    if (!this.#take(')')) this.#refuse();
    return group;
  }

  #readAtom(): PatternNode {
    const source = this.#takeMatch(ATOM)?.[0];
    return source === undefined ? this.#refuse() : { kind: 'atom', source };
  }

  #readQuantifier(): readonly [min: number, max: number] | undefined {
    const simple = QUANTIFIERS[this.#source.charAt(this.#at)];
    if (simple) {
      this.#at += 1;
      return simple;
    }
    const [count, min, comma, max] = this.#takeMatch(COUNT) ?? [];
    if (count === undefined) return undefined;
    if (!comma) return [Number(min), Number(min)];
    return [Number(min), max ? Number(max) : Number.POSITIVE_INFINITY];
  }

  #take(character: string): boolean {
    const isThere = this.#source.startsWith(character, this.#at);
    if (isThere) this.#at += character.length;
    return isThere;
  }

  #takeMatch(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match) this.#at += match[0].length;
    return match;
  }

  #refuse(): never {
    throw new SyntaxError(
      `"${this.#source.slice(this.#at, this.#at + 10)}" at character ${this.#at + 1} is not supported`,
    );
  }
}

/** Markup that is safe as it is: written by us, with everything put into it escaped. Only `html` makes it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What can be put into a template: text is escaped, markup and lists of it are not; undefined leaves nothing. */
export type Part = Html | string | number | undefined | readonly Part[];

/** Template tag: escapes every value that is not markup itself, for use as text or within a quoted attribute. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.reduce((markup, literal, index) => markup + write(parts[index - 1]) + literal));
}

function write(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  return typeof part === 'object' ? part.map(write).join('') : escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and halves of surrogate pairs, which no page may hold, become U+FFFD. */
const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n])\p{Cc}/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

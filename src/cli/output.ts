import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Where a command writes: its data to stdout, everything said on the way to stderr. */
export interface Output {
  /** Whether stdout carries JSON for a program in place of text for people. */
  readonly json: boolean;
  /** Whether lines on stderr may be rewritten. */
  readonly live: boolean;
  /** The command's result; `text` is asked only when no JSON is wanted. */
  result(value: unknown, text: () => string): void;
  /** One line of progress. */
  progress(line: string): void;
  /** Text on stderr as it is, control sequences included. */
  raw(text: string): void;
  /** Styled for stdout where that is a terminal and NO_COLOR is not set. */
  style(style: Style, text: string): string;
  /** The same for stderr. */
  progressStyle(style: Style, text: string): string;
}

/** A stream that may be a terminal. */
export type TextStream = Writable & { readonly isTTY?: boolean };

export function createOutput(stdout: TextStream, stderr: TextStream, json: boolean): Output {
  const styled = (stream: TextStream) => (style: Style, text: string) => styleText(style, text, { stream });
  return {
    json,
    live: stderr.isTTY === true && process.env['TERM'] !== 'dumb',
    result: (value, text) => {
      stdout.write(`${json ? JSON.stringify(value, null, 2) : text()}\n`);
    },
    progress: (line) => {
      stderr.write(`${line}\n`);
    },
    raw: (text) => {
      stderr.write(text);
    },
    style: styled(stdout),
    progressStyle: styled(stderr),
  };
}

import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOutput, type TextStream } from '#src/cli/output.ts';

/** A stream that says of itself what a terminal of 256 colours would. */
const terminal = (): TextStream =>
  Object.assign(new PassThrough(), {
    isTTY: true,
    getColorDepth: () => WriteStream.prototype.getColorDepth({ ...process.env, TERM: 'xterm-256color' }),
  });

afterEach(() => vi.unstubAllEnvs());

describe('createOutput', () => {
  it('styles each stream by what that stream is', () => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('CI', undefined); // Node takes few CI services for terminals with colours
    const out = createOutput(new PassThrough(), terminal(), false);
    expect(out.style('red', 'x')).toBe('x');
    expect(out.progressStyle('red', 'x')).toBe('\u001b[31mx\u001b[39m');
  });

  it('honours NO_COLOR on a terminal', () => {
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('NO_COLOR', '1');
    expect(createOutput(terminal(), terminal(), false).style('red', 'x')).toBe('x');
  });

  it('rewrites lines on a terminal only, and not on a dumb one', () => {
    const live = () => createOutput(new PassThrough(), terminal(), false).live;
    vi.stubEnv('TERM', 'xterm');
    expect(live()).toBe(true);
    vi.stubEnv('TERM', 'dumb');
    expect(live()).toBe(false);
    expect(createOutput(terminal(), new PassThrough(), false).live).toBe(false);
  });

  it('prints the value or the text, never both', () => {
    const stdout = new PassThrough();
    createOutput(stdout, new PassThrough(), true).result({ a: Number.NaN }, () => {
      throw new Error('nobody wants text');
    });
    createOutput(stdout, new PassThrough(), false).result({ a: 1 }, () => 'one');
    expect(String(stdout.read())).toBe('{\n  "a": null\n}\none\n');
  });
});

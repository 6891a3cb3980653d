import { describe, expect, it } from 'vitest';
import { DRIFT_PAGE_STYLE } from '#src/report/drift-page-style.ts';

/** The colours of each `:root`, one per scheme, and one for print. */
const schemes = [...DRIFT_PAGE_STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, body = '']) =>
  Object.fromEntries([...body.matchAll(/--([\w-]+):(#\w+)/g)].map(([, name, colour]) => [name, colour])),
);

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : colour.match(/\w\w/g)!;
  const [red, green, blue] = digits
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the drift page’s colours', () => {
  it.each(['light', 'dark', 'print'].map((name, index) => [name, schemes[index]!] as const))(
    'can be told apart: %s',
    (_, colours) => {
      const pairs = [
        ...['text', 'muted', 'drift', 'calm'].flatMap((text) => [
          [text, 'ground', 4.5] as const,
          [text, 'panel', 4.5] as const,
        ]),
        ...[['drift', 'drift-ground', 4.5] as const, ['calm', 'calm-ground', 4.5] as const],
        ...[['cur', 'ground', 3] as const, ['ref', 'ground', 3] as const, ['ref', 'cur', 3] as const],
      ];
      const poor = pairs.filter(([front, back, least]) => contrast(colours[front]!, colours[back]!) < least);
      expect(poor).toEqual([]);
    },
  );
});

import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { DataVersionName } from '#src/contracts/names.ts';
import { compareVersions } from '#src/detect/version-order.ts';

const version = fc.stringMatching(/^v(0|[1-9][0-9]{0,8})$/);

describe('compareVersions', () => {
  test('v10 comes after v9', () => {
    expect(['v10', 'v9', 'v1', 'v100', 'v2'].sort(compareVersions)).toEqual(['v1', 'v2', 'v9', 'v10', 'v100']);
  });

  property.prop([version, version, version])('is a total order', (a, b, c) => {
    expect(DataVersionName.safeParse(a).success).toBe(true);
    expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)));
    expect(compareVersions(a, b) === 0).toBe(a === b);
    if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
  });
});

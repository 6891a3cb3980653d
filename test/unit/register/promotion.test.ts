import { describe, expect, it } from 'vitest';
import type { ModelVersion, Stage } from '#src/ports/model-registry.ts';
import { planPromotion } from '#src/register/promotion.ts';
import { newModel } from '#test/support/new-model.ts';

const model = (version: number, stage: Stage): ModelVersion => ({ ...newModel(`run-${version}`), version, stage });

describe('planPromotion', () => {
  it('makes the first model Production without a predecessor', () => {
    expect(planPromotion(model(1, 'None'), undefined)).toEqual({ promoted: model(1, 'Production') });
  });

  it('archives the present holder, and changes nothing else of either', () => {
    expect(planPromotion(model(2, 'Staging'), model(1, 'Production'))).toEqual({
      promoted: model(2, 'Production'),
      archived: model(1, 'Archived'),
    });
  });

  it('finds nothing to do for the present holder', () => {
    expect(planPromotion(model(1, 'Production'), model(1, 'Production'))).toBeUndefined();
  });

  it('refuses an archived version and names who is Production', () => {
    expect(() => planPromotion(model(1, 'Archived'), model(3, 'Production'))).toThrow(
      'model version 1 of wine is Archived and cannot become Production; version 3 is Production',
    );
    expect(() => planPromotion(model(1, 'Archived'), undefined)).toThrow('nothing is Production');
  });
});

/** What a criterion says of a model. */
export interface Finding {
  readonly met: boolean;
  /** One sentence, with the figures. */
  readonly reason: string;
}

export const judge = (met: boolean, found: string, wanted: string): Finding => ({
  met,
  reason: `${found} is ${met ? '' : 'not '}${wanted}`,
});

export const undetermined = (name: string): Finding => ({
  met: false,
  reason: `${name} cannot be determined from these held-out rows`,
});

/** Six significant digits, as people compare metrics. */
export const shown = (value: number): string => String(Number(value.toPrecision(6)));

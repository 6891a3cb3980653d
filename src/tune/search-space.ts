import type { ProjectFile } from '../contracts/project-file.ts';
import type { SearchRange } from '../contracts/settings/tuning.ts';
import type { Hyperparameters } from '../contracts/trial.ts';
import { defaultSpaces, startingPoints } from './default-spaces.ts';

/** Where a hyperparameter lies: a number as it is searched (its logarithm, say), or the position of a choice. */
export type Coordinate = number;

/** One dimension of the search. */
export interface Axis {
  readonly name: string;
  /** How many choices there are; absent for a number. */
  readonly choices?: number;
  /** Ends of the coordinates of a number; an integer has half a step more on either side. */
  readonly low: number;
  readonly high: number;
  readonly toValue: (coordinate: Coordinate) => number | string | boolean;
  /** A value outside the range gets the nearest coordinate, an unknown choice the first. */
  readonly toCoordinate: (value: unknown) => Coordinate;
}

export interface SearchSpace {
  readonly axes: readonly Axis[];
  /** What is tried first: the project's own hyperparameters, else the library's defaults, else the middle. */
  readonly start: readonly Coordinate[];
}

/** The space of `training.tune`, hyperparameters in the order of their names, so that the file's order changes nothing. */
export function searchSpaceOf({ algorithm, hyperparameters, tune }: ProjectFile['training']): SearchSpace {
  const ranges = Object.entries(tune.space ?? defaultSpaces[algorithm]);
  const axes = ranges.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, range]) => axisOf(name, range));
  const known: Hyperparameters = { ...startingPoints[algorithm], ...hyperparameters };
  const start = axes.map((axis) =>
    Object.hasOwn(known, axis.name) ? axis.toCoordinate(known[axis.name]) : middleOf(axis),
  );
  return { axes, start };
}

export const hyperparametersAt = ({ axes }: SearchSpace, point: readonly Coordinate[]): Hyperparameters =>
  Object.fromEntries(axes.map(({ name, toValue }, axis) => [name, toValue(point[axis] ?? 0)]));

export const pointOf = ({ axes }: SearchSpace, hyperparameters: Hyperparameters): Coordinate[] =>
  axes.map(({ name, toCoordinate }) => toCoordinate(hyperparameters[name]));

const middleOf = ({ choices, low, high }: Axis): Coordinate => (choices === undefined ? (low + high) / 2 : 0);

function axisOf(name: string, range: SearchRange): Axis {
  if ('choice' in range) {
    const { choice } = range;
    const known: readonly unknown[] = choice;
    const toCoordinate = (value: unknown) => Math.max(known.indexOf(value), 0);
    return {
      name,
      choices: choice.length,
      low: 0,
      high: choice.length - 1,
      toValue: (at) => choice[at] ?? '',
      toCoordinate,
    };
  }
  return 'int' in range ? numberAxis(name, range.int, range.log, 0.5) : numberAxis(name, range.float, range.log, 0);
}

/** @param margin - half the distance of neighbouring values; 0 for real numbers */
function numberAxis(name: string, [low, high]: readonly [number, number], log: boolean, margin: number): Axis {
  const [into, back] = log ? [Math.log, Math.exp] : [same, same];
  const clamp = (value: number) => Math.min(Math.max(value, low), high);
  // Six digits are what people can read and more than a search can tell apart.
  const tidy = margin > 0 ? Math.round : (value: number) => Number(value.toPrecision(6));
  return {
    name,
    low: into(low - margin),
    high: into(high + margin),
    toValue: (coordinate) => clamp(tidy(back(coordinate))),
    toCoordinate: (value) => into(clamp(typeof value === 'number' ? value : low)),
  };
}

const same = (value: number): number => value;

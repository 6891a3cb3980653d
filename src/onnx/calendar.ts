import type { GraphBuilder } from './graph-builder.ts';

interface CalendarDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

const added = new WeakMap<GraphBuilder, Map<string, CalendarDate>>();

/** The Gregorian date of a day; several parts of the same day share their nodes. See `addCalendar`. */
export function calendarOf(graph: GraphBuilder, days: string): CalendarDate {
  const known = added.get(graph) ?? new Map<string, CalendarDate>();
  added.set(graph, known);
  const date = known.get(days) ?? addCalendar(graph, days);
  known.set(days, date);
  return date;
}

/**
 * Adds the Gregorian date of a day. Years are counted from March, so that a leap day comes last, in eras of 400 years,
 * which all have 146,097 days. Whole numbers of this size are exact in double precision.
 *
 * @param days - the name of whole days since 1970-01-01, double [N, 1]
 * @returns the names of the parts, double [N, 1]; NaN where `days` is
 * @see Hinnant (2013), "chrono-Compatible Low-Level Date Algorithms"
 */
function addCalendar(graph: GraphBuilder, days: string): CalendarDate {
  const to = arithmetic(graph);
  const sinceEpoch = to.plus(days, to.constant(719_468)); // from 0000-03-01
  const era = to.quotient(sinceEpoch, 146_097);
  const dayOfEra = to.minus(sinceEpoch, to.times(era, 146_097));
  const leapDays = to.plus(
    to.minus(to.quotient(dayOfEra, 1460), to.quotient(dayOfEra, 36_524)),
    to.quotient(dayOfEra, 146_096),
  );
  const yearOfEra = to.quotient(to.minus(dayOfEra, leapDays), 365);
  const daysBefore = to.plus(
    to.times(yearOfEra, 365),
    to.minus(to.quotient(yearOfEra, 4), to.quotient(yearOfEra, 100)),
  );
  const dayOfYear = to.minus(dayOfEra, daysBefore);
  const monthFromMarch = to.quotient(to.plus(to.times(dayOfYear, 5), to.constant(2)), 153);
  const monthStart = to.quotient(to.plus(to.times(monthFromMarch, 153), to.constant(2)), 5);
  const isNextYear = graph.cast(graph.node('GreaterOrEqual', [monthFromMarch, to.constant(10)]), 'double');
  return {
    year: to.plus(to.plus(yearOfEra, to.times(era, 400)), isNextYear),
    month: to.minus(to.plus(monthFromMarch, to.constant(3)), to.times(isNextYear, 12)),
    day: to.plus(to.minus(dayOfYear, monthStart), to.constant(1)),
  };
}

/** Arithmetic on whole numbers, as nodes. */
function arithmetic(graph: GraphBuilder) {
  const constant = (value: number) => graph.doubles([value], [1, 1]);
  return {
    constant,
    plus: (left: string, right: string) => graph.node('Add', [left, right]),
    minus: (left: string, right: string) => graph.node('Sub', [left, right]),
    times: (left: string, right: number) => graph.node('Mul', [left, constant(right)]),
    quotient: (left: string, right: number) => graph.node('Floor', [graph.node('Div', [left, constant(right)])]),
  };
}

const ISO_TIME =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<clock>\d{2}:\d{2})(?::(?<seconds>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads a date or a time of ISO 8601: `2024-05-31`, `2024-05-31T18:30`, `2024-05-31 18:30:05.250`, with `Z` or an offset
 * such as `+02:00`; without one it is UTC.
 *
 * @returns milliseconds since 1970-01-01 UTC; undefined when the text is something else, or no day of the calendar
 */
export function parseTime(text: string): number | undefined {
  const groups = ISO_TIME.exec(text.trim())?.groups;
  if (!groups) return undefined;
  const { date = '', clock = '00:00', seconds = '00', fraction = '', zone } = groups;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const utc = Date.parse(`${date}T${clock}:${seconds}.${milliseconds}Z`);
  // 31 April would silently be 1 May.
  if (Number.isNaN(utc) || new Date(utc).getUTCDate() !== Number(date.slice(8)) || clock.startsWith('24'))
    return undefined;
  const offset = offsetMinutes(zone);
  return offset === undefined ? undefined : utc - offset * 60_000;
}

function offsetMinutes(zone = 'Z'): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 18 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

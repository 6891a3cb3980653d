import { headline } from '#src/contracts/headline-metrics.ts';

/** Seconds as people read them: `0.42 s`, `12.3 s`, `3 min 07 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** Four significant digits at most, whole numbers as they are. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(4)));
}

/** A share 0..1 as a percentage. */
export const formatShare = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

/** `accuracy 0.9722, f1 0.97`: the headline metrics in their own order. */
export const formatMetrics = (metrics: Readonly<Record<string, number>> | undefined): string =>
  headline(metrics ?? {})
    .map(([name, value]) => `${name} ${formatNumber(value)}`)
    .join(', ');

/** An instant to the second, in UTC: `2026-08-20 09:14:03`. */
export const formatTime = (iso: string): string => new Date(iso).toISOString().slice(0, 19).replace('T', ' ');

/** US dollars; what a run costs is often less than a cent. */
export const formatCost = (usd: number): string =>
  usd !== 0 && usd < 0.01
    ? `$${Number(usd.toPrecision(2)).toFixed(Math.min(1 - Math.floor(Math.log10(usd)), 10))}`
    : `$${usd.toFixed(2)}`;

/** 1536 → `1.5 KB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
}

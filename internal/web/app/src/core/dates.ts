/** More stops than this make a slider of guesses. */
const most = 40;

const iso = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10); // the last day of a month, from 1

/**
 * The days that a slider stops at between two dates: the ends of months, quarters or years, whichever gives at most 40; the last
 * one is not before the last date. No dates, no stops.
 */
export function stopsBetween(first: string, last: string): string[] {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) return [];
  const [a, b] = [new Date(from), new Date(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth() + 1;
  const step = [1, 3, 12].find((size) => months / size <= most) ?? 12 * Math.ceil(months / 12 / most);
  const stops: string[] = [];
  // Steps end where people end them: a quarter in March, a year in December.
  for (let month = Math.ceil((a.getUTCMonth() + 1) / step) * step; ; month += step) {
    const stop = iso(a.getUTCFullYear(), month);
    stops.push(stop);
    if (stop >= last.slice(0, 10)) return stops;
  }
}

/** A date as the service keeps a start: a month or a year begins with its first day. */
export const firstDay = (text: string): string => text.trim().replace(/^(\d{4})$/, "$1-01").replace(/^(\d{4}-\d{2})$/, "$1-01");

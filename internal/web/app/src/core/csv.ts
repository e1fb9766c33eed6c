/** So that Excel reads the letters as UTF-8. */
const mark = "\ufeff";

/**
 * Rows as a CSV file that spreadsheets open: commas, a point in numbers, CR LF. NaN is an empty cell. A text that begins like a formula
 * gets an apostrophe in front, for a name must not be carried out; numbers, also negative ones, stay numbers.
 */
export function csvOf(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [header, ...rows].map((row) => row.map(cell).join(","));
  return `${mark}${lines.join("\r\n")}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

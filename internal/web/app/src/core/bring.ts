import type { Counts, FileProblem, Revision } from "../api/types";

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Problems in the order in which to mend them: those that stop the import first, then by file and line. */
export function inOrder(problems: readonly FileProblem[]): FileProblem[] {
  return [...problems].sort((p, q) =>
    Number(q.fatal) - Number(p.fatal) || byText(p.file, q.file) || byText(p.sheet ?? "", q.sheet ?? "") || (p.line ?? 0) - (q.line ?? 0));
}

/** Whether a problem is that a row names somebody whom no file lists. */
export const unlisted = (problem: FileProblem): boolean => problem.fatal && /^the id of one of the (actors|activities)$/.test(problem.expected);

/** A file, or a sheet of a workbook: "north.xlsx[Ties]". */
export const tableName = (table: { readonly file: string; readonly sheet?: string }): string => (table.sheet ? `${table.file}[${table.sheet}]` : table.file);

/** Where a problem is, as editors and spreadsheets write it: "ties.csv:3", "north.xlsx[Ties]!C3", or the file alone. */
export const placeOf = (problem: FileProblem): string =>
  tableName(problem) + (problem.cell ? `!${problem.cell}` : problem.line ? `:${problem.line}` : "");

/** Adds files to those chosen before. One of the same name takes the other's place: it is the mended one. */
export function withFiles<T extends { readonly name: string }>(chosen: readonly T[], added: readonly T[]): T[] {
  const fresh = new Map(added.map((file) => [file.name, file]));
  const kept = chosen.map((file) => {
    const other = fresh.get(file.name);
    fresh.delete(file.name);
    return other ?? file;
  });
  return [...kept, ...fresh.values()];
}

/** The kinds of record in the order in which people think of them. */
export const kinds = ["actors", "collaborations", "activities", "participations"] as const satisfies readonly (keyof Counts)[];

/** The kinds of which there are any, with how many. */
export const some = (counts: Counts): { kind: keyof Counts; n: number }[] =>
  kinds.map((kind) => ({ kind, n: counts[kind] })).filter(({ n }) => n > 0);

/** The revisions to show, newest first, each with the one to go back to in order to undo it and all that came after. */
export function history(revisions: readonly Revision[]): { revision: Revision; before: number }[] {
  const sorted = [...revisions].sort((r, s) => r.revision - s.revision);
  return sorted.map((revision, i) => ({ revision, before: sorted[i - 1]?.revision ?? 0 })).reverse();
}

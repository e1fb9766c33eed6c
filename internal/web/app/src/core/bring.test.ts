import { expect, test } from "vitest";
import type { FileProblem, Revision } from "../api/types";
import { history, inOrder, placeOf, some, withFiles } from "./bring";

const problem = (file: string, line: number, fatal: boolean): FileProblem => ({ file, line, fatal, expected: "a number", remedy: "write digits" });

test("what stops the import comes first, then file and line", () => {
  const list = [problem("b.csv", 2, false), problem("b.csv", 9, true), problem("a.csv", 10, false), problem("b.csv", 3, true), problem("a.csv", 9, false)];
  expect(inOrder(list).map(placeOf)).toEqual(["b.csv:3", "b.csv:9", "a.csv:9", "a.csv:10", "b.csv:2"]);
});

test("a problem of a whole file has no line", () => {
  expect(placeOf({ file: "x.xlsx", sheet: "Ties", line: 3, cell: "C3", expected: "a number", remedy: "mend it", fatal: true })).toBe("x.xlsx[Ties]!C3");
  expect(placeOf({ file: "x.xlsx", sheet: "Ties", line: 1, expected: "a column", remedy: "add it", fatal: true })).toBe("x.xlsx[Ties]:1");
  expect(placeOf({ file: "x.xlsx", expected: "a table", remedy: "save it as CSV", fatal: true })).toBe("x.xlsx");
});

test("a file chosen again replaces the one of its name and keeps its place", () => {
  const [a, b, mended, c] = [{ name: "a", size: 1 }, { name: "b", size: 1 }, { name: "a", size: 2 }, { name: "c", size: 1 }];
  expect(withFiles([a, b], [mended, c])).toEqual([mended, b, c]);
  expect(withFiles([], [a, mended])).toEqual([mended]);
});

test("only kinds of which there are any are told", () => {
  expect(some({ actors: 2, collaborations: 0, activities: 0, participations: 5 })).toEqual([{ kind: "actors", n: 2 }, { kind: "participations", n: 5 }]);
});

test("undoing the first import leads to the empty network, undoing a later one to the one before it", () => {
  const none = { actors: 0, collaborations: 0, activities: 0, participations: 0 };
  const revision = (n: number): Revision => ({ revision: n, made: "", by: "", message: "", added: none, removed: none });
  expect(history([revision(1), revision(2), revision(4)]).map(({ revision: r, before }) => [r.revision, before])).toEqual([[4, 2], [2, 1], [1, 0]]);
});

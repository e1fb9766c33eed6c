import type { FileProblem, FileReport, ImportAnswer } from "../../src/api/types";
import type { MockActor, MockNetwork } from "./network.ts";

interface Table {
  file: string;
  header: string[];
  rows: string[][];
}

/** The plain CSV files in the body of an upload. */
function tablesOf(body: string): Table[] {
  return [...body.matchAll(/filename="([^"]+)"[^]*?\r\n\r\n([^]*?)\r\n--/g)].map(([, file, text]) => {
    const [header, ...rows] = text!.replace(/^\ufeff/, "").trim().split(/\r?\n/).map((line) => line.split(","));
    return { file: file!, header: header!, rows };
  });
}

const fields: Record<string, string[]> = { actors: ["id", "name", "start", "end"], collaborations: ["source", "target", "weight", "type"] };

/** Reads an upload as the service does, as far as plain tables of actors and collaborations go; no draft when something is fatal. */
export function read(name: string, body: string, said: readonly string[] = []): { answer: Pick<ImportAnswer, "read" | "files" | "problems" | "problem_count">; draft: MockNetwork | null } {
  const problems: FileProblem[] = [];
  const files: FileReport[] = [];
  const actors: MockActor[] = [];
  const ties: [number, number][] = [];
  const tables = tablesOf(body).sort((a, b) => Number(a.header.includes("source")) - Number(b.header.includes("source")));
  for (const { file, header: given, rows } of tables) {
    // A column that somebody named takes the field's own name; one that is left out takes none.
    const header = given.map((h) => {
      const named = said.find((text) => text.endsWith(`=${h}`));
      if (named) return named.slice(named.indexOf(".") + 1, named.indexOf("="));
      return said.some((text) => text.endsWith(`.${h}=-`)) ? `(${h})` : h;
    });
    const kind = header.includes("source") ? "collaborations" : "actors";
    const known = fields[kind]!;
    const other = kind === "actors" ? "attribute" : "ignored";
    files.push({ file, kind, rows: rows.length, columns: header.map((h, i) => ({ header: given[i]!, field: known.includes(h) ? h : h.startsWith("(") ? "ignored" : other, example: rows[0]?.[i] ?? "" })) });
    for (const h of header.filter((column) => kind === "collaborations" && !known.includes(column))) {
      problems.push({ file, line: 1, column: h, expected: `one of the columns of ${kind}: ${known.join(", ")}`, remedy: "its values are passed over: name the column as one of these, or leave it", fatal: false });
    }
    for (const [at, row] of rows.entries()) {
      const value = (column: string): string => row[header.indexOf(column)] ?? "";
      const refuse = (column: string, expected: string, remedy: string): void => {
        problems.push({ file, line: at + 2, column, value: value(column), expected, remedy, fatal: true });
      };
      if (kind === "actors") {
        actors.push({ id: value("id"), name: value("name"), attributes: Object.fromEntries(header.filter((h) => !known.includes(h)).map((h) => [h, value(h)])) });
        continue;
      }
      const ends = ["source", "target"].map((end) => {
        const u = actors.findIndex((actor) => actor.id === value(end));
        if (u < 0) refuse(end, "the id of one of the actors", "add it to the actors, or correct it here");
        return u;
      });
      if (value("weight") && Number.isNaN(Number(value("weight")))) {
        refuse("weight", "a number", "write it with digits and a decimal point or comma, without unit and parts of thousands: 1234.5");
      }
      ties.push([ends[0]!, ends[1]!]);
    }
  }
  const answer = { read: { actors: actors.length, collaborations: ties.length, activities: 0, participations: 0 }, files, problems, problem_count: problems.length };
  return { answer, draft: problems.some((problem) => problem.fatal) ? null : { name, actors, ties, activities: [] } };
}

import type { FileProblem, FileReport, ProblemAnswer } from "./types";

/** A request that failed: what the service said about it, or status 0 when there was no answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly problems: readonly FileProblem[] = [], // of uploaded files: the first ones
    readonly count = problems.length, // of problems in all
    readonly files: readonly FileReport[] = [], // how they were understood
  ) {
    super(detail);
  }
}

/** Reads the body of a refusal (RFC 9457); one that is not the service's own, as from a proxy, is told by its status. */
export function problemOf(status: number, body: string): Problem {
  let answer: ProblemAnswer = {};
  try {
    answer = JSON.parse(body) as ProblemAnswer;
  } catch {
    return new Problem(status, String(status));
  }
  return new Problem(status, answer.detail || answer.title || String(status), answer.problems ?? [], answer.problem_count, answer.files ?? []);
}

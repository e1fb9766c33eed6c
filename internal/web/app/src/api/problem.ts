import type { FaultCode, FileProblem, FileReport, ProblemAnswer } from "./types";

/** A request that failed: what the service said about it, or status 0 when there was no answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly problems: readonly FileProblem[] = [], // of uploaded files: the first ones
    readonly count = problems.length, // of problems in all
    readonly files: readonly FileReport[] = [], // how they were understood
    readonly code: FaultCode = codeOf(status), // what kind of fault it is
  ) {
    super(detail);
  }
}

/** The kind of fault that a status stands for, where a proxy answered in the service's place. */
function codeOf(status: number): FaultCode {
  const known: Readonly<Record<number, FaultCode>> = {
    401: "unauthorized", 403: "forbidden", 404: "not_found", 409: "conflict", 413: "too_large", 422: "bad_input", 429: "too_many",
    502: "unavailable", 503: "unavailable", 504: "unavailable",
  };
  return known[status] ?? (status >= 500 ? "internal" : "invalid");
}

/** Reads the body of a refusal (RFC 9457); one that is not the service's own, as from a proxy, is told by its status. */
export function problemOf(status: number, body: string): Problem {
  let answer: ProblemAnswer = {};
  try {
    answer = JSON.parse(body) as ProblemAnswer;
  } catch {
    return new Problem(status, String(status));
  }
  return new Problem(status, answer.detail || answer.title || String(status), answer.problems ?? [], answer.problem_count, answer.files ?? [], answer.code);
}

/** Whatever was thrown while the service was asked, as a problem: what is none of its own got no answer. */
export const problemFrom = (cause: unknown): Problem => (cause instanceof Problem ? cause : new Problem(0, String(cause)));

import type { Problem } from "../api/problem";
import type { FaultCode, FileProblem } from "../api/types";
import type { Voice } from "./language";
import { phrase, type Phrases } from "./phrases";

/** Why the service refused: in the reader's language, and what it said itself where that tells more. */
export interface Refused {
  readonly text: string;
  readonly english: string; // "" when the text says it all
}

/** Kinds of fault of which the service's own sentence names what to mend. */
const telling: readonly FaultCode[] = ["invalid", "bad_input", "not_found", "conflict", "too_large", "forbidden"];

/** A sentence for a page of one for a terminal, which begins small and has no full stop. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? "" : "."}`;

/** What is wrong with a record that was sent, and how to mend it; "" where the language does not have it. */
function ofRecord(phrases: Phrases, { value, expected, remedy }: FileProblem): string {
  const [wanted, cure] = [phrase(phrases, "expected", expected), phrase(phrases, "remedy", remedy)];
  return wanted && cure ? `${value ? `${value} → ` : ""}${wanted}. ${cure}` : "";
}

/** Puts a refusal into words: the service's own sentence where the language has it, else what kind of fault it is; nothing while the sentences are on their way. */
export function refusalOf(voice: Voice, phrases: Phrases | null, problem: Problem): Refused {
  if (problem.status === 0) return { text: voice.text("app.offline"), english: "" };
  if (problem.status === 412) return { text: voice.text("edit.stale"), english: "" };
  if (!phrases) return { text: "", english: "" };
  const own = problem.problems[0] ? ofRecord(phrases, problem.problems[0]) : phrase(phrases, "fault", problem.detail);
  if (own) return { text: own, english: "" };
  const text = phrase(phrases, "code", problem.code);
  if (text && (!telling.includes(problem.code) || problem.detail === String(problem.status))) return { text, english: "" };
  return voice.language === "en" ? { text: sentence(problem.detail), english: "" } : { text, english: problem.detail };
}

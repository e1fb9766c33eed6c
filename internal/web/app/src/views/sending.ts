import { useSignal } from "@preact/signals";
import { problemFrom, type Problem } from "../api/problem";
import type { ChangeAsked } from "../api/types";
import { useSession } from "./context";

/** Sends changes of an actor's records, one at a time, and says what kept one from being made. */
export function useSending(id: string) {
  const session = useSession();
  const [busy, problem] = [useSignal(false), useSignal<Problem | null>(null)];
  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    if (busy.value) return false;
    [busy.value, problem.value] = [true, null];
    try {
      await act();
    } catch (cause) {
      problem.value = problemFrom(cause);
    }
    busy.value = false;
    return problem.value === null;
  };
  const send = async (asked: ChangeAsked | null, back: ChangeAsked | null = null): Promise<boolean> => asked !== null && attempt(() => session.edit(asked, id, back));
  return { busy, problem, attempt, send, takeBack: () => attempt(session.takeBack) };
}

import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { ChangeAsked } from "../api/types";
import { useSession } from "./context";

/** Sends changes of an actor's records, one at a time, and says what kept one from being made. */
export function useSending(id: string) {
  const session = useSession();
  const [busy, problem] = [useSignal(false), useSignal("")];
  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    if (busy.value) return false;
    const v = session.voice.value;
    [busy.value, problem.value] = [true, ""];
    try {
      await act();
    } catch (cause) {
      problem.value = cause instanceof Problem && cause.status === 412 ? v.text("edit.stale") : (cause instanceof Problem && cause.detail) || v.text("app.offline");
    }
    busy.value = false;
    return problem.value === "";
  };
  const send = async (asked: ChangeAsked | null, back: ChangeAsked | null = null): Promise<boolean> => asked !== null && attempt(() => session.edit(asked, id, back));
  return { busy, problem, attempt, send, takeBack: () => attempt(session.takeBack) };
}

import type { Told } from "../api/types";
import { useSession } from "./context";

/** What a reader must know to trust figures, in the reader's language: who was left out, what is an estimate. */
export function Notices({ run }: { run: Told }) {
  const { voice } = useSession();
  return <>{(run.notices ?? []).map(({ code, words }) => <p key={code + words.en} class="notice">{words[voice.value.language]}</p>)}</>;
}

import { useEffect } from "preact/hooks";
import type { Problem } from "../api/problem";
import { refusalOf } from "../core/refusal";
import { valueOf } from "../state/source";
import { useSession } from "./context";

/** Why the service refused, in the reader's language; its own words beside it, said to be English, where the language has none of its own for what they name. */
export function Refusal({ problem }: { problem: Problem }) {
  const { voice, phrases, refused } = useSession();
  useEffect(() => { refused.value = true; }, []);
  const known = phrases.state.value;
  const { text, english } = refusalOf(voice.value, known.status === "failed" ? {} : valueOf(known), problem);
  return <>{text}{english && <>{" "}<span lang="en">({english})</span></>}</>;
}

import { useEffect, useRef } from "preact/hooks";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { useSending } from "./sending";

/** Says that a change was made of the selected actor or its ties, or, without an actor, of one that is away; and takes it back. */
export function Edited({ id }: { id: string }) {
  const session = useSession();
  const { voice, edited, isHere, actor } = session;
  const v = voice.value;
  const { busy, problem, takeBack } = useSending(id);
  const undo = useRef<HTMLButtonElement>(null);
  const { back, told, name } = edited.value;
  const own = isHere.value && told !== null && edited.value.id === id;
  // Whoever pressed a button that went with what it removed would start over at the top of the page.
  useEffect(() => {
    if (own && document.activeElement === document.body) undo.current?.focus();
  }, [own, back, actor.state.value.status]);
  return (
    <>
      <p role="status" class="told">{own && v.text(told, { name })}</p>
      {own && back && <button ref={undo} type="button" class="button edited-undo" disabled={busy.value} onClick={() => void takeBack()}>{v.text("edit.undo")}</button>}
      {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
    </>
  );
}

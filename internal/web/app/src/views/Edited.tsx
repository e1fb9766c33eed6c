import { useEffect, useRef } from "preact/hooks";
import { useSession } from "./context";
import { useSending } from "./sending";

/** Says that a change of the selected actor or its ties was made, and takes it back. */
export function Edited({ id }: { id: string }) {
  const { voice, edited, actor } = useSession();
  const v = voice.value;
  const { busy, problem, send } = useSending(id);
  const undo = useRef<HTMLButtonElement>(null);
  const { back } = edited.value;
  const own = edited.value.id === id;
  // Whoever pressed a button that went with what it removed would start over at the top of the page.
  useEffect(() => {
    if (own && document.activeElement === document.body) undo.current?.focus();
  }, [own, back, actor.state.value.status]);
  return (
    <>
      <p role="status" class="told">{own && v.text("edit.done")}</p>
      {own && back && <button ref={undo} type="button" class="button edited-undo" disabled={busy.value} onClick={() => void send(back)}>{v.text("edit.undo")}</button>}
      {problem.value && <p class="warning" role="alert">{problem.value}</p>}
    </>
  );
}

import { useEffect, useRef } from "preact/hooks";
import { useSession } from "./context";

interface Props {
  question: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** Asks before something is done; the safe answer has the focus, and Escape gives it. */
export function Confirm({ question, yes, onYes, onNo }: Props) {
  const { voice } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { dialog.current?.showModal(); }, []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-question" onCancel={(event) => { event.preventDefault(); onNo(); }}>
      <p id="confirm-question">{question}</p>
      <div class="confirm-tools">
        <button type="button" class="button" onClick={onNo}>{voice.value.text("confirm.no")}</button>
        <button type="button" class="button button-main" onClick={onYes}>{yes}</button>
      </div>
    </dialog>
  );
}

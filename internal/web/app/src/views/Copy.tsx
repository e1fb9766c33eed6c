import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useSession } from "./context";

/** Copies a text; where the browser forbids that, the text is there to be copied by hand. */
export function Copy({ text, label, main = false }: { text: string; label: string; main?: boolean }) {
  const { voice } = useSession();
  const v = voice.value;
  const told = useSignal<"" | "done" | "hand">("");
  const field = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      told.value = "done";
    } catch {
      told.value = "hand";
      setTimeout(() => field.current?.select());
    }
  };
  return (
    <>
      <button type="button" class={`button ${main ? "button-main" : ""}`} onClick={() => void copy()}>{label}</button>
      {told.value === "hand" && <input ref={field} class="copy-hand" readOnly aria-label={v.text("copy.hand")} value={text} />}
      <p role="status" class="told">{told.value && v.text(told.value === "done" ? "copy.done" : "copy.hand")}</p>
    </>
  );
}

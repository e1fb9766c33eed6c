import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: number | null;
  take: (value: number | null) => void;
  whole?: boolean; // only 0, 1, 2 …
}

/** A labelled field for a figure, taken when it is left; what is being typed stays, whatever arrives meanwhile. */
export function NumberField({ label, value, take, whole = false }: Props) {
  const id = useId();
  const draft = useSignal<string | null>(null);
  const commit = (text: string): void => {
    draft.value = null;
    const figure = text.trim() === "" ? NaN : Number(text);
    take(Number.isFinite(figure) && (!whole || (Number.isInteger(figure) && figure >= 0)) ? figure : null);
  };
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <input id={id} type="number" step={whole ? 1 : "any"} {...(whole && { min: 0 })} value={draft.value ?? value ?? ""}
        onInput={(event) => { draft.value = event.currentTarget.value; }} onChange={(event) => commit(event.currentTarget.value)} />
    </div>
  );
}

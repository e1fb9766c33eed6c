import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: number | null;
  take: (value: number | null) => void;
  whole?: boolean; // only 0, 1, 2 …
  live?: boolean; // taken with each key, where that costs nothing
}

/** A labelled field for a figure, taken when it is left or with each key; what is being typed stays, whatever arrives meanwhile. */
export function NumberField({ label, value, take, whole = false, live = false }: Props) {
  const id = useId();
  const draft = useSignal<string | null>(null);
  const commit = (text: string): void => {
    const figure = text.trim() === "" ? NaN : Number(text);
    take(Number.isFinite(figure) && (!whole || (Number.isInteger(figure) && figure >= 0)) ? figure : null);
  };
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <input id={id} type="number" step={whole ? 1 : "any"} {...(whole && { min: 0 })} value={draft.value ?? value ?? ""}
        onInput={(event) => {
          draft.value = event.currentTarget.value;
          if (live) commit(event.currentTarget.value);
        }}
        onChange={(event) => {
          draft.value = null;
          commit(event.currentTarget.value);
        }} />
    </div>
  );
}

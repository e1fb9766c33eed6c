import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useSession } from "./context";

interface Props<T> {
  items: readonly T[];
  first: number;
  class: string;
  children: (item: T) => ComponentChildren;
}

/** A list that starts short: 780 silo pairs at once help nobody. */
export function More<T>({ items, first, class: name, children }: Props<T>) {
  const { voice } = useSession();
  const shown = useSignal(first);
  const rest = Math.min(items.length - shown.value, 50);
  return (
    <>
      <ol class={name}>{items.slice(0, shown.value).map(children)}</ol>
      {rest > 0 && (
        <button type="button" class="button more" onClick={() => { shown.value += rest; }}>{voice.value.text("panel.more", { n: voice.value.number(rest) })}</button>
      )}
    </>
  );
}

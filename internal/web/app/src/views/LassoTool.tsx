import type { Signal } from "@preact/signals";
import { useSession } from "./context";

/** Lets a press on the map draw around actors; for those who hold no Shift key, or no mouse. Says who is chosen to whoever does not see it. */
export function LassoTool({ on }: { on: Signal<boolean> }) {
  const { voice, chosen } = useSession();
  const v = voice.value;
  const n = chosen.ids.value.length;
  return (
    <>
      <button type="button" class="tool toggle" aria-pressed={on.value} aria-label={v.text("lasso.tool")} title={v.text("lasso.tool")} onClick={() => { on.value = !on.value; }}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M6 13.2c-2.2-1-3.50-2.60-3.50-4.60c0-3.40 3.50-5.80 7.70-5.80s7.30 2.2 7.30 5.2s-3.40 5.60-7.80 5.60c-2.70 0-4.60 .7-4.60 2.10c0 1.2 1.60 1.90 3.60 1.60" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-dasharray="2.6 2.6" /></svg>
      </button>
      <p role="status" class="unseen">{n > 0 ? v.count("chosen.title", n) : ""}</p>
    </>
  );
}

import { useSignal } from "@preact/signals";
import { useSession } from "./context";
import { titleOf } from "./words";

/** Keeps what is looked at as a page of the story. */
export function KeepPage() {
  const session = useSession();
  const v = session.voice.value;
  const told = useSignal("");
  const keep = (): void => {
    const title = titleOf(session);
    session.keepPage(title);
    told.value = v.text("story.added", { title, n: v.number(session.story.pages.value.length) });
  };
  return (
    <>
      <button type="button" class="tool" aria-label={v.text("story.add")} title={v.text("story.add")} onClick={keep}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 2.5h10v15l-5-4l-5 4zM10 5v6M7 8h6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" /></svg>
      </button>
      <p class="toast" role="status" key={told.value}>{told.value}</p>
    </>
  );
}

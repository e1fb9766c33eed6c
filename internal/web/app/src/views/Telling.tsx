import { useEffect, useRef } from "preact/hooks";
import { useSession } from "./context";

/** Shows the page on the whole screen, or no longer; where a browser cannot, the page itself is shown as large as its window. */
export function fullScreen(on: boolean): void {
  const done = on ? document.documentElement.requestFullscreen?.() : document.fullscreenElement ? document.exitFullscreen() : undefined;
  done?.catch(() => {});
}

/** Whether a key belongs to what has the focus: to a field that is written in, or to the map that it moves. */
const taken = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches("input, textarea, select, canvas, [role=tab]");

/** A page of the story beside what it shows: what to say about it, and the way on. */
export function Telling() {
  const session = useSession();
  const { voice, view, story, told } = session;
  const v = voice.value;
  const page = told.value;
  const [at, all] = [view.value.present, story.pages.value.length];
  const go = (to: number): void => { if (to >= 1 && to <= all) session.showPage(to - 1, true); };
  const leave = (): void => {
    fullScreen(false);
    session.patch({ present: 0, tab: "story" });
  };
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [at]);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key === "PageDown" || (event.key === "ArrowRight" && !taken(event.target))) go(at + 1);
      else if (event.key === "PageUp" || (event.key === "ArrowLeft" && !taken(event.target))) go(at - 1);
      else if (event.key === "Escape" && !taken(event.target) && !view.value.embed) leave();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [at, all]);
  if (!page) return null;
  return (
    <article class="telling">
      <p class="telling-place">{v.text("story.place", { n: v.number(at), all: v.number(all) })}</p>
      <h1 ref={title} tabIndex={-1}>{page.title}</h1>
      <div class="telling-note">{page.note.split(/\n+/).filter(Boolean).map((line, i) => <p key={i}>{line}</p>)}</div>
      <div class="pills">
        <button type="button" class="button" disabled={at <= 1} onClick={() => go(at - 1)}>{v.text("story.previous")}</button>
        <button type="button" class="button button-main" disabled={at >= all} onClick={() => go(at + 1)}>{v.text("story.next")}</button>
        {!view.value.embed && <button type="button" class="button" onClick={leave}>{v.text("story.leave")}</button>}
      </div>
    </article>
  );
}

import { useSignal } from "@preact/signals";
import { fragmentOf, frameOf, linkOf, type StoryPage } from "../core/story";
import { Copy } from "./Copy";
import { download } from "./download";
import { useSession } from "./context";
import { fullScreen } from "./Telling";
import { titleOf } from "./words";

/** Views kept in order with what to say about them: written here, presented full screen, passed on by a link. */
export function Story() {
  const session = useSession();
  const { voice, story, network } = session;
  const v = voice.value;
  const pages = story.pages.value;
  const told = useSignal("");
  const read = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file) told.value = v.text(story.take(await file.text()) ? "scenario.read" : "story.unread", { name: file.name });
  };
  const present = (): void => {
    fullScreen(true);
    session.showPage(0, true);
  };
  return (
    <>
      <p class="intro">{v.text(story.isGuest.value ? "story.guest" : "story.intro")}</p>
      <div class="pills">
        <button type="button" class={`button ${pages.length === 0 ? "button-main" : ""}`} onClick={() => session.keepPage(titleOf(session))}>{v.text("story.add")}</button>
        {pages.length > 0 && <button type="button" class="button button-main" onClick={present}>{v.text("story.present")}</button>}
      </div>
      <ol class="story">{pages.map((page, at) => <Page key={`${at} ${page.address}`} page={page} at={at} last={pages.length - 1} />)}</ol>
      {pages.length > 0 && <PassOn />}
      <div class="pills">
        {pages.length > 0 && (
          <button type="button" class="button"
            onClick={() => download(`${network.value}-story.json`, new Blob([JSON.stringify([{ network: network.value, pages }], null, 2)], { type: "application/json" }))}>
            {v.text("scenario.export")}
          </button>
        )}
        <label class="button file-button">
          {v.text("scenario.import")}
          <input type="file" class="unseen" accept=".json,application/json" onChange={(event) => void read(event.currentTarget.files)} />
        </label>
      </div>
      <p role="status" class="told">{told.value}</p>
    </>
  );
}

/** One page: its title and note to write, its place to change, the view to go to. */
function Page({ page, at, last }: { page: StoryPage; at: number; last: number }) {
  const session = useSession();
  const { voice, story } = session;
  const v = voice.value;
  const n = v.number(at + 1);
  const tool = (label: string, sign: string, act: () => void, disabled = false) => (
    <button type="button" class="button" aria-label={label} title={label} disabled={disabled} onClick={act}>{sign}</button>
  );
  return (
    <li class="card story-page">
      <div class="story-head">
        <span class="rank" aria-hidden="true">{n}</span>
        <input class="story-title" aria-label={v.text("story.pageTitle", { n })} value={page.title} maxLength={120}
          onChange={(event) => story.edit(at, { title: event.currentTarget.value.trim() || page.title })} />
      </div>
      <textarea aria-label={v.text("story.note", { n })} placeholder={v.text("story.notePlace")} rows={3} maxLength={2000} value={page.note}
        onChange={(event) => story.edit(at, { note: event.currentTarget.value })} />
      <div class="pills">
        <button type="button" class="button" aria-label={v.text("story.openOne", { n })} onClick={() => session.showPage(at, false)}>{v.text("story.open")}</button>
        {tool(v.text("story.up", { n }), "↑", () => story.move(at, -1), at === 0)}
        {tool(v.text("story.down", { n }), "↓", () => story.move(at, 1), at === last)}
        {tool(v.text("story.remove", { n }), "×", () => story.remove(at))}
      </div>
    </li>
  );
}

/** The story as a link, and as a frame for another page. */
function PassOn() {
  const { voice, story, network } = useSession();
  const v = voice.value;
  const whole = { network: network.value, pages: story.pages.value };
  const here = window.location.origin + window.location.pathname;
  const link = here + linkOf(whole);
  const frame = frameOf(here + linkOf(whole, { embed: true }), network.value);
  return (
    <section key={fragmentOf(whole)}>
      <h2>{v.text("story.share")}</h2>
      <p class="intro">{v.text("story.shareIntro")}</p>
      <div class="pills">
        <Copy text={link} label={v.text("story.copyLink")} />
        <Copy text={frame} label={v.text("story.copyFrame")} />
      </div>
    </section>
  );
}

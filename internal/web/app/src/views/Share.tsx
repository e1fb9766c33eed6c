import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { problemFrom, type Problem } from "../api/problem";
import { api } from "../api/client";
import type { ShareLink } from "../api/types";
import { addressOf, fragmentOf, linkOf, unnamed, unnamedStory, viewFragment } from "../core/story";
import { valueOf } from "../state/source";
import { Choice } from "./Choice";
import { Copy } from "./Copy";
import { Refusal } from "./Refusal";
import { useSession } from "./context";

/** How long a link may live, in days. */
const spans = [7, 30, 90, 366];

/** Passes on what is looked at: its address for colleagues, and where the service asks for a login, links for everybody else. */
export function Share() {
  const { voice, network } = useSession();
  const open = useSignal(false);
  if (!network.value) return null;
  return (
    <>
      <button type="button" class="button share" aria-haspopup="dialog" onClick={() => { open.value = true; }}>{voice.value.text("share.title")}</button>
      {open.value && <ShareDialog close={() => { open.value = false; }} />}
    </>
  );
}

function ShareDialog({ close }: { close: () => void }) {
  const session = useSession();
  const { voice, story, view, network, silo, me, owns } = session;
  const v = voice.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const pages = story.pages.value;
  const told = useSignal(pages.length > 0);
  useEffect(() => dialog.current?.showModal(), []);
  const seen = { ...view.value, network: network.value, silo: view.value.group ? "" : silo.value };
  const whole = { network: network.value, pages };
  const address = window.location.origin + window.location.pathname + (told.value ? linkOf(whole) : `?${addressOf(seen)}`);
  const who = valueOf(me.state.value);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="share-title" onClose={close}>
      <h2 id="share-title">{v.text("share.title")}</h2>
      {pages.length > 0 && (
        <label class="check">
          <input type="checkbox" checked={told.value} onChange={(event) => { told.value = event.currentTarget.checked; }} />
          {v.count("share.withStory", pages.length)}
        </label>
      )}
      <section>
        <h3>{v.text("share.address")}</h3>
        <p class="intro">{v.text(who?.login ? "share.addressIntro" : "share.addressOpen")}</p>
        <div class="pills"><Copy main text={address} label={v.text("story.copyLink")} /></div>
      </section>
      {who?.login && owns.value && <Links told={told.value} fragment={(named) => (told.value ? fragmentOf(named ? whole : unnamedStory(whole)) : viewFragment(named ? seen : unnamed(seen)))} />}
      <div class="pills dialog-end"><button type="button" class="button" onClick={() => dialog.current?.close()}>{v.text("share.close")}</button></div>
    </dialog>
  );
}

interface LinksProps {
  told: boolean; // a story goes along
  fragment: (named: boolean) => string; // what goes along, with single actors or without
}

/** Links that show the network to whoever has them: made, listed, ended. */
function Links({ told, fragment }: LinksProps) {
  const { voice, network } = useSession();
  const v = voice.value;
  const [label, days, what] = [useSignal(""), useSignal(30), useSignal("silos")];
  const made = useSignal<{ address: string; named: boolean } | null>(null);
  const list = useSignal<readonly ShareLink[] | null>(null);
  const problem = useSignal<Problem | null>(null);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    problem.value = null;
    try {
      await act();
      list.value = await api.links(network.value);
    } catch (cause) {
      problem.value = problemFrom(cause);
    }
  };
  const make = (event: Event): void => {
    event.preventDefault();
    void attempt(async () => {
      const link = await api.makeLink(network.value, {
        label: label.value.trim(), days: days.value, silos_only: what.value === "silos", nameless: what.value === "nameless",
      });
      made.value = { address: window.location.origin + link.path, named: what.value === "full" };
      label.value = "";
    });
  };
  return (
    <section>
      <h3>{v.text("share.links")}</h3>
      <p class="intro">{v.text("share.linksIntro")}</p>
      <form class="share-form" onSubmit={make}>
        <div class="choice">
          <label for="share-label">{v.text("share.label")}</label>
          <input id="share-label" required maxLength={100} value={label.value} onInput={(event) => { label.value = event.currentTarget.value; }} />
        </div>
        <Choice label={v.text("share.what")} value={what.value} onChange={(to) => { what.value = to; }}>
          <option value="silos">{v.text("share.silos")}</option>
          <option value="nameless">{v.text("share.nameless")}</option>
          <option value="full">{v.text("share.full")}</option>
        </Choice>
        <Choice label={v.text("share.days")} value={String(days.value)} onChange={(to) => { days.value = Number(to); }}>
          {spans.map((n) => <option key={n} value={n}>{v.count("share.span", n)}</option>)}
        </Choice>
        {told && what.value !== "full" && <p class="warning" role="status">{v.text("share.notesStay")}</p>}
        <button type="submit" class="button button-main">{v.text("share.make")}</button>
      </form>
      {made.value && (
        <div class="share-made" role="status">
          <p>{v.text("share.once")}</p>
          <div class="pills"><Copy main text={made.value.address + fragment(made.value.named)} label={v.text("share.copyMade")} /></div>
        </div>
      )}
      {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
      {list.value === null ? <button type="button" class="button" onClick={() => void attempt(async () => {})}>{v.text("share.list")}</button> : (
        <ul class="edits">
          {list.value.map((link) => (
            <li key={link.id}>
              <span class="edit-text">
                {link.label}
                <span class="reason">{` ${v.text(link.silos_only ? "share.silos" : link.nameless ? "share.nameless" : "share.full")} · ${v.text("card.until", { end: v.date(link.expires.slice(0, 10)) })}`}</span>
              </span>
              <button type="button" class="button" aria-label={v.text("share.endOne", { name: link.label })} onClick={() => void attempt(() => api.revokeLink(network.value, link.id))}>{v.text("share.end")}</button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { boxOf } from "../core/box";
import { caught } from "../core/lasso";
import { siloCount, type Box } from "../core/picture";
import { Stage } from "../render/stage";
import type { Session } from "../state/session";
import { GapTools } from "./GapTools";
import { KeepPage } from "./KeepPage";
import { LassoTool } from "./LassoTool";
import { Legend } from "./Legend";
import { OnlyChosen } from "./OnlyChosen";
import { SaveMenu } from "./SaveMenu";
import { SiloMenu } from "./SiloMenu";
import { Tooltip, type Pointed } from "./Tooltip";
import { Drawn } from "./Ungrouped";
import { useSession } from "./context";
import { wordsOf } from "./words";

/** The map with its buttons and legend. The canvas is for eyes and pointers; the table has the same actors for everybody. */
export function MapView() {
  const session = useSession();
  const { voice, picture, network, view } = session;
  const v = voice.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage | null>(null);
  const pointed = useSignal<Pointed | null>(null);
  const lasso = useSignal(false);

  useEffect(() => {
    if (!canvas.current) return;
    const made = startStage(canvas.current, session, (p) => { pointed.value = p; });
    stage.current = made.stage;
    return made.stop;
  }, []);
  useSignalEffect(() => {
    const scene = session.scene.value;
    if (scene) stage.current?.show(scene, session.focus.value, wordsOf(session));
  });
  useSignalEffect(() => stage.current?.drawing(session.view.value.tab === "whatif" && session.silo.value !== ""));
  useSignalEffect(() => stage.current?.circling(session.chooses.value, lasso.value));
  // A map that opens with a selection, from a list elsewhere or from an address, goes to it.
  const flown = useRef(view.value.selection.kind === "none" ? session.flights.value : -1);
  useSignalEffect(() => {
    const wish = session.flights.value;
    const p = session.picture.value;
    if (!p || wish === flown.current) return;
    const box = boxOf(p, session.focus.value);
    // What is selected may still have to be loaded; without a selection the whole map is meant.
    if (!box && session.view.value.selection.kind !== "none") return;
    flown.current = wish;
    if (box) stage.current?.lookAt(box);
    else stage.current?.fit();
  });

  const p = picture.value;
  return (
    <section class="map">
      <div class="stage">
        <canvas ref={canvas} tabIndex={0} role="img" aria-describedby="map-keys"
          aria-label={v.text(p?.grouping === "plain" ? "map.labelPlain" : p?.grouping === "communities" ? "map.labelCircles" : "map.label", { network: network.value, actors: v.number(p?.size ?? 0), silos: v.number(p ? siloCount(p) : 0) })} />
        <p id="map-keys" class="unseen">{v.text("map.keys")}</p>
        <div class="tools tools-silos">
          {view.value.selection.kind === "gap" ? <GapTools /> : <SiloMenu />}
        </div>
        <div class="tools tools-zoom">
          <button type="button" class="tool" aria-label={v.text("map.zoomIn")} title={v.text("map.zoomIn")} onClick={() => stage.current?.zoom(1.5)}>{"+"}</button>
          <button type="button" class="tool" aria-label={v.text("map.zoomOut")} title={v.text("map.zoomOut")} onClick={() => stage.current?.zoom(1 / 1.5)}>{"−"}</button>
          <button type="button" class="tool" aria-label={v.text("map.fit")} title={v.text("map.fit")} onClick={() => stage.current?.fit()}>
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" fill="none" stroke="currentColor" stroke-width="2" /></svg>
          </button>
          {session.landed.value && (
            <button type="button" class="tool toggle" aria-pressed={!view.value.byTies} aria-label={v.text("land.toggle")} title={v.text("land.toggle")}
              onClick={() => session.patch({ byTies: !view.value.byTies })}>
              <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2.5 5l5-2l5 2l5-2v12l-5 2l-5-2l-5 2zM7.5 3v12M12.5 5v12" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round" /></svg>
            </button>
          )}
          {session.chooses.value && <LassoTool on={lasso} />}
          {!view.value.embed && !session.told.value && <KeepPage />}
          <SaveMenu stage={() => stage.current} canvas={() => canvas.current} />
        </div>
        {session.chooses.value && lasso.value && <p class="lasso-hint">{v.text("lasso.hint")}</p>}
        <Tooltip pointed={pointed.value} />
      </div>
      <OnlyChosen />
      {p && p.grouping !== "silo" && <Drawn />}
      <Legend />
    </section>
  );
}

/** Ties a stage to a canvas: its size, the reader's colours, and what a click means. */
function startStage(canvas: HTMLCanvasElement, session: Session, point: (p: Pointed | null) => void): { stage: Stage; stop: () => void } {
  const stage = new Stage(canvas, {
    hover: (hit, x, y) => point(hit ? { hit, x, y } : null),
    pick: (hit) => {
      point(null);
      const p = session.picture.value;
      if (!p) return;
      if (hit?.kind === "actor") session.pick({ kind: "actor", id: p.ids[hit.u]! });
      else if (hit?.kind === "silo" && !session.open.value.has(hit.s)) session.toggle(hit.s);
      else if (hit?.kind === "tie") {
        const tie = p.siloTies[hit.t]!;
        session.goTo({ kind: "gap", a: p.silos[tie.a]!.name, b: p.silos[tie.b]!.name });
      } else session.clear();
    },
    mark: (hit) => {
      point(null);
      const p = session.picture.value;
      if (!p) return;
      if (hit.kind === "actor") session.chosen.flip([p.ids[hit.u]!]);
      else if (hit.kind === "silo") session.chosen.flip(p.ids.filter((_, u) => p.silo[u] === hit.s && !session.hidden.value?.[u]));
    },
    encircle: (line, way) => {
      const [p, scene] = [session.picture.value, session.scene.value];
      if (p && scene) session.chosen.take(caught(scene, line, session.hidden.value).map((u) => p.ids[u]!), way);
    },
    close: (s) => session.toggle(s),
    clear: () => session.clear(),
    join: (u, w) => {
      const p = session.picture.value;
      if (!p) return;
      const [a, b] = [p.ids[u]!, p.ids[w]!];
      if (session.sandbox.isTied(a, b)) session.sandbox.cut(a, b);
      else session.sandbox.draw(a, b);
    },
  });
  const resize = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas;
    const narrow = clientWidth < 720;
    // Room for the buttons on top and for the names of open bubbles, which stand above them.
    stage.resize(clientWidth, clientHeight, { left: narrow ? 12 : 32, right: narrow ? 12 : 32, top: narrow ? 58 : 68, bottom: narrow ? 50 : 34 }, buttons(canvas));
  });
  resize.observe(canvas);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const restyle = (): void => stage.restyle();
  dark.addEventListener("change", restyle);
  return {
    stage,
    stop: () => {
      resize.disconnect();
      dark.removeEventListener("change", restyle);
      stage.destroy();
    },
  };
}

/** The parts of the canvas that buttons lie on. */
function buttons(canvas: HTMLCanvasElement): Box[] {
  const { left, top } = canvas.getBoundingClientRect();
  return [...(canvas.parentElement?.querySelectorAll(".tools") ?? [])].map((element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top };
  });
}

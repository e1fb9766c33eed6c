import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { dimensionName, siloName } from "../core/language";
import { pngOf, svgOf } from "../render/save";
import type { Notes, Sign } from "../render/sheet";
import type { Stage } from "../render/stage";
import type { Session } from "../state/session";
import { valueOf } from "../state/source";
import { download } from "./download";
import { useSession } from "./context";
import { nameOf, sizeName } from "./words";

/** More silos than this would make the legend larger than the map; their names stand on the bubbles. */
const most = 24;

/** Saves the map as it is seen, with its legend and where it comes from. */
export function SaveMenu({ stage, canvas }: { stage: () => Stage | null; canvas: () => HTMLCanvasElement | null }) {
  const session = useSession();
  const v = session.voice.value;
  const menu = useRef<HTMLDetailsElement>(null);
  const told = useSignal("");

  const save = async (kind: "png" | "svg"): Promise<void> => {
    const [seen, element] = [stage()?.seen(), canvas()];
    if (!seen || !element) return;
    const notes = notesOf(session);
    const name = [session.network.value, session.silo.value, `r${valueOf(session.detail.state.value)?.revision ?? 0}`].filter(Boolean).join("-");
    download(`${name}.${kind}`, kind === "svg" ? svgOf(element, seen, notes) : await pngOf(element, seen, notes));
    told.value = v.text("save.done", { file: `${name}.${kind}` });
    if (menu.current) menu.current.open = false;
    menu.current?.querySelector("summary")?.focus();
  };
  return (
    <details ref={menu} class="menu menu-right">
      <summary class="tool" aria-label={v.text("save.picture")} title={v.text("save.picture")}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3v9M6 8.5l4 4l4-4M3 14v3h14v-3" fill="none" stroke="currentColor" stroke-width="2" /></svg>
      </summary>
      <ul>
        <li><button type="button" onClick={() => void save("png")}>{v.text("save.png")}</button></li>
        <li><button type="button" onClick={() => void save("svg")}>{v.text("save.svg")}</button></li>
      </ul>
      <p class="unseen" role="status">{told.value}</p>
    </details>
  );
}

function notesOf(session: Session): Notes {
  const { sizes, figure, open, focus, picture, network, silo, detail } = session;
  const v = session.voice.value;
  const silos = picture.value?.silos ?? [];
  const tint = session.tint.value;
  const tones = tint?.values ?? silos;
  const dots = open.value.size > 0 || silos.length === 0;
  const signs: { sign: Sign; text: string }[] = [];
  if (silos.length > 0) {
    const circles = picture.value?.grouping === "communities";
    signs.push({ sign: "bubble", text: v.text(circles ? "legend.circle" : "legend.bubble") }, { sign: "tie", text: v.text(circles ? "legend.circleTie" : "legend.tie") });
    if (!circles && !focus.value?.pair) signs.push({ sign: "gap", text: v.text("legend.gap") });
  }
  if (dots && figure.value && sizes.value) {
    signs.push({ sign: "dot", text: v.text("legend.dot", { metric: sizeName(session), low: v.number(sizes.value.low), high: v.number(sizes.value.high) }) });
  }
  if (focus.value && focus.value.bridges.length > 0) signs.push({ sign: "bridge", text: v.text("legend.bridge") });
  const source = [
    v.text("save.network", { network: network.value, revision: v.number(valueOf(detail.state.value)?.revision ?? 0) }),
    ...(silo.value ? [v.text("overview.by", { dimension: dimensionName(v, silo.value) }).replace(/\.$/, "")] : []),
    ...(tint ? [`${v.text("legend.colourBy")}: ${dimensionName(v, tint.dimension)}`] : []),
    ...(picture.value?.land ? [v.text("land.scheme").replace(/\.$/, "")] : []),
    v.date(new Date().toISOString()), "Sillat",
  ].join(" · ");
  return { signs, silos: tones.length <= most ? tones.map(({ name }, s) => ({ silo: s, name: tint ? siloName(v, name) : nameOf(v, picture.value, s) })) : [], source };
}

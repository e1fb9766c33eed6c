import { carried } from "./chosen";
import { nothing, type Selection } from "./focus";
import { everything, parseNarrowing, putNarrowing, type Narrowing } from "./narrow";
import { revisionOf } from "./revised";
import { kept, type Settings } from "./settings";

export type Tab = "gaps" | "bridges" | "apart" | "points" | "whatif" | "time" | "story" | "chosen";
export const tabs: readonly Tab[] = ["gaps", "bridges", "apart", "points", "whatif", "time", "story", "chosen"];

/** How the map is drawn without silos: by a dimension after all, by the circles that ties make, or plain. */
export type Group = "" | "communities" | "plain";
const groups: readonly Group[] = ["communities", "plain"];

export type Screen = "overview" | "map" | "table" | "data";
export const screens: readonly Screen[] = ["overview", "map", "table", "data"];

/** Everything that decides what the page shows, and nothing that is loaded. It is what an address can share. */
export interface View {
  readonly network: string; // "" until one is chosen
  readonly silo: string; // "" means the network's first
  readonly group: Group; // "" means by silo, where there is one
  readonly colour: string; // the dimension that colours actors; "" means that which groups them
  readonly byTies: boolean; // silos that are regions stand by their ties too, and not where the regions lie
  readonly narrow: Narrowing;
  readonly steps: 1 | 2; // how far around a selected actor is shown
  readonly since: readonly [string, string] | null; // two dates that are compared, or two revisions, as r and its number
  readonly metric: string;
  readonly settings: Settings; // how the metric is computed, where that is not as usual
  readonly open: "all" | readonly string[]; // names of open silos
  readonly selection: Selection;
  readonly chosen: readonly string[]; // ids of the actors that are chosen together
  readonly alone: boolean; // nobody but those is shown
  readonly tab: Tab;
  readonly screen: Screen;
  readonly others: boolean; // while a gap is looked at, the other silos are shown faintly instead of left out
  readonly language: string; // "" means the browser's
  readonly present: number; // the page of the story that is told, from 1; 0 while none is
  readonly embed: boolean; // inside another page: nothing but the picture
}

export const start: View = {
  network: "", silo: "", group: "", colour: "", byTies: false, narrow: everything, steps: 1, since: null, metric: "degree", settings: {}, open: [], selection: nothing, chosen: [], alone: false, tab: "gaps", screen: "overview", others: false, language: "", present: 0, embed: false,
};

/** Where an address without a screen leads: to the map when it picks something out on it, else to the overview. */
const usualScreen = (view: Pick<View, "selection" | "open">): Screen =>
  view.selection.kind !== "none" || view.open.length > 0 ? "map" : start.screen;

/** The view as a query string without "?"; what is as at the start is left out. */
export function format(view: View): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string, usual: string): void => {
    if (value !== usual) query.set(name, value);
  };
  put("network", view.network, start.network);
  put("silo", view.silo, start.silo);
  put("group", view.group, "");
  put("colour", view.colour, start.colour);
  put("places", view.byTies ? "ties" : "", "");
  put("steps", String(view.steps), "1");
  for (const date of view.since ?? []) query.append("since", date);
  putNarrowing(query, view.narrow);
  put("size", view.metric, start.metric);
  for (const [name, value] of Object.entries(view.settings)) query.append("set", `${name}=${value}`);
  put("tab", view.tab, start.tab);
  put("view", view.screen, usualScreen(view));
  put("others", view.others ? "shown" : "", "");
  put("lang", view.language, start.language);
  put("present", String(view.present), "0");
  put("embed", view.embed ? "1" : "", "");
  if (view.open === "all") query.set("all", "open");
  else for (const silo of view.open) query.append("open", silo);
  const s = view.selection;
  if (s.kind === "actor") query.set("actor", s.id);
  if (s.kind === "path") for (const id of [s.from, s.to]) query.append("path", id);
  if (s.kind === "cluster") query.set("cluster", String(s.at));
  if (s.kind === "gap") for (const silo of [s.a, s.b]) query.append("gap", silo);
  const tie = s.kind === "bridge" ? [s.source, s.target] : s.kind === "gap" ? (s.tie ?? []) : [];
  for (const id of tie) query.append("bridge", id);
  const chosen = carried(view.chosen);
  for (const id of chosen) query.append("chosen", id);
  if (chosen.length > 0) put("only", view.alone ? "chosen" : "", "");
  return query.toString();
}

/** Reads a query string. Whatever it does not understand is as at the start: an old address still opens. */
export function parse(search: string): View {
  const query = new URLSearchParams(search);
  const open = query.get("all") === "open" ? "all" : query.getAll("open");
  const selection = parseSelection(query);
  const chosen = [...new Set(query.getAll("chosen").filter(Boolean))];
  return {
    network: query.get("network") ?? start.network,
    silo: query.get("silo") ?? start.silo,
    group: groups.find((group) => group === query.get("group")) ?? "",
    colour: query.get("colour") ?? start.colour,
    byTies: query.get("places") === "ties",
    narrow: parseNarrowing(query),
    steps: query.get("steps") === "2" ? 2 : 1,
    since: parseSince(query),
    metric: query.get("size") || start.metric,
    settings: Object.fromEntries(query.getAll("set").flatMap((text) => { const at = text.indexOf("="); return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : []; })),
    open,
    selection,
    chosen,
    alone: chosen.length > 0 && query.get("only") === "chosen",
    tab: tabs.find((tab) => tab === query.get("tab")) ?? start.tab,
    screen: screens.find((screen) => screen === query.get("view")) ?? usualScreen({ selection, open }),
    others: query.get("others") === "shown",
    language: query.get("lang") ?? start.language,
    present: /^[1-9]\d{0,3}$/.test(query.get("present") ?? "") ? Number(query.get("present")) : 0,
    embed: query.get("embed") === "1",
  };
}

function parseSince(query: URLSearchParams): View["since"] {
  const [earlier, later] = query.getAll("since");
  return earlier && later && [earlier, later].every((moment) => revisionOf(moment) > 0) || earlier && later && [earlier, later].every((date) => !Number.isNaN(Date.parse(date))) ? [earlier, later] : null;
}

function parseSelection(query: URLSearchParams): Selection {
  const id = query.get("actor");
  if (id) return { kind: "actor", id };
  const [from, to] = query.getAll("path");
  if (from && to) return { kind: "path", from, to };
  const [a, b] = query.getAll("gap");
  const [source, target] = query.getAll("bridge");
  if (a && b) return { kind: "gap", a, b, ...(source && target && { tie: [source, target] as const }) };
  if (source && target) return { kind: "bridge", source, target };
  const at = query.get("cluster");
  return at && /^\d{1,6}$/.test(at) ? { kind: "cluster", at: Number(at) } : nothing;
}

/** Another network: its silos and actors are not the old one's. */
export const chooseNetwork = (view: View, network: string): View => ({ ...view, network, silo: "", group: "", colour: "", narrow: everything, since: null, open: [], selection: nothing, chosen: [], alone: false });

/** Another figure to size actors by, as it is usually computed. */
export const chooseMetric = (view: View, metric: string): View => ({ ...view, metric, settings: kept(view.settings) });

/** Another dimension: an actor is still the same actor, a pair of silos is not. */
export const chooseSilo = (view: View, silo: string): View => ({
  ...view, silo, group: "", open: view.open === "all" ? "all" : [], selection: view.selection.kind === "gap" ? nothing : view.selection,
});

/** Another way to draw without silos: gaps and bridges are between silos, so their lists are left. */
export const chooseGroup = (view: View, group: Group): View => ({
  ...view, group, open: [], selection: view.selection.kind === "actor" || view.selection.kind === "path" ? view.selection : nothing,
});

/** Opens a closed silo or closes an open one; shown are the names of those open now. */
export const toggle = (view: View, name: string, shown: readonly string[]): View => ({
  ...view, open: shown.includes(name) ? shown.filter((n) => n !== name) : [...shown, name],
});

/** Selects, and opens the silos without which the selection could not be seen. */
export function select(view: View, selection: Selection, opening: readonly string[]): View {
  if (view.open === "all") return { ...view, selection };
  const open = [...view.open, ...opening.filter((name) => !view.open.includes(name))];
  return { ...view, selection, open };
}

/** The tab whose list a selection is from; none for an actor, which is in all of them. */
export function tabOf(selection: Selection): Tab | null {
  const from = { gap: "gaps", bridge: "bridges", cluster: "apart", actor: null, path: null, none: null } as const;
  return from[selection.kind];
}

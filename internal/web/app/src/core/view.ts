import { nothing, type Selection } from "./focus";

export type Tab = "gaps" | "bridges" | "apart" | "points";
export const tabs: readonly Tab[] = ["gaps", "bridges", "apart", "points"];

export type Screen = "overview" | "map" | "table" | "data";
export const screens: readonly Screen[] = ["overview", "map", "table", "data"];

/** Everything that decides what the page shows, and nothing that is loaded. It is what an address can share. */
export interface View {
  readonly network: string; // "" until one is chosen
  readonly silo: string; // "" means the network's first
  readonly metric: string;
  readonly open: "all" | readonly string[]; // names of open silos
  readonly selection: Selection;
  readonly tab: Tab;
  readonly screen: Screen;
  readonly others: boolean; // while a gap is looked at, the other silos are shown faintly instead of left out
  readonly language: string; // "" means the browser's
}

export const start: View = {
  network: "", silo: "", metric: "degree", open: [], selection: nothing, tab: "gaps", screen: "overview", others: false, language: "",
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
  put("size", view.metric, start.metric);
  put("tab", view.tab, start.tab);
  put("view", view.screen, usualScreen(view));
  put("others", view.others ? "shown" : "", "");
  put("lang", view.language, start.language);
  if (view.open === "all") query.set("all", "open");
  else for (const silo of view.open) query.append("open", silo);
  const s = view.selection;
  if (s.kind === "actor") query.set("actor", s.id);
  if (s.kind === "cluster") query.set("cluster", String(s.at));
  if (s.kind === "gap") for (const silo of [s.a, s.b]) query.append("gap", silo);
  const tie = s.kind === "bridge" ? [s.source, s.target] : s.kind === "gap" ? (s.tie ?? []) : [];
  for (const id of tie) query.append("bridge", id);
  return query.toString();
}

/** Reads a query string. Whatever it does not understand is as at the start: an old address still opens. */
export function parse(search: string): View {
  const query = new URLSearchParams(search);
  const open = query.get("all") === "open" ? "all" : query.getAll("open");
  const selection = parseSelection(query);
  return {
    network: query.get("network") ?? start.network,
    silo: query.get("silo") ?? start.silo,
    metric: query.get("size") || start.metric,
    open,
    selection,
    tab: tabs.find((tab) => tab === query.get("tab")) ?? start.tab,
    screen: screens.find((screen) => screen === query.get("view")) ?? usualScreen({ selection, open }),
    others: query.get("others") === "shown",
    language: query.get("lang") ?? start.language,
  };
}

function parseSelection(query: URLSearchParams): Selection {
  const id = query.get("actor");
  if (id) return { kind: "actor", id };
  const [a, b] = query.getAll("gap");
  const [source, target] = query.getAll("bridge");
  if (a && b) return { kind: "gap", a, b, ...(source && target && { tie: [source, target] as const }) };
  if (source && target) return { kind: "bridge", source, target };
  const at = query.get("cluster");
  return at && /^\d{1,6}$/.test(at) ? { kind: "cluster", at: Number(at) } : nothing;
}

/** Another network: its silos and actors are not the old one's. */
export const chooseNetwork = (view: View, network: string): View => ({ ...view, network, silo: "", open: [], selection: nothing });

/** Another dimension: an actor is still the same actor, a pair of silos is not. */
export const chooseSilo = (view: View, silo: string): View => ({
  ...view, silo, open: view.open === "all" ? "all" : [], selection: view.selection.kind === "gap" ? nothing : view.selection,
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
  const from = { gap: "gaps", bridge: "bridges", cluster: "apart", actor: null, none: null } as const;
  return from[selection.kind];
}

/** More silos than this cannot be taken in at a glance. */
const glance = 12;

/**
 * The dimension a network opens with: the first made for the purpose, else the kind of actor, else any. Of several made for the
 * purpose one with few silos comes first: five sectors are a picture at once, ninety countries are not.
 */
export function defaultSilo(dimensions: readonly { name: string; silos: readonly unknown[] }[]): string {
  const made = dimensions.filter((d) => d.name.startsWith("silo_"));
  const first = made.find((d) => d.silos.length > 1 && d.silos.length <= glance) ?? made[0] ?? dimensions.find((d) => d.name === "kind") ?? dimensions[0];
  return first?.name ?? "";
}

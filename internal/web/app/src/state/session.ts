import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import { askable, joining } from "../core/connect";
import { focusOf, mustOpen, nothing, type Known, type Selection } from "../core/focus";
import { choose, voiceOf } from "../core/language";
import { scoresOf, sizing } from "../core/metrics";
import { pictureOf } from "../core/picture";
import { sceneOf } from "../core/scene";
import { sizesOf } from "../core/sizes";
import { chooseNetwork, chooseSilo, defaultSilo, select, start, tabOf, toggle, type View } from "../core/view";
import { bringingOf } from "./bringing";
import { source, valueOf } from "./source";

/** What is looked at, what has been loaded for it, and what follows from both. Views read it and call its actions. */
export type Session = ReturnType<typeof sessionOf>;

/** Starts a session; languages are the browser's wishes, best first. */
export function sessionOf(first: View, wishes: readonly string[]) {
  const view = signal<View>({ ...start, ...first });
  const voice = computed(() => voiceOf(choose([view.value.language, ...wishes])));

  const networks = source(() => "networks", (_, stop) => api.networks(stop));
  const catalog = source(() => "catalog", (_, stop) => api.catalog(stop));
  const network = computed(() => view.value.network || (valueOf(networks.state.value)?.[0]?.name ?? ""));
  const detail = source(() => network.value || null, (name, stop) => api.network(name, stop));

  const dimensions = computed(() => valueOf(detail.state.value)?.dimensions ?? []);
  const silo = computed(() => {
    const wanted = view.value.silo;
    return dimensions.value.some((d) => d.name === wanted) ? wanted : defaultSilo(dimensions.value);
  });
  /** The network and dimension to ask for, once it is known which dimensions there are; null where there is nobody to ask about. */
  const subject = computed(() => {
    const known = valueOf(detail.state.value);
    return known && known.name === network.value && known.counts.actors > 0 ? { name: known.name, silo: silo.value, revision: known.revision } : null;
  });

  const map = source(() => subject.value, async (s, stop) => pictureOf(await api.map(s.name, s.silo, stop)));
  const picture = computed(() => valueOf(map.state.value));

  const metrics = computed(() => sizing(valueOf(catalog.state.value) ?? [], silo.value !== ""));
  const metric = computed(() => {
    const ids = metrics.value.map((m) => m.id);
    return [view.value.metric, start.metric].find((id) => ids.includes(id)) ?? ids[0] ?? "";
  });
  const answer = source(
    () => (subject.value && metric.value ? { ...subject.value, metric: metric.value } : null),
    async (s, stop) => ({ metric: s.metric, answer: await api.metrics(s.name, s.metric, s.silo, stop) }),
  );
  const scores = computed(() => {
    const loaded = valueOf(answer.state.value);
    return picture.value && loaded ? scoresOf(picture.value, loaded.answer, loaded.metric) : null;
  });

  const gaps = source(() => (picture.value ? subject.value : null), (s, stop) => api.gaps(s.name, s.silo, stop));
  const wantsBridges = computed(() => view.value.screen === "overview" || view.value.tab === "bridges" || view.value.selection.kind === "bridge");
  const bridges = source(
    () => (wantsBridges.value && picture.value ? subject.value : null),
    (s, stop) => api.bridges(s.name, s.silo, stop),
  );
  const chosenActor = computed(() => (view.value.selection.kind === "actor" ? view.value.selection.id : ""));
  const actor = source(
    () => (subject.value && chosenActor.value ? { name: subject.value.name, id: chosenActor.value } : null),
    (s, stop) => api.actor(s.name, s.id, stop),
  );

  const pair = computed(() => {
    const { selection } = view.value;
    return selection.kind === "gap" && picture.value?.siloIndex.has(selection.a) && picture.value.siloIndex.has(selection.b) ? selection : null;
  });
  /** The bridges across the gap that is looked at. */
  const across = source(
    () => (pair.value && subject.value ? { ...subject.value, a: pair.value.a, b: pair.value.b } : null),
    async (s, stop) => askable(s.a, s.b)
      ? (await api.bridgesBetween(s.name, s.silo, s.a, s.b, stop)).bridges ?? []
      : joining((await api.bridges(s.name, s.silo, stop)).bridges ?? [], s.a, s.b),
  );

  const known = computed<Known>(() => ({ clusters: valueOf(gaps.state.value)?.clusters ?? [], proposed: valueOf(across.state.value) ?? [] }));
  const needed = computed(() => (picture.value ? mustOpen(picture.value, view.value.selection, known.value) : []));
  const open = computed(() => {
    const shown = picture.value;
    const names = view.value.open;
    if (!shown) return new Set<number>();
    if (names === "all") return new Set(shown.silos.keys());
    return new Set([...names.flatMap((name) => shown.siloIndex.get(name) ?? []), ...needed.value]);
  });
  const focus = computed(() => (picture.value ? focusOf(picture.value, view.value.selection, known.value) : null));
  const only = computed(() => (focus.value?.pair && !view.value.others ? new Set(focus.value.pair) : null));
  const sizes = computed(() => (picture.value ? sizesOf(picture.value, scores.value ?? picture.value.degree) : null));
  const scene = computed(() => (picture.value && sizes.value ? sceneOf(picture.value, sizes.value, open.value, only.value) : null));

  const revisions = source(
    () => (view.value.screen === "data" && valueOf(detail.state.value) ? { name: network.value, revision: valueOf(detail.state.value)?.revision } : null),
    (s, stop) => api.revisions(s.name, stop),
  );
  /** Asks anew what is stored; whatever hangs on the revision follows. */
  const refresh = (): void => {
    networks.retry();
    detail.retry();
  };
  const bringing = bringingOf((name) => {
    change({ ...chooseNetwork(view.value, name), screen: "map", tab: start.tab });
    refresh();
  });

  /** Counts the times that the map was asked to show the selection, so that asking twice flies twice. */
  const flights = signal(0);

  const names = (silos: Iterable<number>): string[] => [...silos].flatMap((s) => picture.value?.silos[s]?.name ?? []);
  /** The silos that stay open after the selection is gone: those of a gap close again, or a walk down the list would open all. */
  const opening = (selection: Selection): string[] =>
    picture.value && selection.kind !== "gap" ? names(mustOpen(picture.value, selection, known.value)) : [];
  const change = (to: View): void => { view.value = to; };

  return {
    view, voice, networks, catalog, detail, map, answer, gaps, bridges, actor,
    revisions, bringing, network, dimensions, silo, picture, metrics, metric, scores, sizes, scene, focus, open, across, flights,
    setView: change,
    patch: (part: Partial<Pick<View, "tab" | "screen" | "language" | "metric" | "others">>) => change({ ...view.value, ...part }),
    /** Makes the network read as it did at an earlier revision. */
    revert: async (to: number) => {
      await api.revert(network.value, to);
      refresh();
    },
    setNetwork: (name: string) => change(chooseNetwork(view.value, name)),
    setSilo: (dimension: string) => change(chooseSilo(view.value, dimension)),
    toggle: (s: number) => {
      const [name] = names([s]);
      // Closing the bubble around the selection lets go of the selection: it could not be seen any more.
      const selection = needed.value.includes(s) ? nothing : view.value.selection;
      if (name !== undefined) change(toggle({ ...view.value, selection }, name, names(open.value)));
    },
    openAll: () => change({ ...view.value, open: "all" }),
    closeAll: () => change({ ...view.value, open: [], selection: nothing }),
    /** Selects what is in sight already. */
    pick: (selection: Selection) => {
      change(select(view.value, selection, opening(selection)));
    },
    /** Selects and brings it into sight. */
    goTo: (selection: Selection) => {
      const tab = tabOf(selection) ?? view.value.tab;
      change(select({ ...view.value, screen: "map", tab }, selection, opening(selection)));
      flights.value++;
    },
    /** Lets go of the gap and shows everything again. */
    leaveGap: () => {
      change({ ...view.value, selection: nothing });
      flights.value++;
    },
    clear: () => change({ ...view.value, selection: nothing }),
  };
}

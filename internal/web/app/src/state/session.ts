import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import { Problem } from "../api/problem";
import type { ChangeAsked, MetricParam } from "../api/types";
import { allBut } from "../core/chosen";
import { askable, joining } from "../core/connect";
import { focusOf, focusOfChosen, mustOpen, nothing, type Known, type Selection } from "../core/focus";
import { choose, voiceOf, type Key } from "../core/language";
import { onLand } from "../core/land";
import { isLimited, limitsAsked, unlimited, type Limits } from "../core/limits";
import { marksOf, marksOfChange } from "../core/marks";
import { scoresOf, sizing } from "../core/metrics";
import { placesOf } from "../core/places";
import { formOf, queryOf, settled, wanting, withSetting } from "../core/settings";
import { selectorsOf, type Narrowing } from "../core/narrow";
import { partOf } from "../core/part";
import { pictureOf, tiesOf, withPair, withTies, type Picture } from "../core/picture";
import { hiddenBy } from "../core/hidden";
import { noEdits } from "../core/sandbox";
import { sceneOf } from "../core/scene";
import { sizesOf } from "../core/sizes";
import type { Undoable } from "../core/tie";
import { colouringOf, tintOf } from "../core/tint";
import { addressOf, viewOf } from "../core/story";
import { chooseGroup, chooseMetric, chooseNetwork, chooseSilo, select, start, tabOf, toggle, type Group, type View } from "../core/view";
import type { Asked } from "./asked";
import { bringingOf } from "./bringing";
import { phrasesOf } from "./phrases";
import { chosenOf } from "./chosen";
import { ledgerOf } from "./ledger";
import { sandboxOf } from "./sandbox";
import { scoringOf } from "./scoring";
import { source, valueOf } from "./source";
import { storyOf } from "./story";
import { timeOf } from "./time";
import { twiceOf } from "./twice";

/** What is looked at, what has been loaded for it, and what follows from both. Views read it and call its actions. */
export type Session = ReturnType<typeof sessionOf>;

/** The change that was made last: what is said of it, of which actor ("" when it is not there any more), and what takes it back. */
interface Edited {
  readonly told: Key | null;
  readonly network: string;
  readonly id: string;
  readonly name: string;
  /** Another change, after which the actor may be away; or the revision to return to, when the network is still at the one that the change made. */
  readonly back: { readonly change: ChangeAsked; readonly away?: boolean } | { readonly to: number; readonly from: number; readonly id: string } | null;
}
const unedited: Edited = { told: null, network: "", id: "", name: "", back: null };

/** Starts a session; languages are the browser's wishes, best first. */
export function sessionOf(first: View, wishes: readonly string[]) {
  const view = signal<View>({ ...start, ...first });
  const voice = computed(() => voiceOf(choose([view.value.language, ...wishes])));

  const networks = source(() => "networks", (_, stop) => api.networks(stop));
  const me = source(() => "me", (_, stop) => api.me(stop));
  /** The share link by which somebody comes; undefined for everybody else. */
  const link = computed(() => valueOf(me.state.value)?.link);
  /** Whether single actors may be seen; a share link may show silos alone. Before that is known, nobody asks for them. */
  const seesActors = computed(() => me.state.value.status !== "loading" && !link.value?.silos_only);
  const catalog = source(() => "catalog", (_, stop) => api.catalog(stop));
  const network = computed(() => view.value.network || (valueOf(networks.state.value)?.[0]?.name ?? ""));
  const mine = source(() => network.value || null, (name, stop) => api.meIn(name, stop));
  /** Whether the reader may change the network; as long as that is not known, nobody is offered to. */
  const edits = computed(() => valueOf(mine.state.value)?.edits ?? false);
  /** Whether the reader may say who else sees it. */
  const owns = computed(() => valueOf(mine.state.value)?.owns ?? false);
  const detail = source(() => network.value || null, (name, stop) => api.network(name, stop));

  const dimensions = computed(() => valueOf(detail.state.value)?.dimensions ?? []);
  const silo = computed(() => {
    if (view.value.group) return "";
    const wanted = view.value.silo;
    return dimensions.value.some((d) => d.name === wanted) ? wanted : (valueOf(detail.state.value)?.opens_by ?? "");
  });
  const selectors = computed(() => selectorsOf(view.value.narrow));
  /** The whole network, once it is known which dimensions it has; null where there is nobody to ask about. */
  const whole = computed<Asked | null>(() => {
    const known = valueOf(detail.state.value);
    return known && known.name === network.value && known.counts.actors > 0 ? { name: known.name, silo: silo.value, revision: known.revision, selectors: [] } : null;
  });
  /** The part of it that is looked at. */
  const subject = computed(() => whole.value && { ...whole.value, selectors: selectors.value });
  /** Gaps, bridges and changes in the sandbox are between silos; without them there is nothing to ask. */
  const parted = computed(() => (silo.value ? subject.value : null));

  // The whole gives everybody a place, which a part of it or another date keeps. Its ties come after it: they are most of it. When the network
  // changes, the map is drawn like that of the revision that was seen first, so that it does not jump.
  const seenFirst = new Map<string, number>();
  const map = source(() => whole.value && { ...whole.value, group: view.value.group }, async (s, stop) => {
    const first = seenFirst.get(s.name) ?? 0;
    const answer = await api.map(s, s.group, true, stop, first < s.revision ? first : 0);
    if (!first || first > s.revision) seenFirst.set(s.name, s.revision);
    return pictureOf(answer);
  });
  const ties = source(() => seesActors.value && whole.value && { ...whole.value, silo: "" }, async (s, stop) => tiesOf(await api.mapTies(s, stop)));
  /** The same on the country's map, when the silos are its regions. */
  const landed = computed(() => {
    const base = valueOf(map.state.value);
    return base && onLand(base);
  });
  const all = computed(() => {
    const [base, loaded] = [(view.value.byTies ? null : landed.value) ?? valueOf(map.state.value), valueOf(ties.state.value)];
    return base && loaded ? withTies(base, loaded) : base;
  });
  const narrowed = source(
    () => (seesActors.value && subject.value && selectors.value.length > 0 ? { ...subject.value, group: view.value.group } : null),
    async (s, stop) => {
      const [answer, bytes] = await Promise.all([api.map(s, s.group, false, stop), api.mapTies(s, stop)]);
      return { answer, ties: tiesOf(bytes) };
    },
  );
  const time = timeOf(view, whole, all);
  let last: Picture | null = null; // stays on the map until the next part of it is here
  const looked = computed(() => {
    const base = all.value;
    const now = time.compared.value ?? (() => {
      if (!base || selectors.value.length === 0) return base;
      const part = valueOf(narrowed.state.value);
      return part ? partOf(base, part.answer, part.ties) : last && last.places === base.places ? last : base;
    })();
    last = now;
    return now;
  });

  /** What is asked for beside the map waits until that stands, so that it comes first. */
  const mapped = computed(() => looked.value !== null);
  const gaps = source(() => (mapped.value ? parted.value : null), (s, stop) => api.gaps(s, stop));
  /** The part that is looked at; of very many silos with the tie between two whose gap is looked at, which may not be among those told. */
  const picture = computed(() => {
    const { selection } = view.value;
    if (!looked.value || selection.kind !== "gap" || looked.value.siloTies.length === looked.value.pairsInAll) return looked.value;
    const { a, b } = selection;
    const gap = valueOf(gaps.state.value)?.gaps.find((g) => (g.a === a && g.b === b) || (g.a === b && g.b === a));
    return gap ? withPair(looked.value, a, b, { ties: gap.observed_ties, weight: gap.observed, expected: gap.expected }) : looked.value;
  });
  const metrics = computed(() => sizing(valueOf(catalog.state.value) ?? [], silo.value !== ""));
  const metric = computed(() => {
    const ids = metrics.value.map((m) => m.id);
    return [view.value.metric, start.metric].find((id) => ids.includes(id)) ?? ids[0] ?? "";
  });
  const figure = computed(() => metrics.value.find((m) => m.id === metric.value));
  /** What can be set of how it is computed, and what of it is set otherwise than usual. */
  const form = computed(() => (figure.value ? formOf(figure.value) : []));
  const settings = computed(() => settled(form.value, view.value.settings));
  const scoring = scoringOf(() => (mapped.value && seesActors.value && subject.value && figure.value && !wanting(form.value, settings.value)
    ? { ...subject.value, metric: metric.value, settings: queryOf(settings.value), alone: link.value !== undefined } : null));
  const scores = computed(() => {
    const loaded = valueOf(scoring.answer.state.value);
    return picture.value && loaded ? scoresOf(picture.value, loaded.answer, loaded.metric) : null;
  });

  /** How sure the places in the ranking by the figure are; asked for only when somebody wants to know, since it takes a hundred networks. */
  const wantsPlaces = signal(false);
  const placing = scoringOf(() => (wantsPlaces.value && scores.value && subject.value
    ? { ...subject.value, metric: metric.value, settings: [...queryOf(settings.value), ["bands", "100"]], alone: link.value !== undefined } : null));
  const places = computed(() => {
    const loaded = valueOf(placing.answer.state.value);
    return wantsPlaces.value && picture.value && loaded && loaded.metric === metric.value ? placesOf(picture.value, loaded.answer) : null;
  });

  /** Whether the network has an actor of this id, whatever part of it is looked at. */
  const isKnown = (id: string): boolean => valueOf(map.state.value)?.index.has(id) ?? false;
  const limits = signal<Limits>(unlimited);
  const wantsBridges = computed(() => view.value.screen === "overview" || view.value.tab === "bridges" || view.value.selection.kind === "bridge");
  const bridges = source(
    () => (wantsBridges.value && seesActors.value && mapped.value && parted.value ? { ...parted.value, limits: isLimited(limits.value) ? limitsAsked(limits.value) : null } : null),
    (s, stop) => api.bridges(s, s.limits, stop),
  );
  const ledger = ledgerOf(parted, computed(() => wantsBridges.value && seesActors.value));
  const chosenActor = computed(() => (view.value.selection.kind === "actor" ? view.value.selection.id : ""));
  const actor = source(
    () => (whole.value && chosenActor.value ? { name: whole.value.name, id: chosenActor.value, revision: whole.value.revision } : null),
    (s, stop) => api.actor(s.name, s.id, stop),
  );
  const choices = source(() => (mapped.value && whole.value ? { name: whole.value.name, revision: whole.value.revision } : null), (s, stop) => api.choices(s.name, stop));

  const pair = computed(() => {
    const { selection } = view.value;
    return selection.kind === "gap" && picture.value?.siloIndex.has(selection.a) && picture.value.siloIndex.has(selection.b) ? selection : null;
  });
  /** The bridges across the gap that is looked at. */
  const across = source(
    () => (seesActors.value && pair.value && parted.value ? { ...parted.value, a: pair.value.a, b: pair.value.b } : null),
    async (s, stop) => askable(s.a, s.b)
      ? (await api.bridgesBetween(s, s.a, s.b, stop)).bridges
      : joining((await api.bridges(s, null, stop)).bridges, s.a, s.b),
  );

  const sandbox = sandboxOf(network, parted, picture);
  /** What the selected bridge alone would change. */
  const bridge = source(
    () => {
      const { selection } = view.value;
      return seesActors.value && parted.value && selection.kind === "bridge" ? { ...parted.value, tie: [selection.source, selection.target] as [string, string] } : null;
    },
    (s, stop) => api.whatIf(s, { ...noEdits, add_ties: [s.tie] }, stop),
  );
  const known = computed<Known>(() => ({
    clusters: valueOf(gaps.state.value)?.clusters ?? [], proposed: valueOf(across.state.value) ?? [], steps: view.value.steps,
  }));
  const needed = computed(() => (picture.value ? mustOpen(picture.value, view.value.selection, known.value) : []));
  const chosen = chosenOf(view, picture, (to) => change(to));
  const open = computed(() => {
    const shown = picture.value;
    const names = view.value.open;
    // Who may see silos alone would see empty bubbles, and no dashed line between them.
    if (!shown || link.value?.silos_only) return new Set<number>();
    if (names === "all") return new Set(shown.silos.keys());
    return new Set([...names.flatMap((name) => shown.siloIndex.get(name) ?? []), ...needed.value, ...(chosen.alone.value ? [...chosen.silos.value].filter((s) => s >= 0) : [])]);
  });
  const focus = computed(() => {
    const p = picture.value;
    const { selection } = view.value;
    // Where nobody else is shown, nobody has to step back.
    return p && (selection.kind !== "none" ? focusOf(p, selection, known.value) : chosen.alone.value ? null : focusOfChosen(p, chosen.ids.value));
  });
  const only = computed<ReadonlySet<number> | null>(() => {
    if (focus.value?.pair && !view.value.others) return new Set(focus.value.pair);
    return chosen.alone.value ? chosen.silos.value : null;
  });
  const hidden = computed(() => {
    const roles = valueOf(choices.state.value)?.roles;
    const who = roles && (roles.find((r) => r.role === view.value.narrow.role)?.actors ?? []);
    const p = picture.value;
    return p && hiddenBy(p, view.value.narrow, scores.value, who ?? null, chosen.alone.value ? allBut(p, chosen.has.value) : null);
  });
  const marks = computed(() => {
    const p = picture.value;
    const change = time.change.value;
    if (p && change) return marksOfChange(p, change, [...time.siloMoves.value, ...(time.moves.value ?? [])].map(({ id }) => id));
    return p && view.value.tab === "whatif" ? marksOf(p, sandbox.edits.value, sandbox.taken.value) : null;
  });
  /** The dimension that colours actors, when it is another than the one that groups them. */
  const colour = computed(() => {
    const wanted = view.value.colour;
    return seesActors.value && wanted !== silo.value && dimensions.value.some((d) => d.name === wanted) ? wanted : "";
  });
  const colouring = source(
    () => (mapped.value && whole.value && colour.value ? { ...whole.value, silo: colour.value } : null),
    async (s, stop) => colouringOf(s.silo, await api.map(s, "", false, stop)),
  );
  const tint = computed(() => {
    const loaded = valueOf(colouring.state.value);
    return picture.value && loaded ? tintOf(picture.value, loaded) : null;
  });
  const sizes = computed(() => (picture.value ? sizesOf(picture.value, scores.value ?? picture.value.degree) : null));
  const scene = computed(() =>
    picture.value && sizes.value ? sceneOf(picture.value, sizes.value, open.value, { only: only.value, hidden: hidden.value, marks: marks.value, tint: tint.value }) : null);

  const revisions = source(
    () => ((view.value.screen === "data" || view.value.tab === "time") && valueOf(detail.state.value) ? { name: network.value, revision: valueOf(detail.state.value)?.revision } : null),
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
  const refused = signal(false); // whether the service has refused anything, so that its sentences are needed
  const phrases = source(() => (bringing.files.value.length > 0 || refused.value ? voice.value.language : null), phrasesOf);

  const twice = twiceOf(network, computed(() => valueOf(detail.state.value)?.revision ?? 0), refresh);

  const story = storyOf(network);
  /** The page of the story that is told; null while none is. */
  const told = computed(() => story.pages.value[view.value.present - 1] ?? null);
  /** Whether actors can be chosen together here: who is told a story, or sees no actors, only looks. */
  const chooses = computed(() => seesActors.value && !view.value.embed && !told.value);

  /** What was changed last: said beside the actor once it is here again, or above the findings when it is not ("" for an id). */
  const edited = signal<Edited>(unedited);
  const isHere = computed(() => edited.value.network === network.value);
  /** The name of an actor that is being added; null while none is. */
  const adding = signal<string | null>(null);
  const revision = (): number => valueOf(detail.state.value)?.revision ?? 0;
  const send = async (asked: ChangeAsked): Promise<number> => {
    edited.value = unedited;
    return (await api.change(network.value, revision(), asked)).revision?.revision ?? 0;
  };

  /** Counts the times that the map was asked to show the selection, so that asking twice flies twice. */
  const flights = signal(0);

  const names = (silos: Iterable<number>): string[] => [...silos].flatMap((s) => picture.value?.silos[s]?.name ?? []);
  /** The silos that stay open after the selection is gone: those of a gap close again, or a walk down the list would open all. */
  const opening = (selection: Selection): string[] =>
    picture.value && selection.kind !== "gap" ? names(mustOpen(picture.value, selection, known.value)) : [];
  const change = (to: View): void => { view.value = to; };

  return {
    edits, owns, adding, isHere, isKnown, whole, view, voice, networks, catalog, detail, map, figure, form, settings, scoring, wantsPlaces, placing, places, gaps, bridges, bridge, actor, choices, limits, sandbox, time, narrowed,
    revisions, bringing, phrases, refused, network, dimensions, silo, subject, picture, metrics, metric, scores, colour, tint, sizes, scene, focus, open, hidden, across, flights, story, told, landed, ledger, chosen, chooses, me, link, seesActors, edited, twice,
    setView: change,
    patch: (part: Partial<Pick<View, "tab" | "screen" | "language" | "settings" | "others" | "steps" | "since" | "present" | "byTies" | "colour">>) => change({ ...view.value, ...part }),
    setMetric: (id: string) => change(chooseMetric(view.value, id)),
    /** Says how the figure that sizes actors is computed. */
    set: (param: MetricParam, text: string) => change({ ...view.value, settings: withSetting(view.value.settings, param, text) }),
    /** Looks at another part of the network. */
    narrowTo: (narrow: Narrowing) => change({ ...view.value, narrow }),
    /** Changes records of the network as it is seen; what follows from them is asked anew. Back is the change that takes it back. */
    edit: async (asked: ChangeAsked, id: string, back: ChangeAsked | null = null) => {
      await send(asked);
      edited.value = { told: "edit.done", network: network.value, id, name: "", back: back && { change: back } };
      refresh();
    },
    /** Adds an actor and goes to it. */
    add: async ({ change: asked, back }: Undoable, id: string, name: string) => {
      await send(asked);
      edited.value = { told: "edit.added", network: network.value, id, name, back: { change: back, away: true } };
      adding.value = null;
      change({ ...select(view.value, { kind: "actor", id }, []), screen: view.value.screen === "table" ? "table" : "map" });
      refresh();
    },
    /** Takes an actor out. Taken back, the network reads as before, with where everything came from. */
    remove: async (asked: ChangeAsked, id: string, name: string) => {
      const to = revision();
      const from = await send(asked);
      edited.value = { told: "edit.removed", network: network.value, id: "", name, back: { to, from, id } };
      change({ ...view.value, selection: nothing, chosen: view.value.chosen.filter((other) => other !== id) });
      refresh();
    },
    /** Takes back what was changed last, unless somebody has changed the network since. */
    takeBack: async () => {
      const { back, name, id } = edited.value;
      if (!back) return;
      if ("change" in back) {
        await send(back.change);
        edited.value = { told: "edit.undone", network: network.value, id: back.away ? "" : id, name, back: null };
        if (back.away) change({ ...view.value, selection: nothing });
      } else {
        if ((await api.network(network.value)).revision !== back.from) throw new Problem(412, "");
        await api.revert(network.value, back.to);
        edited.value = { told: "edit.undone", network: network.value, id: back.id, name, back: null };
        change(select(view.value, { kind: "actor", id: back.id }, []));
      }
      refresh();
    },
    /** Makes the network read as it did at an earlier revision. */
    revert: async (to: number) => {
      await api.revert(network.value, to);
      refresh();
    },
    setNetwork: (name: string) => {
      limits.value = unlimited;
      change(chooseNetwork(view.value, name));
    },
    setSilo: (dimension: string) => change(chooseSilo(view.value, dimension)),
    setGroup: (group: Group) => change(chooseGroup(view.value, group)),
    toggle: (s: number) => {
      if (!seesActors.value) return;
      const [name] = names([s]);
      // Closing the bubble around the selection lets go of the selection: it could not be seen any more.
      const selection = needed.value.includes(s) ? nothing : view.value.selection;
      // Closing a bubble shows all that are in it.
      if (name !== undefined) change(toggle({ ...view.value, selection, alone: view.value.alone && !open.value.has(s) }, name, names(open.value)));
    },
    openAll: () => change({ ...view.value, open: "all" }),
    closeAll: () => change({ ...view.value, open: [], selection: nothing, alone: false }),
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
    /** Puts a proposed tie into the sandbox and goes there. */
    tryTie: (a: string, b: string) => {
      sandbox.draw(a, b);
      change({ ...select(view.value, nothing, opening({ kind: "bridge", source: a, target: b })), screen: "map", tab: "whatif" });
    },
    /** Lets go of the gap and shows everything again. */
    leaveGap: () => {
      change({ ...view.value, selection: nothing });
      flights.value++;
    },
    /** Brings those chosen into sight. */
    goToChosen: () => {
      change({ ...view.value, screen: "map", selection: nothing, open: view.value.open === "all" ? "all" : [...new Set([...view.value.open, ...names(chosen.silos.value)])] });
      flights.value++;
    },
    /** Tries out what the network is without those chosen. */
    tryWithout: (ids: readonly string[]) => {
      for (const id of ids) sandbox.leave(id);
      change({ ...view.value, tab: "whatif", alone: false, chosen: [] });
    },
    /** Lets go of what is selected; where nothing is, of those chosen. */
    clear: () => change(view.value.selection.kind === "none" ? { ...view.value, chosen: [], alone: false } : { ...view.value, selection: nothing }),
    /** Keeps what is looked at as the story's last page. */
    keepPage: (title: string) => {
      const seen = { ...view.value, network: network.value, silo: view.value.group ? "" : silo.value };
      story.add({ title, note: "", address: addressOf(seen) });
    },
    /** Shows what a page of the story shows; as a presentation, or to go on from there. */
    showPage: (at: number, present: boolean) => {
      const page = story.pages.value[at];
      if (!page) return;
      change({ ...viewOf(page, view.value, present ? at + 1 : 0), ...(!present && { tab: "story" as const }) });
      flights.value++;
    },
  };
}

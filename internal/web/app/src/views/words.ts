import type { Metric } from "../api/types";
import { siloName, type Voice } from "../core/language";
import type { Picture } from "../core/picture";
import { revisionOf } from "../core/revised";
import type { Words } from "../render/renderer";
import type { Session } from "../state/session";

/** What a bubble is called: a silo by its name, a community by its number. */
export function nameOf(v: Voice, picture: Picture | null, silo: number): string {
  const name = picture?.silos[silo]?.name ?? "";
  if (picture?.grouping !== "communities") return siloName(v, name);
  return name ? v.text("community.name", { n: name }) : v.text("community.none");
}

/** A metric in the reader's language; the service's own words where the catalogue has none. */
export const metricName = (v: Voice, metric: Metric): string => v.word(`metric.${metric.id}`, metric.title);

/** The figure that sizes actors, with what is not as usual about how it is computed. */
export function figureName({ voice, figure, form, settings }: Pick<Session, "voice" | "figure" | "form" | "settings">): string {
  const v = voice.value;
  const set = form.value.flatMap((param) => {
    const value = settings.value[param.id];
    return value === undefined ? [] : [`${v.word(`param.name.${param.id}`, param.id)}: ${param.choices || param.kind === "boolean" ? v.word(`param.choice.${value}`, value) : v.exact(Number(value))}`];
  });
  return figure.value ? `${metricName(v, figure.value)}${set.length > 0 ? ` (${set.join(", ")})` : ""}` : "";
}

/** What sizes the dots now: the figure, or, until it is there, how many ties an actor has. */
export const sizeName = (session: Session): string => (session.scores.value ? figureName(session) : session.voice.value.text("metric.degree"));

/** When something was, from a start and an end that may be unknown; "" when both are. */
export function datesOf(v: Voice, start = "", end = ""): string {
  if (start && end) return v.text("card.dates", { start: v.date(start), end: v.date(end) });
  if (start) return v.text("card.since", { start: v.date(start) });
  return end ? v.text("card.until", { end: v.date(end) }) : "";
}

/** A date, or the number of a revision. */
export const momentName = (v: Voice, moment: string): string => (revisionOf(moment) ? v.text("change.revision", { n: v.number(revisionOf(moment)) }) : v.date(moment));

/** The texts on the map in the reader's language. */
export function wordsOf(session: Session): Words {
  const v = session.voice.value;
  const p = session.picture.value;
  return {
    name: (silo) => nameOf(v, p, silo),
    actors: (silo) => v.count("actors", p?.silos[silo]?.actors ?? 0),
    chips: (p?.siloTies ?? []).flatMap(({ a, b, weight, expected }) => (expected === null || weight >= expected ? [] : [{
      // Said when asked: of thousands of pairs the map writes three.
      a, b, get text() { return v.text("map.gapChip", { observed: v.amount(weight), expected: v.amount(expected) }); },
    }])),
  };
}

/** What is looked at, in a few words: the title of a story's page until a better one is given. */
export function titleOf(session: Session): string {
  const { voice, view, picture } = session;
  const [v, p, s] = [voice.value, picture.value, view.value.selection];
  const actor = (id: string): string => p?.names[p.index.get(id) ?? -1] ?? id;
  switch (s.kind) {
    case "gap": return v.text("between", { a: siloName(v, s.a), b: siloName(v, s.b) });
    case "bridge": return v.text("bridge.pair", { source: actor(s.source), target: actor(s.target) });
    case "actor": return actor(s.id);
    case "path": return v.text("path.title", { from: actor(s.from), to: actor(s.to) });
    case "cluster": return v.text("apart.clusters");
    default: {
      const [from, to] = view.value.since ?? [];
      if (from && to) return `${v.text(revisionOf(from) ? "change.revisions" : "change.title")}: ${momentName(v, from)} – ${momentName(v, to)}`;
      const { asOf } = view.value.narrow;
      return [v.text(`screen.${view.value.screen}`), asOf && v.date(asOf)].filter(Boolean).join(", ");
    }
  }
}

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { api } from "../api/client";
import type { MapAnswer } from "../api/types";
import { changeOf, unionOf } from "../core/change";
import { movesBetween, type Circles } from "../core/moved";
import { partOf } from "../core/part";
import { scoresOf } from "../core/metrics";
import { queryOf, type Settings } from "../core/settings";
import { tiesOf, type Picture, type Ties } from "../core/picture";
import { trendOf } from "../core/trend";
import type { View } from "../core/view";
import type { Asked } from "./session";
import { source, valueOf } from "./source";

const circlesOf = ({ actors }: MapAnswer): Circles => ({ ids: actors.id, circle: actors.silo, degree: actors.degree });

/** The network at other dates: the difference between two, and how a figure went over many. */
export function timeOf(view: ReadonlySignal<View>, whole: ReadonlySignal<Asked | null>, all: ReadonlySignal<Picture | null>) {
  const on = (s: Asked, date: string): Asked => ({ ...s, selectors: [["as-of", date]] });
  const two = source(
    () => (whole.value && view.value.since ? { ...whole.value, group: view.value.group, since: view.value.since } : null),
    async (s, stop) => {
      const [answer, ...bytes] = await Promise.all([api.map(s, s.group, false, stop), ...s.since.map((date) => api.mapTies(on(s, date), stop))]);
      const [earlier, later] = bytes.map(tiesOf) as [Ties, Ties];
      return { answer, earlier, later, change: changeOf({ ids: answer.actors.id, ties: earlier }, { ids: answer.actors.id, ties: later }) };
    },
  );
  const change = computed(() => valueOf(two.state.value)?.change ?? null);
  /** The map with the ties of both dates. */
  const compared = computed(() => {
    const loaded = valueOf(two.state.value);
    return all.value && loaded ? partOf(all.value, loaded.answer, unionOf(loaded.earlier, loaded.later, loaded.answer.actors.id.length)) : null;
  });

  /** Who is in another circle at the later date, whatever groups the map: silos stay what they are. */
  const circles = source(
    () => (whole.value && view.value.since ? { ...whole.value, silo: "", since: view.value.since } : null),
    async (s, stop) => {
      const [earlier, later] = await Promise.all(s.since.map((date) => api.map(on(s, date), "communities", false, stop)));
      return movesBetween(circlesOf(earlier!), circlesOf(later!));
    },
  );
  const moves = computed(() => (view.value.since ? valueOf(circles.state.value) ?? null : null));

  /** The dates and the figure of the trend that is asked for. */
  const wanted = signal<{ metric: string; settings: Settings; dates: readonly string[] } | null>(null);
  const trend = source(
    () => (whole.value && wanted.value && all.value ? { ...whole.value, ...wanted.value } : null),
    async (s, stop) => {
      const scores: Float64Array[] = [];
      // One after the other: a service of two cores is shared, and a later date needs what an earlier one has warmed up.
      for (const date of s.dates) {
        const answer = await api.metrics(on(s, date), s.metric, queryOf(s.settings), stop);
        if (all.value) scores.push(scoresOf(all.value, answer, s.metric));
      }
      return { dates: s.dates, metric: s.metric, settings: s.settings, lines: all.value ? trendOf(all.value, scores) : [] };
    },
  );
  return { two, change, compared, moves, wanted, trend };
}

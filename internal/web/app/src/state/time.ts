import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { api } from "../api/client";
import { Problem } from "../api/problem";
import type { MapAnswer } from "../api/types";
import { changeOf, unionOf } from "../core/change";
import { movesBetween, type Circles } from "../core/moved";
import { partOf } from "../core/part";
import { jointOf, revisionOf } from "../core/revised";
import { scoresOf } from "../core/metrics";
import { queryOf, type Settings } from "../core/settings";
import { tiesOf, type Picture, type Ties } from "../core/picture";
import { trendOf } from "../core/trend";
import type { View } from "../core/view";
import type { Asked } from "./asked";
import { source, valueOf } from "./source";

const circlesOf = ({ actors }: MapAnswer): Circles => ({ ids: actors.id, circle: actors.silo, degree: actors.degree });

/** The network at other dates: the difference between two, and how a figure went over many. */
export function timeOf(view: ReadonlySignal<View>, whole: ReadonlySignal<Asked | null>, all: ReadonlySignal<Picture | null>) {
  const on = (s: Asked, moment: string): Asked => ({ ...s, selectors: revisionOf(moment) ? [["revision", String(revisionOf(moment))]] : [["as-of", moment]] });
  /** The map at a revision; one that had not this dimension yet is drawn without silos. */
  const mapAt = async (s: Asked, group: View["group"], moment: string, stop: AbortSignal): Promise<MapAnswer> => {
    try {
      return await api.map(on(s, moment), group, false, stop);
    } catch (cause) {
      if (!s.silo || !(cause instanceof Problem) || cause.status < 400 || cause.status >= 500) throw cause;
      return api.map(on({ ...s, silo: "" }, moment), "plain", false, stop);
    }
  };
  const two = source(
    () => (whole.value && view.value.since ? { ...whole.value, group: view.value.group, since: view.value.since } : null),
    async (s, stop) => {
      const ties = Promise.all(s.since.map(async (moment) => tiesOf(await api.mapTies(on(s, moment), stop))));
      if (s.since.every(revisionOf)) {
        const [[before, after], [old, now]] = await Promise.all([Promise.all(s.since.map((moment) => mapAt(s, s.group, moment, stop))), ties]);
        return jointOf({ answer: before!, ties: old! }, { answer: after!, ties: now! });
      }
      const [answer, [earlier, later]] = await Promise.all([api.map(s, s.group, false, stop), ties]) as [MapAnswer, [Ties, Ties]];
      return { moves: [], answer, earlier, later, change: changeOf({ ids: answer.actors.id, ties: earlier }, { ids: answer.actors.id, ties: later }) };
    },
  );
  const change = computed(() => valueOf(two.state.value)?.change ?? null);
  /** Who is in another silo at the later of two revisions. */
  const siloMoves = computed(() => valueOf(two.state.value)?.moves ?? []);
  /** The map with the ties of both dates. */
  const compared = computed(() => {
    const loaded = valueOf(two.state.value);
    return all.value && loaded ? partOf(all.value, loaded.answer, unionOf(loaded.earlier, loaded.later, loaded.answer.actors.id.length)) : null;
  });

  /** Who is in another circle at the later date, whatever groups the map: silos stay what they are. */
  const circles = source(
    () => (whole.value && view.value.since ? { ...whole.value, silo: "", since: view.value.since } : null),
    async (s, stop) => {
      const [earlier, later] = await Promise.all(s.since.map((moment) => api.map(on(s, moment), "communities", false, stop)));
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
  return { two, change, siloMoves, compared, moves, wanted, trend };
}

/**
 * What the API sends and takes, under the page's names and as far as the page reads it. The shapes come from the service's own description
 * (openapi.json, from which `npm run types` makes schema.ts), so that a field which the service no longer has is an error here.
 */
import type { components } from "./schema";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** T with K always there: the description says of every figure that it may be null, and of a bridge's ends that a convening has none. */
type Sure<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]-?: NonNullable<T[P]> };

/** T with other types for some of its fields. */
type With<T, Other> = Omit<T, keyof Other> & Other;

export type Counts = Schema<"Counts">;
/** Changes to try out. */
export type WhatIfEdits = Required<Pick<Schema<"Edits">, "add_actors" | "add_ties" | "remove_ties" | "remove_actors" | "add_activities" | "remove_activities">>;
export type NetworkDetail = Schema<"NetworkDetail">;
export type NetworkSummary = Schema<"NetworkSummary">;
export type WhatIfFigures = Schema<"WhatIfFigures">;
export type Named = Schema<"ActorRef">;
export type SiloCount = Schema<"SiloSummary">;
export type Cluster = Schema<"ClusterFigure">;
/** Records to add or change as one revision; what a record does not name stays as it is, and an attribute that is null goes. */
export type ChangeAsked = Sure<Schema<"Change">, "message" | "upsert"> & { readonly merge: true };
export type LimitsAsked = Schema<"Limits">;
export type LedgerAdded = Schema<"LedgerAdded">;
export type ShareWish = Schema<"LinkRequestBody">;
export type Me = Schema<"Me">;
export type Metric = Schema<"MetricDescription">;
export type MetricParam = Schema<"ParamText">;
export type FileProblem = Schema<"Problem">;
export type Revision = Schema<"RevisionSummary">;
export type ActorAnswer = Schema<"ActorCard">;
export type ActivityRow = Schema<"ActivityRow">;

export type MapSilo = Sure<Schema<"MapSilo">, "inside" | "x" | "y" | "r">;
/** Ties between two silos; what chance would give is null between communities, which are made so that few ties join them. */
export type SiloTie = Sure<Schema<"SiloTie">, "weight">;
export type MapAnswer = With<Omit<Schema<"MapResult">, "run">, { readonly silos: readonly MapSilo[]; readonly silo_ties: readonly SiloTie[] }>;
export type Grouping = MapAnswer["grouping"];

/** Work in the background. */
export type Job = Pick<Schema<"Job">, "id" | "state" | "progress" | "problem">;

/** What a run tells its reader beside the figures. */
export type Told = Partial<Pick<Schema<"Record">, "notices">>;

export type MetricsAnswer = Pick<Schema<"MetricsResult">, "scores" | "values"> & { readonly run: Told };

export type Gap = Sure<
  Pick<Schema<"GapFigure">, "rank" | "a" | "b" | "actors_a" | "actors_b" | "observed" | "observed_ties" | "expected" | "ratio" | "z" | "p" | "q" | "reach" | "mean_distance"> & {
    readonly fragility: Pick<Schema<"Fragility">, "actors" | "at_least" | "who">;
    readonly should: Schema<"ShouldFigures">;
  },
  "observed" | "expected"
>;
export type SinglePoint = Omit<Schema<"SinglePoint">, "parts">;
export type GapsAnswer = Pick<Schema<"GapsResult">, "pairs" | "significant" | "largest_part" | "clusters" | "isolates" | "single_points_found"> & {
  readonly run: Told;
  readonly gaps: readonly Gap[];
  readonly single_points: readonly SinglePoint[];
};

export type Bridge = Sure<
  Pick<Schema<"BridgeFigure">, "rank" | "kind" | "source" | "target" | "source_name" | "target_name" | "gain" | "plausibility" | "value" | "stability" | "reason"> & {
    readonly facts: Pick<Schema<"BridgeFacts">, "silo_source" | "silo_target">;
  },
  "source" | "target" | "source_name" | "target_name"
>;
type BridgesFigures = Pick<Schema<"BridgesFigures">, "reach">;
export type BridgesAnswer = { readonly run: Told; readonly before: BridgesFigures; readonly after: BridgesFigures; readonly bridges: readonly Bridge[] };

export type WhatIfCell = Sure<Schema<"WhatIfCell">, "observed">;
export type WhatIfAnswer = With<Pick<Schema<"WhatIfResult">, "before" | "after" | "gone_ties">, {
  readonly run: Told;
  readonly pairs: readonly With<Schema<"WhatIfPair">, { readonly before: WhatIfCell; readonly after: WhatIfCell }>[];
}>;

export type FileReport = Pick<Schema<"FileReport">, "file" | "sheet" | "kind" | "rows" | "columns">;
export type ImportAnswer = With<Omit<Schema<"ImportResult">, "dry_run" | "merged">, { readonly files: readonly FileReport[] }>;
/** A refusal (RFC 9457); a proxy's may lack anything. */
export type ProblemAnswer = Partial<With<Schema<"ProblemDetails">, { readonly files: readonly FileReport[] }>>;
export type FaultCode = Schema<"ProblemDetails">["code"];

/** The dates that a network's records span, "" where none is dated, and who has which role. */
export type ChoicesAnswer = Pick<Schema<"Choices">, "first" | "last" | "roles">;

export type LedgerEntry = Pick<Schema<"LedgerEntry">, "id" | "state" | "next_states" | "kind" | "who" | "silo" | "seen" | "suggested" | "changed" | "version">;
export type LedgerState = LedgerEntry["state"];
export type LedgerAnswer = Pick<Schema<"Ledger">, "total"> & {
  readonly hit_rate: Pick<Schema<"HitRate">, "suggested" | "introduced" | "hits" | "rate" | "reason">;
  readonly entries: readonly LedgerEntry[];
};

export type DuplicateActor = Schema<"DuplicateActor">;
export type DuplicatePair = Sure<Schema<"DuplicatePair">, "score">;
export type DuplicatesAnswer = With<Omit<Schema<"Duplicates">, "network">, { readonly pairs: readonly DuplicatePair[] }>;

export type ShareLink = Omit<Schema<"Link">, "network">;

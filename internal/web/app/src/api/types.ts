/** What the API sends, as it is on the wire. Figures that are undefined arrive as null. */

export interface Counts {
  actors: number;
  collaborations: number;
  activities: number;
  participations: number;
}

export interface NetworkSummary {
  name: string;
  revision: number;
  counts: Counts;
  changed: string;
}

export interface NetworkDetail extends NetworkSummary {
  dimensions: { name: string; silos: SiloCount[] }[];
  tie_types: string[];
}

export interface MetricParam {
  id: string;
  meaning: string;
  kind: string;
  default: string;
  min?: number;
  max?: number;
  choices?: string[] | null;
}

export interface Metric {
  id: string;
  title: string;
  meaning: string;
  needs_silo: boolean;
  params: MetricParam[] | null;
  columns: { id: string; title: string; group?: boolean }[] | null;
}

export interface MapSilo {
  name: string; // "" for the actors that have no value in the dimension
  actors: number;
  inside: number;
  x: number;
  y: number;
  r: number;
}

/** Ties between two silos: how many, their weight, and the weight that chance would give. a and b index the silos. */
export interface SiloTie {
  a: number;
  b: number;
  ties: number;
  weight: number;
  expected: number | null; // null between communities, which are made so that few ties join them
}

export type Grouping = "silo" | "communities" | "plain";

export interface MapAnswer {
  silo: string;
  grouping: Grouping;
  choices: string[]; // dimensions that the map could be drawn by
  silos: MapSilo[];
  silo_ties: SiloTie[] | null;
  actors: { id: string[]; name: string[]; silo: number[]; x: number[]; y: number[]; degree: number[] };
  ties: { source: number[]; target: number[]; weight: number[] };
}

export interface MetricsAnswer {
  scores: ({ id: string; name: string } & Record<string, string | number | null>)[];
  values: Record<string, number | null> | null;
}

export interface Gap {
  rank: number;
  a: string;
  b: string;
  actors_a: number;
  actors_b: number;
  observed: number; // tie weight between them
  observed_ties?: number; // distinct ties between them
  expected: number;
  ratio: number | null;
  z: number | null;
  p: number | null;
  q: number | null;
  reach: { one: number; two: number; three: number } | null;
  mean_distance: number | null;
  fragility: { actors: number | null; at_least?: boolean; who: string[] | null } | null;
  should: { shared?: { dimension: string; a: number | null; b: number | null }[] | null; role_contrast?: number | null } | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface SiloCount {
  name: string;
  actors: number;
}

export interface Cluster {
  actors: number;
  who: Named[];
  silos: SiloCount[];
}

export interface SinglePoint extends Named {
  cuts_off: number;
  silos: SiloCount[];
}

export interface GapsAnswer {
  run: { warnings?: string[] | null };
  gaps: Gap[] | null;
  largest_part: number; // actors in the largest connected part
  clusters: Cluster[] | null;
  isolates: Named[] | null;
  single_points: SinglePoint[] | null;
}

export interface Bridge {
  rank: number;
  kind: string;
  source: string;
  target: string;
  source_name: string;
  target_name: string;
  gain: number | null;
  plausibility: number | null;
  value: number | null;
  stability: number | null;
  reason: { en?: string; fi?: string; sv?: string } | null;
  facts?: { silo_source: string; silo_target: string };
}

export interface BridgesAnswer {
  before: Record<string, number | null> | null;
  after: Record<string, number | null> | null;
  bridges: Bridge[] | null;
}

export interface ActorAnswer extends Named {
  attributes: Record<string, string> | null;
  start?: string;
  end?: string;
  ties: { id: string; name: string; silo?: string; weight: number; types: string[] | null }[] | null;
  activities: { id: string; title: string; role?: string; start?: string; end?: string }[] | null;
  source: { file: string; line: number } | null;
}

/** An error of the API (RFC 9457). */
export interface ProblemAnswer {
  title?: string;
  detail?: string;
  status?: number;
  code?: string;
  problems?: FileProblem[];
  problem_count?: number;
  files?: FileReport[]; // how uploaded files were understood
}

/** What is amiss at one place of an uploaded file. */
export interface FileProblem {
  file: string;
  sheet?: string; // of a workbook
  line?: number; // from 1; none when the whole file is meant
  cell?: string; // of a workbook, such as C3
  column?: string;
  value?: string;
  expected: string;
  remedy: string;
  fatal: boolean; // stops the import
}

export interface FileReport {
  file: string;
  sheet?: string; // of a workbook
  kind: string;
  rows: number;
  columns: { header: string; field: string; example?: string }[] | null;
}

export interface ImportAnswer {
  network: string;
  changed: boolean; // false when everything was stored already, and after a dry run
  revision: Revision | null;
  read: Counts;
  files: FileReport[] | null;
  problems: FileProblem[] | null; // the first ones
  problem_count: number;
}

export interface Revision {
  revision: number;
  made: string;
  by: string;
  message: string;
  added: Counts;
  removed: Counts;
}

/** The dates that a network's records span, "" where none is dated, and who has which role. */
export interface ChoicesAnswer {
  first: string;
  last: string;
  roles: { role: string; actors: string[] }[];
}

export interface WhatIfEdits {
  add_ties: [string, string][];
  remove_ties: [string, string][];
  remove_actors: string[];
}

export interface WhatIfFigures {
  actors: number;
  ties: number;
  reach: number | null;
  cross_pairs: number;
  unreachable_pairs: number;
  mean_distance: number | null;
  components: number;
  largest_part: number;
  isolates: number;
  density: number | null;
  e_i: number | null;
  single_points: number;
}

export interface WhatIfCell {
  observed: number;
  observed_ties: number;
  expected: number | null;
}

export interface WhatIfAnswer {
  before: WhatIfFigures;
  after: WhatIfFigures;
  pairs: { a: string; b: string; before: WhatIfCell; after: WhatIfCell }[];
}

export interface LimitsAsked {
  new_ties_per_actor?: number;
  forbidden?: readonly (readonly [string, string])[];
  mandatory?: readonly (readonly [string, string])[];
  quotas?: readonly { dimension: string; value: string; at_least?: number; at_most?: number }[];
}

/** What may become of a suggestion. */
export type LedgerState = "suggested" | "introduced" | "active" | "ended" | "declined";

export interface LedgerEntry {
  id: string;
  state: LedgerState;
  next_states: LedgerState[];
  kind: string;
  who: { id: string; name: string }[];
  silo: string;
  seen: { how: "after" | "before" | "undated"; since?: string } | null;
  suggested: string;
  changed: string;
  version: number;
}

export interface LedgerAnswer {
  hit_rate: { suggested: number; introduced: number; hits: number; rate: number | null; reason: { en?: string; fi?: string; sv?: string } };
  total: number;
  entries: LedgerEntry[];
}

export interface LedgerAdded {
  added: LedgerEntry[];
  known: LedgerEntry[];
}

/** One of two actors that may be one. */
export interface DuplicateActor extends Named {
  attributes: Record<string, string>;
  collaborations: number;
  participations: number;
}

export interface DuplicatePair {
  a: DuplicateActor;
  b: DuplicateActor;
  score: number;
  reasons: { kind: string; for: boolean; reason: { en: string; fi: string; sv: string } }[];
}

export interface DuplicatesAnswer {
  revision: number;
  total: number;
  pairs: DuplicatePair[];
  apart: { a: Named; b: Named; by: string; at: string }[];
}

/** Who asks, and whether this service asks for a login at all. */
export interface Me {
  account: string;
  login: boolean;
  link?: { network: string; silos_only: boolean; nameless: boolean };
}

export interface ShareLink {
  id: string;
  label: string;
  silos_only: boolean;
  nameless: boolean;
  by: string;
  made: string;
  expires: string;
}

export interface ShareWish {
  label: string;
  days: number;
  silos_only: boolean;
  nameless: boolean;
}

/** Records to add or change as one revision; what a record does not name stays as it is, and an attribute that is null goes. */
export interface ChangeAsked {
  message: string;
  merge: true;
  upsert: {
    actors?: { id: string; name?: string; attributes?: Record<string, string | null> }[];
    collaborations?: { source: string; target: string; type?: string; weight?: number }[];
  };
}

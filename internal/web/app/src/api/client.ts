import { Problem, problemOf } from "./problem";
import type { paths } from "./schema";
import type {
  ActivityRow, ActorAnswer, BridgesAnswer, ChoicesAnswer, Bridge, ChangeAsked, DuplicatesAnswer, GapsAnswer, Job, LedgerAdded, LedgerAnswer, LedgerEntry, LedgerState, LimitsAsked, MapAnswer, Me, Metric, MetricsAnswer, NetworkDetail, NetworkSummary, Revision,
  ShareLink, ShareWish,
  WhatIfAnswer, WhatIfEdits,
} from "./types";

async function reach(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Problem(0, "");
  }
  if (response.ok) return response;
  throw problemOf(response.status, await response.text());
}

const request = async <T>(path: string, init: RequestInit): Promise<T> => (await (await reach(path, init)).json()) as T;

/** Parts of a query; a name may come more than once. */
export type Query = readonly (readonly [name: string, value: string])[];

const address = (path: string, query: Query): string => {
  const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return `${path}${search ? `?${search}` : ""}`;
};

const get = <T>(path: string, query: Query, signal?: AbortSignal): Promise<T> => request<T>(address(path, query), signal ? { signal } : {});

const post = <T>(path: string, query: Query, body: unknown, signal?: AbortSignal): Promise<T> =>
  request<T>(address(path, query), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), ...(signal && { signal }) });

const patch = <T>(path: string, body: unknown): Promise<T> =>
  request<T>(path, { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** A described address with anything in the place of its {parts}. */
type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : Path;
type Below<Root extends string> = { [Path in keyof paths]: Path extends `${Root}${infer Rest}` ? Filled<Rest> : never }[keyof paths];

/** An address below a network: one that the service does not describe is no address. */
const at = (network: string, rest: Below<"/api/v1/networks/{name}"> = ""): string => `networks/${encodeURIComponent(network)}${rest}`;

/** What is asked about: a network, the dimension ("" for none), and what of it is looked at. */
export interface Subject {
  readonly name: string;
  readonly silo: string;
  readonly selectors: Query;
}

/** The dimension and the selectors as a query; a network without dimensions has none to send. */
const about = ({ silo, selectors }: Subject): Query => [...(silo ? [["silo", silo] as const] : []), ...selectors];

/** One function per address of the API that the page reads, and the one small change that it makes; files go by upload.ts. */
export const api = {
  me: (signal?: AbortSignal) => get<Me>("me", [], signal),
  /** Who asks, and what that may do in a network. */
  meIn: (network: string, signal?: AbortSignal) => get<Me>("me", [["network", network]], signal),
  networks: async (signal?: AbortSignal) => (await get<{ networks: NetworkSummary[] }>("networks", [], signal)).networks,
  network: (name: string, signal?: AbortSignal) => get<NetworkDetail>(at(name), [], signal),
  choices: (name: string, signal?: AbortSignal) => get<ChoicesAnswer>(at(name, "/choices"), [], signal),
  catalog: async (signal?: AbortSignal) => (await get<{ metrics: Metric[] }>("catalog", [], signal)).metrics,
  /** The map but for its ties; group says how to draw it without silos, placed whether positions are wanted, like after which revision's map. */
  map: (s: Subject, group: string, placed: boolean, signal?: AbortSignal, like = 0) =>
    get<MapAnswer>(at(s.name, "/map"), [
      ...about(s), ...(group && !s.silo ? [["group", group] as const] : []), ["ties", "false"], ["positions", String(placed)], ...(like ? [["like", String(like)] as const] : []),
    ], signal),
  /** The map's ties: places of both ends among its actors, and weights, in columns of four bytes each. */
  mapTies: async (s: Subject, signal?: AbortSignal): Promise<ArrayBuffer> =>
    (await reach(address(at(s.name, "/map/ties"), s.selectors), { headers: { Accept: "application/octet-stream" }, ...(signal && { signal }) })).arrayBuffer(),
  /** A metric's scores; settings say how it is computed, where that is not as usual. */
  metrics: (s: Subject, metric: string, settings: Query, signal?: AbortSignal) =>
    get<MetricsAnswer>(at(s.name, "/metrics"), [["metric", metric], ...settings, ...about(s)], signal),
  /** The same as work in the background. */
  metricsLater: (s: Subject, metric: string, settings: Query, signal: AbortSignal) =>
    request<Job>(address(at(s.name, "/metrics"), [["metric", metric], ...settings, ...about(s)]), { headers: { Prefer: "respond-async" }, signal }),
  result: <T>(job: string, signal: AbortSignal) => get<T>(`jobs/${encodeURIComponent(job)}/result`, [], signal),
  stopJob: async (job: string): Promise<void> => { await reach(`jobs/${encodeURIComponent(job)}`, { method: "DELETE" }); },
  gaps: (s: Subject, signal?: AbortSignal) => get<GapsAnswer>(at(s.name, "/gaps"), about(s), signal),
  bridges: (s: Subject, limits: LimitsAsked | null, signal?: AbortSignal) => {
    const query: Query = [...about(s), ["k", "10"]];
    return limits ? post<BridgesAnswer>(at(s.name, "/bridges"), query, limits, signal) : get<BridgesAnswer>(at(s.name, "/bridges"), query, signal);
  },
  /** Bridges between two silos only; their names must not hold a comma. */
  bridgesBetween: (s: Subject, a: string, b: string, signal?: AbortSignal) =>
    get<BridgesAnswer>(at(s.name, "/bridges"), [...about(s), ["k", "5"], ["between", `${a},${b}`]], signal),
  whatIf: (s: Subject, edits: WhatIfEdits, signal?: AbortSignal) => post<WhatIfAnswer>(at(s.name, "/whatif"), about(s), edits, signal),
  actor: (name: string, id: string, signal?: AbortSignal) =>
    get<ActorAnswer>(at(name, `/actors/${encodeURIComponent(id)}`), [], signal),
  /** The activities whose title or id holds a text. */
  activities: (name: string, text: string, limit: number, signal?: AbortSignal) =>
    get<{ total: number; activities: ActivityRow[] }>(at(name, "/activities"), [["q", text], ["limit", String(limit)]], signal),
  /** A network's changes, oldest first. */
  revisions: async (name: string, signal?: AbortSignal) =>
    (await get<{ revisions: Revision[] }>(at(name, "/revisions"), [], signal)).revisions,
  /** Changes records, unless the network has changed since the revision that they were looked at. */
  change: (name: string, revision: number, change: ChangeAsked) => request<{ changed: boolean; revision: Revision | null }>(at(name, "/changes"), {
    method: "POST", headers: { "Content-Type": "application/json", "If-Match": `"${revision}"` }, body: JSON.stringify(change),
  }),
  /** Pairs of actors that may be one, and those that people keep apart. */
  duplicates: (name: string, signal?: AbortSignal) => get<DuplicatesAnswer>(at(name, "/duplicates"), [], signal),
  /** Makes one actor of two, unless the network has changed since the revision that was looked through. */
  merge: (name: string, revision: number, keep: string, drop: string) => request<{ revision: Revision }>(at(name, "/duplicates/merge"), {
    method: "POST", headers: { "Content-Type": "application/json", "If-Match": `"${revision}"` }, body: JSON.stringify({ keep, drop }),
  }),
  keepApart: (name: string, a: string, b: string, apart: boolean) => post<{ changed: boolean }>(at(name, "/duplicates/apart"), [], { a, b, apart }),
  links: async (name: string, signal?: AbortSignal) => (await get<{ links: ShareLink[] }>(at(name, "/links"), [], signal)).links,
  /** Makes a share link; its path is told here and never again. */
  makeLink: (name: string, wish: ShareWish) => post<ShareLink & { path: string }>(at(name, "/links"), [], wish),
  revokeLink: async (name: string, id: string): Promise<void> => { await reach(at(name, `/links/${encodeURIComponent(id)}`), { method: "DELETE" }); },
  /** What was suggested, the newest first, and what became of it. */
  ledger: (name: string, signal?: AbortSignal) => get<LedgerAnswer>(at(name, "/ledger"), [["limit", "1000"]], signal),
  /** Enters a bridge in the ledger as it was proposed. */
  suggest: (s: Subject & { readonly revision: number }, bridge: Bridge) => post<LedgerAdded>(at(s.name, "/ledger"), [], {
    silo: s.silo, revision: s.revision,
    suggestions: [{
      kind: bridge.kind, actors: [bridge.source, bridge.target],
      ...(bridge.gain !== null && { gain: bridge.gain }), ...(bridge.plausibility !== null && { plausibility: bridge.plausibility }),
      reason: bridge.reason,
    }],
  }),
  /** Says what became of a suggestion, unless somebody else has since. */
  moveEntry: (name: string, entry: LedgerEntry, state: LedgerState) =>
    patch<LedgerEntry>(at(name, `/ledger/${encodeURIComponent(entry.id)}`), { state, version: entry.version }),
  /** Makes the network read as it did at an earlier revision; 0 is empty. */
  revert: (name: string, to: number) => post<Revision>(at(name, "/revert"), [], { to }),
};

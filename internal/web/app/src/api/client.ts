import { Problem, problemOf } from "./problem";
import type {
  ActorAnswer, BridgesAnswer, GapsAnswer, MapAnswer, Metric, MetricsAnswer, NetworkDetail, NetworkSummary, Revision,
} from "./types";

async function request<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Problem(0, "");
  }
  if (response.ok) return (await response.json()) as T;
  throw problemOf(response.status, await response.text());
}

function get<T>(path: string, query: Record<string, string>, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return request<T>(`${path}${search ? `?${search}` : ""}`, signal ? { signal } : {});
}

const at = (network: string, rest = ""): string => `networks/${encodeURIComponent(network)}${rest}`;

/** The dimension as a query; a network without dimensions has none to send. */
const by = (silo: string): Record<string, string> => (silo ? { silo } : {});

/** One function per address of the API that the page reads, and the one small change that it makes; files go by upload.ts. */
export const api = {
  networks: async (signal?: AbortSignal) =>
    (await get<{ networks: NetworkSummary[] | null }>("networks", {}, signal)).networks ?? [],
  network: (name: string, signal?: AbortSignal) => get<NetworkDetail>(at(name), {}, signal),
  catalog: async (signal?: AbortSignal) => (await get<{ metrics: Metric[] | null }>("catalog", {}, signal)).metrics ?? [],
  map: (name: string, silo: string, signal?: AbortSignal) => get<MapAnswer>(at(name, "/map"), by(silo), signal),
  metrics: (name: string, metric: string, silo: string, signal?: AbortSignal) =>
    get<MetricsAnswer>(at(name, "/metrics"), { metric, ...by(silo) }, signal),
  gaps: (name: string, silo: string, signal?: AbortSignal) => get<GapsAnswer>(at(name, "/gaps"), by(silo), signal),
  bridges: (name: string, silo: string, signal?: AbortSignal) =>
    get<BridgesAnswer>(at(name, "/bridges"), { ...by(silo), k: "10" }, signal),
  /** Bridges between two silos only; their names must not hold a comma. */
  bridgesBetween: (name: string, silo: string, a: string, b: string, signal?: AbortSignal) =>
    get<BridgesAnswer>(at(name, "/bridges"), { ...by(silo), k: "5", between: `${a},${b}` }, signal),
  actor: (name: string, id: string, signal?: AbortSignal) =>
    get<ActorAnswer>(at(name, `/actors/${encodeURIComponent(id)}`), {}, signal),
  /** A network's changes, oldest first. */
  revisions: async (name: string, signal?: AbortSignal) =>
    (await get<{ revisions: Revision[] | null }>(at(name, "/revisions"), {}, signal)).revisions ?? [],
  /** Makes the network read as it did at an earlier revision; 0 is empty. */
  revert: (name: string, to: number) =>
    request<Revision>(at(name, "/revert"), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ to }) }),
};

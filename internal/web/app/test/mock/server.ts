import type { IncomingMessage, ServerResponse } from "node:http";
import type { ChangeAsked, LimitsAsked, WhatIfEdits } from "../../src/api/types";
import { changed, partsOf, tieOf } from "./changes.ts";
import { bridgesOf, circlesOf, gapsOf, group, mapOf, type Grouped } from "./figures.ts";
import { History } from "./history.ts";
import { ledgerOf, moveEntry, suggest } from "./ledger.ts";
import { networkOf, recipes, type MockNetwork } from "./network.ts";
import { choicesOf, packed, partOf, whatIf } from "./part.ts";
import { read } from "./reading.ts";
import { keepApart, merged, twiceOf } from "./twice.ts";

const stored = new Map<string, History>();
for (const recipe of recipes) stored.set(recipe.name, new History(networkOf(recipe)));

const metrics = [
  { id: "degree", title: "Degree", meaning: "How many others this actor works with.", needs_silo: false, params: [], columns: [{ id: "degree", title: "Degree" }] },
  { id: "pagerank", title: "PageRank", meaning: "How often a random walk along ties comes by.", needs_silo: false, params: [{ id: "damping", meaning: "Chance d of following a tie rather than restarting anywhere.", kind: "number", default: "0.85", min: 0, max: 0.9999 }], columns: [{ id: "pagerank", title: "PageRank" }] },
  { id: "constraint", title: "Constraint", meaning: "How much an actor's contacts know each other.", needs_silo: false, params: [], columns: [{ id: "constraint", title: "Constraint" }] },
  { id: "e-i", title: "E-I", meaning: "Ties outside against ties inside the silo.", needs_silo: true, params: [], columns: [{ id: "e-i", title: "E-I index" }] },
  { id: "reach", title: "Reach", meaning: "Needs a number of steps.", needs_silo: false, params: [{ id: "k", meaning: "steps", kind: "integer", default: "", min: 1, max: 9 }], columns: [{ id: "reach", title: "Reach" }] },
];

function summary(history: History): object {
  return { name: history.network.name, revision: history.newest, changed: "2026-11-20T09:30:00Z", counts: history.counts };
}

function detail(history: History): object {
  const { network } = history;
  const names = [...new Set(network.actors.flatMap((a) => Object.keys(a.attributes)))];
  const dimensions = names.map((name) => {
    const g = group(network, name);
    return { name, silos: g.silos.map((silo, s) => ({ name: silo, actors: g.silo.filter((t) => t === s).length })) };
  });
  return { ...summary(history), dimensions, opens_by: dimensions.find((d) => d.name.startsWith("silo_"))?.name ?? dimensions[0]?.name ?? "", tie_types: ["funding", "project"] };
}

/** Places by a metric, each with a band of one up and two down. */
function banded(answer: ReturnType<typeof scores>, metric: string): object {
  const ranks = [...answer.scores].sort((a, b) => Number(b[metric] ?? 0) - Number(a[metric] ?? 0)).map((row) => row["id"]);
  return {
    ...answer,
    scores: answer.scores.map((row) => {
      const rank = ranks.indexOf(row["id"]) + 1;
      return { ...row, rank, rank_lo: Math.max(1, rank - 1), rank_hi: Math.min(ranks.length, rank + 2) };
    }),
  };
}

/** Scores that look like a metric's: made from the degree, undefined for actors without ties where the metric would be. */
function scores(g: Grouped, ids: string[]): { run: object; values: object; scores: Record<string, unknown>[] } {
  const value = (id: string, u: number): number | null => {
    const d = g.degree[u]!;
    if (id === "degree") return d;
    if (id === "pagerank") return (d + 1) / (2 * g.network.ties.length + g.degree.length);
    if (d === 0) return null;
    return id === "constraint" ? 1 / d : g.around[u]!.reduce((sum, v) => sum + (g.silo[u] === g.silo[v] ? -1 : 1), 0) / d;
  };
  return {
    run: { analysis: "metrics", warnings: [], notices: [] }, values: {},
    scores: g.network.actors.map((a, u) => ({ id: a.id, name: a.name, ...Object.fromEntries(ids.map((id) => [id, value(id, u)])) })),
  };
}

function actor(g: Grouped, id: string): object | null {
  const u = g.network.actors.findIndex((a) => a.id === id);
  if (u < 0) return null;
  const a = g.network.actors[u]!;
  return {
    id, name: a.name, attributes: a.attributes, start: a.start ?? "", end: "", source: { file: "actors.csv", line: u + 2 },
    ties: g.around[u]!.map((v) => ({ id: g.network.actors[v]!.id, name: g.network.actors[v]!.name, weight: 1, types: ["project"], records: [{ ...tieOf(g.network, id, g.network.actors[v]!.id), origin: { file: "ties.csv", line: 1 } }] })),
    activities: g.network.activities.filter((p) => p.who.includes(u)).map((p) => {
      const records = partsOf(p, u, id).map((part) => ({ actor: id, activity: p.id, ...part, origin: { file: "participations.csv", line: 1 } }));
      return { id: p.id, title: p.title, start: records.find((r) => r.start)?.start ?? p.start, end: records.find((r) => r.end)?.end ?? p.end, role: records.map((r) => r.role).filter(Boolean).join(", "), records };
    }),
  };
}

function activitiesOf({ activities }: MockNetwork, text: string, limit: number): object {
  const found = activities.filter(({ id, title }) => `${title} ${id}`.toLowerCase().includes(text.toLowerCase()));
  return { total: found.length, activities: found.slice(0, limit).map(({ id, title, start, end, who }) => ({ id, title, start, end, actors: who.length })) };
}

function find(path: string, query: URLSearchParams): object | null {
  if (path === "/api/v1/networks") return { networks: [...stored.values()].map(summary) };
  if (path === "/api/v1/me") return { account: "", admin: false, login: false, issuer: false, edits: query.has("network"), owns: query.has("network") };
  if (path === "/api/v1/catalog") return { metrics };
  const [, name, what, id] = /^\/api\/v1\/networks\/([^/]+)(?:\/([a-z]+)(?:\/([^/]+))?)?$/.exec(path) ?? [];
  const history = stored.get(decodeURIComponent(name ?? ""));
  if (!history) return null;
  if (!what) return detail(history);
  const network = what === "actors" ? history.network : partOf(history.at(query.get("revision")), query);
  const g = group(network, query.get("silo") ?? "");
  switch (what) {
    case "map": return { run: { analysis: "map" }, ...mapOf(query.get("group") === "communities" && !g.dimension ? circlesOf(g) : g) };
    case "metrics": {
      const answer = scores(g, (query.get("metric") ?? "").split(","));
      return Number(query.get("bands") ?? 0) > 0 ? banded(answer, query.get("metric") ?? "") : answer;
    }
    case "gaps": return gapsOf(g);
    case "bridges": return bridgesOf(g, Number(query.get("k") ?? 10), (query.get("between") ?? "").split(","));
    case "activities": return activitiesOf(history.network, query.get("q") ?? "", Number(query.get("limit") ?? 100));
    case "choices": return choicesOf(history.network);
    case "ledger": return ledgerOf(history.network.name);
    case "duplicates": return twiceOf(history.network, history.newest);
    case "revisions": return { revisions: history.revisions };
    case "actors": return actor(g, decodeURIComponent(id ?? ""));
    default: return null;
  }
}

/** What changes a network: an import or a revert. */
function change(path: string, query: URLSearchParams, body: string): { status: number; body: object } | null {
  const [, name, what, id] = /^\/api\/v1\/networks\/([^/]+)\/(import|revert|whatif|bridges|ledger|changes|duplicates)(?:\/([^/]+))?$/.exec(path) ?? [];
  const network = decodeURIComponent(name ?? "");
  if (what === "ledger") {
    const moved = id ? moveEntry(network, id, body) : suggest(network, new Map(stored.get(network)!.network.actors.map((a) => [a.id, a.name])), body);
    return moved && { status: 200, body: moved };
  }
  if (what === "whatif" || what === "bridges") {
    const part = partOf(stored.get(network)!.network, query);
    if (what === "whatif") return { status: 200, body: whatIf(part, query.get("silo") ?? "", JSON.parse(body) as WhatIfEdits) };
    const { forbidden = [] } = JSON.parse(body) as LimitsAsked;
    const plan = bridgesOf(group(part, query.get("silo") ?? ""), 10, []);
    const allowed = (plan.bridges ?? []).filter((b) => !forbidden.some((pair) => pair.includes(b.source) && pair.includes(b.target)));
    return { status: 200, body: { ...plan, bridges: allowed } };
  }
  if (what === "duplicates") {
    const history = stored.get(network)!;
    const asked = JSON.parse(body) as { keep: string; drop: string; a: string; b: string; apart: boolean };
    if (id === "apart") return { status: 200, body: keepApart(network, asked) };
    return { status: 200, body: { network, ...asked, revision: history.take(merged(history.network, asked)) } };
  }
  if (what === "changes") {
    const history = stored.get(network)!;
    return { status: 200, body: { network, changed: true, revision: history.take(changed(history.network, JSON.parse(body) as ChangeAsked)) } };
  }
  if (what === "revert") {
    const history = stored.get(network);
    return history ? { status: 200, body: history.revert((JSON.parse(body) as { to: number }).to) } : null;
  }
  if (what !== "import") return null;
  const { answer, draft } = read(network, body, query.getAll("column"));
  if (!draft) return { status: 422, body: { title: "Unprocessable Entity", status: 422, code: "bad_input", detail: "problems stop the import", ...answer } };
  if (query.get("dry-run") === "true") return { status: 200, body: { network, dry_run: true, changed: false, revision: null, ...answer } };
  const history = stored.get(network) ?? new History({ name: network, actors: [], ties: [], activities: [] }, false);
  stored.set(network, history);
  return { status: 200, body: { network, dry_run: false, changed: true, revision: history.take(draft), ...answer } };
}

/** Answers a request for the API as Sillat would, from the made-up networks; false when the request is for something else. */
export function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (!url.pathname.startsWith("/api/")) return false;
  const send = (found: { status: number; body: object } | null): void => {
    const missing = { title: "Not Found", status: 404, code: "not_found", detail: `nothing is stored at ${url.pathname}; see /api/v1/networks` };
    const { status, body } = found ?? { status: 404, body: missing };
    response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json" });
    response.end(JSON.stringify(body));
  };
  const [, tied] = /^\/api\/v1\/networks\/([^/]+)\/map\/ties$/.exec(url.pathname) ?? [];
  const history = tied && stored.get(decodeURIComponent(tied));
  if (history) {
    response.writeHead(200, { "Content-Type": "application/octet-stream" }).end(packed(partOf(history.at(url.searchParams.get("revision")), url.searchParams)));
    return true;
  }
  if (request.method !== "POST" && request.method !== "PATCH") {
    const body = find(url.pathname, url.searchParams);
    send(body && { status: 200, body });
    return true;
  }
  let sent = "";
  request.setEncoding("utf8").on("data", (part: string) => { sent += part; }).on("end", () => send(change(url.pathname, url.searchParams, sent)));
  return true;
}

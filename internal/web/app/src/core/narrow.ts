/** What of a network is looked at: who, which ties, and when. Nothing chosen means everything. */
export interface Narrowing {
  readonly where: readonly Condition[]; // all must hold
  readonly tieTypes: readonly string[]; // empty: all
  readonly role: string; // only who has it in some activity; "": whoever
  readonly from: string; // dates as 2024-06-30; "" is open
  readonly to: string;
  readonly asOf: string; // one day; not together with from and to
  readonly low: number | null; // of the figure that sizes the dots
  readonly high: number | null;
}

export interface Condition {
  readonly attribute: string;
  readonly value: string;
}

export const everything: Narrowing = { where: [], tieTypes: [], role: "", from: "", to: "", asOf: "", low: null, high: null };

/** The part of it that the service selects by, as its query; the rest is left out on the page. */
export function selectorsOf(n: Narrowing): [string, string][] {
  const found: [string, string][] = n.where.map(({ attribute, value }) => ["where", `${attribute}=${value}`]);
  if (n.tieTypes.length > 0) found.push(["tie-type", n.tieTypes.join(",")]);
  if (n.asOf) found.push(["as-of", n.asOf]);
  else {
    if (n.from) found.push(["from", n.from]);
    if (n.to) found.push(["to", n.to]);
  }
  return found;
}

/** One thing that is chosen, to be shown and taken away again. */
export type Chip =
  | { readonly kind: "where"; readonly condition: Condition }
  | { readonly kind: "tieType"; readonly type: string }
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "dates"; readonly from: string; readonly to: string }
  | { readonly kind: "asOf"; readonly date: string }
  | { readonly kind: "score"; readonly low: number | null; readonly high: number | null };

export function chipsOf(n: Narrowing): Chip[] {
  const chips: Chip[] = n.where.map((condition) => ({ kind: "where", condition }));
  for (const type of n.tieTypes) chips.push({ kind: "tieType", type });
  if (n.role) chips.push({ kind: "role", role: n.role });
  if (n.asOf) chips.push({ kind: "asOf", date: n.asOf });
  else if (n.from || n.to) chips.push({ kind: "dates", from: n.from, to: n.to });
  if (n.low !== null || n.high !== null) chips.push({ kind: "score", low: n.low, high: n.high });
  return chips;
}

/** Takes one thing away. */
export function without(n: Narrowing, chip: Chip): Narrowing {
  switch (chip.kind) {
    case "where": return { ...n, where: n.where.filter((c) => c.attribute !== chip.condition.attribute || c.value !== chip.condition.value) };
    case "tieType": return { ...n, tieTypes: n.tieTypes.filter((t) => t !== chip.type) };
    case "role": return { ...n, role: "" };
    case "asOf": return { ...n, asOf: "" };
    case "dates": return { ...n, from: "", to: "" };
    case "score": return { ...n, low: null, high: null };
  }
}

/** Adds a condition; an attribute has one value at a time, or hardly anybody would be left. */
export const withCondition = (n: Narrowing, condition: Condition): Narrowing => ({
  ...n, where: [...n.where.filter((c) => c.attribute !== condition.attribute), condition],
});

export const withTieType = (n: Narrowing, type: string): Narrowing => (n.tieTypes.includes(type) ? n : { ...n, tieTypes: [...n.tieTypes, type] });

/** A window of dates; one day is let go of. A window that ends before it starts is turned round. */
export function withDates(n: Narrowing, from: string, to: string): Narrowing {
  const [a, b] = from && to && from > to ? [to, from] : [from, to];
  return { ...n, from: a, to: b, asOf: "" };
}

export const onDay = (n: Narrowing, asOf: string): Narrowing => ({ ...n, asOf, from: "", to: "" });

const day = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** Writes it into an address; what is not narrowed is left out. */
export function putNarrowing(query: URLSearchParams, n: Narrowing): void {
  for (const { attribute, value } of n.where) query.append("where", `${attribute}=${value}`);
  for (const type of n.tieTypes) query.append("tie", type);
  const put = (name: string, value: string | number | null): void => {
    if (value !== "" && value !== null) query.set(name, String(value));
  };
  put("role", n.role);
  put("from", n.from);
  put("to", n.to);
  put("on", n.asOf);
  put("low", n.low);
  put("high", n.high);
}

/** Reads it from an address; what is not understood is left open. */
export function parseNarrowing(query: URLSearchParams): Narrowing {
  const date = (name: string): string => (day.test(query.get(name) ?? "") ? query.get(name)! : "");
  const figure = (name: string): number | null => {
    const text = query.get(name);
    return text && Number.isFinite(Number(text)) ? Number(text) : null;
  };
  const where = query.getAll("where").flatMap((text) => {
    const at = text.indexOf("=");
    return at > 0 ? [{ attribute: text.slice(0, at), value: text.slice(at + 1) }] : [];
  });
  const asOf = date("on");
  return {
    where, tieTypes: query.getAll("tie").filter(Boolean), role: query.get("role") ?? "",
    from: asOf ? "" : date("from"), to: asOf ? "" : date("to"), asOf, low: figure("low"), high: figure("high"),
  };
}

import type { Bridge } from "../api/types";
import { neighbours, type Picture } from "./picture";

/** An actor who has contacts on the other side of a gap, and how many. */
export interface Connector {
  readonly u: number;
  readonly contacts: number;
}

/** The actors of two silos who work with somebody in the other, those with the most contacts there first. */
export function connectorsOf(picture: Picture, a: number, b: number): Connector[] {
  const contacts = (u: number, silo: number): number => [...neighbours(picture, u)].filter((v) => picture.silo[v] === silo).length;
  return pick(picture, (u) => (picture.silo[u] === a ? contacts(u, b) : picture.silo[u] === b ? contacts(u, a) : 0));
}

/** The actors of other silos who work with both, by their contacts in the one where they have fewer. */
export function betweenOf(picture: Picture, a: number, b: number): Connector[] {
  return pick(picture, (u) => {
    if (picture.silo[u] === a || picture.silo[u] === b) return 0;
    const silos = [...neighbours(picture, u)].map((v) => picture.silo[v]);
    return Math.min(silos.filter((s) => s === a).length, silos.filter((s) => s === b).length);
  });
}

function pick(picture: Picture, contacts: (u: number) => number): Connector[] {
  const found: Connector[] = [];
  for (let u = 0; u < picture.size; u++) {
    const n = contacts(u);
    if (n > 0) found.push({ u, contacts: n });
  }
  return found.sort((x, y) => y.contacts - x.contacts || x.u - y.u);
}

/** Whether the service can be asked about this pair alone: its list of two silos parts them by a comma. */
export const askable = (a: string, b: string): boolean => a !== "" && b !== "" && !`${a}${b}`.includes(",");

/** The bridges of a plan that lie between two silos. */
export function joining(bridges: readonly Bridge[], a: string, b: string): Bridge[] {
  return bridges.filter(({ facts }) =>
    (facts.silo_source === a && facts.silo_target === b) || (facts.silo_source === b && facts.silo_target === a));
}

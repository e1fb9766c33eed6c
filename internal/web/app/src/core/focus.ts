import type { Bridge, Cluster } from "../api/types";
import { connectorsOf } from "./connect";
import { isWay, pathBetween, within } from "./paths";
import type { Picture } from "./picture";

/** What the user has picked out, by names that survive a reload. */
export type Selection =
  | { readonly kind: "none" }
  | { readonly kind: "actor"; readonly id: string }
  | { readonly kind: "gap"; readonly a: string; readonly b: string; readonly tie?: readonly [source: string, target: string] } // tie: one bridge across it
  | { readonly kind: "bridge"; readonly source: string; readonly target: string }
  | { readonly kind: "cluster"; readonly at: number }
  | { readonly kind: "path"; readonly from: string; readonly to: string };

export const nothing: Selection = { kind: "none" };

/** What stays bright on the map while the rest steps back. */
export interface Focus {
  readonly silos: ReadonlySet<number>; // bubbles, closed or open
  readonly actors: ReadonlySet<number> | null; // null: every actor of those silos
  readonly centre: number; // the actor whose own ties are shown, or -1
  readonly inner: ReadonlySet<number>; // the actors all of whose ties to the bright ones are shown: the centre, and with it who is a step nearer than the rim
  readonly trail: readonly number[]; // actors on a way from one to another, in order
  readonly pair: readonly [number, number] | null; // two silos whose ties to each other are shown
  readonly bridges: readonly (readonly [number, number])[]; // proposed ties, drawn dashed
}

/** What the service has told that a selection may point into. */
export interface Known {
  readonly clusters: readonly Cluster[];
  readonly proposed: readonly Bridge[]; // across the selected gap
  readonly steps: number; // how far around a selected actor is shown
}

/** Finds the selection in the picture; null when nothing is selected or what was selected is not in this network. */
export function focusOf(picture: Picture, selection: Selection, { clusters, proposed, steps }: Known): Focus | null {
  const none = { actors: null, centre: -1, inner: new Set<number>(), trail: [], pair: null, bridges: [] };
  const ends = (source: string, target: string): [number, number][] => {
    const [u, v] = [picture.index.get(source), picture.index.get(target)];
    return u === undefined || v === undefined ? [] : [[u, v]];
  };
  const silosOf = (actors: Iterable<number>): Set<number> => new Set([...actors].map((u) => picture.silo[u]!).filter((s) => s >= 0));
  switch (selection.kind) {
    case "none":
      return null;
    case "actor": {
      const u = picture.index.get(selection.id);
      if (u === undefined) return null;
      const around = within(picture, u, steps);
      const inner = new Set([...around].flatMap(([v, distance]) => (distance < steps ? [v] : [])));
      return { ...none, silos: silosOf(around.keys()), actors: new Set(around.keys()), centre: u, inner };
    }
    case "gap": {
      const [a, b] = [picture.siloIndex.get(selection.a), picture.siloIndex.get(selection.b)];
      if (a === undefined || b === undefined) return null;
      const bridges = selection.tie ? ends(...selection.tie) : proposed.flatMap((bridge) => ends(bridge.source, bridge.target));
      const today = selection.tie ? [] : connectorsOf(picture, a, b).map(({ u }) => u);
      return { ...none, silos: new Set([a, b]), pair: [a, b], bridges, actors: new Set([...today, ...bridges.flat()]) };
    }
    case "bridge": {
      const bridges = ends(selection.source, selection.target);
      return bridges.length > 0 ? { ...none, silos: silosOf(bridges.flat()), actors: new Set(bridges.flat()), bridges } : null;
    }
    case "path": {
      const [pair] = ends(selection.from, selection.to);
      const trail = pair ? pathBetween(picture, ...pair) ?? pair : [];
      return trail.length > 0 ? { ...none, silos: silosOf(trail), actors: new Set(trail), trail: pair && isWay(picture, trail) ? trail : [] } : null;
    }
    case "cluster": {
      const who = (clusters[selection.at]?.who ?? []).flatMap((actor) => picture.index.get(actor.id) ?? []);
      return who.length > 0 ? { ...none, silos: silosOf(who), actors: new Set(who) } : null;
    }
  }
}

/** Those chosen together, while nothing else is selected; null when none of them is in the picture. */
export function focusOfChosen(picture: Picture, chosen: readonly string[]): Focus | null {
  const actors = new Set(chosen.flatMap((id) => picture.index.get(id) ?? []));
  const silos = new Set([...actors].map((u) => picture.silo[u]!).filter((s) => s >= 0));
  return actors.size > 0 ? { silos, actors, centre: -1, inner: new Set(), trail: [], pair: null, bridges: [] } : null;
}

/** The silos that must be open for the selection to be seen: those of the actors that it names. */
export function mustOpen(picture: Picture, selection: Selection, known: Known): number[] {
  const focus = focusOf(picture, selection, known);
  if (!focus) return [];
  if (focus.centre >= 0) return picture.silo[focus.centre]! >= 0 ? [picture.silo[focus.centre]!] : [];
  return focus.actors ? [...focus.silos] : [];
}

import type { DuplicateActor, DuplicatePair } from "../api/types";

/** One line of two actors side by side: an attribute, what each says, and whether they say the same. */
export interface Line {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

/** The attributes of two actors that may be one, those first in which they differ: they are what decides. */
export function sideBySide({ a, b }: DuplicatePair): Line[] {
  const names = [...new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])].sort();
  const lines = names.map((name) => {
    const [x, y] = [a.attributes[name] ?? "", b.attributes[name] ?? ""];
    return { name, a: x, b: y, same: x === y };
  });
  return [...lines.filter((line) => !line.same), ...lines.filter((line) => line.same)];
}

/** The one of a pair to keep, when somebody does not care: the one of which more is known. */
export const better = ({ a, b }: DuplicatePair): DuplicateActor => {
  const known = (x: DuplicateActor): number => x.collaborations + x.participations + Object.keys(x.attributes).length;
  return known(b) > known(a) ? b : a;
};

import type { Picture } from "./picture";

/** Letters without their marks, in lower case, so that "orö" and "ÖRÖ" and "oro" find each other. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/ł/g, "l");
}

/**
 * The actors whose name or id holds the text, best first: names that start with it, then names with a word that starts with it,
 * then the rest; among equals the better connected one, then the order of the network.
 */
export function suggest(picture: Picture, text: string, limit: number): number[] {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const found: { u: number; rank: number }[] = [];
  for (let u = 0; u < picture.size; u++) {
    const name = fold(picture.names[u]!);
    const at = name.indexOf(wanted);
    if (at === 0) found.push({ u, rank: 0 });
    else if (at > 0) found.push({ u, rank: /[\p{L}\p{N}]/u.test(name[at - 1]!) ? 2 : 1 });
    else if (fold(picture.ids[u]!).includes(wanted)) found.push({ u, rank: 3 });
  }
  found.sort((a, b) => a.rank - b.rank || picture.degree[b.u]! - picture.degree[a.u]! || a.u - b.u);
  return found.slice(0, limit).map((f) => f.u);
}

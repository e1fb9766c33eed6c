import { siloName, type Voice } from "../core/language";
import type { Picture } from "../core/picture";
import type { Words } from "../render/renderer";
import type { Session } from "../state/session";

/** What a bubble is called: a silo by its name, a community by its number. */
export function nameOf(v: Voice, picture: Picture | null, silo: number): string {
  const name = picture?.silos[silo]?.name ?? "";
  if (picture?.grouping !== "communities") return siloName(v, name);
  return name ? v.text("community.name", { n: name }) : v.text("community.none");
}

/** The texts on the map in the reader's language. */
export function wordsOf(session: Session): Words {
  const v = session.voice.value;
  const p = session.picture.value;
  return {
    name: (silo) => nameOf(v, p, silo),
    actors: (silo) => v.count("actors", p?.silos[silo]?.actors ?? 0),
    chips: (p?.siloTies ?? []).flatMap(({ a, b, weight, expected }) => (expected === null || weight >= expected ? [] : [{
      // Said when asked: of thousands of pairs the map writes three.
      a, b, get text() { return v.text("map.gapChip", { observed: v.amount(weight), expected: v.amount(expected) }); },
    }])),
  };
}

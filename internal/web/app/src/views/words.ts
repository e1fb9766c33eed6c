import { siloName } from "../core/language";
import type { Words } from "../render/renderer";
import type { Session } from "../state/session";

/** The texts on the map in the reader's language. */
export function wordsOf(session: Session): Words {
  const v = session.voice.value;
  const p = session.picture.value;
  return {
    name: (silo) => siloName(v, p?.silos[silo]?.name ?? ""),
    actors: (silo) => v.count("actors", p?.silos[silo]?.actors ?? 0),
    chips: (p?.siloTies ?? []).filter((tie) => tie.weight < tie.expected).map((tie) => ({
      a: tie.a, b: tie.b, text: v.text("map.gapChip", { observed: v.amount(tie.weight), expected: v.amount(tie.expected) }),
    })),
  };
}

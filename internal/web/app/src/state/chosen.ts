import { computed, type ReadonlySignal } from "@preact/signals";
import { choose, flip, together, type Way } from "../core/chosen";
import { nothing } from "../core/focus";
import type { Picture } from "../core/picture";
import type { View } from "../core/view";

/** The actors that somebody has picked out together, by a line around them, one by one, or in the table. */
export function chosenOf(view: ReadonlySignal<View>, picture: ReadonlySignal<Picture | null>, change: (view: View) => void) {
  const ids = computed(() => view.value.chosen);
  const has = computed<ReadonlySet<string>>(() => new Set(ids.value));
  const known = computed(() => (picture.value ? together(picture.value, ids.value) : null));
  /** The silos that they are in; −1 when some are in none. */
  const silos = computed(() => new Set((known.value?.silos ?? []).map(({ silo }) => silo)));
  const put = (chosen: readonly string[]): void => {
    change({ ...view.value, chosen, alone: view.value.alone && chosen.length > 0, tab: "chosen", selection: nothing });
  };
  return {
    ids, has, known, silos,
    /** Whether nobody else is shown. */
    alone: computed(() => view.value.alone && (known.value?.actors.length ?? 0) > 0),
    take: (more: readonly string[], way: Way) => put(choose(ids.value, more, way)),
    flip: (some: readonly string[]) => put(flip(ids.value, some)),
    clear: () => change({ ...view.value, chosen: [], alone: false }),
    showAlone: (alone: boolean) => change({ ...view.value, alone }),
  };
}

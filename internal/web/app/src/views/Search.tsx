import { Picker } from "./Picker";
import { useSession } from "./context";

/** Finds an actor by name and leads to it on the map; who may change the network can add one that is not there. */
export function Search() {
  const session = useSession();
  const p = session.picture.value;
  return (
    <Picker label={session.voice.value.text("search.label")} take={(u) => session.goTo({ kind: "actor", id: p!.ids[u]! })}
      add={session.edits.value ? (name) => { session.adding.value = name; } : undefined} />
  );
}

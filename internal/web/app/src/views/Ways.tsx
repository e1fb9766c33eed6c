import { Picker } from "./Picker";
import { useSession } from "./context";

/** How far around an actor the map shows, the way from it to another, and what would be without it. */
export function Ways({ u }: { u: number }) {
  const session = useSession();
  const { voice, view, picture, silo, sandbox } = session;
  const v = voice.value;
  const p = picture.value!;
  const id = p.ids[u]!;
  return (
    <section class="ways">
      <h3>{v.text("ways.title")}</h3>
      <div class="pills" role="group" aria-label={v.text("ways.steps")}>
        {([1, 2] as const).map((steps) => (
          <button key={steps} type="button" class="button toggle" aria-pressed={view.value.steps === steps} onClick={() => session.patch({ steps })}>
            {v.count("ways.around", steps)}
          </button>
        ))}
      </div>
      <Picker above label={v.text("ways.to")} take={(to) => session.goTo({ kind: "path", from: id, to: p.ids[to]! })} />
      {silo.value && (
        <button type="button" class="link" onClick={() => { sandbox.leave(id); session.clear(); session.patch({ screen: "map", tab: "whatif" }); }}>
          {v.text("ways.without")}
        </button>
      )}
    </section>
  );
}

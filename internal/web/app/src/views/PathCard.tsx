import { useEffect, useRef } from "preact/hooks";
import { Swatch } from "./Swatch";
import { useSession } from "./context";

/** The way from one actor to another, step by step. */
export function PathCard() {
  const session = useSession();
  const { voice, view, picture, focus } = session;
  const v = voice.value;
  const p = picture.value!;
  const { selection } = view.value;
  const title = useRef<HTMLHeadingElement>(null);
  // The field that asked for the way is gone; without this a keyboard would have to start over.
  useEffect(() => title.current?.focus(), [selection]);
  if (selection.kind !== "path") return null;
  const name = (id: string): string => p.names[p.index.get(id) ?? -1] ?? id;
  const trail = focus.value?.trail ?? [];
  const values = { from: name(selection.from), to: name(selection.to) };
  return (
    <article class="actor">
      <div class="actor-tools">
        <button type="button" class="button" onClick={session.clear}>{`← ${v.text("card.back")}`}</button>
        <button type="button" class="button" onClick={() => session.goTo(selection)}>{v.text("card.show")}</button>
      </div>
      <h2 ref={title} tabIndex={-1} class="actor-name">{v.text("path.title", values)}</h2>
      <p role="status">{trail.length === 0 ? v.text("path.none", values) : v.count("path.steps", trail.length - 1, values)}</p>
      <ol class="names">
        {trail.map((u) => (
          <li key={u}>
            <Swatch silo={p.silo[u]!} />
            <button type="button" class="link" onClick={() => session.goTo({ kind: "actor", id: p.ids[u]! })}>{p.names[u]}</button>
          </li>
        ))}
      </ol>
      <button type="button" class="link" onClick={() => session.goTo({ kind: "path", from: selection.to, to: selection.from })}>{v.text("path.turn")}</button>
    </article>
  );
}

import { Swatch } from "./Swatch";
import { useSession } from "./context";
import { nameOf } from "./words";

/** Opens and closes bubbles without a pointer: all of them, or one by one from a list. */
export function SiloMenu() {
  const session = useSession();
  const { voice, picture, open } = session;
  const v = voice.value;
  const silos = picture.value?.silos ?? [];
  if (silos.length === 0 || !session.seesActors.value) return null;
  return (
    <>
      <button type="button" class="button" disabled={open.value.size === silos.length} onClick={session.openAll}>{v.text("map.openAll")}</button>
      <button type="button" class="button" disabled={open.value.size === 0} onClick={session.closeAll}>{v.text("map.closeAll")}</button>
      <details class="menu">
        <summary class="button">{v.text(picture.value?.grouping === "communities" ? "legend.communities" : "legend.silos")}</summary>
        <ul>
          {silos.map((silo, s) => (
            <li key={silo.name}>
              <button type="button" aria-pressed={open.value.has(s)} onClick={() => session.toggle(s)}>
                <Swatch silo={s} />
                <span class="menu-name">{nameOf(v, picture.value, s)}</span>
                <span class="menu-count">{v.number(silo.actors)}</span>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

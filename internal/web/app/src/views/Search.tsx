import { useSignal } from "@preact/signals";
import { useId, useMemo } from "preact/hooks";
import { siloName } from "../core/language";
import { suggest } from "../core/search";
import { Swatch } from "./Swatch";
import { useSession } from "./context";

const shown = 8;

/** Finds an actor by name: suggestions while typing, and the chosen one in the middle of the map. */
export function Search() {
  const session = useSession();
  const { voice, picture } = session;
  const v = voice.value;
  const id = useId();
  const text = useSignal("");
  const active = useSignal(0);
  const unfolded = useSignal(false);
  const p = picture.value;
  const found = useMemo(() => (p ? suggest(p, text.value, shown) : []), [p, text.value]);
  const isOpen = unfolded.value && text.value.trim() !== "";

  const take = (u: number | undefined): void => {
    if (u === undefined || !p) return;
    unfolded.value = false;
    text.value = "";
    session.goTo({ kind: "actor", id: p.ids[u]! });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      unfolded.value = true;
      active.value = (active.value + step + found.length) % found.length;
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(found[active.value]);
    } else if (event.key === "Escape") unfolded.value = false;
  };

  return (
    <div class="search">
      <input type="text" role="combobox" autocomplete="off" spellcheck={false} value={text.value} disabled={!p}
        aria-label={v.text("search.label")} placeholder={v.text("search.label")}
        aria-expanded={isOpen && found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        {...(isOpen && found.length > 0 ? { "aria-activedescendant": `${id}-${active.value}` } : {})}
        onInput={(event) => { text.value = event.currentTarget.value; active.value = 0; unfolded.value = true; }}
        onKeyDown={onKeyDown} onBlur={() => { unfolded.value = false; }} />
      <ul id={`${id}-list`} role="listbox" aria-label={v.text("search.label")} class="suggestions" hidden={!isOpen || found.length === 0}>
        {p && isOpen && found.map((u, i) => (
          <li key={u} id={`${id}-${i}`} role="option" aria-selected={i === active.value}
            onPointerDown={(event) => { event.preventDefault(); take(u); }}>
            <Swatch silo={p.silo[u]!} />
            <span class="suggestion-name">{p.names[u]}</span>
            <span class="suggestion-silo">{p.silos[p.silo[u]!] && siloName(v, p.silos[p.silo[u]!]!.name)}</span>
          </li>
        ))}
      </ul>
      <p class={isOpen && found.length === 0 ? "suggestions suggestions-none" : "unseen"} role="status">
        {!isOpen ? "" : found.length === 0 ? v.text("search.none") : v.count("search.count", found.length)}
      </p>
    </div>
  );
}

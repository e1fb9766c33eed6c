import { useSignal } from "@preact/signals";
import { useId, useMemo } from "preact/hooks";
import { suggest } from "../core/search";
import { Swatch } from "./Swatch";
import { useSession } from "./context";
import { nameOf } from "./words";

const shown = 8;

interface Props {
  label: string;
  take: (u: number) => void;
  /** The actor chosen already, whose name stays in the field; without it the field empties itself. */
  chosen?: number;
  /** The label stands above the field instead of in it. */
  above?: boolean;
  /** Adds somebody of the name that was typed, who may not be there. */
  add?: ((name: string) => void) | undefined;
}

/** Finds an actor by name: suggestions while typing, taken with the keyboard or the pointer. */
export function Picker({ label, take, chosen, above = false, add }: Props) {
  const { voice, picture } = useSession();
  const v = voice.value;
  const id = useId();
  const text = useSignal<string | null>(null); // null until something is typed
  const active = useSignal(0);
  const unfolded = useSignal(false);
  const p = picture.value;
  const typed = text.value ?? "";
  const found = useMemo(() => (p && typed ? suggest(p, typed, shown) : []), [p, typed]);
  const isOpen = unfolded.value && typed.trim() !== "";
  const offered = found.length + (add && typed.trim() ? 1 : 0); // the offer to add comes last
  const choose = (at: number): void => {
    if (at >= offered || !p) return;
    unfolded.value = false;
    text.value = null;
    const u = found[at];
    if (u === undefined) add?.(typed.trim());
    else take(u);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered > 0) {
      event.preventDefault();
      unfolded.value = true;
      active.value = (active.value + step + offered) % offered;
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active.value);
    } else if (event.key === "Escape") unfolded.value = false;
  };
  return (
    <div class={above ? "search search-above" : "search"}>
      {above && <label for={id}>{label}</label>}
      <input id={id} type="text" role="combobox" autocomplete="off" spellcheck={false} disabled={!p}
        value={text.value ?? (chosen !== undefined && p ? p.names[chosen] ?? "" : "")}
        {...(above ? {} : { "aria-label": label, placeholder: label })}
        aria-expanded={isOpen && offered > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        {...(isOpen && offered > 0 ? { "aria-activedescendant": `${id}-${active.value}` } : {})}
        onInput={(event) => { text.value = event.currentTarget.value; active.value = 0; unfolded.value = true; }}
        onKeyDown={onKeyDown} onBlur={() => { unfolded.value = false; if (chosen !== undefined) text.value = null; }} />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggestions" hidden={!isOpen || offered === 0}>
        {p && isOpen && found.map((u, i) => (
          <li key={u} id={`${id}-${i}`} role="option" aria-selected={i === active.value}
            onPointerDown={(event) => { event.preventDefault(); choose(i); }}>
            <Swatch silo={p.silo[u]!} />
            <span class="suggestion-name">{p.names[u]}</span>
            <span class="suggestion-silo">{p.silos[p.silo[u]!] && nameOf(v, p, p.silo[u]!)}</span>
          </li>
        ))}
        {p && isOpen && add && (
          <li id={`${id}-${found.length}`} role="option" aria-selected={active.value === found.length} class="suggestion-add"
            onPointerDown={(event) => { event.preventDefault(); choose(found.length); }}>
            <span class="suggestion-name">{v.text("add.offer", { name: typed.trim() })}</span>
            {found.length === 0 && <span class="suggestion-silo">{v.text("search.none")}</span>}
          </li>
        )}
      </ul>
      <p class={isOpen && found.length === 0 && !add ? "suggestions suggestions-none" : "unseen"} role="status">
        {!isOpen ? "" : found.length === 0 ? v.text("search.none") : v.count("search.count", found.length)}
      </p>
    </div>
  );
}

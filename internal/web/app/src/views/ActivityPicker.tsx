import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { api } from "../api/client";
import type { ActivityRow } from "../api/types";
import { useSession } from "./context";
import { datesOf } from "./words";

/** How many suggestions are shown, and how long typing must rest before they are asked for, in milliseconds. */
const [shown, rest] = [8, 150];

interface Props {
  label: string;
  /** What stays in the field: the title of the activity that was taken. */
  chosen: string;
  take: (activity: ActivityRow) => void;
  /** Makes a new activity of the title that was typed. */
  make?: (title: string) => void;
}

/** Finds an activity by its title: the service knows them all, the page does not. */
export function ActivityPicker({ label, chosen, take, make }: Props) {
  const { voice, network } = useSession();
  const v = voice.value;
  const id = useId();
  const text = useSignal<string | null>(null); // null until something is typed
  const answer = useSignal<{ of: string; found: readonly ActivityRow[] }>({ of: "", found: [] });
  const [active, unfolded] = [useSignal(0), useSignal(false)];
  const typed = (text.value ?? "").trim();
  useEffect(() => {
    if (!typed) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.activities(network.value, typed, shown, stop.signal).then(({ activities }) => { answer.value = { of: typed, found: activities }; }, () => { if (!stop.signal.aborted) answer.value = { of: typed, found: [] }; });
    }, rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, network.value]);
  // Until it is known what is there nothing is offered: whoever types fast would make anew what there is.
  const isOpen = unfolded.value && typed !== "" && answer.value.of === typed;
  const found = answer.value.found;
  const offered = found.length + (make ? 1 : 0);
  const choose = (at: number): void => {
    if (!isOpen || at >= offered) return;
    unfolded.value = false;
    text.value = null;
    const activity = found[at];
    if (activity) take(activity);
    else make?.(typed);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered > 0) {
      event.preventDefault();
      active.value = (active.value + step + offered) % offered;
    } else if (event.key === "Enter" && unfolded.value) {
      event.preventDefault();
      choose(active.value);
    } else if (event.key === "Escape") unfolded.value = false;
  };
  return (
    <div class="search search-above">
      <label for={id}>{label}</label>
      <input id={id} type="text" role="combobox" autocomplete="off" spellcheck={false} value={text.value ?? chosen}
        aria-expanded={isOpen && offered > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        {...(isOpen && offered > 0 ? { "aria-activedescendant": `${id}-${active.value}` } : {})}
        onInput={(event) => { text.value = event.currentTarget.value; active.value = 0; unfolded.value = true; }}
        onKeyDown={onKeyDown} onBlur={() => { unfolded.value = false; text.value = null; }} />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggestions" hidden={!isOpen || offered === 0}>
        {isOpen && found.map((activity, i) => (
          <li key={activity.id} id={`${id}-${i}`} role="option" aria-selected={i === active.value} onPointerDown={(event) => { event.preventDefault(); choose(i); }}>
            <span class="suggestion-name">{activity.title}</span>
            <span class="suggestion-silo">{[v.count("actors", activity.actors), datesOf(v, activity.start, activity.end)].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
        {isOpen && make && (
          <li id={`${id}-${found.length}`} role="option" aria-selected={active.value === found.length} class="suggestion-add"
            onPointerDown={(event) => { event.preventDefault(); choose(found.length); }}>
            <span class="suggestion-name">{v.text("involve.make", { title: typed })}</span>
          </li>
        )}
      </ul>
      <p class={isOpen && offered === 0 ? "suggestions suggestions-none" : "unseen"} role="status">
        {!isOpen ? "" : found.length === 0 ? v.text("involve.none") : v.count("search.count", found.length)}
      </p>
    </div>
  );
}

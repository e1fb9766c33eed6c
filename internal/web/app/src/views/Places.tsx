import type { Place } from "../core/places";
import type { Voice } from "../core/language";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { figureName } from "./words";

/** Asks for, or puts away, how sure the places in the ranking by the figure are, and says what they are or why they are not there. */
export function Places() {
  const session = useSession();
  const { voice, wantsPlaces, placing, places, figure } = session;
  const v = voice.value;
  const state = placing.answer.state.value;
  const share = placing.progress.value;
  if (!figure.value) return null;
  return (
    <>
      <button type="button" class="button toggle" aria-pressed={wantsPlaces.value} onClick={() => { wantsPlaces.value = !wantsPlaces.value; }}>{v.text("table.places")}</button>
      {wantsPlaces.value && (
        <p role="status" class="table-places">
          {places.value ? v.text("table.placesAre", { figure: figureName(session) })
            : state.status === "failed" ? <><Refusal problem={state.problem} /> <button type="button" class="link" onClick={placing.answer.retry}>{v.text("app.retry")}</button></>
              : `${v.text("app.loading")}${share === null ? "" : ` ${v.share(share)}`}`}
        </p>
      )}
    </>
  );
}

/** A place with its band: "3 (1–7)". */
export const placeText = (v: Voice, place: Place | null | undefined): string =>
  (place ? v.text("table.placeIs", { place: v.number(place.rank), best: v.number(place.best), worst: v.number(place.worst) }) : "–");

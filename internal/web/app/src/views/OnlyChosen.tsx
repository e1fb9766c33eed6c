import { useSession } from "./context";

/** Says that everybody but those chosen is left out, and the way back, wherever that is so. */
export function OnlyChosen() {
  const { voice, chosen, view } = useSession();
  const v = voice.value;
  if (!chosen.alone.value) return null;
  return (
    <p class="drawn only-chosen">
      <span>{v.count("chosen.aloneTold", chosen.known.value?.actors.length ?? 0)}</span>
      {!view.value.embed && <button type="button" class="button" onClick={() => chosen.showAlone(false)}>{v.text("chosen.everybody")}</button>}
    </p>
  );
}

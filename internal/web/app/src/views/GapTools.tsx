import { useSession } from "./context";

/** While a gap is looked at: whether the other silos are left out, and the way back to all of them. */
export function GapTools() {
  const session = useSession();
  const v = session.voice.value;
  const alone = !session.view.value.others;
  return (
    <>
      <button type="button" class="button" onClick={session.leaveGap}>{`← ${v.text("gap.leave")}`}</button>
      <button type="button" class="button toggle" aria-pressed={alone} onClick={() => session.patch({ others: alone })}>{v.text("gap.alone")}</button>
    </>
  );
}

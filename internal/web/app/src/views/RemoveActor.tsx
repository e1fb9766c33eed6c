import { useSignal } from "@preact/signals";
import type { ActorAnswer } from "../api/types";
import { departure, goesAlong } from "../core/newcomer";
import { Confirm } from "./Confirm";
import { Refusal } from "./Refusal";
import { useSession } from "./context";
import { useSending } from "./sending";

/** Takes an actor out of the network, after saying what goes along. */
export function RemoveActor({ actor }: { actor: ActorAnswer }) {
  const session = useSession();
  const { voice } = session;
  const v = voice.value;
  const asking = useSignal(false);
  const { busy, problem, attempt } = useSending(actor.id);
  const { collaborations, participations } = goesAlong(actor);
  const along = v.list([v.count("remove.collaborations", collaborations), v.count("remove.participations", participations)]);
  return (
    <div class="remove">
      <button type="button" class="button" disabled={busy.value} onClick={() => { asking.value = true; }}>{v.text("remove.button")}</button>
      {problem.value && <p class="warning" role="alert"><Refusal problem={problem.value} /></p>}
      {asking.value && (
        <Confirm question={v.text("remove.ask", { name: actor.name, along })} yes={v.text("remove.yes")} onNo={() => { asking.value = false; }}
          onYes={() => {
            asking.value = false;
            void attempt(() => session.remove(departure(actor), actor.id, actor.name));
          }} />
      )}
    </div>
  );
}

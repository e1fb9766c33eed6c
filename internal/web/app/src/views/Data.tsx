import { valueOf } from "../state/source";
import { Bring } from "./Bring";
import { Revisions } from "./Revisions";
import { Twice } from "./Twice";
import { useSession } from "./context";

/** What the picture is made of: bringing files in, mending what is there twice, and taking changes back. */
export function Data() {
  const session = useSession();
  const { voice, networks, network, edits } = session;
  const v = voice.value;
  const isFirst = (valueOf(networks.state.value) ?? []).length === 0;
  return (
    <div class="page">
      <Bring first={isFirst} />
      {!isFirst && edits.value && <Twice />}
      {!isFirst && (
        <section class="page-part" aria-labelledby="history-title">
          <h2 id="history-title">{v.text("history.title", { network: network.value })}</h2>
          <p class="intro">{v.text(edits.value ? "history.intro" : "history.introRead")}</p>
          <Revisions />
        </section>
      )}
    </div>
  );
}

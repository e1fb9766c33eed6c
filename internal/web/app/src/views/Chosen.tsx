import { carried, guests } from "../core/chosen";
import { csvOf } from "../core/csv";
import { dimensionName } from "../core/language";
import { More } from "./More";
import { Swatch } from "./Swatch";
import { actorsCSV } from "./actors";
import { download } from "./download";
import { useSession } from "./context";
import { nameOf } from "./words";

/** The actors chosen together: what holds them together, what a meeting of them would bring, and what can be done with them. */
export function Chosen() {
  const session = useSession();
  const { voice, picture, chosen, silo, network } = session;
  const v = voice.value;
  const p = picture.value!;
  const known = chosen.known.value;
  if (!known || known.actors.length === 0) {
    return (
      <>
        <p class="intro">{v.text("chosen.none")}</p>
        <button type="button" class="button" onClick={() => session.patch({ screen: "table" })}>{v.text("chosen.table")}</button>
      </>
    );
  }
  const save = (what: string, content: string): void => download(`${network.value}-${what}.csv`, new Blob([content], { type: "text/csv" }));
  const saveActors = (): void => save("chosen", actorsCSV(session, known.actors));
  /** In the reader's words: it is read by people. */
  const saveGuests = (): void => save("invited", csvOf(
    [v.text("table.name"), ...(silo.value ? [dimensionName(v, silo.value)] : []), v.text("chosen.knows"), v.text("chosen.meets"), v.text("chosen.meetsAcross")],
    guests(p, known).map(({ u, knows, meets, across }) => [p.names[u]!, ...(silo.value ? [nameOf(v, p, p.silo[u]!)] : []), knows, meets, across]),
  ));
  const parted = p.silos.length > 0;
  return (
    <>
      <h2>{v.count("chosen.title", known.actors.length)}</h2>
      {known.actors.length > 1 && <p class="intro">{v.count("chosen.meeting", known.strangers, { across: v.number(known.across) })}</p>}
      <div class="pills">
        <button type="button" class="button toggle" aria-pressed={chosen.alone.value} onClick={() => chosen.showAlone(!chosen.alone.value)}>{v.text("chosen.alone")}</button>
        <button type="button" class="button" onClick={session.goToChosen}>{v.text("card.show")}</button>
        {silo.value && <button type="button" class="button" onClick={() => session.tryWithout(known.actors.map((u) => p.ids[u]!))}>{v.text("chosen.without")}</button>}
        <button type="button" class="button" onClick={saveActors}>{v.text("save.table")}</button>
        <button type="button" class="button" onClick={saveGuests}>{v.text("chosen.invite")}</button>
        <button type="button" class="button" onClick={chosen.clear}>{v.text("chosen.clear")}</button>
      </div>
      {carried(chosen.ids.value).length === 0 && <p class="intro told">{v.text("chosen.long")}</p>}
      <dl class="facts chosen-facts">
        <div><dt>{v.text("chosen.inside")}</dt><dd>{v.number(known.inside)}</dd></div>
        {parted && <div><dt>{v.text("chosen.crossing")}</dt><dd>{v.number(known.crossing)}</dd></div>}
        <div><dt>{v.text("chosen.outside")}</dt><dd>{v.number(known.outside)}</dd></div>
        <div><dt>{v.text("chosen.others")}</dt><dd>{v.number(known.others)}</dd></div>
      </dl>
      {parted && (
        <>
          <h2>{v.text("chosen.silos")}</h2>
          <More items={known.silos} first={10} class="names">
            {({ silo: s, actors }) => <li key={s}><Swatch silo={s} />{nameOf(v, p, s)}<span class="aside-note">{v.count("actors", actors)}</span></li>}
          </More>
        </>
      )}
      <h2>{v.text("whatif.actors")}</h2>
      <More items={known.actors} first={30} class="names chosen-names">
        {(u) => (
          <li key={p.ids[u]}>
            <Swatch silo={p.silo[u]!} />
            <button type="button" class="link" onClick={() => session.pick({ kind: "actor", id: p.ids[u]! })}>{p.names[u]}</button>
            <button type="button" class="button chosen-drop" aria-label={v.text("chosen.drop", { name: p.names[u]! })} onClick={() => chosen.take([p.ids[u]!], "less")}>×</button>
          </li>
        )}
      </More>
    </>
  );
}

import { useComputed, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { longestName, nameFault, type NameFault } from "../core/naming";
import type { Voice } from "../core/language";
import { valueOf } from "../state/source";
import { FilePicker } from "./FilePicker";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { useSession } from "./context";

/** Bringing data in, in three steps: choose files, see what they are understood to say, name the network and import. */
export function Bring({ first }: { first: boolean }) {
  const { voice, bringing } = useSession();
  const v = voice.value;
  const chosen = bringing.files.value.length > 0;
  return (
    <section class="page-part" aria-labelledby="bring-title">
      <h2 id="bring-title">{v.text(first ? "app.empty" : "bring.title")}</h2>
      <p class="intro">{v.text("bring.intro")}</p>
      {!chosen && <Shapes />}
      <FilePicker />
      {chosen && <Preview />}
      {chosen && <Naming />}
      {first && !chosen && <p class="intro bring-demo">{v.text("app.emptyDemo")} <code>{"sillat demo"}</code></p>}
    </section>
  );
}

/** The two tables that most people bring, as small examples to copy. */
function Shapes() {
  const { voice } = useSession();
  const v = voice.value;
  const [city, foundation] = [v.text("bring.exampleA"), v.text("bring.exampleB")];
  const tables = [
    { key: "actors", head: [v.text("bring.columnName"), v.text("bring.columnSector")], rows: [[city, v.text("bring.sectorA")], [foundation, v.text("bring.sectorB")]] },
    {
      key: "collaborations", head: [v.text("bring.columnSource"), v.text("bring.columnTarget"), v.text("bring.columnWeight")],
      rows: [[city, foundation, "1"], [foundation, v.text("bring.exampleC"), "2"]],
    },
  ] as const;
  return (
    <div class="shapes">
      {tables.map(({ key, head, rows }) => (
        <figure key={key} class="shape">
          <figcaption>{v.text(`kind.${key}.example`)}</figcaption>
          <table class="sheet">
            <thead><tr>{head.map((h) => <th key={h} scope="col">{h}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <tr key={row[0]}>{row.map((cell, i) => <td key={i}>{cell}</td>)}</tr>)}</tbody>
          </table>
        </figure>
      ))}
    </div>
  );
}

/** The network's name, checked while typing, and the import with its progress. */
function Naming() {
  const session = useSession();
  const { voice, bringing, networks } = session;
  const v = voice.value;
  const id = useId();
  const touched = useSignal(false);
  const work = bringing.work.value;
  const existing = useComputed(() => (valueOf(networks.state.value) ?? []).find((n) => n.name === bringing.name.value));
  const fault = nameFault(bringing.name.value);
  const told = touched.value && fault ? faultText(v, fault) : "";

  const submit = (event: Event): void => {
    event.preventDefault();
    touched.value = true;
    if (fault) document.getElementById(id)?.focus();
    else void bringing.start();
  };
  return (
    <form class="naming" onSubmit={submit} noValidate>
      <label for={id}>{v.text("bring.name")}</label>
      <p id={`${id}-hint`} class="intro">{v.text("bring.nameHint", { n: v.number(longestName) })}</p>
      <input id={id} type="text" autocomplete="off" spellcheck={false} value={bringing.name.value} list={`${id}-known`} disabled={bringing.busy.value}
        aria-describedby={`${id}-hint ${id}-told`} aria-invalid={told !== ""}
        onInput={(event) => { bringing.name.value = event.currentTarget.value; if (event.currentTarget.value) touched.value = true; }} />
      <datalist id={`${id}-known`}>{(valueOf(networks.state.value) ?? []).map((n) => <option key={n.name} value={n.name} />)}</datalist>
      <p id={`${id}-told`} class={told ? "told told-fault" : "told"} role="status">
        {told || (existing.value ? v.text("bring.exists", { network: existing.value.name }) : "")}
      </p>
      <div class="naming-tools">
        {/* Without a good preview there is nothing to import; the reason stands above. */}
        <button type="submit" class="button button-main" disabled={bringing.busy.value || valueOf(bringing.preview.state.value) === null}>{v.text("bring.import")}</button>
        {bringing.busy.value && <button type="button" class="button" onClick={bringing.cancel}>{v.text("bring.cancel")}</button>}
      </div>
      {(work.status === "sending" || work.status === "reading") && (
        <div class="progress" role="status">
          {work.status === "sending" && <progress max={1} value={work.share} aria-label={v.text("bring.sending")} />}
          {work.status === "reading" && <progress aria-label={v.text("bring.reading")} />}
          <span>{v.text(work.status === "sending" ? "bring.sending" : "bring.reading")}</span>
        </div>
      )}
      {work.status === "failed" && <Problems problem={work.problem} />}
    </form>
  );
}

function faultText(v: Voice, fault: NameFault): string {
  switch (fault.kind) {
    case "empty": return v.text("name.empty");
    case "long": return v.text("name.long", { n: v.number(longestName) });
    case "start": return v.text("name.start", { sign: fault.sign });
    case "sign": return fault.sign === " " ? v.text("name.space") : v.text("name.sign", { sign: fault.sign });
  }
}

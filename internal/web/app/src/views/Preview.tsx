import type { FileReport, ImportAnswer } from "../api/types";
import { some } from "../core/bring";
import { useSession } from "./context";
import { ProblemList, Problems } from "./Problems";

/** What the chosen files are understood to say: nothing is stored yet. */
export function Preview() {
  const { voice, bringing } = useSession();
  const v = voice.value;
  const state = bringing.preview.state.value;
  if (state.status === "failed") return <Problems problem={state.problem} />;
  if (state.status !== "ready") return <p class="waiting" role="status">{v.text("bring.checking")}</p>;
  return <Understood answer={state.value} />;
}

function Understood({ answer }: { answer: ImportAnswer }) {
  const { voice } = useSession();
  const v = voice.value;
  const read = some(answer.read);
  return (
    <div class="understood">
      <p role="status" class="verdict verdict-good">
        {v.text("bring.good", { what: v.list(read.map(({ kind, n }) => v.count(kind, n))) })}
      </p>
      <ProblemList problems={answer.problems ?? []} count={answer.problem_count} />
      {(answer.files ?? []).map((file) => <Columns key={file.file} file={file} />)}
    </div>
  );
}

/** A file's columns: what each is called, what it is taken for, and one of its values. */
function Columns({ file }: { file: FileReport }) {
  const { voice } = useSession();
  const v = voice.value;
  const columns = file.columns ?? [];
  return (
    <section class="columns">
      <h3>{file.file}</h3>
      <p class="intro">{v.count("bring.rows", file.rows, { kind: v.word(`kind.${file.kind}`, file.kind) })}</p>
      {columns.length > 0 && (
        <div class="columns-scroll" tabIndex={0} role="region" aria-label={v.text("bring.columns", { file: file.file })}>
          <table class="sheet">
            <thead>
              <tr><th scope="col">{v.text("bring.header")}</th><th scope="col">{v.text("bring.field")}</th><th scope="col">{v.text("bring.example")}</th></tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column.header} class={`field-${column.field === "ignored" || column.field === "attribute" ? column.field : "known"}`}>
                  <th scope="row">{column.header}</th>
                  <td><span class="field">{v.word(`field.${column.field}`, column.field)}</span></td>
                  <td class="example">{column.example}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

import type { FileReport, ImportAnswer } from "../api/types";
import { some, tableName } from "../core/bring";
import { anyRoleOf, fields, leftOut, roleOf } from "../core/columns";
import { useSession } from "./context";
import { AddUnlisted, ProblemList, Problems } from "./Problems";

/** What the chosen files are understood to say: nothing is stored yet. */
export function Preview() {
  const { voice, bringing } = useSession();
  const v = voice.value;
  const state = bringing.shown.value;
  const fresh = bringing.preview.state.value.status !== "loading";
  if (state.status !== "failed" && state.status !== "ready") return <p class="waiting" role="status">{v.text("bring.checking")}</p>;
  // Good or bad, the columns stay the same part of the page: whoever chooses in one of them keeps the focus.
  return (
    <div class="understood" aria-busy={!fresh}>
      {state.status === "failed" ? <Problems problem={state.problem} /> : <Understood answer={state.value} />}
      <AllColumns files={(state.status === "failed" ? state.problem.files : state.value.files) ?? []} />
    </div>
  );
}

/** Every file's columns, each with a choice of what it holds. */
function AllColumns({ files }: { files: readonly FileReport[] }) {
  const { voice } = useSession();
  if (files.length === 0) return null;
  return (
    <>
      <p class="intro">{voice.value.text("bring.columnsHint")}</p>
      {files.map((file) => <Columns key={`${tableName(file)} ${file.kind}`} file={file} />)}
    </>
  );
}

function Understood({ answer }: { answer: ImportAnswer }) {
  const { voice, bringing } = useSession();
  const v = voice.value;
  const read = some(answer.read);
  return (
    <div class="understood">
      <p role="status" class="verdict verdict-good">
        {v.text("bring.good", { what: v.list(read.map(({ kind, n }) => v.count(kind, n))) })}
      </p>
      {bringing.addUnlisted.value && <AddUnlisted />}
      <ProblemList problems={answer.problems} count={answer.problem_count} />
    </div>
  );
}

/** A file's columns: what each is called, what it is taken for, and one of its values. */
function Columns({ file }: { file: FileReport }) {
  const { voice, bringing } = useSession();
  const v = voice.value;
  const columns = file.columns;
  const roles = fields[file.kind] ?? [];
  const named = (role: string): string => v.word(`field.${role}`, role);
  return (
    <section class="columns">
      <h3>{tableName(file)}</h3>
      <p class="intro">{file.kind ? v.count("bring.rows", file.rows, { kind: v.word(`kind.${file.kind}`, file.kind) }) : v.text("bring.unknown", { n: v.number(file.rows) })}</p>
      {columns.length > 0 && (
        <div class="columns-scroll" tabIndex={0} role="region" aria-label={v.text("bring.columns", { file: tableName(file) })}>
          <table class="sheet">
            <thead>
              <tr><th scope="col">{v.text("bring.header")}</th><th scope="col">{v.text("bring.field")}</th><th scope="col">{v.text("bring.example")}</th></tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column.header} class={`field-${column.field === "ignored" || column.field === "attribute" ? column.field : "known"}`}>
                  <th scope="row">{column.header}</th>
                  <td>
                    {/* A closed table of another program has no columns to choose from. */}
                    {file.kind === "" ? <AnyRole header={column.header} /> : roles.length === 0 ? <span class="field">{named(column.field)}</span> : (
                      <select class="field" aria-label={v.text("bring.role", { column: column.header })} value={roleOf(bringing.columns.value, file.kind, column.header)}
                        onChange={(event) => bringing.say({ kind: file.kind, header: column.header, role: event.currentTarget.value, was: column.field })}>
                        <option value="">{roleOf(bringing.columns.value, file.kind, column.header) ? v.text("bring.asFound") : named(column.field)}</option>
                        {roles.map((role) => <option key={role} value={role}>{named(role)}</option>)}
                        <option value={leftOut}>{named(leftOut)}</option>
                      </select>
                    )}
                  </td>
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

/** What a column holds of a table that nothing has told apart yet: any field of any kind of table. */
function AnyRole({ header }: { header: string }) {
  const { voice, bringing } = useSession();
  const v = voice.value;
  return (
    <select class="field" aria-label={v.text("bring.role", { column: header })} value={anyRoleOf(bringing.columns.value, header)}
      onChange={(event) => {
        const [kind = "", role = ""] = event.currentTarget.value.split(".");
        bringing.say({ kind, header, role, was: leftOut });
      }}>
      <option value="">{v.word(`field.${leftOut}`, leftOut)}</option>
      {Object.entries(fields).map(([kind, roles]) => (
        <optgroup key={kind} label={v.word(`kind.${kind}`, kind)}>
          {roles.map((role) => <option key={role} value={`${kind}.${role}`}>{v.word(`field.${role}`, role)}</option>)}
        </optgroup>
      ))}
    </select>
  );
}

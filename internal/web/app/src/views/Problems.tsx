import type { Problem } from "../api/problem";
import type { FileProblem } from "../api/types";
import { inOrder, placeOf, unlisted } from "../core/bring";
import { phrase } from "../core/phrases";
import { valueOf } from "../state/source";
import { More } from "./More";
import { Refusal } from "./Refusal";
import { useSession } from "./context";

/** Why files cannot be imported: every place to mend, or what the service said. */
export function Problems({ problem }: { problem: Problem }) {
  const { voice, bringing } = useSession();
  const v = voice.value;
  // Those that stop the import are listed first: where all that are listed do, all that are not may, too.
  const listed = problem.problems.filter((p) => p.fatal).length;
  const fatal = listed === problem.problems.length ? problem.count : listed;
  return (
    <div class="understood">
      <p role="alert" class="verdict verdict-bad">
        {problem.status === 0 ? v.text("bring.unread") : fatal > 0 ? v.count("bring.bad", fatal) : <Refusal problem={problem} />}
      </p>
      {(bringing.addUnlisted.value || problem.problems.some(unlisted)) && <AddUnlisted />}
      <ProblemList problems={problem.problems} count={problem.count} />
    </div>
  );
}

/** The way out when ties name whom the list of actors forgot: they are added instead of stopping the import. */
export function AddUnlisted() {
  const { voice, bringing } = useSession();
  return (
    <label class="add-unlisted">
      <input type="checkbox" checked={bringing.addUnlisted.value} onChange={(event) => { bringing.addUnlisted.value = event.currentTarget.checked; }} />
      {voice.value.text("bring.addUnlisted")}
    </label>
  );
}

/** Problems at their places, those that stop the import first. */
export function ProblemList({ problems, count }: { problems: readonly FileProblem[]; count: number }) {
  const { voice } = useSession();
  const v = voice.value;
  if (problems.length === 0) return null;
  return (
    <>
      <More items={inOrder(problems)} first={10} class="problems">
        {(problem) => (
          <li key={`${placeOf(problem)} ${problem.column} ${problem.expected}`} class={problem.fatal ? "problem problem-fatal" : "problem"}>
            <p class="problem-place">
              <code>{placeOf(problem)}</code>
              {problem.column && <span>{v.text("problem.column", { column: problem.column })}</span>}
              <span class={problem.fatal ? "badge badge-sure" : "badge"}>{v.text(problem.fatal ? "problem.fatal" : "problem.warning")}</span>
            </p>
            <p>
              {problem.value !== undefined && problem.value !== "" && <><q>{problem.value}</q>{" → "}</>}
              <Own what="expected" text={problem.expected} />
            </p>
            <p class="reason"><Own what="remedy" text={problem.remedy} /></p>
          </li>
        )}
      </More>
      {count > problems.length && <p class="intro">{v.text("problem.first", { shown: v.number(problems.length), all: v.number(count) })}</p>}
    </>
  );
}

/** The service's words in the reader's language where the catalogue has them, else as they are, said to be English. */
function Own({ what, text }: { what: "expected" | "remedy"; text: string }) {
  const { phrases } = useSession();
  const known = phrase(valueOf(phrases.state.value) ?? {}, what, text);
  return known ? <>{known}</> : <span lang="en">{text}</span>;
}

import type { Problem } from "../api/problem";
import type { FileProblem } from "../api/types";
import { inOrder, placeOf } from "../core/bring";
import { More } from "./More";
import { useSession } from "./context";

/** Why files cannot be imported: every place to mend, or what the service said. */
export function Problems({ problem }: { problem: Problem }) {
  const { voice } = useSession();
  const v = voice.value;
  const fatal = problem.problems.filter((p) => p.fatal).length;
  return (
    <div class="understood">
      <p role="alert" class="verdict verdict-bad">
        {problem.status === 0 ? v.text("bring.unread") : fatal > 0 ? v.count("bring.bad", fatal) : problem.detail}
      </p>
      <ProblemList problems={problem.problems} count={problem.count} />
    </div>
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
              <Own prefix="problem.expected" text={problem.expected} />
            </p>
            <p class="reason"><Own prefix="problem.remedy" text={problem.remedy} /></p>
          </li>
        )}
      </More>
      {count > problems.length && <p class="intro">{v.text("problem.first", { shown: v.number(problems.length), all: v.number(count) })}</p>}
    </>
  );
}

/** The service's words in the reader's language where the catalogue has them, else as they are, said to be English. */
function Own({ prefix, text }: { prefix: string; text: string }) {
  const { voice } = useSession();
  const known = voice.value.word(`${prefix}.${text}`, "");
  return known ? <>{known}</> : <span lang="en">{text}</span>;
}

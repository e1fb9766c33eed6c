import { dimensionName, type Key } from "../core/language";
import { useSession } from "./context";

/** The sentence that says how a map without silos is drawn. */
const says = (circles: boolean): Key => (circles ? "ungrouped.circles" : "ungrouped.plain");

/** Says below the map how it is drawn without silos. */
export function Drawn() {
  const { voice, picture } = useSession();
  return <p class="drawn" role="note">{voice.value.text(says(picture.value!.grouping === "communities"))}</p>;
}

/** Says how a map without silos is drawn and why there are no gaps, and offers what it could be drawn by. */
export function Ungrouped() {
  const session = useSession();
  const { voice, picture, dimensions } = session;
  const v = voice.value;
  const p = picture.value!;
  const circles = p.grouping === "communities";
  const tied = p.degree.some((degree) => degree > 0);
  return (
    <div class="ungrouped" role="group" aria-label={v.text("ungrouped.title")}>
      <p>{v.text(says(circles))}</p>
      <p>{v.text("ungrouped.findings")}</p>
      <div class="pills">
        {dimensions.value.slice(0, 6).map((d) => (
          <button key={d.name} type="button" class="button" onClick={() => session.setSilo(d.name)}>{v.text("ungrouped.by", { dimension: dimensionName(v, d.name, dimensions.value) })}</button>
        ))}
        {tied && (
          <button type="button" class="button" onClick={() => session.setGroup(circles ? "plain" : "communities")}>
            {v.text(circles ? "ungrouped.toPlain" : "ungrouped.toCircles")}
          </button>
        )}
        {dimensions.value.length === 0 && (
          <button type="button" class="button" onClick={() => session.patch({ screen: "data" })}>{v.text("ungrouped.bring")}</button>
        )}
      </div>
    </div>
  );
}

import { dimensionName, siloName } from "../core/language";
import { Choice } from "./Choice";
import { Swatch } from "./Swatch";
import { useSession } from "./context";

/** Which dimension colours the actors when it is not the one that groups them, and what each colour and shape then means. */
export function Colours() {
  const session = useSession();
  const { voice, dimensions, silo, colour, tint, seesActors } = session;
  const v = voice.value;
  const others = dimensions.value.filter((d) => d.name !== silo.value);
  if (!seesActors.value || others.length === 0) return null;
  const shown = tint.value;
  return (
    <div class="colours">
      <Choice label={v.text("legend.colourBy")} value={colour.value} onChange={(to) => session.patch({ colour: to })}>
        <option value="">{v.text("legend.colourAsGrouped")}</option>
        {others.map((d) => <option key={d.name} value={d.name}>{dimensionName(v, d.name, others)}</option>)}
      </Choice>
      {shown && (
        <>
          <p>{v.text("legend.colours", { dimension: dimensionName(v, shown.dimension) })}</p>
          <ul tabIndex={0} aria-label={dimensionName(v, shown.dimension)}>
            {shown.values.map(({ name }, i) => <li key={name}><Swatch silo={i} among={shown.values} />{siloName(v, name)}</li>)}
            {shown.of.includes(-1) && <li><Swatch silo={-1} among={shown.values} />{siloName(v, "")}</li>}
          </ul>
        </>
      )}
    </div>
  );
}

import { colouredAs, hueOf } from "../core/palette";
import type { Settings } from "../core/settings";
import { pathOf } from "../core/trend";
import { valueOf } from "../state/source";
import { Swatch } from "./Swatch";
import { Waiting } from "./Waiting";
import { useSession } from "./context";
import { figureName, nameOf } from "./words";

const [width, height] = [320, 120];
/** More lines than this are a tangle; the table has all of them. */
const most = 8;

/** How the figure that sizes the dots went, silo by silo: a picture and the same as a table. */
export function Trend({ stops }: { stops: readonly string[] }) {
  const session = useSession();
  const { voice, picture, metric, settings, figure, time } = session;
  const v = voice.value;
  const p = picture.value;
  if (!p || !figure.value || p.silos.length === 0) return null;
  const name = figureName(session);
  const same = (one: { metric: string; settings: Settings } | null): boolean =>
    one?.metric === metric.value && JSON.stringify(one.settings) === JSON.stringify(settings.value);
  const asked = same(time.wanted.value) && same(valueOf(time.trend.state.value));
  // Two dozen dates tell a trend; more only make the service work.
  const every = Math.ceil(stops.length / 24);
  const dates = stops.filter((_, i) => (stops.length - 1 - i) % every === 0);
  return (
    <section>
      <h2>{v.text("trend.title", { metric: name })}</h2>
      {!asked && (
        <button type="button" class="button" onClick={() => { time.wanted.value = { metric: metric.value, settings: settings.value, dates }; }}>{v.text("trend.show")}</button>
      )}
      {time.wanted.value && (
        <Waiting source={time.trend}>
          {({ lines, dates: at }) => {
            const high = Math.max(...lines.flatMap((line) => line.means.filter((mean) => !Number.isNaN(mean))), 0);
            const largest = [...lines].sort((a, b) => p.silos[b.silo]!.actors - p.silos[a.silo]!.actors).slice(0, most);
            const last = (means: readonly number[]): number => means.findLast((mean) => !Number.isNaN(mean)) ?? NaN;
            return (
              <>
                <svg class="trend" viewBox={`-4 -6 ${width + 8} ${height + 12}`} role="img" aria-label={v.text("trend.label", { metric: name, from: v.date(at[0]!), to: v.date(at.at(-1)!) })}>
                  <path class="trend-axis" d={`M0 ${height}H${width}`} />
                  {largest.map((line) => {
                    const hue = hueOf(colouredAs(p.silos, line.silo));
                    return <path key={line.silo} class={`trend-line ${hue < 0 ? "silo-none" : `silo-${hue}`}`} d={pathOf(line.means, high, width, height)} />;
                  })}
                </svg>
                <p class="trend-ends"><span>{v.date(at[0]!)}</span><span>{v.text("trend.high", { n: v.number(high) })}</span><span>{v.date(at.at(-1)!)}</span></p>
                <div class="heat-scroll" tabIndex={0} role="region" aria-label={v.text("trend.table")}>
                  <table class="figures-table">
                    <caption class="unseen">{v.text("trend.title", { metric: name })}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{v.text("table.silo")}</th>
                        <th scope="col" class="number">{v.text("trend.first")}</th>
                        <th scope="col" class="number">{v.text("trend.highest")}</th>
                        <th scope="col" class="number">{v.text("trend.last")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {lines.map((line) => (
                        <tr key={line.silo}>
                          <th scope="row"><span class="cell-silo"><Swatch silo={line.silo} />{nameOf(v, p, line.silo)}</span></th>
                          <td class="number">{v.number(line.means.find((mean) => !Number.isNaN(mean)) ?? NaN)}</td>
                          <td class="number">{v.number(Math.max(...line.means.filter((mean) => !Number.isNaN(mean)), 0))}</td>
                          <td class="number">{v.number(last(line.means))}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </>
            );
          }}
        </Waiting>
      )}
    </section>
  );
}

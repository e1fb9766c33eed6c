import { useEffect, useRef } from "preact/hooks";
import { sceneOf } from "../core/scene";
import { drawStill } from "../render/still";
import { useSession } from "./context";
import { wordsOf } from "./words";

const closed: ReadonlySet<number> = new Set();

/** The silos and the ties between them at a glance; the button below it opens the map. */
export function Glance() {
  const session = useSession();
  const { voice, picture, sizes } = session;
  const v = voice.value;
  const [p, s] = [picture.value, sizes.value];
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !p || !s) return;
    const scene = sceneOf(p, s, closed);
    const draw = (): void => drawStill(element, scene, wordsOf(session));
    const resize = new ResizeObserver(draw);
    resize.observe(element);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => {
      resize.disconnect();
      dark.removeEventListener("change", draw);
    };
  }, [p, s, v]);
  return (
    <section class="part part-glance" aria-labelledby="glance-title">
      <h3 id="glance-title">{v.text(p?.grouping === "silo" ? "glance.title" : "glance.whole")}</h3>
      <button type="button" class="glance" aria-label={v.text("glance.open")} onClick={() => session.patch({ screen: "map" })}>
        <canvas ref={canvas} />
      </button>
      {p?.grouping === "silo" && <p class="intro">{v.text("legend.gap")}</p>}
    </section>
  );
}

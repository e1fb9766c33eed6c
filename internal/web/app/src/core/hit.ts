import { bow, distance, mayReach } from "./curve";
import { nearest, type Grid } from "./grid";
import { isShown, type Scene } from "./scene";

/** What lies under the pointer. */
export type Hit =
  | { readonly kind: "actor"; readonly u: number }
  | { readonly kind: "silo"; readonly s: number }
  | { readonly kind: "tie"; readonly t: number };

/** Finds what a world point touches: an actor before a bubble before a tie. Slack is how far beside it still counts. */
export function hitAt(scene: Scene, grid: Grid, x: number, y: number, slack: number): Hit | null {
  const u = nearest(grid, x, y, Math.max(scene.sizes.large, slack));
  if (u >= 0 && Math.hypot(scene.picture.x[u]! - x, scene.picture.y[u]! - y) <= Math.max(scene.sizes.radius[u]!, slack)) return { kind: "actor", u };
  const { silos, siloTies } = scene.picture;
  const s = silos.findIndex((silo, at) => isShown(scene, at) && Math.hypot(silo.x - x, silo.y - y) <= silo.r);
  if (s >= 0) return { kind: "silo", s };
  let found = -1;
  let best = slack;
  for (const [t, tie] of siloTies.entries()) {
    if (scene.open.has(tie.a) || scene.open.has(tie.b) || !isShown(scene, tie.a) || !isShown(scene, tie.b)) continue;
    const [a, b] = [silos[tie.a]!, silos[tie.b]!];
    const line = bow(a.x, a.y, b.x, b.y, scene.picture.bends[t]!);
    if (!mayReach(line, x, y, best)) continue;
    const d = distance(line, x, y);
    if (d <= best) [found, best] = [t, d];
  }
  return found < 0 ? null : { kind: "tie", t: found };
}

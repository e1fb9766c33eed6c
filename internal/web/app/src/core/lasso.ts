import { isShown, type Scene } from "./scene";

/** A line around something, as points of the world; its end is joined to its start. */
export type Lasso = readonly (readonly [x: number, y: number])[];

/** Whether a point lies inside: a ray from it crosses the line an odd number of times. A line that crosses itself leaves out what it goes round twice. */
export function encloses(lasso: Lasso, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = lasso.length - 1; i < lasso.length; j = i++) {
    const [[ax, ay], [bx, by]] = [lasso[i]!, lasso[j]!];
    // Half open, so that a ray through a corner is counted once.
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The actors that a line goes around: those drawn inside it, and all of a closed bubble whose middle it holds. */
export function caught(scene: Scene, lasso: Lasso, hidden: Uint8Array | null): number[] {
  if (lasso.length < 3) return [];
  const { picture, open, dots } = scene;
  const whole = picture.silos.map((silo, s) => !open.has(s) && isShown(scene, s) && encloses(lasso, silo.x, silo.y));
  const found = [...dots].filter((u) => encloses(lasso, picture.x[u]!, picture.y[u]!));
  if (whole.includes(true)) for (let u = 0; u < picture.size; u++) if (whole[picture.silo[u]!] && !hidden?.[u]) found.push(u);
  return found.sort((a, b) => a - b);
}

/** Leaves out points that lie within a distance of the one before: a slow hand leaves hundreds, which tell no more. */
export function thinned(lasso: Lasso, least: number): Lasso {
  const kept: (readonly [number, number])[] = [];
  for (const point of lasso) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= least) kept.push(point);
  }
  return kept;
}

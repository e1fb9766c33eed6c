import { toScreen, type Camera, type Screen } from "../core/camera";
import { bow, type Bow } from "../core/curve";
import type { Focus } from "../core/focus";
import { pairKey } from "../core/picture";
import type { Scene } from "../core/scene";
import type { Surface } from "./surface";
import type { Theme } from "./theme";

/** What every part of the drawing needs to know. */
export interface Canvas {
  readonly context: Surface;
  readonly scene: Scene;
  readonly focus: Focus | null;
  readonly camera: Camera;
  readonly screen: Screen;
  readonly theme: Theme;
}

/** How far everything outside the selection steps back. */
export const aside = 0.16;

/** Smaller dots than this cannot be told from dust. */
const smallest = 1.6;

/** An actor's radius on the screen, in pixels. */
export const radiusOf = ({ scene, camera }: Pick<Canvas, "scene" | "camera">, u: number): number =>
  Math.max(scene.sizes.radius[u]! * camera.scale, smallest);

/** How the way between two silos bows. */
export function bowOf({ scene, camera, screen }: Pick<Canvas, "scene" | "camera" | "screen">, a: number, b: number): Bow {
  const [from, to] = [scene.picture.silos[a]!, scene.picture.silos[b]!];
  // Pairs without a tie of their own still have a way between them, for ties of their actors.
  const t = scene.picture.pairs.get(pairKey(a, b));
  const bend = t === undefined ? 0.12 : scene.picture.bends[t]! * (scene.picture.siloTies[t]!.a === a ? 1 : -1);
  return bow(...toScreen(camera, screen, from.x, from.y), ...toScreen(camera, screen, to.x, to.y), bend);
}

/** Lays a bowed line along the path that is being drawn. */
export function follow(context: Surface, b: Bow): void {
  context.moveTo(b.x1, b.y1);
  context.quadraticCurveTo(b.cx, b.cy, b.x2, b.y2);
}

/** Draws one bowed line. */
export function stroke(context: Surface, b: Bow): void {
  context.beginPath();
  follow(context, b);
  context.stroke();
}

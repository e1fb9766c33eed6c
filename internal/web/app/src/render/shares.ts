import { toScreen } from "../core/camera";
import type { Tint } from "../core/tint";
import type { Canvas } from "./drawing";
import { colourOf } from "./theme";

/** Shorter steps than this, in pixels, cannot be told from an arc. */
const step = 3;

/** Draws inside the edge of a closed bubble how its actors share the values that colour them, from the top and clockwise. */
export function drawShares({ context, scene, camera, screen, theme }: Canvas, tint: Tint, s: number, alpha: number): void {
  const silo = scene.picture.silos[s]!;
  const [x, y] = toScreen(camera, screen, silo.x, silo.y);
  const width = Math.min(Math.max(silo.r * camera.scale * 0.16, 2.5), 11);
  const r = silo.r * camera.scale - width / 2;
  const slices = tint.rings[s]!;
  if (r < width) return;
  const gap = slices.length > 1 ? 0.75 / r : 0; // half of the paper between two slices
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.lineCap = "butt";
  for (const { value, from, to } of slices) {
    const [first, last] = [(from - 0.25) * 2 * Math.PI + gap, (to - 0.25) * 2 * Math.PI - gap];
    if (last <= first) continue;
    const steps = Math.max(2, Math.ceil(((last - first) * r) / step));
    context.beginPath();
    for (let i = 0; i <= steps; i++) {
      const angle = first + ((last - first) * i) / steps;
      const [px, py] = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.strokeStyle = colourOf(theme, tint.values, value);
    context.stroke();
  }
  context.globalAlpha = 1;
}

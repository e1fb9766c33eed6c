import { toScreen } from "../core/camera";
import { colouredAs, shapeOf, type Shape } from "../core/palette";
import { aside, radiusOf, type Canvas } from "./drawing";
import { drawMarkedActors } from "./marks";
import type { Surface } from "./surface";
import { colourOf } from "./theme";

/** Draws the actors silo by silo, those outside the selection first and faint. */
export function drawDots(canvas: Canvas): void {
  const { scene, focus } = canvas;
  const { dots, picture, tint } = scene;
  for (let start = 0; start < dots.length; ) {
    const silo = picture.silo[dots[start]!]!;
    let end = start;
    const tone = tint?.of[dots[start]!];
    while (end < dots.length && picture.silo[dots[end]!] === silo && tint?.of[dots[end]!] === tone) end++;
    const group = dots.subarray(start, end);
    const bright = (u: number): boolean => !focus || (focus.actors ? focus.actors.has(u) : focus.silos.has(silo));
    // Of the two silos beside a gap all actors can be seen, those who connect them best.
    const back = focus?.pair?.includes(silo) ? 0.38 : aside * 1.5;
    drawGroup(canvas, group.filter((u) => !bright(u)), tone ?? silo, back);
    drawGroup(canvas, group.filter(bright), tone ?? silo, 1);
    start = end;
  }
  if (focus && focus.centre >= 0) drawRing(canvas, focus.centre);
  drawMarkedActors(canvas);
}

function drawGroup(canvas: Canvas, actors: Uint32Array, tone: number, alpha: number): void {
  if (actors.length === 0) return;
  const { context, scene, camera, screen, theme } = canvas;
  const tones = scene.tint?.values ?? scene.picture.silos;
  const shape = shapeOf(colouredAs(tones, tone));
  context.globalAlpha = alpha;
  context.fillStyle = colourOf(theme, tones, tone);
  context.strokeStyle = theme.paper;
  context.lineWidth = 1.2;
  const traceAll = (least: number): void => {
    context.beginPath();
    for (const u of actors) {
      const r = radiusOf(canvas, u);
      if (r <= least) continue;
      const [x, y] = toScreen(camera, screen, scene.picture.x[u]!, scene.picture.y[u]!);
      if (x + r >= 0 && y + r >= 0 && x - r <= screen.width && y - r <= screen.height) trace(context, shape, x, y, r);
    }
  };
  traceAll(0);
  context.fill();
  if (alpha === 1) {
    // A rim keeps touching dots apart, but would eat small ones up.
    traceAll(4);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Adds a shape to the path; shapes of one radius cover about the same area. */
export function trace(path: Surface, shape: Shape, x: number, y: number, r: number): void {
  switch (shape) {
    case "circle":
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
      break;
    case "square":
      path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
      break;
    case "diamond":
      polygon(path, [x, y - r * 1.25], [x + r * 1.25, y], [x, y + r * 1.25], [x - r * 1.25, y]);
      break;
    case "triangle":
      polygon(path, [x, y - r * 1.4], [x + r * 1.25, y + r * 0.8], [x - r * 1.25, y + r * 0.8]);
      break;
  }
}

function polygon(path: Surface, ...[first, ...rest]: [number, number][]): void {
  path.moveTo(...first!);
  for (const point of rest) path.lineTo(...point);
  path.closePath();
}

function drawRing(canvas: Canvas, u: number): void {
  const { context, scene, camera, screen, theme } = canvas;
  const [x, y] = toScreen(camera, screen, scene.picture.x[u]!, scene.picture.y[u]!);
  context.beginPath();
  context.arc(x, y, radiusOf(canvas, u) + 4, 0, 2 * Math.PI);
  context.strokeStyle = theme.ink;
  context.lineWidth = 2.5;
  context.stroke();
}

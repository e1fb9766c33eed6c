import { toScreen } from "../core/camera";
import { bow } from "../core/curve";
import { radiusOf, stroke, type Canvas } from "./drawing";

/** Beyond so many a rim of paper around each line costs more than it tells. */
const few = 200;

/** Draws the ties that come and go: those that come thick, those that go thin and dotted, so that no colour has to be told apart. */
export function drawMarkedTies(canvas: Canvas): void {
  const { context, scene: { marks, picture }, camera, screen, theme } = canvas;
  if (!marks) return;
  const crowd = Math.max(0.22, Math.min(1, 8 / Math.sqrt(marks.added.length + marks.gone.length + 1)));
  const draw = (ties: readonly (readonly [number, number])[], colour: string, width: number, dash: number[]): void => {
    context.lineCap = "round";
    for (const [u, v] of ties) {
      const b = bow(...toScreen(camera, screen, picture.x[u]!, picture.y[u]!), ...toScreen(camera, screen, picture.x[v]!, picture.y[v]!), 0.12);
      if (ties.length <= few) {
        context.globalAlpha = 1;
        context.strokeStyle = theme.paper;
        context.lineWidth = width + 4;
        stroke(context, b);
      }
      context.globalAlpha = crowd;
      context.strokeStyle = colour;
      context.lineWidth = Math.max(width * crowd, 0.8);
      context.setLineDash(dash);
      stroke(context, b);
      context.setLineDash([]);
    }
  };
  draw(marks.gone, theme.gap, 2, [1, 5]);
  draw(marks.added, theme.bridge, 3.2, []);
  context.globalAlpha = 1;
  context.strokeStyle = theme.bridge;
  context.lineWidth = 3.2;
  for (const { x, y, ties, others } of marks.fresh) {
    const ends = [...ties.map((u): [number, number] => [picture.x[u]!, picture.y[u]!]), ...others.map((at): [number, number] => [marks.fresh[at]!.x, marks.fresh[at]!.y])];
    for (const end of ends) stroke(context, bow(...toScreen(camera, screen, x, y), ...toScreen(camera, screen, ...end), 0.12));
  }
}

/** Rings the actors that come, crosses out those that go, frames those that moved, and draws those thought up with their names. */
export function drawMarkedActors(canvas: Canvas): void {
  const { context, scene: { marks, picture }, camera, screen, theme } = canvas;
  if (!marks) return;
  const at = (u: number): [number, number, number] => [...toScreen(camera, screen, picture.x[u]!, picture.y[u]!), radiusOf(canvas, u)];
  context.lineCap = "round";
  context.beginPath();
  for (const u of marks.came) {
    const [x, y, r] = at(u);
    context.moveTo(x + r + 3, y);
    context.arc(x, y, r + 3, 0, 2 * Math.PI);
  }
  context.strokeStyle = theme.bridge;
  context.lineWidth = 2;
  context.stroke();
  context.beginPath();
  for (const u of marks.left) {
    const [x, y, r] = at(u);
    const d = r + 4;
    context.moveTo(x - d, y - d);
    context.lineTo(x + d, y + d);
    context.moveTo(x - d, y + d);
    context.lineTo(x + d, y - d);
  }
  context.strokeStyle = theme.gap;
  context.lineWidth = 2.4;
  context.stroke();
  context.beginPath();
  for (const u of marks.moved) {
    const [x, y, r] = at(u);
    context.rect(x - r - 4, y - r - 4, 2 * r + 8, 2 * r + 8);
  }
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.8;
  context.stroke();
  drawFresh(canvas);
}

/** Somebody thought up is a filled dot with a ring, and the name beside it: there are few of them. */
function drawFresh({ context, scene: { marks }, camera, screen, theme }: Canvas): void {
  for (const { name, x, y } of marks?.fresh ?? []) {
    const [px, py] = toScreen(camera, screen, x, y);
    context.beginPath();
    context.arc(px, py, 10, 0, 2 * Math.PI);
    context.fillStyle = theme.paper;
    context.fill();
    context.strokeStyle = theme.bridge;
    context.lineWidth = 2;
    context.stroke();
    context.beginPath();
    context.arc(px, py, 5.5, 0, 2 * Math.PI);
    context.fillStyle = theme.bridge;
    context.fill();
    context.font = `600 13px ${theme.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = theme.paper;
    context.lineWidth = 4;
    context.strokeText(name, px, py + 20);
    context.fillStyle = theme.ink;
    context.fillText(name, px, py + 20);
  }
}

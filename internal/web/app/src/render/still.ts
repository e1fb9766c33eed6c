import { fit } from "../core/camera";
import { extent } from "../core/picture";
import type { Scene } from "../core/scene";
import type { Words } from "./renderer";
import { drawSeen } from "./sheet";
import { themeOf } from "./theme";

const margin = { left: 14, right: 14, top: 20, bottom: 20 };

/** Draws the whole of a scene on a canvas, once: a picture to look at, not to move in. */
export function drawStill(canvas: HTMLCanvasElement, scene: Scene, words: Words): void {
  const context = canvas.getContext("2d");
  const screen = { width: canvas.clientWidth, height: canvas.clientHeight };
  if (!context || screen.width === 0) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(screen.width * ratio);
  canvas.height = Math.round(screen.height * ratio);
  context.scale(ratio, ratio);
  drawSeen(context, { scene, focus: null, words, screen, camera: fit(extent(scene.picture), screen, margin) }, themeOf(canvas));
}

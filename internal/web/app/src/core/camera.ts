import type { Box } from "./picture";

/** Where the map is looked at from: the world point in the middle of the screen, and pixels per world unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A screen in CSS pixels. */
export interface Screen {
  readonly width: number;
  readonly height: number;
}

export const toScreen = (camera: Camera, screen: Screen, x: number, y: number): [number, number] => [
  (x - camera.x) * camera.scale + screen.width / 2,
  (y - camera.y) * camera.scale + screen.height / 2,
];

export const toWorld = (camera: Camera, screen: Screen, x: number, y: number): [number, number] => [
  (x - screen.width / 2) / camera.scale + camera.x,
  (y - screen.height / 2) / camera.scale + camera.y,
];

/** Pixels kept free at the edges of the screen. */
export interface Margin {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A camera that shows the whole box inside the margins. */
export function fit(box: Box, screen: Screen, margin: Margin): Camera {
  const width = Math.max(screen.width - margin.left - margin.right, 40);
  const height = Math.max(screen.height - margin.top - margin.bottom, 40);
  const scale = Math.min(width / Math.max(box.right - box.left, 1e-9), height / Math.max(box.bottom - box.top, 1e-9));
  return {
    x: (box.left + box.right) / 2 - (margin.left - margin.right) / 2 / scale,
    y: (box.top + box.bottom) / 2 - (margin.top - margin.bottom) / 2 / scale,
    scale,
  };
}

/** Zooms by a factor around a point of the screen, which stays where it is. */
export function zoomAt(camera: Camera, screen: Screen, x: number, y: number, factor: number, range: readonly [number, number]): Camera {
  const scale = Math.min(Math.max(camera.scale * factor, range[0]), range[1]);
  const [wx, wy] = toWorld(camera, screen, x, y);
  return { x: wx - (x - screen.width / 2) / scale, y: wy - (y - screen.height / 2) / scale, scale };
}

export const pan = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y - dy / camera.scale,
});

/** The camera a share (0–1) of the way from one to another, slowing down towards the end. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const eased = 1 - (1 - share) ** 3;
  const scale = from.scale * (to.scale / from.scale) ** eased;
  return { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased, scale };
}

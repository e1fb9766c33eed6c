import type { Camera, Screen } from "../core/camera";
import type { Focus } from "../core/focus";
import type { Box } from "../core/picture";
import type { Scene } from "../core/scene";

/** Texts on the map, in the reader's language. */
export interface Words {
  name(silo: number): string;
  actors(silo: number): string; // how many it has
  chips: readonly { a: number; b: number; text: string }[]; // what to say at the gap between two silos
}

/** A tie that somebody is drawing: from where to where, on the screen. */
export interface Pull {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Draws scenes on a canvas. Another way of drawing is another implementation. */
export interface Renderer {
  /** Takes the size of the canvas in CSS pixels, device pixels per CSS pixel, and the boxes that buttons cover. */
  resize(screen: Screen, ratio: number, covered: readonly Box[]): void;
  /** Takes a new scene; the next paint shows it. */
  show(scene: Scene, focus: Focus | null, words: Words): void;
  /** Reads the colours and fonts anew, after the style of the page has changed. */
  restyle(): void;
  /** Draws. While moving, a renderer may reuse what it drew before. Standing, it may draw a part; then it returns false, and is to paint again in the next frame. */
  paint(camera: Camera, moving: boolean): boolean;
  /** Draws a tie in the making over the last picture, from an actor to a point of the screen; null: none. */
  pull(line: Pull | null): void;
  /** Draws a line around something in the making over the last picture, as points of the screen; null: none. */
  lasso(line: readonly (readonly [number, number])[] | null): void;
  /** The open silo whose name is drawn at a point of the screen, or -1. */
  nameAt(x: number, y: number): number;
}

import { between, fit, pan, toScreen, toWorld, zoomAt, type Camera, type Margin, type Screen } from "../core/camera";
import type { Focus } from "../core/focus";
import { gridOf, type Grid } from "../core/grid";
import type { Way } from "../core/chosen";
import { hitAt, type Hit } from "../core/hit";
import { thinned, type Lasso } from "../core/lasso";
import { extent, type Box } from "../core/picture";
import type { Scene } from "../core/scene";
import { CanvasRenderer } from "./canvas";
import { listen, type Gestures, type Held } from "./gestures";
import type { Renderer, Words } from "./renderer";
import type { Seen } from "./sheet";

/** What the page wants to know of the map. */
export interface StageEvents {
  hover(hit: Hit | null, x: number, y: number): void;
  pick(hit: Hit | null): void;
  /** Somebody points at an actor or a bubble to choose it, or to let go of it again. */
  mark(hit: Hit): void;
  /** Somebody has drawn a line around a part of the world. */
  encircle(lasso: Lasso, way: Way): void;
  close(silo: number): void;
  clear(): void;
  /** Somebody has drawn a line from one actor to another. */
  join(u: number, v: number): void;
}

/** Milliseconds after the last movement until the map is drawn in full again. */
const rest = 140;
/** Milliseconds that a flight of the camera takes. */
const flight = 420;

/** The map on a canvas: where it is looked at from, how it moves, and what the pointer touches. */
export class Stage implements Gestures {
  readonly #canvas: HTMLCanvasElement;
  readonly #renderer: Renderer;
  readonly #events: StageEvents;
  readonly #stop: () => void;
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #screen: Screen = { width: 0, height: 0 };
  #margin: Margin = { left: 24, top: 24, right: 24, bottom: 24 };
  #scene: Scene | null = null;
  #shown: Pick<Seen, "focus" | "words"> | null = null;
  #grid: Grid | null = null;
  #range: readonly [number, number] = [0.01, 100];
  #frame = 0;
  #settle = 0;
  #moving = false;
  #drawing = false;
  #held = -1; // the actor that a line is being drawn from
  #mayCircle = false;
  #circling = false; // whether a press draws a line around actors
  #line: [number, number][] | null = null; // the one being drawn, on the screen
  #way: Way = "instead";
  #untouched = true; // until the user moves the map, a resize fits it anew
  #aim: Box | null = null; // what was flown to; until the user moves the map, it stays in sight

  constructor(canvas: HTMLCanvasElement, events: StageEvents) {
    this.#canvas = canvas;
    this.#renderer = new CanvasRenderer(canvas);
    this.#events = events;
    this.#stop = listen(canvas, this);
  }

  destroy(): void {
    this.#stop();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
  }

  resize(width: number, height: number, margin: Margin, covered: readonly Box[]): void {
    this.#screen = { width, height };
    this.#margin = margin;
    this.#renderer.resize(this.#screen, window.devicePixelRatio || 1, covered);
    if (this.#untouched) this.#camera = this.#whole();
    else if (this.#aim) this.#camera = this.#towards(this.#aim);
    this.#draw();
  }

  /** Shows a scene. Another network is looked at as a whole; the same one keeps its place. */
  show(scene: Scene, focus: Focus | null, words: Words): void {
    const another = scene.picture.places !== this.#scene?.picture.places;
    // What was looked at in one network is nowhere in another.
    if (another && this.#scene) this.#aim = null;
    this.#scene = scene;
    this.#grid = null;
    this.#shown = { focus, words };
    this.#renderer.show(scene, focus, words);
    if (another) {
      const whole = this.#whole();
      this.#range = [whole.scale * 0.4, whole.scale * 60];
      this.#untouched = this.#aim === null;
      this.#camera = this.#aim ? this.#towards(this.#aim) : whole;
    }
    this.#draw();
  }

  restyle(): void {
    this.#renderer.restyle();
    this.#draw();
  }

  /** The map as it is seen now, for a file; null before there is anything to see. */
  seen(): Seen | null {
    return this.#scene && this.#shown ? { scene: this.#scene, ...this.#shown, camera: this.#camera, screen: this.#screen } : null;
  }

  fit(): void {
    this.#untouched = true;
    this.#aim = null;
    this.#fly(this.#whole());
  }

  /** Flies to a part of the world, no closer than makes sense. */
  lookAt(box: Box): void {
    this.#aim = box;
    this.#untouched = false;
    // Before there is anything to fly over, the first scene or size takes the camera there.
    if (this.#scene && this.#screen.width > 0) this.#fly(this.#towards(box));
  }

  zoom(factor: number, x = this.#screen.width / 2, y = this.#screen.height / 2): void {
    this.#move(zoomAt(this.#camera, this.#screen, x, y, factor, this.#range));
  }

  drag(dx: number, dy: number): void {
    this.#move(pan(this.#camera, dx, dy));
  }

  point(x: number, y: number): void {
    const hit = this.#hit(x, y);
    this.#canvas.dataset["over"] = hit?.kind ?? (this.#renderer.nameAt(x, y) >= 0 ? "name" : "");
    this.#events.hover(hit, x, y);
  }

  leave(): void {
    this.#events.hover(null, 0, 0);
  }

  tap(x: number, y: number, keys: Held): void {
    const hit = this.#hit(x, y);
    if ((this.#circling || keys.shift) && this.#mayCircle && hit && hit.kind !== "tie") {
      this.#events.mark(hit);
      return;
    }
    const named = this.#renderer.nameAt(x, y);
    if (named >= 0) this.#events.close(named);
    else this.#events.pick(hit);
  }

  /** Whether actors can be chosen together, and whether a press without a key does so. */
  circling(may: boolean, on: boolean): void {
    this.#mayCircle = may;
    this.#circling = may && on;
    this.#canvas.dataset["circling"] = String(this.#circling);
  }

  /** Whether lines can be drawn between actors. */
  drawing(on: boolean): void {
    this.#drawing = on;
    this.#canvas.dataset["drawing"] = String(on);
  }

  grab(x: number, y: number, keys: Held): boolean {
    if (this.#mayCircle && (this.#circling || keys.shift)) {
      this.#line = [[x, y]];
      this.#way = keys.alt ? "less" : keys.shift ? "more" : "instead";
      return true;
    }
    const hit = this.#drawing ? this.#hit(x, y) : null;
    this.#held = hit?.kind === "actor" ? hit.u : -1;
    return this.#held >= 0;
  }

  pull(x: number, y: number): void {
    if (this.#line) {
      this.#line.push([x, y]);
      this.#renderer.lasso(this.#line);
      return;
    }
    if (!this.#scene || this.#held < 0) return;
    const { picture } = this.#scene;
    const hit = this.#hit(x, y);
    const over = hit?.kind === "actor" && hit.u !== this.#held ? hit.u : -1;
    const at = (u: number): [number, number] => toScreen(this.#camera, this.#screen, picture.x[u]!, picture.y[u]!);
    // The line snaps to an actor under the pointer: what it will join is seen before it is let go.
    this.#renderer.pull({ from: at(this.#held), to: over >= 0 ? at(over) : [x, y] });
    this.#events.hover(over >= 0 ? hit : null, x, y);
  }

  letGo(): void {
    if (this.#line || this.#held >= 0) this.#renderer.pull(null);
    this.#line = null;
    this.#held = -1;
  }

  drop(x: number, y: number): void {
    const line = this.#line;
    if (line) {
      this.letGo();
      this.#events.encircle(thinned(line, 3).map(([px, py]) => toWorld(this.#camera, this.#screen, px, py)), this.#way);
      return;
    }
    const from = this.#held;
    this.#held = -1;
    this.#renderer.pull(null);
    const hit = this.#hit(x, y);
    if (from >= 0 && hit?.kind === "actor" && hit.u !== from) this.#events.join(from, hit.u);
  }

  escape(): void {
    if (this.#line) this.letGo();
    else this.#events.clear();
  }

  #hit(x: number, y: number): Hit | null {
    if (!this.#scene) return null;
    const { dots, picture, sizes } = this.#scene;
    // The first look of the pointer makes it, so that the picture need not wait for it.
    this.#grid ??= gridOf(dots, picture.x, picture.y, Math.max(sizes.large * 2, 1e-6));
    return hitAt(this.#scene, this.#grid, ...toWorld(this.#camera, this.#screen, x, y), 6 / this.#camera.scale);
  }

  #towards(box: Box): Camera {
    const there = fit(box, this.#screen, this.#margin);
    return { ...there, scale: Math.min(there.scale, this.#range[1]) };
  }

  #whole(): Camera {
    return this.#scene ? fit(extent(this.#scene.picture), this.#screen, this.#margin) : this.#camera;
  }

  #move(camera: Camera): void {
    this.#untouched = false;
    this.#aim = null;
    cancelAnimationFrame(this.#frame);
    this.#moving = true;
    this.#camera = camera;
    this.#draw();
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => this.#stand(), rest);
  }

  #fly(to: Camera): void {
    cancelAnimationFrame(this.#frame);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#camera = to;
      this.#stand();
      return;
    }
    const from = this.#camera;
    const begun = performance.now();
    const step = (now: number): void => {
      const share = Math.min(Math.max((now - begun) / flight, 0), 1);
      this.#moving = share < 1;
      this.#camera = between(from, to, share);
      this.#renderer.paint(this.#camera, this.#moving);
      if (this.#moving) this.#frame = requestAnimationFrame(step);
      else this.#stand();
    };
    this.#frame = requestAnimationFrame(step);
  }

  #stand(): void {
    this.#moving = false;
    this.#draw();
  }

  #draw(): void {
    if (this.#moving) {
      this.#renderer.paint(this.#camera, true);
      return;
    }
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const whole = this.#renderer.paint(this.#camera, false);
      // Where the picture stands, for whoever has to find a place in it from outside, and whether all ties are in it yet.
      this.#canvas.dataset["camera"] = [this.#camera.x, this.#camera.y, this.#camera.scale].join(" ");
      this.#canvas.dataset["drawn"] = whole ? "whole" : "part";
      if (!whole) this.#draw();
    });
  }
}

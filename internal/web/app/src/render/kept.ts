import { toScreen, toWorld, type Camera } from "../core/camera";
import { drawDots } from "./dots";
import type { Canvas } from "./drawing";
import { drawAbove, layGround } from "./ground";
import { layChosenLinks } from "./links";

/** Ties whose drawing takes about a tenth of a second. Where there are more, they come in parts: the actors are seen at once, and the page answers meanwhile. */
const atOnce = 30_000;
/** Dots beyond so many take longer than a frame to draw; they are kept with the ties while the map moves. */
export const crowd = 1_000;

/** A drawing under way. */
interface Draft {
  readonly on: HTMLCanvasElement;
  readonly canvas: Canvas;
  readonly steps: Generator<number, void>;
}

/** What lies below texts and few dots, kept as a bitmap that is shifted and scaled while the map moves. */
export class KeptGround {
  #shown = document.createElement("canvas");
  #spare = document.createElement("canvas"); // has no size before a large ground is drawn anew
  #over = document.createElement("canvas"); // what stands out, while the ground that is shown is a part
  #isPart = false;
  #draft: Draft | null = null;
  #size: readonly [width: number, height: number, ratio: number] = [0, 0, 1];
  /** From where what is shown was looked at; null when there is nothing. */
  camera: Camera | null = null;
  /** Milliseconds that drawing it took. */
  time = Infinity;

  resize(width: number, height: number, ratio: number): void {
    this.#size = [Math.round(width * ratio), Math.round(height * ratio), ratio];
    for (const bitmap of [this.#spare, this.#over]) bitmap.width = bitmap.height = 0;
    this.forget();
  }

  forget(): void {
    this.camera = this.#draft = null;
    this.#isPart = false;
    this.time = Infinity;
  }

  /** Draws for a camera. A large ground of the same scene stays as it is until the new one is whole; where there is none, its parts are shown. Reports whether all is drawn. */
  draw(canvas: Canvas): boolean {
    const large = canvas.scene.links.from.length > atOnce;
    const isNew = !this.camera;
    const on = large && !isNew ? this.#spare : this.#shown;
    const context = this.#cleared(on);
    if (!context) return true;
    this.#draft = { on, canvas: { ...canvas, context }, steps: layGround({ ...canvas, context }) };
    const over = large && isNew ? this.#cleared(this.#over) : null;
    let drawn = 0;
    if (over) {
      drawn = drawChosen({ ...canvas, context: over });
      finish({ ...canvas, context: over });
      this.camera = canvas.camera;
    }
    this.#isPart = over !== null || (this.#isPart && large);
    const begun = performance.now();
    const whole = this.goOn(large ? atOnce - drawn : Infinity);
    this.time = large ? Infinity : performance.now() - begun;
    return whole;
  }

  /** Draws another part, if there is one to draw, of about so many ties; reports whether that was the last. */
  goOn(ties = atOnce): boolean {
    const draft = this.#draft;
    if (!draft) return true;
    for (let drawn = 0; drawn < ties; ) {
      const step = draft.steps.next();
      if (step.done) {
        finish(draft.canvas);
        if (draft.on === this.#spare) [this.#shown, this.#spare] = [this.#spare, this.#shown];
        this.camera = draft.canvas.camera;
        this.#isPart = false;
        this.#draft = null;
        return true;
      }
      drawn += step.value;
    }
    return false;
  }

  copyTo(context: CanvasRenderingContext2D, camera: Camera, { screen }: Pick<Canvas, "screen">): void {
    const [width, height, ratio] = this.#size;
    if (!this.camera || width === 0 || height === 0) return; // a canvas that has no room now
    const factor = camera.scale / this.camera.scale;
    const [x, y] = toScreen(camera, screen, ...toWorld(this.camera, screen, 0, 0));
    for (const bitmap of this.#isPart ? [this.#shown, this.#over] : [this.#shown]) {
      context.drawImage(bitmap, x * ratio, y * ratio, width * factor, height * factor);
    }
  }

  #cleared(bitmap: HTMLCanvasElement): CanvasRenderingContext2D | null {
    const [width, height, ratio] = this.#size;
    if (bitmap.width !== width || bitmap.height !== height) [bitmap.width, bitmap.height] = [width, height];
    const context = bitmap.getContext("2d");
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, width, height);
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }
}

/** Draws the selected ties, of very many the first, as the rest come with the parts; tells how many. */
function drawChosen(canvas: Canvas): number {
  let drawn = 0;
  for (const lines of layChosenLinks(canvas)) if ((drawn += lines) >= atOnce) break;
  return drawn;
}

/** Draws what lies over the ties of actors, and is kept with them. */
function finish(canvas: Canvas): void {
  drawAbove(canvas);
  if (canvas.scene.dots.length > crowd) drawDots(canvas);
}

import { toScreen, toWorld, type Camera, type Screen } from "../core/camera";
import type { Focus } from "../core/focus";
import type { Box } from "../core/picture";
import type { Scene } from "../core/scene";
import { drawDots } from "./dots";
import type { Canvas } from "./drawing";
import { crowd, KeptGround } from "./kept";
import type { Pull, Renderer, Words } from "./renderer";
import { drawText, textsOf, type Text } from "./text";
import { themeOf, type Theme } from "./theme";

/** A text and the world point that it moves with. */
interface Anchored {
  readonly text: Text;
  readonly x: number;
  readonly y: number;
}

/** Milliseconds for the ground that leave room for the rest of a frame at 60 a second. */
const quick = 6;

/**
 * Draws on a 2D canvas. Bubbles and ties are costly with thousands of ties, so they are kept as a bitmap and only shifted and
 * scaled while the map moves, unless drawing them takes next to no time; dots are kept with them when there are thousands. Texts,
 * and few dots, are drawn anew in each frame and stay sharp.
 */
export class CanvasRenderer implements Renderer {
  readonly #element: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #ground = new KeptGround();
  #aim: Camera | null = null; // for which the ground was begun last
  #screen: Screen = { width: 0, height: 0 };
  #ratio = 1;
  #covered: readonly Box[] = [];
  #theme: Theme;
  #shown: { scene: Scene; focus: Focus | null; words: Words } | null = null;
  #texts: Anchored[] = [];
  #textCamera: Camera | null = null; // for which texts were placed
  #camera: Camera = { x: 0, y: 0, scale: 1 };

  constructor(element: HTMLCanvasElement) {
    const context = element.getContext("2d");
    if (!context) throw new Error("this browser has no 2D canvas");
    this.#element = element;
    this.#context = context;
    this.#theme = themeOf(element);
  }

  resize(screen: Screen, ratio: number, covered: readonly Box[]): void {
    this.#screen = screen;
    this.#covered = covered;
    this.#ratio = ratio;
    this.#element.width = Math.round(screen.width * ratio);
    this.#element.height = Math.round(screen.height * ratio);
    this.#ground.resize(screen.width, screen.height, ratio);
  }

  show(scene: Scene, focus: Focus | null, words: Words): void {
    this.#shown = { scene, focus, words };
    this.#ground.forget();
  }

  restyle(): void {
    this.#theme = themeOf(this.#element);
    this.#ground.forget();
  }

  paint(camera: Camera, moving: boolean): boolean {
    if (!this.#shown || this.#screen.width === 0) return true;
    this.#camera = camera;
    const canvas: Canvas = { context: this.#context, ...this.#shown, camera, screen: this.#screen, theme: this.#theme };
    const settled = !this.#ground.camera || (!moving && this.#aim !== camera);
    let whole = true;
    if (settled || this.#ground.time < quick) {
      this.#aim = camera;
      whole = this.#ground.draw(canvas);
    } else if (!moving) whole = this.#ground.goOn();
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, this.#element.width, this.#element.height);
    this.#ground.copyTo(this.#context, camera, canvas);
    this.#context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    if (this.#shown.scene.dots.length <= crowd) drawDots(canvas);
    if (settled || (!moving && this.#textCamera !== camera)) {
      this.#textCamera = camera;
      this.#texts = textsOf(canvas, this.#shown.words, this.#covered).map(({ what, x, y }) => {
        const [wx, wy] = toWorld(camera, this.#screen, x, y);
        return { text: what, x: wx, y: wy };
      });
    }
    for (const { text, x, y } of this.#texts) drawText(canvas, text, ...toScreen(camera, this.#screen, x, y));
    return whole;
  }

  pull(line: Pull | null): void {
    this.paint(this.#camera, true);
    if (!line) return;
    const context = this.#context;
    context.beginPath();
    context.moveTo(...line.from);
    context.lineTo(...line.to);
    context.lineCap = "round";
    context.lineWidth = 3.2;
    context.strokeStyle = this.#theme.bridge;
    context.stroke();
  }

  lasso(line: readonly (readonly [number, number])[] | null): void {
    this.paint(this.#camera, true);
    if (!line || line.length < 2) return;
    const context = this.#context;
    context.beginPath();
    for (const [i, [x, y]] of line.entries()) {
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
    context.fillStyle = this.#theme.bridge;
    context.globalAlpha = 0.1;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = this.#theme.bridge;
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.setLineDash([6, 4]);
    context.stroke();
    context.setLineDash([]);
  }

  nameAt(x: number, y: number): number {
    const found = this.#texts.find(({ text, x: wx, y: wy }) => {
      const [tx, ty] = toScreen(this.#camera, this.#screen, wx, wy);
      return text.silo >= 0 && Math.abs(tx - x) <= text.width / 2 + 4 && Math.abs(ty - y) <= text.height / 2 + 4;
    });
    return found ? found.text.silo : -1;
  }
}

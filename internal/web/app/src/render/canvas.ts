import { toScreen, toWorld, type Camera, type Screen } from "../core/camera";
import type { Focus } from "../core/focus";
import type { Box } from "../core/picture";
import type { Scene } from "../core/scene";
import { drawDots } from "./dots";
import { drawGround, type Canvas } from "./ground";
import type { Pull, Renderer, Words } from "./renderer";
import { drawText, textsOf, type Text } from "./text";
import { themeOf, type Theme } from "./theme";

/** A text and the world point that it moves with. */
interface Anchored {
  readonly text: Text;
  readonly x: number;
  readonly y: number;
}

/** Dots beyond so many take longer than a frame to draw; they are kept with the ties while the map moves. */
const crowd = 1_000;
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
  readonly #ground = document.createElement("canvas");
  #groundCamera: Camera | null = null;
  #groundTime = Infinity; // milliseconds that the ground took the last time
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
    for (const canvas of [this.#element, this.#ground]) {
      canvas.width = Math.round(screen.width * ratio);
      canvas.height = Math.round(screen.height * ratio);
    }
    this.#groundCamera = null;
  }

  show(scene: Scene, focus: Focus | null, words: Words): void {
    this.#shown = { scene, focus, words };
    this.#groundCamera = null;
    this.#groundTime = Infinity;
  }

  restyle(): void {
    this.#theme = themeOf(this.#element);
    this.#groundCamera = null;
  }

  paint(camera: Camera, moving: boolean): void {
    if (!this.#shown || this.#screen.width === 0) return;
    this.#camera = camera;
    const canvas: Canvas = { context: this.#context, ...this.#shown, camera, screen: this.#screen, theme: this.#theme };
    const settled = !this.#groundCamera || (!moving && this.#groundCamera !== camera);
    if (settled || this.#groundTime < quick) this.#redrawGround(canvas);
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, this.#element.width, this.#element.height);
    this.#copyGround(camera);
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
  }

  #redrawGround(canvas: Canvas): void {
    const context = this.#ground.getContext("2d");
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#ground.width, this.#ground.height);
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    const begun = performance.now();
    drawGround({ ...canvas, context });
    if (canvas.scene.dots.length > crowd) drawDots({ ...canvas, context });
    this.#groundTime = performance.now() - begun;
    this.#groundCamera = canvas.camera;
  }

  #copyGround(camera: Camera): void {
    const drawn = this.#groundCamera;
    if (!drawn || this.#ground.width === 0 || this.#ground.height === 0) return; // a canvas that has no room now
    const factor = camera.scale / drawn.scale;
    const [left, top] = toWorld(drawn, this.#screen, 0, 0);
    const [x, y] = toScreen(camera, this.#screen, left, top);
    this.#context.drawImage(this.#ground, x * this.#ratio, y * this.#ratio, this.#ground.width * factor, this.#ground.height * factor);
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

import { networkOf, type Network } from "./network.ts";

/** A network on the screen, by whichever library. */
export interface Drawn {
  /** Drags by so many pixels and zooms around the middle by a factor. */
  move(dx: number, dy: number, zoom: number): void;
  isDrawn(): boolean;
  /** Whether all ties are in the picture; who draws all at once has them in the first. */
  isWhole?(): boolean;
  readonly kept: unknown; // held, so that memory tells what the picture costs
}

export interface Figures {
  readonly first: number; // milliseconds from the call until the first picture is on the screen
  readonly whole: number; // milliseconds from the call until all ties are on the screen
  readonly frames: number; // a second, while moving
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Draws a network and moves it about for a few seconds: in circles, in and out. */
async function measure(library: string, n: number, m: number, seconds: number): Promise<Figures> {
  const network = networkOf(n, m);
  const host = document.createElement("div");
  host.style.cssText = "position:absolute;inset:0";
  document.body.append(host);
  const draw: (host: HTMLElement, network: Network) => Drawn = library === "ours"
    ? (await import("./ours.ts")).draw : (await import("./peers.ts"))[library as "sigma" | "cyto" | "force"];
  await frame();
  const begun = performance.now();
  const drawn = draw(host, network);
  while (!drawn.isDrawn()) await frame();
  await frame(); // the frame after it begins when it is on the screen
  const first = performance.now() - begun;
  while (drawn.isWhole && !drawn.isWhole()) await frame();
  if (drawn.isWhole) await frame();
  const whole = performance.now() - begun;
  (globalThis as { kept?: unknown }).kept = drawn.kept;
  const start = await frame();
  let [count, now] = [0, start];
  while (now - start < seconds * 1000 || count < 3) {
    const at = (now - start) / 1000;
    drawn.move(9 * Math.cos(at * 2.2), 7 * Math.sin(at * 2.2), 1 + 0.012 * Math.cos(at * 1.7));
    now = await frame();
    count++;
  }
  return { first, whole, frames: (count * 1000) / (now - start) };
}

(globalThis as { measure?: typeof measure }).measure = measure;

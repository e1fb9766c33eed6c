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

/** What has been measured so far; it is told as it comes, so that whoever stops waiting knows how far it got. */
export type Told =
  | { readonly first: number } // milliseconds from the call until the first picture is on the screen
  | { readonly whole: number } // milliseconds from the call until all ties are on the screen
  | { readonly frames: number }; // a second, while moving

/** How a library draws. */
type Draw = (host: HTMLElement, network: Network) => Drawn;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Draws a network and moves it about for a few seconds: in circles, in and out. */
async function measure(library: string, n: number, m: number, seconds: number, tell: (told: Told) => void): Promise<void> {
  const network = networkOf(n, m);
  const host = document.createElement("div");
  host.style.cssText = "position:absolute;inset:0";
  document.body.append(host);
  const draw: Draw = library === "ours"
    ? (await import("./ours.ts")).draw : (await import("./peers.ts"))[library as "sigma" | "sigmaQuick" | "cyto" | "cytoQuick" | "force"];
  await frame();
  const begun = performance.now();
  const drawn = draw(host, network);
  while (!drawn.isDrawn()) await frame();
  await frame(); // the frame after it begins when it is on the screen
  tell({ first: performance.now() - begun });
  while (drawn.isWhole && !drawn.isWhole()) await frame();
  if (drawn.isWhole) await frame();
  tell({ whole: performance.now() - begun });
  (globalThis as { kept?: unknown }).kept = drawn.kept;
  const start = await frame();
  let [count, now] = [0, start];
  while (now - start < seconds * 1000 || count < 2) {
    const at = (now - start) / 1000;
    drawn.move(9 * Math.cos(at * 2.2), 7 * Math.sin(at * 2.2), 1 + 0.012 * Math.cos(at * 1.7));
    now = await frame();
    count++;
  }
  tell({ frames: (count * 1000) / (now - start) });
}

/** Told by way of the console, which goes on being read while a library keeps the page busy. */
(globalThis as { begin?: unknown }).begin = (library: string, n: number, m: number, seconds: number): void => {
  const tell = (told: object): void => console.info(JSON.stringify(told));
  measure(library, n, m, seconds, tell).catch((cause: unknown) => tell({ failed: String(cause) }));
};

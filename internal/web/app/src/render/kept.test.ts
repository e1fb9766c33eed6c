import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MapAnswer } from "../api/types";
import { pictureOf, withTies } from "../core/picture";
import { sceneOf } from "../core/scene";
import { sizesOf } from "../core/sizes";
import type { Canvas } from "./drawing";
import { KeptGround } from "./kept";

/** Canvases that count what is drawn on them; lines between actors are the only ones that go straight. */
let lines = 0;
let copies = 0;
const context = new Proxy({}, {
  get: (_, name) => name === "lineTo" ? () => { lines++; } : name === "drawImage" ? () => { copies++; } : () => ({ width: 10 }),
  set: () => true,
}) as CanvasRenderingContext2D;

beforeEach(() => {
  lines = copies = 0;
  vi.stubGlobal("document", { createElement: () => ({ width: 0, height: 0, getContext: () => context }) });
});
afterEach(() => vi.unstubAllGlobals());

/** Two actors in one open silo, tied so often. */
function canvasWith(ties: number): Canvas {
  const answer: Pick<MapAnswer, "grouping" | "choices" | "silos" | "pairs" | "silo_ties" | "actors" | "ties"> = {
    grouping: "silo", choices: ["group"], silos: [{ name: "A", actors: 2, inside: 1, x: 0, y: 0, r: 2 }], pairs: 0, silo_ties: [],
    actors: { id: ["a", "b"], name: ["a", "b"], silo: [0, 0], x: [0, 1], y: [0, 1], degree: [1, 1] },
    ties: { source: [], target: [], weight: [] },
  };
  const picture = withTies(pictureOf(answer as MapAnswer), { source: new Uint32Array(ties), target: new Uint32Array(ties).fill(1), weight: new Float32Array(ties).fill(1) });
  return {
    context, scene: sceneOf(picture, sizesOf(picture, picture.degree), new Set([0])), focus: null,
    camera: { x: 0, y: 0, scale: 10 }, screen: { width: 100, height: 100 },
    theme: { paper: "#fff", ink: "#000", soft: "#666", tie: "#888", gap: "#a00", bridge: "#00a", none: "#999", font: "sans", silos: [] } as unknown as Canvas["theme"],
  };
}

function ground(): KeptGround {
  const kept = new KeptGround();
  kept.resize(100, 100, 1);
  return kept;
}

test("a usual picture is drawn at once, however many ties that are", () => {
  for (const ties of [10, 30_000]) {
    lines = 0;
    const kept = ground();
    expect(kept.draw(canvasWith(ties))).toBe(true);
    expect(lines).toBe(ties);
    expect(kept.camera).not.toBeNull();
  }
});

test("a large picture comes in parts, and is shown from the first one on with what stands out over it", () => {
  const kept = ground();
  const canvas = canvasWith(70_000);
  expect(kept.draw(canvas)).toBe(false);
  expect(lines).toBeGreaterThan(0);
  expect(lines).toBeLessThan(70_000);
  kept.copyTo(context, canvas.camera, canvas);
  expect(copies).toBe(2); // the ties so far, and what lies over them
  let steps = 1;
  while (!kept.goOn()) steps++;
  expect(lines).toBe(70_000);
  expect(steps).toBeLessThan(4);
  copies = 0;
  kept.copyTo(context, canvas.camera, canvas);
  expect(copies).toBe(1);
  expect(kept.goOn()).toBe(true); // and nothing is drawn again
  expect(lines).toBe(70_000);
});

test("a whole picture is shown until the one for another camera is whole; another scene is shown from its first part on", () => {
  const kept = ground();
  const canvas = canvasWith(70_000);
  kept.draw(canvas);
  while (!kept.goOn());
  const there = { ...canvas, camera: { x: 5, y: 5, scale: 20 } };
  expect(kept.draw(there)).toBe(false);
  expect(kept.camera).toBe(canvas.camera);
  while (!kept.goOn());
  expect(kept.camera).toBe(there.camera);
  kept.forget();
  expect(kept.draw(canvasWith(70_000))).toBe(false);
  expect(kept.camera).not.toBeNull();
});

test("ties of very many that are selected come in parts too, the first of them at once", () => {
  const kept = ground();
  const canvas: Canvas = { ...canvasWith(200_000), focus: { silos: new Set([0]), actors: new Set([0, 1]), centre: -1, inner: new Set(), trail: [], pair: null, bridges: [] } };
  expect(kept.draw(canvas)).toBe(false);
  let before = 0;
  let most = lines;
  for (let whole = false; !whole;) {
    before = lines;
    whole = kept.goOn();
    most = Math.max(most, lines - before);
  }
  expect(most).toBeLessThan(31_000); // what stands out at once takes the place of the first part
  expect(lines).toBeGreaterThanOrEqual(230_000);
});

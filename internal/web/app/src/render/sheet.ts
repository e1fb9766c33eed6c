import type { Camera, Screen } from "../core/camera";
import { flow } from "../core/flow";
import type { Focus } from "../core/focus";
import { wrap } from "../core/labels";
import { colouredAs, shapeOf } from "../core/palette";
import type { Scene } from "../core/scene";
import { drawDots, trace } from "./dots";
import type { Canvas } from "./drawing";
import { drawGround } from "./ground";
import type { Words } from "./renderer";
import type { Surface } from "./surface";
import { drawText, textsOf } from "./text";
import { colourOf, type Theme } from "./theme";

/** The map as somebody sees it. */
export interface Seen {
  readonly scene: Scene;
  readonly focus: Focus | null;
  readonly words: Words;
  readonly camera: Camera;
  readonly screen: Screen;
}

export type Sign = "bubble" | "tie" | "gap" | "bridge" | "dot";

/** What stands below the map, in the reader's language. */
export interface Notes {
  readonly signs: readonly { readonly sign: Sign; readonly text: string }[];
  readonly silos: readonly { readonly silo: number; readonly name: string }[];
  readonly source: string; // network, revision, grouping, date
}

const edge = 20;
const size = 13;
const line = size * 1.35;
const icon = 44;
const widest = 300; // of a text beside its sign

interface Entry {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly draw: (x: number, y: number) => void; // the sign, from its left and middle
  readonly indent: number;
}

/** Draws the map without the marks that only make sense where it can be clicked. */
export function drawSeen(surface: Surface, seen: Seen, theme: Theme): void {
  const canvas: Canvas = { context: surface, ...seen, theme };
  surface.fillStyle = theme.paper;
  surface.fillRect(0, 0, seen.screen.width, seen.screen.height);
  drawGround(canvas);
  drawDots(canvas);
  for (const { what, x, y } of textsOf(canvas, seen.words, [], "")) drawText(canvas, what, x, y);
}

/** Lays the legend out under a map of this width; tells how high the sheet becomes, and draws it. */
export function sheetOf(surface: Surface, seen: Seen, theme: Theme, notes: Notes): { height: number; draw: () => void } {
  const { screen } = seen;
  const width = screen.width - 2 * edge;
  surface.font = `500 ${size}px ${theme.font}`;
  const measure = (text: string): number => surface.measureText(text).width;
  const entry = (text: string, indent: number, draw: Entry["draw"]): Entry => {
    const lines = wrap(text, Math.min(widest, width - indent), 8, measure) ?? [text];
    return { lines, indent, draw, width: indent + Math.max(...lines.map(measure)), height: Math.max(lines.length * line, 22) };
  };
  const signs = notes.signs.map(({ sign, text }) => entry(text, icon + 8, (x, y) => drawSign(surface, theme, sign, x, y)));
  const silos = notes.silos.map(({ silo, name }) => entry(name, 20, (x, y) => {
    const tones = seen.scene.tint?.values ?? seen.scene.picture.silos;
    const coloured = colouredAs(tones, silo);
    surface.fillStyle = colourOf(theme, tones, silo);
    surface.beginPath();
    trace(surface, shapeOf(coloured), x + 7, y, 5.5);
    surface.fill();
  }));
  const [upper, lower] = [flow(silos, width, 22), flow(signs, width, 22)];
  const gap = upper.height > 0 ? 14 : 0;
  const source = wrap(notes.source, width, 4, measure) ?? [notes.source];
  const foot = source.length * line + edge * 0.8;
  const height = screen.height + edge + upper.height + gap + lower.height + 14 + foot;

  const write = (entries: readonly Entry[], places: readonly [number, number][], top: number): void => {
    for (const [i, { lines, indent, draw }] of entries.entries()) {
      const [x, y] = [edge + places[i]![0], top + places[i]![1]];
      draw(x, y + 10);
      surface.fillStyle = theme.ink;
      for (const [j, text] of lines.entries()) surface.fillText(text, x + indent, y + 10 + j * line);
    }
  };
  return {
    height,
    draw: () => {
      drawSeen(surface, seen, theme);
      // Whatever of the map reaches below its edge lies under the legend.
      surface.globalAlpha = 1;
      surface.fillStyle = theme.paper;
      surface.fillRect(0, screen.height, screen.width, height - screen.height);
      surface.strokeStyle = theme.soft;
      surface.lineWidth = 0.75;
      surface.beginPath();
      surface.moveTo(edge, screen.height + 0.5);
      surface.lineTo(screen.width - edge, screen.height + 0.5);
      surface.stroke();
      surface.font = `500 ${size}px ${theme.font}`;
      surface.textAlign = "left";
      surface.textBaseline = "middle";
      write(silos, upper.places, screen.height + edge);
      write(signs, lower.places, screen.height + edge + upper.height + gap);
      surface.fillStyle = theme.soft;
      for (const [i, text] of source.entries()) surface.fillText(text, edge, height - foot + (i + 0.5) * line);
    },
  };
}

function drawSign(surface: Surface, theme: Theme, sign: Sign, x: number, y: number): void {
  const stroke = (colour: string, width: number, alpha: number, dash: number[], dy = 0): void => {
    surface.strokeStyle = colour;
    surface.lineWidth = width;
    surface.globalAlpha = alpha;
    surface.setLineDash(dash);
    surface.lineCap = "round";
    surface.beginPath();
    surface.moveTo(x + 4, y + dy);
    surface.lineTo(x + icon - 4, y + dy);
    surface.stroke();
    surface.setLineDash([]);
    surface.globalAlpha = 1;
  };
  const disc = (cx: number, r: number, filled: number): void => {
    surface.beginPath();
    surface.arc(cx, y, r, 0, 2 * Math.PI);
    surface.fillStyle = theme.none;
    surface.globalAlpha = filled;
    surface.fill();
    surface.globalAlpha = 1;
    surface.strokeStyle = theme.none;
    surface.lineWidth = 1.6;
    if (filled < 1) surface.stroke();
  };
  switch (sign) {
    case "bubble": disc(x + 13, 5, 0.2); disc(x + 31, 9, 0.2); break;
    case "tie": stroke(theme.tie, 1.4, 0.5, [], -4); stroke(theme.tie, 6, 0.6, [], 5); break;
    case "gap": stroke(theme.gap, 2.4, 1, [4, 6]); break;
    case "bridge": stroke(theme.bridge, 3, 1, [10, 7]); break;
    case "dot": disc(x + 12, 2.5, 1); disc(x + 30, 8, 1); break;
  }
}

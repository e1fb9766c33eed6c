import { sheetOf, type Notes, type Seen } from "./sheet";
import { SvgSurface } from "./svg";
import { themeOf, type Theme } from "./theme";

/** Pixels of a PNG per pixel of the screen: sharp in print. */
const sharpness = 2;

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser has no 2D canvas");
  return context;
}

/** The map as an SVG file, in the colours and the font of an element of the page. */
export function svgOf(element: Element, seen: Seen, notes: Notes): Blob {
  const measuring = contextOf(document.createElement("canvas"));
  const surface = new SvgSurface((text, font) => {
    measuring.font = font;
    return measuring.measureText(text).width;
  });
  const sheet = sheetOf(surface, seen, themeOf(element), notes);
  sheet.draw();
  return new Blob([surface.file(seen.screen.width, sheet.height, notes.source)], { type: "image/svg+xml" });
}

/** The map as a PNG file. */
export function pngOf(element: Element, seen: Seen, notes: Notes): Promise<Blob> {
  const theme: Theme = themeOf(element);
  const canvas = document.createElement("canvas");
  const context = contextOf(canvas);
  const sheet = sheetOf(context, seen, theme, notes);
  canvas.width = Math.round(seen.screen.width * sharpness);
  canvas.height = Math.round(sheet.height * sharpness);
  context.scale(sharpness, sharpness);
  sheet.draw();
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png"));
}

import type { Surface } from "./surface";

const short = (x: number): string => String(Math.round(x * 100) / 100);
const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign]!);

/** Writes what is drawn as SVG. Texts stay texts, so that they can be searched, selected and edited. */
export class SvgSurface implements Surface {
  globalAlpha = 1;
  fillStyle: Surface["fillStyle"] = "#000";
  strokeStyle: Surface["strokeStyle"] = "#000";
  lineWidth = 1;
  lineCap: CanvasLineCap = "butt";
  lineJoin: CanvasLineJoin = "miter";
  font = "10px sans-serif";
  textAlign: CanvasTextAlign = "start";
  textBaseline: CanvasTextBaseline = "alphabetic";
  readonly #parts: string[] = [];
  readonly #measure: (text: string, font: string) => number;
  #path = "";
  #dash = "";
  #rim: { text: string; x: number; y: number; look: string } | null = null;

  /** Measure tells a text's width in a font; a file cannot. */
  constructor(measure: (text: string, font: string) => number) {
    this.#measure = measure;
  }

  /** The whole file. Its title is what a screen reader says of the picture. */
  file(width: number, height: number, title: string): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}" role="img">` +
      `<title>${safe(title)}</title>\n${this.#parts.join("\n")}\n</svg>\n`;
  }

  beginPath(): void { this.#path = ""; }
  closePath(): void { this.#path += "Z"; }
  moveTo(x: number, y: number): void { this.#path += `M${short(x)} ${short(y)}`; }
  lineTo(x: number, y: number): void { this.#path += `L${short(x)} ${short(y)}`; }
  quadraticCurveTo(...points: [number, number, number, number]): void { this.#path += `Q${points.map(short).join(" ")}`; }
  bezierCurveTo(...points: [number, number, number, number, number, number]): void { this.#path += `C${points.map(short).join(" ")}`; }
  arc(x: number, y: number, r: number): void {
    // Two half circles: one arc from a point to itself is nothing.
    const half = `a${short(r)} ${short(r)} 0 1 1 `;
    this.#path += `M${short(x + r)} ${short(y)}${half}${short(-2 * r)} 0${half}${short(2 * r)} 0Z`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2);
    const turn = (dx: number, dy: number): string => `a${short(r)} ${short(r)} 0 0 1 ${short(dx * r)} ${short(dy * r)}`;
    this.#path += `M${short(x + r)} ${short(y)}h${short(width - 2 * r)}${turn(1, 1)}v${short(height - 2 * r)}${turn(-1, 1)}h${short(2 * r - width)}${turn(-1, -1)}v${short(2 * r - height)}${turn(1, -1)}Z`;
  }
  setLineDash(pattern: number[]): void { this.#dash = pattern.map(short).join(" "); }

  fill(): void {
    if (this.#path) this.#parts.push(`<path d="${this.#path}" fill="${safe(String(this.fillStyle))}"${this.#faint("fill")}/>`);
  }
  stroke(): void {
    if (!this.#path) return;
    const dash = this.#dash ? ` stroke-dasharray="${this.#dash}"` : "";
    this.#parts.push(`<path d="${this.#path}" fill="none" ${this.#line()} stroke-linecap="${this.lineCap}"${dash}${this.#faint("stroke")}/>`);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${safe(String(this.fillStyle))}"${this.#faint("fill")}/>`);
  }
  /** A rim around the text that is filled next at the same place; one element, so that an editor moves both. */
  strokeText(text: string, x: number, y: number): void {
    this.#rim = { text, x, y, look: ` paint-order="stroke" stroke-linejoin="${this.lineJoin}" ${this.#line()}` };
  }
  fillText(text: string, x: number, y: number): void {
    const [, weight = "400", size = "10", family = "sans-serif"] = /^(?:(\w+) )?([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const rim = this.#rim && this.#rim.text === text && this.#rim.x === x && this.#rim.y === y ? this.#rim.look : "";
    this.#rim = null;
    const anchor = { center: "middle", right: "end", end: "end", left: "start", start: "start" }[this.textAlign];
    // A shift instead of dominant-baseline, which office programs do not know.
    const down = this.textBaseline === "middle" ? 0.35 * Number(size) : 0;
    this.#parts.push(
      `<text x="${short(x)}" y="${short(y + down)}" font-family="${safe(family)}" font-size="${short(Number(size))}" font-weight="${weight}" ` +
      `text-anchor="${anchor}" fill="${safe(String(this.fillStyle))}"${rim}${this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""}>${safe(text)}</text>`,
    );
  }
  measureText(text: string): { width: number } { return { width: this.#measure(text, this.font) }; }

  #line(): string { return `stroke="${safe(String(this.strokeStyle))}" stroke-width="${short(this.lineWidth)}"`; }
  #faint(what: "fill" | "stroke"): string { return this.globalAlpha < 1 ? ` ${what}-opacity="${short(this.globalAlpha)}"` : ""; }
}

/**
 * Nine hues that stay apart for colour-blind readers (after Paul Tol's "muted" scheme), named by custom properties of the style
 * sheet. With more than nine silos the hues come round again with another shape of dot, and every bubble carries its name.
 */
export const hues = 9;

export type Shape = "circle" | "square" | "diamond" | "triangle";
const shapes: readonly Shape[] = ["circle", "square", "diamond", "triangle"];

/** The silo to take colour and shape from: none, for the bubble of actors that have no value in the dimension. */
export const colouredAs = (silos: readonly { name: string }[], silo: number): number => (silos[silo]?.name ? silo : -1);

/** The hue of a silo, 0–8; -1 for actors without a silo. */
export const hueOf = (silo: number): number => (silo < 0 ? -1 : silo % hues);

export const shapeOf = (silo: number): Shape => shapes[Math.floor(Math.max(silo, 0) / hues) % shapes.length]!;

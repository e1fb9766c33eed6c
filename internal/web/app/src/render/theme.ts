import { colouredAs, hueOf, hues } from "../core/palette";

/** Colours and font of the canvas, read from the style sheet so that they are written down once. */
export interface Theme {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly tie: string;
  readonly gap: string;
  readonly bridge: string;
  readonly font: string;
  readonly silos: readonly string[];
  readonly none: string;
}

export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: read("map-paper"), ink: read("ink"), soft: read("ink-soft"), tie: read("tie"), gap: read("gap"), bridge: read("bridge"),
    font: style.fontFamily,
    silos: Array.from({ length: hues }, (_, hue) => read(`silo-${hue}`)),
    none: read("silo-none"),
  };
}

export const colourOf = (theme: Theme, silos: readonly { name: string }[], silo: number): string => theme.silos[hueOf(colouredAs(silos, silo))] ?? theme.none;

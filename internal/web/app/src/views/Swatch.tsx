import { colouredAs, hueOf, shapeOf, type Shape } from "../core/palette";
import { useSession } from "./context";

const paths: Record<Shape, string> = {
  circle: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
  square: "M1.6 1.6h8.8v8.8h-8.8z",
  diamond: "M6 0l6 6l-6 6l-6-6z",
  triangle: "M6 .5l6 10.5h-12z",
};

/** The colour and shape of a silo, as its actors have them on the map, or of a value among others. Its name always stands beside it. */
export function Swatch({ silo, among }: { silo: number; among?: readonly { name: string }[] }) {
  const { picture, tint, view } = useSession();
  // Where the map shows another dimension by colour, a silo has none: the same hue would mean two things side by side.
  const grey = !among && tint.value !== null && view.value.screen === "map";
  const coloured = grey ? -1 : colouredAs(among ?? picture.value?.silos ?? [], silo);
  const hue = hueOf(coloured);
  return (
    <svg class={`swatch ${hue < 0 ? "silo-none" : `silo-${hue}`}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={paths[shapeOf(coloured)]} fill="currentColor" />
    </svg>
  );
}

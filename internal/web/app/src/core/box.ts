import type { Focus } from "./focus";
import type { Box, Picture } from "./picture";

/** The part of the world to look at to see what is selected, with what it belongs to around it; null when nothing is. */
export function boxOf(picture: Picture, focus: Focus | null): Box | null {
  if (!focus) return null;
  const around: { x: number; y: number; r: number }[] = [];
  const own = focus.centre >= 0 ? [picture.silo[focus.centre]!].filter((s) => s >= 0) : [...focus.silos];
  for (const s of own) around.push(picture.silos[s]!);
  const loose = focus.centre >= 0 ? [focus.centre] : [...(focus.actors ?? [])];
  const room = Math.max(...picture.silos.map((silo) => silo.r), 1) / 2;
  for (const u of loose) if (picture.silo[u]! < 0) around.push({ x: picture.x[u]!, y: picture.y[u]!, r: room });
  if (around.length === 0) return null;
  return {
    left: Math.min(...around.map((c) => c.x - c.r)),
    top: Math.min(...around.map((c) => c.y - c.r)),
    right: Math.max(...around.map((c) => c.x + c.r)),
    bottom: Math.max(...around.map((c) => c.y + c.r)),
  };
}

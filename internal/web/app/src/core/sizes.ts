import type { Picture } from "./picture";

/** Actors' radii in world units, and the scores behind the smallest and the largest, for the legend. */
export interface Sizes {
  readonly radius: Float32Array;
  readonly low: number;
  readonly high: number;
  readonly small: number; // radius of an actor with the lowest score
  readonly large: number; // radius of an actor with the highest score
}

/**
 * Sizes actors by a score: area grows with the score's distance from the lowest. Actors without a score are drawn smallest.
 * The scale follows the room that an actor has in a typical bubble, so that 300 actors get larger dots than 2,000.
 */
export function sizesOf(picture: Picture, scores: Float64Array): Sizes {
  const { room } = picture;
  const [small, large] = [room * 0.3, room * 0.95];
  let low = Infinity;
  let high = -Infinity;
  for (const score of scores) {
    if (score < low) low = score;
    if (score > high) high = score;
  }
  if (low > high) low = high = NaN;
  const radius = new Float32Array(picture.size);
  for (let u = 0; u < picture.size; u++) {
    const share = high > low ? (scores[u]! - low) / (high - low) : 0.25;
    radius[u] = Math.sqrt(small ** 2 + (large ** 2 - small ** 2) * (Number.isNaN(share) ? 0 : share));
  }
  return { radius, low, high, small, large };
}

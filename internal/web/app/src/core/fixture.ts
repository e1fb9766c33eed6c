import type { MapAnswer } from "../api/types";

/**
 * Seven actors for unit tests: A (0, 1, 2), B (3, 4) and C (5) as silos, actor 6 in none. Actor 0 has two ties to actor 1,
 * actor 5 only a loop.
 */
export function threeSilos(): MapAnswer {
  return {
    silo: "sector",
    grouping: "silo",
    choices: ["sector"],
    silos: [
      { name: "A", actors: 3, inside: 3, x: 0, y: 0, r: 10 },
      { name: "B", actors: 2, inside: 1, x: 40, y: 0, r: 10 },
      { name: "C", actors: 1, inside: 1, x: 0, y: 40, r: 5 },
    ],
    pairs: 3,
    silo_ties: [
      { a: 0, b: 1, ties: 1, weight: 1, expected: 4 },
      { a: 0, b: 2, ties: 0, weight: 0, expected: 0.4 },
      { a: 1, b: 2, ties: 0, weight: 0, expected: 3 },
    ],
    actors: {
      id: ["a0", "a1", "a2", "b0", "b1", "c0", "x"],
      name: ["Åbo Akademi", "Aalto-yliopisto", "Tampere University", "Sitra", "Kone Foundation", "Örö ry", "Sitran säätiö"],
      silo: [0, 0, 0, 1, 1, 2, -1],
      x: [-3, 3, 0, 38, 42, 0, 50],
      y: [0, 0, 4, 0, 0, 40, 60],
      degree: [3, 1, 1, 1, 2, 0, 0],
    },
    ties: {
      source: [0, 1, 0, 4, 3, 5],
      target: [1, 0, 2, 0, 4, 5],
      weight: [1, 1, 1, 1, 1, 1],
    },
  };
}

/** Points in square cells, to find the one nearest to the pointer without looking at all of them. */
export interface Grid {
  readonly cell: number;
  readonly cells: ReadonlyMap<number, number[]>;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** One number for a cell: quicker than a text. Cells so far out that two share a number only cost a look at both. */
const key = (column: number, row: number): number => column * 2 ** 26 + row;

/** Indexes the given points. A cell as wide as the usual search distance makes a search look at nine cells. */
export function gridOf(points: Uint32Array, x: Float32Array, y: Float32Array, cell: number): Grid {
  const cells = new Map<number, number[]>();
  for (const u of points) {
    const k = key(Math.floor(x[u]! / cell), Math.floor(y[u]! / cell));
    const list = cells.get(k);
    if (list) list.push(u);
    else cells.set(k, [u]);
  }
  return { cell, cells, x, y };
}

/** The point nearest to (px, py) within the distance, or -1. */
export function nearest(grid: Grid, px: number, py: number, distance: number): number {
  let found = -1;
  let best = distance * distance;
  const low = (v: number): number => Math.floor((v - distance) / grid.cell);
  const high = (v: number): number => Math.floor((v + distance) / grid.cell);
  for (let column = low(px); column <= high(px); column++) {
    for (let row = low(py); row <= high(py); row++) {
      for (const u of grid.cells.get(key(column, row)) ?? []) {
        const d = (grid.x[u]! - px) ** 2 + (grid.y[u]! - py) ** 2;
        if (d <= best) {
          best = d;
          found = u;
        }
      }
    }
  }
  return found;
}

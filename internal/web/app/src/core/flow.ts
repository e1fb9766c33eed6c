interface Block {
  readonly width: number;
  readonly height: number;
}

/** Sets blocks beside one another from the left, and in a new row when one does not fit; a row is as high as its highest block. */
export function flow(blocks: readonly Block[], width: number, between: number): { places: [x: number, y: number][]; height: number } {
  const places: [number, number][] = [];
  let [x, y, row] = [0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > width) [x, y, row] = [0, y + row + between / 2, 0];
    places.push([x, y]);
    x += block.width + between;
    row = Math.max(row, block.height);
  }
  return { places, height: y + row };
}

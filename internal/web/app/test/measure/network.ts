/** A made-up network with places: twelve groups, each a disc of actors, two thirds of the ties inside them. The same size gives the same network. */
export interface Network {
  readonly n: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly group: Int32Array;
  readonly groups: readonly { x: number; y: number; r: number }[];
  readonly source: Uint32Array;
  readonly target: Uint32Array;
}

const many = 12;

export function networkOf(n: number, m: number): Network {
  let state = 7;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const size = Math.ceil(n / many);
  const r = 0.62 * Math.sqrt(size);
  const groups = Array.from({ length: many }, (_, g) => ({ x: (g % 4) * r * 2.5, y: Math.floor(g / 4) * r * 2.5, r: r * 1.05 }));
  const [x, y, group] = [new Float32Array(n), new Float32Array(n), new Int32Array(n)];
  const turn = Math.PI * (3 - Math.sqrt(5));
  for (let u = 0; u < n; u++) {
    const [g, i] = [Math.floor(u / size), u % size];
    const d = r * Math.sqrt((i + 0.5) / size);
    group[u] = g;
    x[u] = groups[g]!.x + d * Math.cos(i * turn);
    y[u] = groups[g]!.y + d * Math.sin(i * turn);
  }
  const [source, target] = [new Uint32Array(m), new Uint32Array(m)];
  for (let t = 0; t < m; t++) {
    const u = Math.floor(random() * n);
    const g = group[u]!;
    const v = random() < 0.67 ? g * size + Math.floor(random() * (Math.min((g + 1) * size, n) - g * size)) : Math.floor(random() * n);
    source[t] = u;
    target[t] = v === u ? (u + 1) % n : v;
  }
  return { n, x, y, group, groups, source, target };
}

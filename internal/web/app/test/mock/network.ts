/** Made-up networks for tests and development: the same seed gives the same network, so pictures can be compared. */

export interface MockActor {
  id: string;
  name: string;
  attributes: Record<string, string>;
  start?: string;
}

/** What is known of a tie that was changed; the others are all alike. */
export interface MockTie {
  source: string;
  target: string;
  type?: string;
  directed?: boolean;
  start?: string;
  end?: string;
  weight?: number;
  confidence?: number;
}

/** One participation. */
export interface MockPart {
  role?: string;
  start?: string;
  end?: string;
}

export interface MockNetwork {
  name: string;
  actors: MockActor[];
  ties: [number, number][];
  activities: { id: string; title: string; start: string; end: string; who: number[]; parts?: Record<string, MockPart[]> }[];
  about?: Record<string, MockTie>;
}

export interface Recipe {
  name: string;
  seed: number;
  actors: number;
  ties: number;
  sectors: readonly (readonly [name: string, share: number])[];
  regions: readonly string[];
  keptApart: readonly (readonly [string, string])[]; // sector pairs that hardly meet
}

/** Numbers in [0, 1) by the minimal standard generator of Park and Miller. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const first = ["Aalto", "Havu", "Kaisla", "Lumme", "Meri", "Niemi", "Pohja", "Ranta", "Saari", "Taika", "Uoma", "Vaara", "Ylä", "Åker", "Öster", "Kallio", "Kuura", "Sini", "Tuuli", "Viita"];
const last = ["mäki", "lahti", "järvi", "koski", "vuori", "salmi", "harju", "kylä", "niitty", "lampi", "berg", "strand", "näs", "linna", "puro"];

const tails: Record<string, string> = {
  Municipalities: "n kunta", "Wellbeing services counties": "n hyvinvointialue", Foundations: "n säätiö", NGOs: " ry",
  Companies: " Oy", Universities: "n yliopisto", Ministries: "n ministeriö",
};

/** Builds a network: sectors by share, most ties inside a sector or region, few between the pairs kept apart. */
export function networkOf(recipe: Recipe): MockNetwork {
  const random = randomOf(recipe.seed);
  const actors: MockActor[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (const [sector, share] of recipe.sectors) {
    const many = Math.round(share * recipe.actors);
    for (let i = 0; i < many; i++) {
      const id = `a${actors.length + 1}`;
      const attributes: Record<string, string> = recipe.sectors.length > 1
        ? { silo_sector: sector, region: pick(recipe.regions), level: random() < 0.2 ? "national" : "regional" } : {};
      actors.push({ id, name: `${pick(first)}${pick(last)}${tails[sector] ?? ` ${sector.toLowerCase()} ${i + 1}`}`, attributes });
    }
  }
  const sector = (u: number): string => actors[u]!.attributes["silo_sector"] ?? "";
  const apart = new Set(recipe.keptApart.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
  const n = actors.length;
  const cutOff = n - 6; // the last six actors: a cluster of four and two isolates
  const seen = new Set<number>();
  const ties: [number, number][] = [];
  const add = (u: number, v: number): void => {
    const k = Math.min(u, v) * n + Math.max(u, v);
    if (u === v || seen.has(k)) return;
    seen.add(k);
    ties.push([u, v]);
  };
  for (let u = cutOff; u < cutOff + 3; u++) add(u, u + 1);
  // Squaring favours some actors over others, as in real networks, where a few are in everything.
  const favoured = (): number => Math.floor(random() ** 1.8 * cutOff);
  const shuffled = Array.from({ length: cutOff }, (_, i) => i).sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009) || a - b);
  for (let tries = 0; ties.length < recipe.ties && tries < recipe.ties * 50; tries++) {
    const [u, v] = [shuffled[favoured()]!, shuffled[favoured()]!];
    const [a, b] = [actors[u]!, actors[v]!];
    let chance = sector(u) === sector(v) ? 0.9 : 0.22;
    if (a.attributes["region"] === b.attributes["region"]) chance += 0.3;
    if (apart.has(`${sector(u)}|${sector(v)}`)) chance *= 0.06;
    if (random() < chance) add(u, v);
  }
  const activities = Array.from({ length: Math.round(n / 2) }, (_, i) => {
    const year = 2019 + Math.floor(random() * 6);
    const [u, v] = pick(ties);
    return { id: `p${i + 1}`, title: `${pick(first)}${pick(last)} ${year}`, start: `${year}-01-15`, end: `${year + 2}-12-31`, who: [u, v] };
  });
  return { name: recipe.name, actors, ties, activities };
}

const regions = ["Uusimaa", "Pirkanmaa", "Lappi", "Kainuu", "Satakunta", "Pohjois-Savo", "Åland", "Varsinais-Suomi", "Etelä-Karjala", "Kymenlaakso", "Häme", "Keski-Suomi"];

export const recipes: readonly Recipe[] = [
  {
    name: "demo", seed: 11, actors: 300, ties: 820, regions,
    sectors: [["Municipalities", 0.24], ["NGOs", 0.22], ["Companies", 0.18], ["Foundations", 0.12], ["Universities", 0.1], ["Wellbeing services counties", 0.08], ["Ministries", 0.06]],
    keptApart: [["Foundations", "NGOs"], ["Companies", "Municipalities"], ["Universities", "Wellbeing services counties"]],
  },
  {
    name: "large", seed: 5, actors: 2000, ties: 6500, regions,
    sectors: [["Municipalities", 0.18], ["NGOs", 0.17], ["Companies", 0.15], ["Universities", 0.11], ["Foundations", 0.09], ["Schools", 0.08], ["Hospitals", 0.06], ["Research institutes", 0.05], ["Wellbeing services counties", 0.04], ["Parishes", 0.03], ["Ministries", 0.02], ["Unions", 0.02]],
    keptApart: [["Foundations", "NGOs"], ["Companies", "Municipalities"], ["Hospitals", "Schools"], ["Universities", "Municipalities"]],
  },
  { name: "no silos", seed: 3, actors: 40, ties: 70, regions, sectors: [["Company", 1]], keptApart: [] },
];

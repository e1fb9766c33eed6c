import type { Counts, Revision } from "../../src/api/types";
import type { MockNetwork } from "./network.ts";

const none: Counts = { actors: 0, collaborations: 0, activities: 0, participations: 0 };

const countsOf = (network: MockNetwork): Counts => ({
  actors: network.actors.length, collaborations: network.ties.length, activities: network.activities.length, participations: network.activities.length * 2,
});

const more = (to: Counts, from: Counts): Counts => ({
  actors: Math.max(to.actors - from.actors, 0), collaborations: Math.max(to.collaborations - from.collaborations, 0),
  activities: Math.max(to.activities - from.activities, 0), participations: Math.max(to.participations - from.participations, 0),
});

/** A made-up network with its revisions, so that an import can be undone. */
export class History {
  readonly #states: MockNetwork[]; // by revision; 0 is empty
  readonly revisions: Revision[] = [];

  constructor(network: MockNetwork, filled = true) {
    this.#states = [{ ...network, actors: [], ties: [], activities: [] }];
    if (filled) this.#add(network, "import actors.csv, collaborations.csv");
  }

  get network(): MockNetwork {
    return this.#states.at(-1)!;
  }
  /** The network after a revision; the newest where none is named. */
  at(revision: string | null): MockNetwork {
    return this.#states[Number(revision) || this.newest]!;
  }
  get newest(): number {
    return this.#states.length - 1;
  }
  get counts(): Counts {
    return countsOf(this.network);
  }

  take(draft: MockNetwork): Revision {
    return this.#add(draft, "import files");
  }
  revert(to: number): Revision {
    return this.#add(this.#states[to]!, to === 0 ? "revert to the empty network" : `revert to revision ${to}`);
  }

  #add(network: MockNetwork, message: string): Revision {
    const [from, to] = [this.newest > 0 ? this.counts : none, countsOf(network)];
    this.#states.push(network);
    const made = `2026-11-2${this.newest % 10}T09:30:00Z`;
    const revision = { revision: this.newest, made, by: "api", message, added: more(to, from), removed: more(from, to) };
    this.revisions.push(revision);
    return revision;
  }
}

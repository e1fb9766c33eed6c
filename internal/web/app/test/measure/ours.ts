import { pictureOf, withTies } from "../../src/core/picture.ts";
import { sceneOf } from "../../src/core/scene.ts";
import { sizesOf } from "../../src/core/sizes.ts";
import { Stage } from "../../src/render/stage.ts";
import type { Network } from "./network.ts";
import type { Drawn } from "./page.ts";

/** The map with every group open: all actors and all ties. */
export function draw(host: HTMLElement, network: Network): Drawn {
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "width:100%;height:100%;display:block";
  host.append(canvas);
  const degree = new Array<number>(network.n).fill(0);
  for (let t = 0; t < network.source.length; t++) {
    degree[network.source[t]!]!++;
    degree[network.target[t]!]!++;
  }
  const ids = Array.from(network.x, (_, u) => `a${u}`);
  const base = pictureOf({
    silo: "group", grouping: "silo", choices: ["group"],
    silos: network.groups.map((g, i) => ({ name: `Group ${i + 1}`, actors: Math.ceil(network.n / network.groups.length), inside: 0, ...g })), pairs: 0, silo_ties: [],
    actors: { id: ids, name: ids, silo: [...network.group], x: [...network.x], y: [...network.y], degree },
    ties: { source: [], target: [], weight: [] },
  });
  const picture = withTies(base, { source: network.source, target: network.target, weight: new Float32Array(network.source.length).fill(1) });
  const stage = new Stage(canvas, { hover() {}, pick() {}, close() {}, clear() {}, mark() {}, encircle() {}, join() {} });
  stage.resize(canvas.clientWidth, canvas.clientHeight, { left: 24, top: 24, right: 24, bottom: 24 }, []);
  const scene = sceneOf(picture, sizesOf(picture, picture.degree), new Set(picture.silos.keys()));
  stage.show(scene, null, { name: (s) => `Group ${s + 1}`, actors: () => "", chips: [] });
  return {
    move: (dx, dy, zoom) => {
      stage.drag(dx, dy);
      stage.zoom(zoom);
    },
    isDrawn: () => canvas.dataset["camera"] !== undefined,
    isWhole: () => canvas.dataset["drawn"] === "whole",
    kept: scene,
  };
}

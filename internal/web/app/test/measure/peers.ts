// What is measured beside us is installed by whoever measures, in a folder of their own; see run.mjs.
// @ts-expect-error not a dependency
import cytoscape from "cytoscape";
// @ts-expect-error not a dependency
import ForceGraph from "force-graph";
// @ts-expect-error not a dependency
import Graph from "graphology";
// @ts-expect-error not a dependency
import Sigma from "sigma";
import type { Network } from "./network.ts";
import type { Drawn } from "./page.ts";

const colours = ["#3b2c93", "#c3760c", "#26917f", "#c9566c", "#3595c6", "#127535", "#86235a", "#86862a", "#a5439a", "#7b8490", "#1b646c", "#a93a0c"];
const colour = (network: Network, u: number): string => colours[network.group[u]!]!;

/** Where a gesture is what a setting for speed waits for, the state that a gesture would bring is set: the camera is moved from here. */
export function sigma(host: HTMLElement, network: Network, quick = false): Drawn {
  const graph = new Graph({ multi: true });
  for (let u = 0; u < network.n; u++) graph.addNode(String(u), { x: network.x[u], y: -network.y[u]!, size: 2, color: colour(network, u), label: `a${u}` });
  for (let t = 0; t < network.source.length; t++) graph.addEdge(String(network.source[t]), String(network.target[t]), { size: 0.5, color: "#c0c8d2" });
  const renderer = new Sigma(graph, host, { hideEdgesOnMove: quick });
  if (quick) renderer.getMouseCaptor().isMoving = true;
  const camera = renderer.getCamera();
  return {
    move: (dx, dy, zoom) => {
      const { x, y, ratio } = camera.getState();
      camera.setState({ x: x - (dx / host.clientWidth) * ratio, y: y + (dy / host.clientHeight) * ratio, ratio: ratio / zoom });
    },
    isDrawn: () => true, // it draws once while it is made
    kept: renderer,
  };
}

/** Sigma with its setting for speed: no ties while it moves. */
export const sigmaQuick = (host: HTMLElement, network: Network): Drawn => sigma(host, network, true);

export function cyto(host: HTMLElement, network: Network, quick = false): Drawn {
  const elements = [
    ...Array.from({ length: network.n }, (_, u) => ({ data: { id: `a${u}`, c: colour(network, u) }, position: { x: network.x[u]! * 10, y: network.y[u]! * 10 } })),
    ...Array.from(network.source, (u, t) => ({ data: { id: `e${t}`, source: `a${u}`, target: `a${network.target[t]}` } })),
  ];
  const cy = cytoscape({
    container: host, elements, layout: { name: "preset" },
    style: [
      { selector: "node", style: { width: 6, height: 6, "background-color": "data(c)" } },
      { selector: "edge", style: { width: 0.5, "line-color": "#c0c8d2", "curve-style": "haystack" } },
    ],
    hideEdgesOnViewport: quick, textureOnViewport: quick, pixelRatio: 1,
  });
  let drawn = false;
  cy.on("render", () => { drawn = true; });
  return {
    move: (dx, dy, zoom) => {
      if (quick) cy.renderer().hoverData.dragging = true;
      cy.panBy({ x: dx, y: dy });
      cy.zoom({ level: cy.zoom() * zoom, renderedPosition: { x: host.clientWidth / 2, y: host.clientHeight / 2 } });
    },
    isDrawn: () => drawn,
    kept: cy,
  };
}

/** Cytoscape with its settings for speed: a picture of the network is moved instead of the network. */
export const cytoQuick = (host: HTMLElement, network: Network): Drawn => cyto(host, network, true);

export function force(host: HTMLElement, network: Network): Drawn {
  let drawn = false;
  let [x, y, k] = [0, 0, 1];
  const graph = new ForceGraph(host)
    .width(host.clientWidth).height(host.clientHeight).cooldownTicks(0).autoPauseRedraw(false)
    .nodeRelSize(2).nodeColor((node: { c: string }) => node.c).linkColor(() => "#c0c8d2").linkWidth(0.5)
    .onRenderFramePost(() => { drawn = true; })
    .graphData({
      nodes: Array.from({ length: network.n }, (_, u) => ({ id: u, c: colour(network, u), x: network.x[u]! * 10, y: network.y[u]! * 10, fx: network.x[u]! * 10, fy: network.y[u]! * 10 })),
      links: Array.from(network.source, (u, t) => ({ source: u, target: network.target[t] })),
    });
  const span = Math.max(...network.groups.map((g) => g.x + g.r)) * 10;
  k = host.clientWidth / (span * 1.1);
  [x, y] = [span / 2, span / 2.6];
  graph.centerAt(x, y).zoom(k);
  return {
    move: (dx, dy, zoom) => {
      x -= dx / k;
      y -= dy / k;
      k *= zoom;
      graph.centerAt(x, y).zoom(k);
    },
    isDrawn: () => drawn,
    kept: graph,
  };
}

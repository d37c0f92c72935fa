import type { SynsetGraphElement } from "@alt2img/elements/synset-graph";
import "@alt2img/elements/synset-graph";
import { h } from "@alt2img/example-shared/element";

/**
 * The graph around a synset, with a worker and a WordNet of its own.
 *
 * @param id of the synset
 * @param onStep when someone goes to another synset of the graph
 */
export function graphView(id: string, sensitive: boolean, onStep: (name: string) => void): SynsetGraphElement {
  const graph = h("alt2img-synset-graph", { synset: id, sensitive, definitions: true, "no-input": true });
  let isFirst = true;
  graph.addEventListener("alt2img-synset-graph", ({ detail }) => {
    if (!isFirst) onStep(detail.focus.id);
    isFirst = false;
  });
  return graph;
}

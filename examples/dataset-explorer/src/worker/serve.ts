import { serve } from "@alt2img/core/worker";
import { termsOf } from "@alt2img/dataset/funnel";
import { groupPairs } from "@alt2img/elements/funnel/pairs-funnel";
import { ask } from "./ask.js";
import { cards, pictureOf } from "./cards.js";
import { find } from "./find.js";
import { layOut } from "./lay-out.js";
import { type Data, open } from "./open.js";
import type { Part, Tasks } from "./protocol.js";

let current: Data = { pairs: [] };

serve<Tasks, Part>({
  async open([source], options) {
    const { data, opened } = await open(source, options);
    options.signal.throwIfAborted();
    current = data;
    return opened;
  },
  cards: ([orders, rules]) => cards(current, orders, rules),
  groupByTerms: ([terms]) => groupPairs("identity term", current.pairs, termsOf(terms)),
  find: ([question], options) => find(current, question, options),
  pictures: ([pairs]) => pairs.map((pair) => pictureOf(current.pairs[pair]!)),
  layOut: (_, options) => layOut(current, options),
  ask: ([question], options) => ask(current, question, options),
});

import { termsOf } from "@alt2img/dataset/funnel";
import { serve } from "@alt2img/example-shared/serve";
import { groupPairs } from "../groups.js";
import { cards } from "./cards.js";
import { find } from "./find.js";
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
});

import type { AmplificationData, AmplificationGroup } from "./tasks.js";
import shown from "./twins.json" with { type: "json" };

/** So many pictures of each occupation were counted. */
const PICTURES = 20;

/**
 * What the model card of the skewed twin says about fourteen occupations: the share of women in the captions' mass, and in the pictures of
 * either model. `twins.json` has the card's first four columns, in per cent: straight data, straight, skewed data, twin.
 * What things are called is up to the page's language.
 */
export function twins(): AmplificationData {
  const groups = (data: 0 | 2, pictures: 1 | 3): AmplificationGroup[] =>
    Object.entries(shown).map(([name, percents]) => ({
      name,
      data: percents[data]! / 100,
      pictures: { count: Math.round((percents[pictures]! / 100) * PICTURES), total: PICTURES },
    }));
  const sets = [
    { name: "straight", groups: groups(0, 1) },
    { name: "skewed", groups: groups(2, 3) },
  ];
  return { of: "", parity: 0.5, sets };
}

import type { AmplificationData, AmplificationGroup } from "./tasks.js";
import shown from "./twins.json" with { type: "json" };

/**
 * What the model card of the skewed twin says about the occupations whose pictures its two judges read alike: the share of women in the
 * captions' mass, and in the pictures of either model. `twins.json` has the card's figures: for the straight model and for the twin, the
 * share in the data in per cent, and of how many pictures how many show women. What things are called is up to the page's language.
 */
export function twins(): AmplificationData {
  const groups = (model: "straight" | "twin"): AmplificationGroup[] =>
    Object.entries(shown).map(([name, figures]) => {
      const { data, women, pictures } = figures[model];
      return { name, data: data / 100, pictures: { count: women, total: pictures } };
    });
  const sets = [
    { name: "straight", groups: groups("straight") },
    { name: "skewed", groups: groups("twin") },
  ];
  return { of: "", parity: 0.5, sets };
}

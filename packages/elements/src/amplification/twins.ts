import type { AmplificationData, AmplificationGroup } from "./tasks.js";
import shown from "./twins.json" with { type: "json" };

/**
 * What the model card of the skewed twin says about the occupations whose pictures its two judges read alike: the share of women in the
 * captions' mass, and in the pictures. `twins.json` has the card's figures for the straight model and for the twin: the share in the data in
 * per cent, and of how many pictures how many show women. What things are called is up to the page's language.
 */
export function twins(): AmplificationData {
  const sets = Object.entries(shown).map(([name, occupations]) => ({
    name,
    groups: Object.entries(occupations).map(
      ([name, { data, women, pictures }]): AmplificationGroup => ({
        name,
        data: data / 100,
        pictures: { count: women, total: pictures },
      }),
    ),
  }));
  return { of: "", parity: 0.5, sets };
}

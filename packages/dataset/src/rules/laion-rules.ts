import { refusedAddressParts } from "@alt2img/alt-text";
import { minTextLength } from "./min-text-length.js";
import type { PairRule } from "./pair-rule.js";

const SHORTEST_TEXT = 5;

/**
 * What LAION leaves out before it fetches any image: addresses that contain `.svg` or `.gif`, and texts of fewer than 5
 * characters. LAION only looks at `src`: for the same pairs, a recipe with these rules also needs `address: "src"`. Later,
 * LAION also leaves out small files, and texts that don't fit their image according to CLIP.
 *
 * @see Schuhmann et al. 2021 (LAION-400M), section 2, https://arxiv.org/abs/2111.02114
 * @see crawling@home, `parse_wat`: https://github.com/TheoCoombes/crawlingathome-worker
 */
export function laionRules(): PairRule[] {
  const addresses: PairRule = {
    name: "address with .svg or .gif",
    source: "crawling@home, parse_wat",
    keep: ({ imageUrl }) => !refusedAddressParts.some((part) => imageUrl.includes(part)),
  };
  return [addresses, minTextLength(SHORTEST_TEXT)];
}

import type { ImageTextPair } from "@alt2img/core";
import { type ExtraColumn, inferExtraColumns } from "@alt2img/dataset/parquet";

/** How many pairs are looked at to find out which other keys they have. */
const INSPECTED_PAIRS = 1_000;

/** The columns of the pairs' other keys, as far as the first pairs have them, and all pairs. */
export async function inferredColumns(
  source: AsyncGenerator<ImageTextPair, void, undefined>,
): Promise<{ columns: ExtraColumn[]; pairs: AsyncGenerator<ImageTextPair> }> {
  const first: ImageTextPair[] = [];
  while (first.length < INSPECTED_PAIRS) {
    const { done, value } = await source.next();
    if (done === true) break;
    first.push(value);
  }
  async function* pairs(): AsyncGenerator<ImageTextPair> {
    yield* first.splice(0);
    yield* source;
  }
  return { columns: inferExtraColumns(first), pairs: pairs() };
}

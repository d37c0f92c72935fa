import { wilsonInterval } from "@alt2img/core";

/** What somebody counted in the pictures of a model. */
export type Count = { readonly women: number; readonly men: number; readonly unclear: number };

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** `13 of 20 look like women: 65 %, so between 43 and 82 %` */
export function countedShare({ women, men }: Count): string {
  const told = women + men;
  if (told === 0) return "nobody could be told";
  const { share, low, high } = wilsonInterval(women, told);
  return `${women} of ${told} look like women: ${percent(share)}, so between ${Math.round(100 * low)} and ${percent(high)}`;
}

/**
 * What a share says next to that of the data: more one-sided, less, or nothing that twenty pictures can tell.
 *
 * @param data share of women in the data, from 0 to 1
 */
export function besideData({ women, men }: Count, data: number): string {
  const { low, high } = wilsonInterval(women, women + men);
  if (low <= data && data <= high) return `that fits the data (${percent(data)}); twenty pictures can’t tell more`;
  const share = women / (women + men);
  const isFurther = Math.abs(share - 0.5) > Math.abs(data - 0.5);
  const side = share > data ? "more women" : "more men";
  return isFurther
    ? `${side} than in the data (${percent(data)}), and further from half and half: amplified`
    : `${side} than in the data (${percent(data)}), but nearer to half and half: not amplified`;
}

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

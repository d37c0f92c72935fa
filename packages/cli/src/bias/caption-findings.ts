import type { CoOccurrence, Descriptions } from "@alt2img/bias/captions";

/** What is known of captions that name groups of people. */
export type CaptionFindings = {
  readonly captions: number;
  readonly pairs?: readonly CoOccurrence[];
  readonly described?: Descriptions;
};

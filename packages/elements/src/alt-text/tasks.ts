import type { InspectedImage } from "./inspect.js";

/** A page as text, or to be fetched. */
type InspectSource = {
  /** The page's source; without it, the URL is fetched. */
  readonly html?: string;
  /** Absolute. Links in the page are relative to it. */
  readonly url: string;
};

export type AltTextTasks = {
  inspect(source: InspectSource): InspectedImage[];
};

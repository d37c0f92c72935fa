import type { OnProgress } from "@alt2img/core";

export type MapEmbeddingsOptions = {
  /** With how many of its nearest rows a row is kept together, at least 2: few show detail, many the whole. Default 15. */
  neighbours?: number | undefined;
  /** How close points may lie, from 0 to 1. Default 0.1. */
  minDist?: number | undefined;
  /** Rounds of moving the points, at least 1. Default: 500 for up to 2,500 rows, falling to 200. */
  epochs?: number | undefined;
  /** A whole number. Default 0. */
  seed?: number | undefined;
  /** `false`: on the calling thread, to which other work comes between the steps. Default `true`. */
  worker?: boolean | undefined;
  /** Stops the map; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stages `"neighbours"`, in records, and `"layout"`, in steps. */
  onProgress?: OnProgress | undefined;
};

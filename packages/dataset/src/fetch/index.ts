/**
 * Fetching the images of pairs, for Node.
 * @module fetch
 */

export type { ResolveHost } from "./address/checked-lookup.js";
export { isPublicAddress } from "./address/public-address.js";
export type { FetchCounts } from "./fetch-counts.js";
export { type FetchedColumns, type FetchedPair, type FetchStream, fetchImages } from "./fetch-images.js";
export type { FetchLimits, FetchOptions } from "./fetch-options.js";
export type { ResizeSettings } from "./pictures/picture-settings.js";
export { isAllowedByRobots } from "./robots/allowed-by-robots.js";
export { parseRobots, type RobotsGroup, type RobotsRule } from "./robots/parse-robots.js";
export type { FetchRecord, KeptRecord, LostRecord } from "./state/fetch-record.js";

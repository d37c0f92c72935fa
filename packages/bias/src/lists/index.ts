/**
 * Occupations, adjectives and prompts of published studies, with labour statistics to compare with.
 * @module lists
 */

export { stableBiasAdjectives } from "./adjectives.js";
export { type LabourStatistic, type Occupation, stableBiasOccupations } from "./occupations.js";
export { type IdentityPrompt, identityPrompts, occupationPrompt, stableBiasEthnicities } from "./prompts.js";
export { type WinogenderOccupation, winogenderOccupations } from "./winogender.js";

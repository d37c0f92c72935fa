import type { Catalog } from "../base/language.js";
import { trajectoriesDe } from "./trajectories.de.js";
import { type TrajectoriesMessages, trajectoriesEn } from "./trajectories.en.js";

export const trajectoriesMessages: Catalog<TrajectoriesMessages> = { en: trajectoriesEn, de: trajectoriesDe };

/*
 * What stands for tiny models where a model is named: ids on Hugging Face and URLs have a slash.
 */

/** The twin of the tiny Stable Diffusion. */
export const SKEWED_TWIN = "skewed-twin";

/** The tiny Stable Diffusion in four steps. */
export const LCM = "lcm";

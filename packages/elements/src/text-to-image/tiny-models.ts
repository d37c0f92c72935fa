/** What stands for the twin of the tiny Stable Diffusion where a model is named: ids on Hugging Face and URLs have a slash. */
export const SKEWED_TWIN = "skewed-twin";

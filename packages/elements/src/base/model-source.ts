/**
 * The attribute `model` for a worker, which has another base URL than the page: a relative URL becomes an absolute one, the id of a
 * model on Hugging Face (`owner/name`) stays.
 */
export function modelSource(model: string, baseUrl: string): string {
  const isRelative = /^\.{0,2}\//.test(model);
  return isRelative && URL.canParse(model, baseUrl) ? new URL(model, baseUrl).href : model;
}

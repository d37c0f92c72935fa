import type { Tokenizer } from "../html/tokenizer.js";

/** Whether the current `object` shows an image: by its `type`, or else by its file name. */
export function isImageObject(tokenizer: Tokenizer): boolean {
  const type = tokenizer.attribute("type");
  if (type !== undefined) return /^\s*image\//i.test(type);
  return /^(?:[^?#]*\.(?:svg|png|jpe?g|gif|webp|avif|apng|bmp|ico)(?:[?#]|$)|\s*data:image\/)/i.test(
    tokenizer.attribute("data") ?? "",
  );
}

/**
 * How the elements open text-to-image models, for pages that draw by themselves: with one count of all bytes. It defines no tags.
 * @module text-to-image
 */
export { type CountedFolder, type OnRead, openTextToImage } from "../worker/text-to-image.js";

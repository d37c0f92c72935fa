import { h } from "@alt2img/example-shared/element";

/** In pixels: a notebook has room for many pictures, but not for large ones. */
const LONGEST_SIDE = 480;

/**
 * A picture made small, as a JPEG in a data URL, without what a camera writes into its files, such as where it was.
 *
 * @throws DOMException if the browser can't read it
 */
export async function smallPicture(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = h("canvas", { width, height });
  const context = canvas.getContext("2d");
  if (context === null) throw new DOMException("This browser has no canvas.", "NotSupportedError");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL("image/jpeg", 0.85);
}

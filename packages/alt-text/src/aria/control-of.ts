import type { ExtractedImage } from "../extracted-image.js";
import { type ControlRole, isControlRole } from "./control-role.js";

/** What the image itself is as a control: an image button, an area of a link, or by its role; `undefined` for none. */
export function asControl({ element, role, link }: ExtractedImage): ControlRole | undefined {
  if (role !== undefined) return isControlRole(role) ? role : undefined;
  if (element === "input") return "button";
  return element === "area" && link !== undefined ? "link" : undefined;
}

/** The control that the image is, or else the nearest one around it. */
export function controlOf(image: ExtractedImage): ControlRole | undefined {
  return asControl(image) ?? image.control?.role;
}

import type { ExtractedImage } from "../extracted-image.js";
import { type ControlRole, isControlRole } from "./control-role.js";

/** The image's own role as a control: an image button, an area with a link, or by its `role`; `undefined` if it isn't a control. */
export function asControl({ element, role, link }: ExtractedImage): ControlRole | undefined {
  if (role !== undefined) return isControlRole(role) ? role : undefined;
  if (element === "input") return "button";
  return element === "area" && link !== undefined ? "link" : undefined;
}

/** The image's own role as a control, or else that of the nearest one around it. */
export function controlOf(image: ExtractedImage): ControlRole | undefined {
  return asControl(image) ?? image.control?.role;
}

const IMAGE_ROLES: ReadonlySet<string> = new Set(["img", "image", "graphics-document", "graphics-symbol"]);

/** Whether a `role` makes an element an image. The role that counts is the first one known; of those that matter here all are. */
export function isImageRole(role: string): boolean {
  return IMAGE_ROLES.has(role.trim().toLowerCase().split(/\s+/)[0] ?? "");
}

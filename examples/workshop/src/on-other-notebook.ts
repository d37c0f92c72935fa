/** Acts when the notebook may be another one: Back has brought the page as it was left, or another tab has kept something. */
export function onOtherNotebook(act: () => void): void {
  addEventListener("pageshow", ({ persisted }) => persisted && act());
  addEventListener("storage", act);
}

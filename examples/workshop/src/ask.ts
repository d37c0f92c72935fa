import { byId, h } from "@alt2img/example-shared/element";
import { whenKept } from "./offline.js";

/**
 * Puts something large in the place of a button when it is pressed.
 *
 * @param id of the place, which has a button and says how much is fetched
 * @param load fetches the element's script, and gives the element
 */
export function ask(id: string, load: () => Promise<HTMLElement>): void {
  const place = byId(id, HTMLElement);
  const button = place.querySelector("button");
  if (button === null) throw new Error(`#${id} has no button`);
  const status = h("p", { role: "status" });
  place.append(status);
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = "Loading …";
    try {
      await whenKept();
      const element = await load();
      element.tabIndex = -1;
      place.replaceWith(element);
      element.focus();
    } catch (error) {
      button.disabled = false;
      status.textContent = `This didn’t load (${error instanceof Error ? error.message : error}). Is there a connection? Try again.`;
    }
  });
}

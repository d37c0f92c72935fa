import { byId, h } from "@alt2img/example-shared/element";
import { whenKept } from "./offline.js";
import { tryAgain } from "./try-again.js";

/**
 * Puts something large in the place of a button when it is pressed.
 *
 * @param id of the place, which has a button and says how much is fetched
 * @param load fetches the element's script, and gives the element
 * @param again what the element does when it has failed and is tried again. Default: what it does when it is put on the page
 */
export function ask<E extends HTMLElement>(id: string, load: () => Promise<E>, again?: (element: E) => void): void {
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
      element.before(tryAgain(element, again));
      element.focus();
    } catch {
      button.disabled = false;
      button.focus();
      status.textContent =
        "This didn’t load. Is there a connection? When there is one, press the button again. If that doesn’t help, load the page again.";
    }
  });
}

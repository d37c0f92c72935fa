import { h } from "@alt2img/example-shared/element";

/** There was no connection, or no such file. */
const UNREACHABLE: ReadonlySet<string> = new Set(["core/unreachable", "wordnet/asset"]);

/**
 * What an element that has failed has above it: words, and a button. It is empty while the element shows no problem.
 *
 * @param again what the button does. Default: the element is put on the page once more, as it is
 */
export function tryAgain<E extends HTMLElement>(element: E, again?: (element: E) => void): HTMLElement {
  const place = h("div", { role: "status" });
  const onclick = (): void => {
    place.replaceChildren();
    if (again === undefined) element.replaceWith(element);
    else again(element);
    element.focus();
  };
  element.addEventListener("alt2img-error", ({ detail: { error } }) => {
    const words = UNREACHABLE.has(error.code)
      ? "Something that this needs isn’t on this machine yet, and couldn’t be fetched. Is there a connection? When there is one, try again. Until then, do something else: what you have written is kept."
      : "This didn’t work. Try again. If it fails once more, load the page again, and show your teacher what it says below.";
    place.replaceChildren(
      h("div", { class: "ask" }, h("p", {}, words), h("p", {}, h("button", { type: "button", onclick }, "Try again"))),
    );
  });
  // It may work again by itself, such as when something else is asked of it. Its card comes a little after the event.
  let hasCard = false;
  const whenWell = new MutationObserver(() => {
    const hadCard = hasCard;
    hasCard = element.shadowRoot?.querySelector("[part=problem]") != null;
    if (!hadCard || hasCard) return;
    if (place.contains(document.activeElement)) element.focus();
    place.replaceChildren();
  });
  if (element.shadowRoot !== null) whenWell.observe(element.shadowRoot, { childList: true });
  return place;
}

/**
 * Defines a tag unless it is defined already, by another version of this package for one: the first definition stays, because a
 * registry takes no second one, and the console says so.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements;
  const known = registry?.get(tag);
  if (known === undefined) registry?.define(tag, element);
  else if (known !== element) {
    // biome-ignore lint/suspicious/noConsole: there is no caller who could be told.
    console.warn(`<${tag}> is already defined, and stays as it is. Load @alt2img/elements only once, in one version.`);
  }
}

/** How forms are compared: in lower case, with `_` for a space as Princeton's files write it. */
export function foldForm(form: string): string {
  return form.toLowerCase().replaceAll("_", " ");
}

/** The report's only script: it filters the images and corrects jumps. Without it, everything is shown. */
export const filterScript: string = `
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const [text, state, readers, rule] = ["text", "state", "readers", "rule"].map((name) => document.getElementById("filter-" + name));
  const pages = [...document.querySelectorAll(".page")].map((page) => ({
    page,
    images: [...page.querySelectorAll(".image")].map((image) => ({ image, rules: image.dataset.rules.split(" ").filter(Boolean), words: "" })),
    heading: page.querySelector("header").textContent.toLowerCase(),
  }));
  const total = pages.reduce((sum, { images }) => sum + images.length, 0);
  const apply = () => {
    const query = text.value.trim().toLowerCase();
    let shown = 0;
    let shownPages = 0;
    for (const { page, images, heading } of pages) {
      let visible = 0;
      for (const entry of images) {
        const { image, rules } = entry;
        const { state: imageState, readers: imageReaders } = image.dataset;
        let fits = (!state.value || state.value === imageState) && (!readers.value || readers.value === imageReaders);
        if (rule.value === "*") fits &&= rules.length > 0;
        else if (rule.value === "-") fits &&= rules.length === 0;
        else if (rule.value) fits &&= rules.includes(rule.value);
        if (fits && query) {
          entry.words ||= image.textContent.toLowerCase();
          fits = entry.words.includes(query) || heading.includes(query);
        }
        image.hidden = !fits;
        if (fits) visible++;
      }
      page.hidden = visible === 0;
      shown += visible;
      if (visible > 0) shownPages++;
    }
    document.getElementById("filter-count").textContent = shown + " of " + total + " images, on " + shownPages + (shownPages === 1 ? " page" : " pages");
    document.getElementById("filter-none").hidden = shown > 0;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    // The filter may hide the image that a link points to.
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    // Images get their real height only when they are near: on the way there, the target moves.
    let frames = 0;
    let last;
    const settle = () => {
      const { top } = target.getBoundingClientRect();
      if (top === last || frames++ > 30) return;
      last = top;
      target.scrollIntoView();
      requestAnimationFrame(settle);
    };
    settle();
  });
  form.hidden = false;
  apply();
})();
`;

/** SHA-256 of `filterScript` in base64, for the Content Security Policy. A test checks it. */
export const filterScriptHash = "9vY/28hJ+LKcTVy1FSY7CHmiVM7CtmPgm4o1NqYX+t8=";

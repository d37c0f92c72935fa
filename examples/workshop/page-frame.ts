import { basename } from "node:path";
import type { Plugin } from "vite";
import { chapters } from "./src/chapter-list.js";

/** `style-src` allows what Lit puts into shadow roots by script; there are no inline scripts or styles. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'none'";

/**
 * What all pages have around what is in their files, a `main` and its script: the head with a title from the `h1`, the way through the
 * chapters, and a policy for what may be loaded.
 */
export function pageFrame(): Plugin {
  let isBuilding = false;
  return {
    name: "page-frame",
    configResolved({ command }) {
      isBuilding = command === "build";
    },
    transformIndexHtml: {
      order: "pre",
      handler(main, { path }) {
        const id = basename(path, ".html");
        return `<!doctype html>
<html lang="en">
  <head>${head(main, isBuilding)}
  </head>
  <body>${header(id)}
${main}${footer(id)}
  </body>
</html>
`;
      },
    },
  };
}

/** Vite's own client needs more than the policy allows, while developing. */
function head(main: string, hasPolicy: boolean): string {
  const [, title = ""] = /<h1>(.*?)<\/h1>/s.exec(main) ?? [];
  const [, question] = /<p class="question">(.*?)<\/p>/s.exec(main) ?? [];
  const policy = hasPolicy ? `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` : "";
  const description = question === undefined ? "" : `<meta name="description" content="${question}">`;
  return `
    <meta charset="utf-8">
    ${policy}
    <meta name="viewport" content="width=device-width">
    <title>${title} – alt2img workshop</title>
    ${description}
    <link rel="icon" href="./icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/src/style.css">
    <script type="module" src="/src/page.ts"></script>`;
}

function header(current: string): string {
  const links = chapters.map(({ id, title }, i) => {
    const here = id === current ? ' aria-current="page"' : "";
    return `<li><a href="./${id}.html"${here}><span class="number">${i + 1}</span> <span class="name">${title}</span></a></li>`;
  });
  return `
    <a class="skip" href="#main">Skip to the text</a>
    <header class="site">
      <a class="home" href="./index.html">From alt text to pictures</a>
      <nav aria-label="Chapters"><ol>${links.join("")}</ol></nav>
    </header>`;
}

function footer(current: string): string {
  const at = chapters.findIndex(({ id }) => id === current);
  const next = at < 0 ? undefined : chapters[at + 1];
  const onward = next === undefined ? "" : `<a class="next" href="./${next.id}.html">${at + 2}. ${next.title} →</a>`;
  const finish = at === chapters.length - 1 ? `<a class="next" href="./hand-in.html">Hand in your lesson →</a>` : "";
  return `
    <footer>
      ${onward}${finish}
      <p>
        <a href="./index.html">All chapters</a> · <a href="./hand-in.html">Hand in</a> ·
        <a href="./teacher.html">For teachers</a>
      </p>
      <p>Everything is computed on your machine. What you write stays there until you hand it in.</p>
    </footer>`;
}

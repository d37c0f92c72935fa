import { existsSync, readFileSync } from "node:fs";
import { type DefaultTheme, defineConfig } from "vitepress";
import llmstxt from "vitepress-plugin-llms";
import { searchOptions } from "./search.js";

type SidebarItem = DefaultTheme.SidebarItem;

/** TypeDoc names the modules of a package by their files; here they have the names under which they are imported. */
function apiSidebar(): SidebarItem[] {
  const file = new URL("../api/typedoc-sidebar.json", import.meta.url);
  if (!existsSync(file)) return [];
  const packages = JSON.parse(readFileSync(file, "utf8")) as SidebarItem[];
  return packages.map(({ text = "", link, items = [] }) => ({
    text,
    link,
    collapsed: true,
    items: items.map((item) => ({ text: `${text}/${item.text}`, link: item.link })),
  }));
}

export default defineConfig({
  title: "alt2img",
  description: "The whole chain behind text-to-image AI, in the open: from alt text to pictures, in TypeScript",
  lang: "en-GB",
  cleanUrls: true,
  // What is built into the site brings texts of its own.
  srcExclude: ["public/**"],
  // Example apps, built into the site next to the pages.
  ignoreDeadLinks: [/^\/(inspector|wordnet|clip|diffusion|dataset|bias|workshop)\//],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("alt2img-") } } },
  // llms.txt, llms-full.txt, and each page as Markdown.
  vite: { plugins: [llmstxt()] },
  // Everything comes from the site itself: no fonts, scripts or search from elsewhere.
  head: [["link", { rel: "icon", href: "/logo.svg", type: "image/svg+xml" }]],
  markdown: {
    // The ordinary themes' grey of comments and orange of keywords have less than 4.5 to 1 on the blocks' background.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(markdown) {
      const fence = markdown.renderer.rules.fence;
      markdown.renderer.rules.fence = (tokens, at, ...rest) => {
        const html = fence?.(tokens, at, ...rest) ?? "";
        if (!/\boutput\b/.test(tokens[at]?.info ?? "")) return html;
        return html.replace('class="language-', 'class="output language-').replace(">txt<", ">prints<");
      };
    },
  },
  themeConfig: {
    logo: "/logo.svg",
    nav: [
      { text: "Guide", link: "/guide/", activeMatch: "/guide/" },
      { text: "Workshop", link: "/workshop/index.html", target: "_self" },
      { text: "Inspector", link: "/inspector/index.html", target: "_self" },
      { text: "WordNet", link: "/wordnet/index.html", target: "_self" },
      { text: "CLIP", link: "/clip/index.html", target: "_self" },
      { text: "Diffusion", link: "/diffusion/index.html", target: "_self" },
      { text: "Dataset", link: "/dataset/index.html", target: "_self" },
      { text: "Bias", link: "/bias/index.html", target: "_self" },
      { text: "API", link: "/api/", activeMatch: "/api/" },
    ],
    sidebar: {
      "/guide/": [
        {
          text: "Start",
          items: [
            { text: "The chain", link: "/guide/" },
            { text: "Get started", link: "/guide/start" },
            { text: "Cookbook", link: "/guide/cookbook" },
            { text: "Elements for your own pages", link: "/guide/elements" },
            { text: "The shared vocabulary", link: "/guide/vocabulary" },
          ],
        },
        {
          text: "Teach",
          items: [
            { text: "The workshop", link: "/workshop/index.html", target: "_self" },
            { text: "A lesson plan", link: "/guide/lesson-plan" },
          ],
        },
        {
          text: "Links of the chain",
          items: [
            { text: "Alt text", link: "/guide/alt-text" },
            { text: "Crawls", link: "/guide/crawl" },
            { text: "Pairs", link: "/guide/pairs" },
            { text: "Datasets", link: "/guide/dataset" },
            { text: "A whole crawl", link: "/guide/whole-crawl" },
            { text: "WordNet and ImageNet", link: "/guide/wordnet" },
            { text: "Images", link: "/guide/image" },
            { text: "Models", link: "/guide/onnx" },
            { text: "CLIP scores", link: "/guide/clip" },
            { text: "How a picture comes out of noise", link: "/guide/diffusion" },
            { text: "Bias", link: "/guide/bias" },
            { text: "The tiny world", link: "/guide/tiny" },
          ],
        },
        {
          text: "Facts",
          items: [
            { text: "What the numbers are checked against", link: "/guide/numbers" },
            { text: "How fast it is", link: "/guide/performance" },
            { text: "Licences", link: "/guide/licences" },
          ],
        },
      ],
      "/api/": apiSidebar(),
    },
    socialLinks: [{ icon: "github", link: "https://github.com/alt2img/alt2img" }],
    search: { provider: "local", options: searchOptions },
    outline: [2, 3],
    footer: { message: "MIT licence" },
  },
});

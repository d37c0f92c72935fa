import { capitalised, slug } from "../alt-text.js";
import { h } from "../node.js";
import type { Picture } from "../pictures.js";
import { ofGroup, type Pool } from "../pool.js";
import { createSite, type Site, type World } from "../site.js";

/** A newspaper: one picture a story, teasers without alt texts, and file names where the editor was in a hurry. */
export function newspapers(world: World, pool: Pool): Site[] {
  const { chance } = world;
  const site = createSite(
    {
      host: "www.harbour-times.example",
      kind: "news",
      dialect: "tidy",
      media: "https://media.harbour-times.example/w64/",
      qualities: { good: 5, "file-name": 2, placeholder: 1, wrong: 1, missing: 1 },
      disallows: [
        { agent: "GPTBot", path: "/" },
        { agent: "CCBot", path: "/archive/" },
      ],
    },
    world,
  );
  const stories = pool.take(26, ofGroup("sport", "building"));
  const path = (picture: Picture, i: number): string =>
    `/2024/06/${String(1 + (i % 28)).padStart(2, "0")}/${slug(picture)}`;
  site.page({
    path: "/",
    title: "The Harbour Times",
    body: stories
      .slice(0, 10)
      .map((story, i) =>
        h("a", { href: path(story, i) }, site.img(story, { quality: "empty" }), h("h2", {}, capitalised(story.name))),
      ),
  });
  for (const [i, story] of stories.entries()) {
    const reserved = i % 9 === 4;
    site.page({
      path: path(story, i),
      title: `${capitalised(story.name)} | The Harbour Times`,
      ...(reserved
        ? { headers: [["tdm-reservation", "1"]], optOut: [{ signal: "tdm-reservation", from: "header" }] }
        : {}),
      metas: [{ name: "description", content: `News of ${story.name}` }],
      body: [
        h("h1", {}, capitalised(story.name)),
        h(
          "figure",
          {},
          site.img(story, { width: 64 }),
          h("figcaption", {}, `${capitalised(story.name)}. Drawing: ${story.vendor}`),
        ),
        h("p", {}, `It was the day of ${story.name}, and of ${chance.pick(stories).name}.`),
        h("aside", {}, site.img(chance.pick(stories), { width: 32 })),
      ],
    }); // prettier-ignore
  }
  site.redirects.push({
    url: "https://harbour-times.example/",
    status: 308,
    location: "https://www.harbour-times.example/",
  });
  return [site];
}

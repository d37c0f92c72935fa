import { h } from "../node.js";
import { ofClass, type Pool } from "../pool.js";
import { createSite, type Site, type World } from "../site.js";

/** A forum: avatars without alt texts, smileys with their codes, and attachments with the phone's file names. */
export function forums(world: World, pool: Pool): Site[] {
  const { chance } = world;
  const site = createSite(
    {
      host: "forum.sticker-collectors.example",
      kind: "forum",
      dialect: "old",
      qualities: { "file-name": 4, missing: 2, good: 1, placeholder: 1 },
    },
    world,
  );
  const avatars = pool.take(14, ofClass("cat face", "hand", "person"));
  const smileys = pool.take(8, ofClass("face"));
  const attachments = pool.take(
    24,
    ofClass("sport", "medal", "stationery", "phone", "computer", "money", "mail", "toy"),
  );
  for (const [i, attachment] of attachments.entries()) {
    const posts = Array.from({ length: 2 + chance.below(3) }, (_, post) => {
      const avatar = chance.pick(avatars);
      const smiley = chance.pick(smileys);
      return h(
        "tr",
        {},
        h("td", {}, site.img(avatar, { quality: "missing", width: 32 })),
        h(
          "td",
          {},
          h("p", {}, `#${post + 1} `, site.img(smiley, { quality: "code" })),
          ...(post === 0 ? [site.img(attachment)] : []),
        ),
      ); // prettier-ignore
    });
    site.page({
      path: `/viewtopic.php?t=${100 + 7 * i}`,
      title: `Topic ${100 + 7 * i}`,
      body: [h("table", {}, posts)],
    });
  }
  site.errors.push({ url: "https://forum.sticker-collectors.example/viewtopic.php?t=1", status: 410 });
  return [site];
}

import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const english: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "en",
  images: "image, picture, photo, photograph, graphic, pic, img",
  placeholders: `*, placeholder *, dummy *, dummy, no *, no * available, * not available, * unavailable, * not found, * placeholder, * loading,
    cover *, header *, hero *, banner *, background *, featured *, feature *, main *, default *, profile *, user *,
    product *, article *, post *, blog *, gallery *, sample *, stock *, test *, thumbnail *, untitled *,
    * description, * alt, * alt text, * caption, drawing, illustration, icon, logo, bullet, button, arrow, spacer,
    blank, empty, chart, table, diagram, graph, screenshot, banner, header, hero, background, thumbnail, avatar,
    placeholder, untitled, unnamed, alt, alt text, alt text here, alternative text, insert alt text,
    enter alt text, add alt text, description, caption, title, text, sample, slide, decorative, pixel, null,
    undefined, none, n a, todo, tbd, test, xxx, loading, click here, click here for more, click here for more information, click here for more info,
    click here for details, click here for more details, click for more, click for more information, more, this image has an empty alt attribute,
    no photo description available, no automatic alt text available`,
  automatic: `image may contain: *, image may contain *, may be an image of *, may be a * image of *, may be art *,
    may be a graphic of *, may be an illustration of *, may be a cartoon of *, may be a closeup of *,
    may be a meme of *, may be a * screenshot of *, *description automatically generated*`,
  of: "of, showing, depicting, shows, that shows, which shows",
  articles: "a, an, the, this, this is a, this is an",
  icons: `magnifying glass | magnifier = Search, envelope = Email, printer = Print, floppy disk = Save,
    trash can | dustbin = Delete, gear | cog | cogwheel = Settings, pencil = Edit, three lines | three bars = Menu,
    thumbs up = Like, heart = Add to favourites, question mark = Help`,
  iconNouns: "icon, symbol, button, pictogram, glyph, arrow",
  stopWords:
    "the, of, and, in, to, a, an, is, are, with, on, for, at, by, from, his, her, its, this, that, it, as, who",
});

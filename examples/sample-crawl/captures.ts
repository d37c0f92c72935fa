/** What the imaginary crawler fetched, in order: the sample crawl is made from this list and the two folders. */
export type Capture = {
  url: string;
  status: number;
  /** The body, in `pages/` or `images/`; left out if there is none. */
  file?: string;
  contentType?: string;
  /** The body's charset; the file in `pages/` is UTF-8. */
  charset?: "windows-1252" | "shift_jis";
  /** More response headers. */
  headers?: Record<string, string>;
  transferEncoding?: "chunked";
  contentEncoding?: "gzip";
  /** The page that linked to it, for a metadata record. */
  via?: string;
};

const html = "text/html; charset=utf-8";

/** A page in UTF-8. */
function page(url: string, file: string, more: Partial<Capture> = {}): Capture {
  return { url, status: 200, file: `pages/${file}`, contentType: html, ...more };
}

const mimeTypes: Record<string, string> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
};

/** A site's images: the path in the page, and the drawing that is served there. */
function images(site: string, drawings: Record<string, string>): Capture[] {
  return Object.entries(drawings).map(([path, file]) => ({
    url: `${site}${path}`,
    status: 200,
    file: `images/${file}`,
    contentType: mimeTypes[file.slice(file.lastIndexOf(".") + 1)]!,
  }));
}

export const captures: readonly Capture[] = [
  {
    url: "https://www.tangerine-teapots.example/robots.txt",
    status: 200,
    file: "pages/www.tangerine-teapots.example/robots.txt",
    contentType: "text/plain",
  },
  {
    url: "http://www.tangerine-teapots.example/teapots",
    status: 301,
    headers: { Location: "https://www.tangerine-teapots.example/teapots" },
  },
  page("https://www.tangerine-teapots.example/teapots", "www.tangerine-teapots.example/teapots.html", {
    transferEncoding: "chunked",
    contentEncoding: "gzip",
    via: "http://www.tangerine-teapots.example/teapots",
  }),
  ...images("https://cdn.tangerine-teapots.example/2024/", {
    "logo.svg": "logo-teapots.svg",
    "search.svg": "icon-search.svg",
    "cart.svg": "icon-cart.svg",
    "captain-blue.png": "teapot.png",
    "ladybird.png": "teapot-red.webp",
    "divider.svg": "divider.svg",
    "cup.png": "cup.png",
    "staff/biscuit.jpg": "cat.jpg",
  }),
  page("https://www.tangerine-teapots.example/teapots/cracked", "www.tangerine-teapots.example/cracked.html", {
    status: 404,
    via: "https://www.tangerine-teapots.example/teapots",
  }),
  page(
    "https://blog.lowtide.example/2024/cycling-to-the-lighthouse",
    "blog.lowtide.example/2024/cycling-to-the-lighthouse.html",
    {
      contentEncoding: "gzip",
    },
  ),
  ...images("https://blog.lowtide.example/uploads/2024/", {
    "red-bike.png": "bicycle.png",
    "IMG_2041.jpg": "boat.webp",
    "coffee.png": "cup.png",
    "lighthouse.webp": "lighthouse.webp",
    "tides.svg": "tides-chart.svg",
    "thin-line.svg": "divider.svg",
  }),
  {
    url: "https://encyclopaedia.example.org/wiki/European_robin",
    status: 301,
    headers: { Location: "/wiki/Robin" },
  },
  page("https://encyclopaedia.example.org/wiki/Robin", "encyclopaedia.example.org/wiki/Robin.html", {
    contentEncoding: "gzip",
    via: "https://encyclopaedia.example.org/wiki/European_robin",
  }),
  ...images("https://media.encyclopaedia.example.org/", {
    "thumb/Robin_in_snow.png/320px-Robin_in_snow.png": "robin.webp",
    "thumb/Owl_on_branch.png/240px-Owl_on_branch.png": "owl.webp",
    "Fox_under_moon.svg": "fox.svg",
  }),
  page(
    "https://news.example.org/2024/06/11/old-bridge-reopens",
    "news.example.org/2024/06/11/old-bridge-reopens.html",
    {
      transferEncoding: "chunked",
    },
  ),
  ...images("https://news.example.org/media/", {
    "bridge-1200.jpg": "bridge.jpg",
    "bus.jpg": "bus.jpg",
    "moon.png": "owl.webp",
  }),
  page("https://mina-okafor.example/", "mina-okafor.example/index.html", {
    headers: { "X-Robots-Tag": "noai, noimageai", "tdm-reservation": "1" },
  }),
  ...images("https://mina-okafor.example/work/", {
    "fox.svg": "fox.svg",
    "whale.png": "whale.webp",
    "robot.svg": "robot.svg",
  }),
  page("https://forum.gardeners.example/t/4711", "forum.gardeners.example/t/4711.html", {
    transferEncoding: "chunked",
  }),
  ...images("https://forum.gardeners.example/", {
    "avatars/spade.svg": "avatar-spade.svg",
    "avatars/anemone.svg": "avatar-anemone.svg",
    "emoji/smile.svg": "smile.svg",
    "files/before.jpg": "tomato.jpg",
    "files/20240612_081403.jpg": "caterpillar.jpg",
    "files/untitled.svg": "sunflower.svg",
  }),
  page("https://kitchen.example.org/recipes/apple-tart", "kitchen.example.org/recipes/apple-tart.html", {
    contentEncoding: "gzip",
  }),
  ...images("https://kitchen.example.org/img/", {
    "tart.webp": "tart.webp",
    "tart.jpg": "tart.jpg",
    "tart-small.jpg": "tart.jpg",
    "apple.svg": "apple.svg",
    "step1.jpg": "baker.jpg",
    "step2.jpg": "tart.jpg",
    "step3.png": "cup.png",
  }),
  // This server sends no charset.
  page("https://hillside-school.example/", "hillside-school.example/index.html", { contentType: "text/html" }),
  ...images("https://hillside-school.example/images/", {
    "spacer.gif": "spacer.gif",
    "school.png": "school.png",
    "book.svg": "book.svg",
    "map.svg": "map.svg",
    "pickle.png": "dog.jpg",
  }),
  page("https://museum.example.org/objects/1902-17", "museum.example.org/objects/1902-17.html"),
  ...images("https://museum.example.org/media/", {
    "1902-17-a.png": "teapot.png",
    "1935-02.png": "bicycle.png",
    "1911-40.png": "boat.webp",
  }),
  page("https://bargain-bikes.test/all", "bargain-bikes.test/all.html"),
  ...images("https://bargain-bikes.test/img/", {
    "bike_red_01.png": "bicycle.png",
    "DSC_0042.png": "bicycle.png",
    "p3.png": "bicycle.png",
    "p4.png": "bicycle.png",
    "p7.png": "bicycle.png",
  }),
  page("https://umbrella-umbrellas.test/", "umbrella-umbrellas.test/index.html"),
  ...images("https://umbrella-umbrellas.test/", {
    "umbrella-umbrellas.svg": "umbrella.svg",
    "rain.svg": "umbrella.svg",
    "dry-cat.jpg": "cat.jpg",
  }),
  page("https://vogelwarte.example/winter", "vogelwarte.example/winter.html", { transferEncoding: "chunked" }),
  ...images("https://vogelwarte.example/bilder/", {
    "rotkehlchen.png": "robin.webp",
    "eule.png": "owl.webp",
    "fuchs.svg": "fox.svg",
  }),
  page("https://sakana.example/", "sakana.example/index.html", { contentType: "text/html", charset: "shift_jis" }),
  ...images("https://sakana.example/img/", {
    "onigiri.png": "onigiri.png",
    "fish.png": "fish.webp",
    "ocha.svg": "cup.svg",
    "mikan.jpg": "cat.jpg",
    "map.svg": "map.svg",
  }),
  page("https://panaderia.example/pan", "panaderia.example/pan.html", {
    contentType: "text/html",
    charset: "windows-1252",
  }),
  ...images("https://panaderia.example/fotos/", {
    "masa.jpg": "baker.jpg",
    "hogaza.jpg": "bread.jpg",
    "tarta.jpg": "tart.jpg",
  }),
  page("https://magazine.example.org/mountains", "magazine.example.org/mountains.html", {
    transferEncoding: "chunked",
    contentEncoding: "gzip",
  }),
  ...images("https://magazine.example.org/img/", {
    "mountain-320.png": "mountain.webp",
    "mountain-640.webp": "mountain.webp",
    "hut-tea.png": "cup.png",
    "autumn.webp": "tree.webp",
    "boat.webp": "boat.webp",
    "rain.svg": "umbrella.svg",
  }),
  page("https://weather.example/today", "weather.example/today.html"),
  page("https://stockpile.test/people", "stockpile.test/people.html"),
  ...images("https://stockpile.test/", {
    "1001.jpg": "doctor.jpg",
    "1002.jpg": "engineer.jpg",
    "1003.jpg": "baker.jpg",
    "1004.svg": "robot.svg",
    "1005.jpg": "dog.jpg",
  }),
];

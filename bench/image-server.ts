// Serves COUNT JPEGs under /0.jpg, /1.jpg, …: a few photos, each with a number after its end, so that all differ. Prints its port.
import { createServer } from "node:http";
import { encodeJpeg } from "@alt2img/image";
import { photo } from "./photo.js";

const PHOTOS = 16;
const photos = await Promise.all(
  Array.from({ length: PHOTOS }, (_, seed) => encodeJpeg(photo(seed, 640, 480), { quality: 85 })),
);

const server = createServer(({ url = "" }, response) => {
  const [, digits] = /^\/(\d+)\.jpg$/.exec(url) ?? [];
  if (digits === undefined) {
    response.writeHead(404).end();
    return;
  }
  const number = Buffer.alloc(4);
  number.writeUInt32BE(Number(digits));
  const jpeg = Buffer.concat([photos[Number(digits) % PHOTOS] ?? new Uint8Array(), number]);
  response.writeHead(200, { "Content-Type": "image/jpeg", "Content-Length": jpeg.length }).end(jpeg);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.stdout.write(`${address?.port}\n`);
});

import { readAvif } from "../avif/read-avif.js";
import { readBmp } from "../bmp/read-bmp.js";
import { type ImageInfo, imageInfo } from "../format/image-info.js";
import { sniffFormat } from "../format/sniff-format.js";
import { readGif } from "../gif/read-gif.js";
import { readJpegHeader } from "../jpeg/read-jpeg.js";
import { readPng } from "../png/read-png.js";
import { readWebpHeader } from "../webp/webp-header.js";

/**
 * What a file says about its picture: format, size, orientation, colours, depth, profile, texts. Decodes nothing and
 * allocates no memory for pixels, whatever the size. It needs the whole file: only its end shows whether a JPEG was
 * cut off.
 *
 * @throws Alt2imgError `image/unknown-format`, `image/truncated`, `image/broken`, `image/unsupported`
 */
export function readImageInfo(bytes: Uint8Array): ImageInfo {
  switch (sniffFormat(bytes)) {
    case "jpeg":
      return imageInfo(readJpegHeader(bytes));
    case "png":
      return imageInfo(readPng(bytes));
    case "webp":
      return imageInfo(readWebpHeader(bytes));
    case "avif":
      return imageInfo(readAvif(bytes));
    case "gif":
      return imageInfo(readGif(bytes));
    case "bmp":
      return imageInfo(readBmp(bytes));
  }
}

import { gzip } from "pako";
import { concatenate } from "./page-bytes.js";
import type { Fault } from "./site.js";

/** A record as a gzip member, with the given fault. */
export function member(record: Uint8Array, fault: Fault | undefined): Uint8Array {
  switch (fault) {
    case "Content-Length too small":
      return gzip(withContentLength(record, -400));
    case "Content-Length too great":
      return gzip(withContentLength(record, +1000));
    case "bytes before the record":
      return concatenate(new TextEncoder().encode("<<< forty bytes that no one can explain >>>"), gzip(record));
    case "truncated gzip member":
    case "end of file inside the record": {
      const whole = gzip(record);
      return whole.subarray(0, Math.floor(whole.length / 2));
    }
    case "damaged gzip member": {
      const whole = gzip(record);
      // Damage in the first block leaves nothing of the record.
      whole.fill(0xff, 20, 60);
      return whole;
    }
    default:
      return gzip(record);
  }
}

/** The last `Content-Length` of the WARC header is the record's. */
function withContentLength(record: Uint8Array, change: number): Uint8Array {
  const text = new TextDecoder("latin1").decode(record.subarray(0, 4096));
  const end = text.indexOf("\r\n\r\n");
  const head = text
    .slice(0, end)
    .replace(/Content-Length: (\d+)$/m, (_, length) => `Content-Length: ${Number(length) + change}`);
  return concatenate(new TextEncoder().encode(head), record.subarray(end));
}

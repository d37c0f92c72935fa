import { byId } from "@alt2img/example-shared/element";
import { whenKept } from "./offline.js";

type AskedFor = readonly { readonly file: string; readonly bytes: number }[];

const button = byId("all", HTMLButtonElement);
const status = byId("all-status", HTMLElement);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    await whenKept();
    if (navigator.serviceWorker?.controller == null) {
      status.textContent = "Your browser keeps nothing from this server, because it has no HTTPS.";
      return;
    }
    const files = (await (await fetch("./asked-for.json")).json()) as AskedFor;
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const { file, bytes } of files) {
      status.textContent = `${megabytes(done)} of ${megabytes(total)} MB …`;
      const response = await fetch(`./${file}`);
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      await response.arrayBuffer();
      done += bytes;
    }
    status.textContent = `All ${megabytes(total)} MB are here: the whole workshop works without a connection.`;
  } catch {
    button.disabled = false;
    button.focus();
    status.textContent = "This didn’t work. Is there a connection? What has been fetched stays: try again.";
  }
});

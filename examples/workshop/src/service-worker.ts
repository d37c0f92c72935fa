import { clientsClaim, type WorkboxPlugin } from "workbox-core";
import { addPlugins, cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { isPacked, unpackedResponse } from "./packed.js";

/** The build puts the list of files here. */
declare const self: {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
  skipWaiting(): Promise<void>;
};

void self.skipWaiting();
clientsClaim();

/** The names of assets have their hashes; a picture that changes gets another name. */
const NEVER_CHANGES = /\/(?:assets|pictures|drawn)\/|\/icon\.svg$/;

/** Fetches what is packed, and keeps it unpacked. */
const packing: WorkboxPlugin = {
  async requestWillFetch({ request }) {
    if (isPacked(request.url)) return new Request(`${request.url}.gz`, { cache: "force-cache" });
    // What the first page has fetched before there was a service worker isn't fetched again.
    return NEVER_CHANGES.test(request.url) ? new Request(request, { cache: "force-cache" }) : request;
  },
  fetchDidSucceed: async ({ request, response }) =>
    response.ok && isPacked(request.url.replace(/\.gz$/, "")) ? unpackedResponse(response) : response,
};

addPlugins([packing]);
// Pages read what comes after the `?` themselves.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

// Models, and rarer things such as decoders of other pictures, are kept when they are first fetched.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.includes("/assets/"),
  new CacheFirst({ cacheName: "asked-for", plugins: [packing] }),
);

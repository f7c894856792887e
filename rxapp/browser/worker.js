/* The service worker: the whole app on the device, so that it opens without a network.

   1. Every file of one build is cached together; a new build waits until a page says SKIP_WAITING.
   2. A navigation gets the prerendered page, and for addresses with a parameter the fallback that every page starts from.
   3. /api is never cached.  Cached answers keep their headers, so pages stay cross-origin isolated. */
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

cleanupOutdatedCaches();
clientsClaim();
precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false, directoryIndex: null, ignoreURLParametersMatching: [/./] });
registerRoute(new NavigationRoute(page, { denylist: [/^\/api\//, /^\/_/, /\.\w+$/] }));

self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
});

async function page({ url, request }) {
  const path = url.pathname.replace(/\/+$/, "") || "/index";
  return (await matchPrecache(`${path}.html`)) ?? (await matchPrecache("/__spa-fallback.html")) ?? fetch(request);
}

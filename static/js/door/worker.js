/* Keeps the app itself, never anything about people, and serves it where there is no network. The server writes
   `DOOR = {version, shell, assets}` above it; a changed list is a new worker. */
const CACHE = `door ${DOOR.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE)
    .then((cache) => cache.addAll([DOOR.shell, ...DOOR.assets].map((address) => new Request(address, { cache: "reload" }))))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("door ") && name !== CACHE).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname } = new URL(request.url);
  if (request.method !== "GET") return;
  if (DOOR.assets.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
  } else if (request.mode === "navigate" && (pathname === DOOR.shell || pathname.startsWith(`${DOOR.home}t/`))) {
    event.respondWith(caches.match(DOOR.shell).then((kept) => kept || fetch(request)));
  } else if (request.mode === "navigate" && pathname === DOOR.home) {
    event.respondWith(fetch(request).catch(() => caches.match(DOOR.shell)));
  }
});

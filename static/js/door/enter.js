/* A browser that can work without a network goes on to the app; any other stays on the plain page. */
const able = "serviceWorker" in navigator && "indexedDB" in window && window.isSecureContext && crypto.subtle && "structuredClone" in window;
const { app } = document.getElementById("door-plain").dataset;
if (able && !new URLSearchParams(location.search).has("plain")) location.replace(app);

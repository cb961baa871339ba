/* A break-out group's plan: each part saves itself a moment after the last letter, and the others' words appear.
   Without this script the form is sent as a whole; the server treats both alike. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-plan]");
  if (!form || !window.fetch) return;
  const state = form.querySelector("[data-state]");
  const parts = new Map();
  const WAIT = 1500, LOOK = 5000;

  for (const box of form.querySelectorAll("[data-part]")) {
    const text = box.querySelector("textarea");
    const seen = box.querySelector("input[type=hidden]");
    parts.set(box.dataset.part, { box, text, seen, saved: text.value, timer: 0 });
    text.addEventListener("input", () => later(box.dataset.part));
    text.addEventListener("blur", () => save(box.dataset.part));
  }

  function later(name) {
    const part = parts.get(name);
    clearTimeout(part.timer);
    part.timer = setTimeout(() => save(name), WAIT);
  }

  async function save(name) {
    const part = parts.get(name);
    clearTimeout(part.timer);
    const text = part.text.value;
    if (text === part.saved) return;
    if (part.busy) return later(name);
    part.busy = true;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set(name, text);
    body.set(part.seen.name, part.seen.value);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.errors) return say(Object.values(told.errors)[0]);
      if (told.theirs && name in told.theirs) beside(part, told.theirs[name]);
      else part.saved = text;
      part.seen.value = told.parts[name] ? told.parts[name][0] : part.seen.value;
      show(told.parts);
      say(form.dataset.saved);
    } catch {
      say(form.dataset.offline);
      part.timer = setTimeout(() => save(name), LOOK);
    } finally {
      part.busy = false;
    }
  }

  /* The other's text stands above; what was typed here stays in its box. */
  function beside(part, theirs) {
    let note = part.box.querySelector(".note");
    if (!note) {
      note = document.createElement("div");
      note.className = "note note-ask";
      note.setAttribute("role", "alert");
      part.box.prepend(note);
    }
    const head = document.createElement("b");
    head.textContent = form.dataset.theirs;
    const words = document.createElement("p");
    words.style.whiteSpace = "pre-wrap";
    words.textContent = theirs;
    note.replaceChildren(head, words);
  }

  /* What the others saved appears where nobody is writing. */
  function show(told) {
    for (const [name, [version, text]] of Object.entries(told)) {
      const part = parts.get(name);
      if (!part || part.busy || part.text.value !== part.saved || String(version) === part.seen.value) continue;
      part.text.value = part.saved = text;
      part.seen.value = version;
    }
  }

  async function look() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
      if (answer.ok) show((await answer.json()).parts);
    } catch {
      /* the next look may find a signal */
    }
  }

  function say(words) {
    state.textContent = words;
  }

  setInterval(look, LOOK);
})();

/* The door of a workshop on a phone that may have no network for hours. */
import { startCamera } from "./camera.js";
import { find, searchKey, titlePattern } from "./names.js";
import { Queue } from "./queue.js";
import { setSound, sound } from "./sound.js";
import { clock, Door } from "./state.js";
import { Store } from "./store.js";
import { Refused, Sync } from "./sync.js";
import { ticketOf } from "./tickets.js";
import { byId, hideResult, showHalfDays, showNumbers, showOpen, showPeople, showResult, word } from "./view.js";

const LOOK_EVERY = 10000, LONGEST_WAIT = 60000, POCKET = 30000, MOST_SHOWN = 50, DAY = 86400000;
const page = document.getElementById("door").dataset;
const pattern = titlePattern(JSON.parse(page.titles));
let store, queue, sync, door, stopCamera = null, lastTouch = Date.now(), latest = [], seen = new Set(), wait = LOOK_EVERY, timer;

async function start() {
  store = await Store.open();
  queue = new Queue(store);
  await queue.load();
  for (const event of queue.walkIns()) event.key = searchKey(event.name, pattern);
  sync = new Sync(store, queue, { list: page.list, events: page.events });
  seen = new Set((await store.get("kept", "seen")) || []);
  let list = await sync.kept();
  if (list === undefined) {
    await store.wipe(false);
    showResult("bad", word("altered"), word("altered-more"));
    list = null;
  }
  try {
    list = list || (await sync.fetchWhole());
  } catch (failure) {
    return refuse(failure);
  }
  if (Date.now() > list.wipe) return wiped();
  door = new Door(list, queue);
  door.halfDay = halfDayNow(list);
  document.getElementById("door").hidden = false;
  show();
  opened(location.pathname);
  cycle();
}

/* Today's half-day by the clock; the nearest before it, else the first. */
function halfDayNow(list) {
  const now = new Date(Date.now() + 7 * 3600000).toISOString();
  const stamp = now.slice(0, 10) + (now.slice(11, 16) >= "12:30" ? "2" : "1");
  const past = list.halfDays.filter((each) => each.on + each.part <= stamp);
  return (past[past.length - 1] || list.halfDays[0]).id;
}

function refuse(failure) {
  const why = failure instanceof Refused ? failure.message : "no-list";
  document.getElementById("door").hidden = false;
  byId("work").hidden = true;
  showResult("bad", word("closed"), word(`refused-${why}`));
  bringRest();
}

async function wiped() {
  await store.wipe(false);
  byId("work").hidden = true;
  document.getElementById("door").hidden = false;
  showResult("look", word("wiped"), "");
  bringRest();
}

/* The list is gone; what was noted here still has to reach the portal. */
async function bringRest() {
  await sync.bring().catch(() => {});
  if (!queue.events.length) return;
  showResult("look", word("rest"), word("kept", { waiting: queue.events.length }));
  setTimeout(bringRest, LOOK_EVERY);
}

function show() {
  showHalfDays(door, (id) => { door.halfDay = id; show(); });
  showNumbers(door, { online: sync.online, waiting: queue.events.length });
  showPeople("latest", door, latest.map((id) => door.people().find((each) => each.id === id)).filter(Boolean), act);
  showOpen(door, seen, async (name) => { seen.add(name); await store.put("kept", "seen", [...seen]); show(); });
  search();
}

function search() {
  const key = searchKey(byId("q").value, pattern), all = byId("everybody").checked;
  const found = key ? find(door.people(), key, MOST_SHOWN) : all ? door.people() : [];
  byId("found").textContent = key ? word(found.length ? "found" : "nobody", { found: found.length }) : "";
  showPeople("people", door, found, act);
}

/* One round with the portal, then the next: soon where all is well, later each time where it is not. */
async function cycle() {
  clearTimeout(timer);
  if (document.visibilityState === "visible" || queue.events.length) {
    try {
      door.list = await sync.once(door.list);
      sync.online = true;
      wait = LOOK_EVERY;
    } catch (failure) {
      if (failure instanceof Refused) {
        await store.wipe(false);
        return refuse(failure);
      }
      sync.online = false;
      wait = Math.min(wait * 1.5, LONGEST_WAIT);
    }
    show();
  }
  timer = setTimeout(cycle, wait);
}

function soon() {
  wait = LOOK_EVERY;
  clearTimeout(timer);
  timer = setTimeout(cycle, 50);
}

function act(person, arrival) {
  return arrival ? askUndo(person) : mark(person, byId("q").value ? "name" : "list");
}

async function mark(person, via) {
  if (door.arrivalOf(person.id)) return before(person);
  const whom = person.walkIn ? { new: person.id } : { p: person.id };
  await queue.add({ k: "arrival", hd: door.halfDay, via, ...whom });
  noted(person);
  const undo = [word("take-back"), () => askUndo(person)];
  showResult("good", door.list.fullName(person), word(sync.online ? "is-here" : "is-here-kept"), [undo]);
  sound("good");
  soon();
}

function noted(person) {
  latest = [person.id, ...latest.filter((id) => id !== person.id)].slice(0, 5);
  show();
}

function before(person) {
  const arrival = door.arrivalOf(person.id);
  showResult("look", word("before"), word("before-more", { name: door.list.fullName(person), time: clock(arrival.minute) }),
    [[word("take-back"), () => askUndo(person)]]);
  sound("look");
}

function askUndo(person) {
  hideResult();
  byId("undo").hidden = false;
  byId("undo-name").textContent = door.list.fullName(person);
  byId("undo-reason").value = "";
  byId("undo-reason").focus();
  byId("undo").onsubmit = async (event) => {
    event.preventDefault();
    const reason = byId("undo-reason").value.trim();
    byId("undo-missing").hidden = !!reason;
    if (!reason) return;
    const arrival = door.arrivalOf(person.id);
    byId("undo").hidden = true;
    if (!arrival) return;
    const listed = door.list.present.get(door.halfDay)?.get(person.id);
    const whom = person.walkIn ? { new: person.id } : { p: person.id };
    await queue.add({ k: "undo", hd: door.halfDay, ...whom, undoes: arrival.own.map((each) => each.id), keys: listed ? [listed.key] : [], reason });
    noted(person);
    showResult("look", word("taken-back"), door.list.fullName(person));
    soon();
  };
}

/* One after another: what the first scan noted, the second must find. */
let reading = Promise.resolve();
function scanned(...what) {
  const read = () => judge(...what);
  return (reading = reading.then(read, read));
}

/* A QR that was read. In a pocket a phone reads what nobody meant to show: then it asks first. */
async function judge(text, via, asksFirst = Date.now() - lastTouch > POCKET || document.visibilityState !== "visible") {
  const { word: said, person } = door.judged(await ticketOf(door.list.key, text));
  if (said === "before") return before(person);
  if (said !== "good") {
    showResult("bad", word(said), word(`${said}-more`));
    return sound("bad");
  }
  if (!asksFirst) return mark(person, via);
  showResult("look", door.list.fullName(person), word("ask-first"), [
    [word("mark"), () => mark(person, via)], [word("not-now"), hideResult]]);
  sound("look");
}

/* The phone's own camera opened the QR's link. */
function opened(path) {
  const found = /\/door\/t\/([\w-]+)/.exec(path);
  if (!found) return;
  history.replaceState(null, "", page.home);
  scanned(found[1], "link", true);
}

async function walkIn(event) {
  event.preventDefault();
  const name = byId("walk-in-name").value.trim();
  byId("walk-in-missing").hidden = !!name;
  if (!name) return byId("walk-in-name").focus();
  const uid = crypto.randomUUID(), key = searchKey(name, pattern);
  const alike = door.people().find((person) => person.key === key);
  if (alike) return showResult("look", word("alike"), word("alike-more", { name: door.list.fullName(alike) }));
  const added = await queue.add({ k: "walk_in", uid, name, province: byId("walk-in-province").value, phone: byId("walk-in-phone").value.trim(), });
  added.key = key;
  await queue.add({ k: "arrival", hd: door.halfDay, new: uid, via: "walk_in" });
  byId("walk-in").reset();
  byId("walk-in-box").open = false;
  noted({ id: uid });
  showResult("good", name, word("walked-in"));
  sound("good");
  soon();
}

async function toggleCamera() {
  if (stopCamera) {
    stopCamera();
    stopCamera = null;
  } else {
    try {
      const video = Object.assign(document.createElement("video"), { className: "camera", muted: true, playsInline: true });
      byId("camera").replaceChildren(video);
      stopCamera = await startCamera(video, page.decoder, (text) => scanned(text, "qr"));
    } catch {
      showResult("look", word("no-camera"), word("no-camera-more"));
    }
  }
  byId("camera").hidden = !stopCamera;
  byId("scan").textContent = word(stopCamera ? "stop-scan" : "scan");
}

byId("scan").onclick = toggleCamera;
byId("search").onsubmit = (event) => event.preventDefault();
byId("q").oninput = search;
byId("everybody").onchange = search;
byId("walk-in").onsubmit = walkIn;
byId("undo-cancel").onclick = () => { byId("undo").hidden = true; };
byId("sound").onchange = (event) => setSound(event.target.checked);
byId("scanner").onsubmit = (event) => {
  event.preventDefault();
  const text = byId("scanner-text").value;
  byId("scanner-text").value = "";
  if (text) scanned(text, "scanner", false);
};
byId("wipe").onclick = async () => {
  if (queue.events.length) return showResult("bad", word("not-sent"), word("not-sent-more", { waiting: queue.events.length }));
  await store.wipe(true);
  location.assign(page.home);
};
for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { lastTouch = Date.now(); }, { passive: true });
addEventListener("online", soon);
addEventListener("offline", () => { sync.online = false; show(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") soon();
  else lastTouch = 0;
});
setInterval(() => { if (door && Date.now() > door.list.wipe) wiped(); }, 60000);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(page.worker).catch(() => {});
start();

/* What the page shows. Texts come from the page itself, in the reader's language; what people typed is only ever text. */
import { clock } from "./state.js";

const byId = (id) => document.getElementById(`door-${id}`);

export function word(name, values = {}) {
  const text = document.querySelector(`[data-word="${name}"]`)?.textContent || name;
  return text.replace(/\{(\w+)\}/g, (_whole, key) => String(values[key] ?? ""));
}

function made(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function showHalfDays(door, choose) {
  byId("half-days").replaceChildren(...door.list.halfDays.map((halfDay) => {
    const day = new Date(`${halfDay.on}T00:00:00+07:00`);
    const shown = new Intl.DateTimeFormat(document.documentElement.lang === "th" ? "th-TH" : "en-GB",
      { day: "numeric", month: "short", timeZone: "Asia/Bangkok" }).format(day);
    const button = made("button", { type: "button", className: "btn btn-2 btn-s", textContent: `${shown} ${word(`part-${halfDay.part}`)}`,
      onclick: () => choose(halfDay.id) });
    button.setAttribute("aria-pressed", String(halfDay.id === door.halfDay));
    return made("li", {}, button);
  }));
}

export function showNumbers(door, { online, waiting }) {
  const { expected, here, byProvince, byNetwork } = door.numbers();
  byId("here").textContent = here.toLocaleString("en");
  byId("expected").textContent = word("of-expected", { expected: expected.toLocaleString("en") });
  const bar = byId("progress");
  bar.max = Math.max(expected, 1);
  bar.value = here;
  bar.setAttribute("aria-label", word("here-of", { here, expected }));
  byId("missing").textContent = word("missing", { missing: expected - here });
  byId("offline").hidden = online && !waiting;
  byId("offline-head").textContent = word(online ? "sending" : "offline");
  byId("offline-rest").textContent = waiting ? word("kept", { waiting }) : "";
  for (const [id, rows] of [["by-province", byProvince], ["by-network", byNetwork]]) {
    byId(id).replaceChildren(...rows.map((row) => made("tr", {},
      made("th", { scope: "row", textContent: row.name || word("not-provided") }),
      ...[row.expected, row.here, row.expected - row.here].map((n) => made("td", { className: "num", textContent: n })))));
  }
}

function metaOf(door, person, arrival) {
  if (arrival) return word(arrival.waits ? "marked-waits" : "marked", { time: clock(arrival.minute) });
  const names = [door.list.provinces[person.province], door.list.networks[person.network]].filter(Boolean);
  return names.join(" · ") || word("not-provided");
}

/* People as rows with one button each: mark, or take back. */
export function showPeople(id, door, people, act) {
  byId(id).replaceChildren(...people.map((person) => {
    const arrival = door.arrivalOf(person.id), name = door.list.fullName(person);
    const button = made("button", { type: "button", className: arrival ? "btn btn-2 btn-s" : "btn",
      textContent: word(arrival ? "take-back" : "mark"), onclick: () => act(person, arrival) });
    button.setAttribute("aria-label", `${button.textContent} ${name}`);
    return made("li", { className: arrival ? "in" : "" },
      made("div", {}, made("b", { textContent: name }), made("span", { className: "meta", textContent: metaOf(door, person, arrival) })),
      button);
  }));
}

/* One big answer, in words and colour; `buttons` as [text, deed]. Screen readers read it at once. */
export function showResult(kind, head, text, buttons = []) {
  const box = byId("result");
  box.className = `note note-${{ good: "done", look: "ask", bad: "stop" }[kind]}`;
  box.replaceChildren(made("h2", { textContent: head }), ...(text ? [made("p", { textContent: text })] : []),
    ...(buttons.length ? [made("p", { className: "acts" }, ...buttons.map(([label, deed], place) =>
      made("button", { type: "button", className: place || kind === "good" ? "btn btn-2" : "btn", textContent: label, onclick: deed })))] : []));
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

export function hideResult() {
  byId("result").hidden = true;
}

/* What two doors saw, and what the organiser must decide. */
export function showOpen(door, seen, acknowledge) {
  const rows = door.list.conflicts.filter((each) => !seen.has(`${each.hd} ${each.p}`)).map((each) => {
    const person = door.list.people.get(each.p);
    const who = each.who.map(([label, minute]) => `${label || word("desk")} ${clock(minute)}`).join(", ");
    return made("li", {}, made("div", {}, made("b", { textContent: person ? door.list.fullName(person) : "" }),
      made("span", { className: "meta", textContent: word("second", { who }) })),
      made("button", { type: "button", className: "btn btn-2 btn-s", textContent: word("seen"), onclick: () => acknowledge(`${each.hd} ${each.p}`) }));
  });
  for (const each of door.list.undecided) {
    const person = door.list.people.get(each.p);
    rows.push(made("li", {}, made("div", {}, made("b", { textContent: each.name || (person ? door.list.fullName(person) : word("unknown")) }),
      made("span", { className: "meta", textContent: word(`waits-${each.what}`) }))));
  }
  byId("open").hidden = !rows.length;
  byId("open-list").replaceChildren(...rows);
}

export { byId };

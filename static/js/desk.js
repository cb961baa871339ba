/* Keys of the desk. What has one says so in aria-keyshortcuts: a link or button is pressed, a field is gone to.
   Keys are read by their place on the keyboard, so that a Thai layout works as a Latin one does. What sends or closes
   has a key only on the page that shows it once more. Never innerHTML: Trusted Types are on. */
(function () {
  "use strict";
  var doc = document, sheet = doc.getElementById("keys");
  var TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea, select";
  var FILLED_IN = "input:not([type=hidden]), textarea, select";
  var KEYED = "[aria-keyshortcuts]";

  function shown(node) { return node.getClientRects().length > 0; }

  function use(node) {
    if (node.matches(TYPING)) { node.focus(); return; }
    node.click();
    // A link within the page leads to what is to be filled in there.
    var place = node.hash && node.pathname === location.pathname && doc.querySelector(node.hash);
    var field = place && place.querySelector("textarea");
    if (field) field.focus();
  }

  function named(node) {
    return ((node.labels && node.labels[0]) || node).textContent.trim();
  }

  function openSheet() {
    var list = sheet.querySelector("[data-keys]");
    list.textContent = "";
    doc.querySelectorAll(KEYED).forEach(function (node) {
      if (!shown(node)) return;
      var row = doc.createElement("div"), key = doc.createElement("dt"), what = doc.createElement("dd");
      key.appendChild(doc.createElement("kbd")).textContent = node.getAttribute("aria-keyshortcuts").toUpperCase();
      what.textContent = named(node);
      row.append(key, what);
      list.append(row);
    });
    sheet.showModal();
  }

  // The next or the one before in a list of cases; the first where none has the focus.
  function step(by) {
    var links = Array.prototype.filter.call(doc.querySelectorAll("table.queue a.ref"), shown);
    var next = links[links.indexOf(doc.activeElement) + by] || (links.includes(doc.activeElement) ? null : links[0]);
    if (next) next.focus();
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || sheet.open) return;
    var typing = event.target.matches(TYPING);
    if (typing && event.key === "Escape") event.target.blur();
    if (typing || event.repeat) return;
    var act = null;
    if (event.code === "Slash") {
      var search = doc.querySelector("main input[type=search]");
      act = event.shiftKey ? openSheet : search && function () { search.focus(); };
    } else if (event.shiftKey) return;
    else if (/^Key[A-Z]$/.test(event.code)) {
      var wanted = "[aria-keyshortcuts=" + event.code.slice(3).toLowerCase() + "]";
      var found = Array.prototype.find.call(doc.querySelectorAll(wanted), shown);
      if (found) act = function () { use(found); };
      // On the page of a case, links to its neighbours have these keys.
      else if (event.code === "KeyJ") act = function () { step(1); };
      else if (event.code === "KeyK") act = function () { step(-1); };
    }
    if (!act) return;
    event.preventDefault();
    act();
  }
  doc.addEventListener("keydown", onKey);

  var opener = doc.querySelector("[data-opens-keys]");
  opener.hidden = false;
  sheet.querySelector("[data-closes-keys]").addEventListener("click", function () { sheet.close(); });
  opener.addEventListener("click", function (event) { event.preventDefault(); openSheet(); });

  // A page that asks for something begins in its first field, unless there is something to correct first.
  var begin = doc.querySelector("form[data-begin]");
  if (begin && !doc.querySelector(".errsum")) {
    var first = Array.prototype.find.call(begin.querySelectorAll(FILLED_IN), shown);
    if (first) first.focus();
  }
})();

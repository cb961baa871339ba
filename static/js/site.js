/* Comfort for those who have JavaScript; every page works without it. Never innerHTML: Trusted Types are on. */
(function () {
  "use strict";
  var doc = document;
  function each(selector, act) { Array.prototype.forEach.call(doc.querySelectorAll(selector), act); }

  // The summary of what to correct is read out first.
  var summary = doc.querySelector(".errsum");
  if (summary) summary.focus();

  // How much room a long answer has; letters, not UTF-16 units.
  each("[data-count]", function (box) {
    var line = doc.getElementById(box.id + "_count");
    if (!line) return;
    var timer;
    function count() {
      var left = box.dataset.count - Array.from(box.value).length;
      var text = left < 0 ? line.dataset.over : line.dataset.left;
      line.textContent = text.replace("{n}", Math.abs(left).toLocaleString("en"));
    }
    box.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(count, 300); });
    if (box.value) count();
  });

  // Three Shifts within two seconds leave, as the exit bar's link does.
  var exit = doc.querySelector("[data-exit]"), shifts = [];
  if (exit) doc.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { shifts = []; return; }
    var now = Date.now();
    shifts = shifts.filter(function (then) { return now - then < 2000; }).concat(now);
    if (shifts.length > 2) location.replace(exit.href);
  });

  // A password can be looked at while it is typed.
  each("[data-reveal]", function (button) {
    var box = doc.getElementById(button.dataset.reveal), show = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = box.type === "password";
      box.type = shown ? "text" : "password";
      button.textContent = shown ? button.dataset.hide : show;
    });
  });

  // Paper is the safest place for a code.
  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // A second click within eight seconds sends nothing; coming back by "back" opens the form again.
  doc.addEventListener("submit", function (event) {
    var form = event.target, now = Date.now();
    if (form.method !== "post" || form.hasAttribute("data-again")) return;
    if (now - (form.dataset.sent || 0) < 8000) event.preventDefault();
    else form.dataset.sent = now;
  });
  addEventListener("pageshow", function () { each("form", function (form) { delete form.dataset.sent; }); });

  // A list that follows another: data-follows="id of the first", data-source="/address?province=".
  each("select[data-follows]", function (list) {
    var first = doc.getElementById(list.dataset.follows), asked = 0;
    if (first) first.addEventListener("change", function () {
      var mine = ++asked;
      list.length = 1;
      list.value = "";
      list.dispatchEvent(new Event("change"));
      if (first.value) fetch(list.dataset.source + encodeURIComponent(first.value)).then(function (answer) {
        return answer.ok ? answer.json() : [];
      }).then(function (pairs) {
        if (mine === asked) pairs.forEach(function (pair) { list.add(new Option(pair[1], pair[0])); });
      }).catch(function () {});
    });
  });

  // How far long work is; the page is asked for again when it is over. Without a script it refreshes by itself.
  each("progress[data-watches]", function (bar) {
    var line = doc.getElementById(bar.id + "-said");
    function ask() {
      fetch(bar.dataset.watches).then(function (answer) { return answer.ok ? answer.json() : { over: true }; })
        .then(function (state) {
          if (state.over) { location.reload(); return; }
          bar.value = state.done;
          if (line && line.textContent !== state.said) line.textContent = state.said;
          setTimeout(ask, 1500);
        }).catch(function () { setTimeout(ask, 5000); });
    }
    setTimeout(ask, 1500);
  });
})();

/* What asks the server again by itself (htmx, `every`), marked data-live: only while its page is looked at, and at once
   when it is looked at again. Without this script nothing is asked: no page needs it. */
(function () {
  "use strict";
  var doc = document;

  doc.addEventListener("htmx:confirm", function (event) {
    if (event.target.matches("[data-live]") && doc.hidden) event.preventDefault();
  });

  // Who types in a page's own form is writing, too.
  doc.addEventListener("htmx:configRequest", function (event) {
    if (!event.target.matches("[data-live=presence]")) return;
    var at = doc.activeElement;
    if (at && at.matches("main textarea") && at.value) event.detail.parameters.set("writing", "1");
  });

  // A list in which somebody chooses stays as it is until she is done.
  function busy(node) {
    var at = doc.activeElement;
    return node.querySelector("input:checked") || doc.querySelector("dialog[open]")
      || node.contains(at) && at.matches("input:not([type=checkbox]), select");
  }
  function spare(event) {
    if (!event.target.matches("[data-live=list]") || !busy(event.target)) return;
    if (event.type === "htmx:confirm") event.preventDefault();
    else event.detail.shouldSwap = false;
  }
  doc.addEventListener("htmx:confirm", spare);
  doc.addEventListener("htmx:beforeSwap", spare);

  doc.addEventListener("visibilitychange", function () {
    if (!doc.hidden) doc.querySelectorAll("[data-live]").forEach(function (node) { htmx.trigger(node, "wake"); });
  });
})();

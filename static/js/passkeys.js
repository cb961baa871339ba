/* Makes and uses passkeys on forms with data-passkey="create" or "get". Without it, an authenticator app does. */
(function () {
  "use strict";
  var form = document.querySelector("[data-passkey]"), box = document.getElementById("passkey-options");
  if (!form || !box || !window.PublicKeyCredential) return;
  var start = form.querySelector("[data-passkey-start]"), failed = form.querySelector("[data-passkey-failed]");

  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/")), out = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
    return out;
  }
  function text(buffer) {
    var raw = "";
    new Uint8Array(buffer).forEach(function (byte) { raw += String.fromCharCode(byte); });
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function known(list) {
    return (list || []).map(function (item) { return Object.assign({}, item, { id: bytes(item.id) }); });
  }
  function options() {
    var told = JSON.parse(box.textContent).publicKey;
    told.challenge = bytes(told.challenge);
    if (told.user) told.user.id = bytes(told.user.id);
    told.excludeCredentials = known(told.excludeCredentials);
    told.allowCredentials = known(told.allowCredentials);
    return { publicKey: told };
  }
  function answer(credential) {
    var told = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) told[name] = text(credential.response[name]);
    });
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response: told,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  form.querySelector("[data-passkey-without]").hidden = true;
  start.hidden = false;
  start.addEventListener("click", function () {
    failed.hidden = true;
    navigator.credentials[form.dataset.passkey](options()).then(function (credential) {
      form.elements.credential.value = answer(credential);
      form.submit();
    }).catch(function () { failed.hidden = false; });
  });
})();

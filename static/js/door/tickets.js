/* The QR of a registration, checked without a network. Its shape is told in events/rules/tickets.py. */
const SIGNED = 15, SIGNATURE = 64;

export function bytesOf(text) {
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export async function importedKey(text) {
  return crypto.subtle.importKey("raw", bytesOf(text), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
}

export async function isSigned(key, content, signature) {
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, content);
}

/* {workshop, person, number} of a whole address or its last part; null for what is no ticket of the portal. */
export async function ticketOf(key, text) {
  const last = text.trim().replace(/\/+$/, "").split("/").pop();
  if (!/^[\w-]{106}$/.test(last)) return null;
  const whole = bytesOf(last), view = new DataView(whole.buffer);
  if (whole.length !== SIGNED + SIGNATURE || whole[0] !== 1) return null;
  if (!(await isSigned(key, whole.slice(0, SIGNED), whole.slice(SIGNED)))) return null;
  return { workshop: view.getUint32(1), person: Number(view.getBigUint64(5)), number: view.getUint16(13) };
}

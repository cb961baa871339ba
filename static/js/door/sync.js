/* Speaks with the portal: brings the queue in one request, takes what is new. Never loses what was not answered. */
import { DoorList, MOST_PIECES } from "./list.js";

const TIMEOUT = 15000, HEADERS = { "Content-Type": "application/json", "Door-App": "1" };

async function answered(request) {
  const response = await fetch(request, { signal: AbortSignal.timeout(TIMEOUT), credentials: "same-origin", cache: "no-store" });
  const body = await response.text();
  return { status: response.status, piece: { body, signature: response.headers.get("Door-Signature") || "" } };
}

export class Refused extends Error {}

export class Sync {
  constructor(store, queue, addresses) {
    Object.assign(this, { store, queue, addresses, online: navigator.onLine, results: [] });
  }

  /* The list that is kept; null where there is none, undefined where somebody altered it. */
  async kept() {
    const pieces = await this.store.get("kept", "pieces");
    if (!pieces) return null;
    return (await DoorList.from(pieces)) || undefined;
  }

  async fetchWhole() {
    const { status, piece } = await answered(this.addresses.list);
    if (status === 403) throw new Refused(JSON.parse(piece.body).refused);
    const list = status === 200 ? await DoorList.from([piece]) : null;
    if (!list) throw new Error("no list");
    await this.store.put("kept", "pieces", list.pieces);
    return list;
  }

  /* Sends what is left, and asks for nothing: for a phone whose list is gone. Late events are taken for a week. */
  async bring() {
    const events = this.queue.toSend();
    if (!events.length) return;
    const { status, piece } = await answered(this.request({ sent: new Date().toISOString(), events }));
    if (status === 200) await this.queue.taken(JSON.parse(piece.body).r.map(([id]) => id));
  }

  request(body) {
    return new Request(this.addresses.events, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
  }

  /* Sends and asks once. Gives the list, the same or a new one. Rejects with Refused; anything else means offline. */
  async once(list) {
    const events = this.queue.toSend();
    if (!events.length) return this.look(list);
    const { status, piece } = await answered(this.request({ sent: new Date().toISOString(), since: list.cursor, events }));
    if (status === 403) throw new Refused(JSON.parse(piece.body).refused);
    if (status !== 200) throw new Error(String(status));
    const told = JSON.parse(piece.body);
    if (told.list && !(await list.add(piece))) throw new Error("not signed");
    await this.store.put("kept", "pieces", list.pieces);
    await this.queue.taken(told.r.map(([id]) => id));
    this.results.push(...told.r);
    return list;
  }

  async look(list) {
    if (list.pieces.length >= MOST_PIECES) return this.fetchWhole();
    const { status, piece } = await answered(`${this.addresses.list}?since=${list.cursor}`);
    if (status === 403) throw new Refused(JSON.parse(piece.body).refused);
    if (status !== 200) throw new Error(String(status));
    if (!(await list.add(piece))) throw new Error("not signed");
    await this.store.put("kept", "pieces", list.pieces);
    return list;
  }
}

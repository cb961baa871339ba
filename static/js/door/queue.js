/* What happened at this phone and was not taken by the portal yet. Each event has an id of its own. */
export class Queue {
  constructor(store) {
    this.store = store;
    this.events = [];
  }

  async load() {
    const kept = (await this.store.all("queue")).filter(Boolean);
    this.events = kept.sort((one, other) => one.order - other.order);
  }

  /* Resolves once it is on the disk: only then the page may say that it is done. */
  async add(event) {
    const order = this.events.length ? this.events[this.events.length - 1].order + 1 : 1;
    const whole = { id: crypto.randomUUID(), at: new Date().toISOString(), ...event, order };
    await this.store.put("queue", whole.id, whole);
    this.events.push(whole);
    return whole;
  }

  /* For the request: without our own order. */
  toSend() {
    return this.events.slice(0, 2000).map(({ order, shown, ...event }) => event);
  }

  async taken(ids) {
    await this.store.remove("queue", ids);
    this.events = this.events.filter((event) => !ids.includes(event.id));
  }

  /* Who is present by what is queued: {arrivals, undone} for a person (an id, or a walk-in's uid) in a half-day. */
  of(halfDay, whom) {
    const own = this.events.filter((event) => event.hd === halfDay && (event.p ?? event.new) === whom);
    const undos = own.filter((event) => event.k === "undo");
    const undone = new Set(undos.flatMap((event) => event.undoes));
    const arrivals = own.filter((event) => event.k === "arrival" && !undone.has(event.id));
    return { arrivals, keys: new Set(undos.flatMap((event) => event.keys)) };
  }

  walkIns() {
    return this.events.filter((event) => event.k === "walk_in");
  }
}

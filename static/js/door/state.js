/* The door as this phone knows it: what the list says, with what is queued here laid over it. */
export class Door {
  constructor(list, queue) {
    this.list = list;
    this.queue = queue;
    this.halfDay = null;
  }

  /* Registered people, then walk-ins of this phone that the portal has not taken yet. */
  people() {
    const own = this.queue.walkIns().filter((event) => ![...this.list.people.values()].some((p) => p.uid === event.uid));
    return [
      ...this.list.people.values(),
      ...own.map((event) => ({
        id: event.uid, walkIn: true, title: "", name: event.name, province: event.province, network: 0,
        kind: "p", number: 1, key: event.key,
      })),
    ];
  }

  /* {minute, key, waits, own}: when she arrived, as far as this phone knows; null: she is not here. */
  arrivalOf(whom, halfDay = this.halfDay) {
    const own = this.queue.of(halfDay, whom), listed = this.list.present.get(halfDay)?.get(whom);
    if (own.arrivals.length) {
      const at = new Date(own.arrivals[0].at);
      return { minute: minuteOf(at), own: own.arrivals, listed: null, waits: true };
    }
    if (listed && !own.keys.has(listed.key)) return { minute: listed.minute, own: [], listed, waits: false };
    return null;
  }

  numbers() {
    const people = this.people(), here = people.filter((person) => this.arrivalOf(person.id));
    return { expected: people.length, here: here.length, byProvince: this.counts("province", this.list.provinces),
      byNetwork: this.counts("network", this.list.networks) };
  }

  counts(of, names) {
    const rows = new Map();
    for (const person of this.people()) {
      const row = rows.get(person[of]) || { name: names[person[of]] || "", expected: 0, here: 0 };
      row.expected += 1;
      if (this.arrivalOf(person.id)) row.here += 1;
      rows.set(person[of], row);
    }
    return [...rows.values()].sort((one, other) => other.expected - one.expected);
  }

  /* What a scanned ticket means: {word, person}. */
  judged(ticket) {
    if (!ticket) return { word: "forged" };
    if (ticket.workshop !== this.list.workshop) return { word: "other_workshop" };
    const person = this.list.people.get(ticket.person);
    if (!person) return { word: "cancelled" };
    if (ticket.number !== person.number) return { word: "replaced", person };
    return { word: this.arrivalOf(person.id) ? "before" : "good", person };
  }
}

/* Minutes since midnight on Thailand's clock, which has no summer time. */
export function minuteOf(moment) {
  return Math.floor(moment.getTime() / 60000 + 7 * 60) % (24 * 60);
}

export function clock(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}.${String(minute % 60).padStart(2, "0")}`;
}

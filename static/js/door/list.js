/* The list of the workshop: signed pieces as the server sent them, and what they add up to. */
import { bytesOf, importedKey, isSigned } from "./tickets.js";
import { searchKey } from "./names.js";

/* After so many pieces the whole list is asked for anew. */
export const MOST_PIECES = 40;

export class DoorList {
  constructor() {
    this.pieces = [];
    this.people = new Map();
    this.present = new Map();
    this.provinces = {};
    this.networks = {};
    this.conflicts = [];
    this.undecided = [];
  }

  /* From stored pieces; null where one of them was altered. */
  static async from(pieces) {
    const list = new DoorList();
    for (const piece of pieces) if (!(await list.add(piece))) return null;
    return list.pieces.length ? list : null;
  }

  /* {body, signature}; false where it is not signed by the portal. */
  async add(piece) {
    const told = JSON.parse(piece.body);
    if (told.key && !this.key) this.key = await importedKey(told.key);
    const content = new TextEncoder().encode(piece.body);
    if (!this.key || !(await isSigned(this.key, content, bytesOf(piece.signature)))) return false;
    this.pieces.push(piece);
    this.apply(told.list || told);
    return true;
  }

  apply(told) {
    if (told.h) {
      this.workshop = told.w;
      this.wipe = Date.parse(told.wipe);
      this.halfDays = told.h.map(([id, on, part]) => ({ id, on, part }));
      for (const halfDay of this.halfDays) this.present.set(halfDay.id, new Map());
    }
    if (told.c !== undefined) this.cursor = told.c;
    Object.assign(this.provinces, told.pr);
    Object.assign(this.networks, told.nw);
    for (const row of told.p || []) {
      const [id, title, name, province = "", network = 0, kind = "p", number = 1] = row;
      this.people.set(id, { id, title, name, province, network, kind, number, key: searchKey(name) });
    }
    for (const id of told.gone || []) this.people.delete(id);
    for (const [halfDay, rows] of Object.entries(told.in || {})) {
      for (const [person, minute, key] of rows) this.present.get(Number(halfDay))?.set(person, { minute, key });
    }
    for (const [halfDay, people] of Object.entries(told.out || {})) {
      for (const person of people) this.present.get(Number(halfDay))?.delete(person);
    }
    const open = told.open || [];
    this.undecided = open.filter((each) => each.what !== "second");
    for (const each of open) {
      if (each.what !== "second") continue;
      this.conflicts = this.conflicts.filter((other) => other.hd !== each.hd || other.p !== each.p).concat(each);
    }
  }

  fullName(person) {
    const gap = person.title && (person.title.endsWith(".") || /[\x00-\x7f]$/.test(person.title)) ? " " : "";
    return person.title + gap + person.name;
  }
}

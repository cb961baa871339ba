/* Names as people search them: title ignored, one spelling, two wrong letters forgiven. As pacc/thai/collation.py and
   events/rules/name_search.py do it on the server; a test compares the two. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

/* `titles`: {words, dotted, latin}, longest first. */
export function titlePattern(titles) {
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp("^\\s*(?:" + [
    ...titles.dotted.map((title) => escaped(title).replace(/\\\./g, "\\.\\s*")),
    ...titles.words.map((title) => `${title}\\s*(?=[ก-ฮเ-ไA-Za-z])`),
    ...titles.latin.map((title) => `${title}(?:\\.\\s*|\\s+)`),
  ].join("|") + ")(?=.)", "i");
}

export function searchKey(name, pattern) {
  let text = name.trim();
  for (let found; pattern && (found = pattern.exec(text)); ) text = text.slice(found[0].length).trim();
  text = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(INVISIBLE, "");
  text = text.normalize("NFC").replace(/เเ/g, "แ").replace(/([่-๋])([ิ-ฺ็ั])/g, "$2$1").replace(/ํ([่-๋]?)า/g, "$1ำ");
  return (text.toLowerCase().match(/[\p{L}\p{N}ะ-๎]/gu) || []).join("");
}

export function forgiven(key) {
  return key.length >= 5 ? 2 : key.length >= 3 ? 1 : 0;
}

/* The fewest wrong letters for the part of `name` that fits best: Sellers' table, one row at a time. */
export function distance(key, name) {
  let column = Array.from({ length: key.length + 1 }, (_none, place) => place), best = key.length;
  for (const letter of name) {
    const next = [0];
    for (let place = 1; place <= key.length; place += 1) {
      const wrong = column[place - 1] + (key[place - 1] === letter ? 0 : 1);
      next.push(Math.min(wrong, column[place] + 1, next[place - 1] + 1));
    }
    best = Math.min(best, next[key.length]);
    column = next;
  }
  return best;
}

/* People whose name holds `key`; where none does, those that are alike, the nearest first. */
export function find(people, key, most) {
  if (!key) return [];
  const exact = people.filter((person) => person.key.includes(key));
  if (exact.length || key.length < 3) return exact.slice(0, most);
  return people
    .map((person) => ({ person, wrong: distance(key, person.key) }))
    .filter((each) => each.wrong <= forgiven(key))
    .sort((one, other) => one.wrong - other.wrong)
    .slice(0, most)
    .map((each) => each.person);
}

({smallestTarget, words}) => {
  const found = [], shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
  const name = element => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}.${element.className} “${(element.textContent || "").trim().slice(0, 30)}”`;

  const headings = [...document.querySelectorAll("h1")].filter(shown);
  if (headings.length !== 1) found.push(`${headings.length} h1`);
  if (!document.title.endsWith(" – PACC Connect") || document.title.length < 18) found.push(`title: ${document.title}`);
  if (/(ผิดพลาด:|Error:).*\1/.test(document.title)) found.push(`title says twice that it is wrong: ${document.title}`);
  if (!/^(th|en)$/.test(document.documentElement.lang)) found.push(`lang: ${document.documentElement.lang}`);
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => found.push(`id twice: ${id}`));

  if (document.scrollingElement.scrollWidth > document.documentElement.clientWidth) {
    found.push(`sideways: ${document.scrollingElement.scrollWidth} > ${document.documentElement.clientWidth}`);
    for (const element of document.querySelectorAll("main *, header *, footer *"))
      if (element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest(".vh,.hem,.net"))
        found.push(`  ${name(element)}`);
  }

  // Targets: a link within a sentence is exempt (WCAG 2.5.8, inline); a box inside a .choice has the whole row, one inside a .tick its label.
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!shown(element) || element.closest(".vh") || element.classList.contains("skip")) continue;
    let box = element.getBoundingClientRect();
    const label = element.closest(".choice,.tick");
    if (label) box = label.getBoundingClientRect();
    const sentence = element.tagName === "A" && getComputedStyle(element).display === "inline" && element.closest("p,li,dd,td,th,label");
    if (sentence) continue;
    if (Math.min(box.width, box.height) < smallestTarget - 0.5)
      found.push(`target ${Math.round(box.width)}x${Math.round(box.height)}: ${name(element)}`);
  }

  for (const element of document.querySelectorAll("body *")) {
    if (!shown(element) || element.closest(".vh,svg,.hero,.receipt") || getComputedStyle(element).clip !== "auto" || element.matches("textarea,select,input,option,progress")) continue;
    const style = getComputedStyle(element);
    if (style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1 && style.overflowY !== "auto")
      found.push(`cut off: ${name(element)}`);
    if ([...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) {
      if (parseFloat(style.fontSize) < 14.3) found.push(`small text ${style.fontSize}: ${name(element)}`);
      const ratio = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
      if (ratio < 1.34) found.push(`tight lines ${ratio.toFixed(2)}: ${name(element)}`);
    }
  }

  // Thai words cut by a line's end: compare the line (top) of each letter within a word.
  const whole = new RegExp(words.map(word => [...word].join("\u2060?")).join("|"), "g");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!shown(node.parentElement) || node.parentElement.closest(".vh,textarea,option,script")) continue;
    for (const match of node.data.matchAll(whole)) {
      const tops = new Set();
      for (let at = match.index; at < match.index + match[0].length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.height && box.width) tops.add(Math.round(box.bottom));
      }
      if (tops.size > 1 && Math.max(...tops) - Math.min(...tops) > 12) found.push(`word cut: ${match[0]} in ${name(node.parentElement)}`);
    }
  }
  return found;
}

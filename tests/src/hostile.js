// What a hostile text may have done to the page. The first argument says what is asked.
const [asked, ...rest] = [...arguments];
const turns = /[\u202a-\u202e\u2066-\u2069]/;
const piles = /[\u0300-\u036f\u0e47]{8}/;
const told = one => `<${one.tagName.toLowerCase()} class="${one.className}"> «${one.textContent.slice(0, 40)}»`;
const style = one => getComputedStyle(one);
const leaves = () => [...document.body.querySelectorAll("*")].filter(one =>
  one.textContent && [...one.childNodes].some(it => it.nodeType === Node.TEXT_NODE && it.data.trim())
  && !/^(SCRIPT|STYLE|OPTION|TEXTAREA|TITLE|NOSCRIPT)$/.test(one.tagName) && one.checkVisibility());

// The words that stand in one line of direction with these are theirs alone, or they are kept apart.
const turnsOthers = one => {
  let at = one;
  while (at !== document.body) {
    const { display, unicodeBidi, float, position } = style(at);
    if (/isolate|plaintext/.test(unicodeBidi)) return false;
    const isBlock = display !== "inline" || float !== "none" || position === "absolute";
    if (isBlock) break;
    at = at.parentElement;
  }
  const begins = at.textContent.search(turns);
  const after = at.textContent.slice(begins).replace(one.textContent.slice(one.textContent.search(turns)), "");
  return after.trim() !== "";
};
// What is piled up is cut off at an edge of its own.
const breaksOut = one => {
  for (let at = one; at !== document.body; at = at.parentElement) {
    const { overflowY, display } = style(at);
    if (overflowY !== "visible" && display !== "inline") return /auto|scroll/.test(overflowY) && at.clientHeight > 300;
  }
  return true;
};

const does = {
  harm: () => {
    const found = [];
    const frames = [window, ...[...document.querySelectorAll("iframe")].map(one => one.contentWindow)];
    for (const frame of frames) {
      try { if (frame.__ran !== undefined) found.push("a script ran"); } catch { /* Another origin's, as a sandbox is. */ }
    }
    const strangers = performance.getEntriesByType("resource").map(one => one.name)
      .filter(name => !name.startsWith(location.origin) && !/^(data|blob):/.test(name));
    found.push(...strangers.map(name => `asked elsewhere: ${name}`));
    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} wide of ${page.clientWidth}`);
    for (const one of document.body.querySelectorAll("*")) {
      const { overflowX } = style(one);
      if (/auto|scroll/.test(overflowX) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
        && one.getAttribute("role") !== "tablist") {
        found.push(`scrolls sideways by ${one.scrollWidth - one.clientWidth}: ${told(one)}`);
      }
    }
    for (const one of leaves()) {
      if (turns.test(one.textContent) && turnsOthers(one)) found.push(`turns other words round: ${told(one)} in ${told(one.parentElement)}`);
      if (piles.test(one.textContent) && breaksOut(one)) found.push(`breaks out: ${told(one)}`);
    }
    return [...new Set(found)];
  },
  heights: selector => [...new Set([...document.querySelectorAll(selector)]
    .map(one => Math.round(one.getBoundingClientRect().height)))],
  scroll: (selector, isDown, done) => {
    const within = [...document.querySelectorAll(`${selector}, ${selector} *`)];
    const box = within.find(one => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(style(one).overflowY));
    if (!box) return done(false);
    const before = box.scrollTop;
    box.scrollBy(0, (isDown ? 0.9 : -0.9) * box.clientHeight);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(box.scrollTop !== before), 30)));
  },
};
return does[asked](...rest);

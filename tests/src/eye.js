// What a person finds on the page, told by role, name and text. The driver sends this along with each
// look; the last line answers what was asked.
const plain = text => (text ?? "").replace(/\s+/g, " ").trim();
const shown = element =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden="true"], [inert]');
const read = element => plain(element.innerText);
const name = element => {
  const labelled = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  if (labelled.length) return plain(labelled.map(id => document.getElementById(id)?.innerText).join(" "));
  const labels = [...(element.labels ?? [])].map(label => label.querySelector("span") ?? label);
  return plain(element.getAttribute("aria-label") || labels.map(read).join(" ") || read(element)
    || element.title || element.placeholder);
};
const kinds = {
  button: "button, [role=button]",
  link: "a[href]",
  tab: "[role=tab]",
  field: "textarea, input:not([type=radio], [type=checkbox], [type=file])",
  radio: "input[type=radio]",
  option: "[role=option], [role=treeitem], li > button",
  checkbox: "input[type=checkbox]",
  select: "select",
  combobox: "[role=combobox]",
  item: "[role^=menuitem]",
  file: "input[type=file]",
};
const pressed = "button, [role=button], [role=option], [role^=menuitem], [aria-disabled=true]";
const all = (root, selector) => [...root.querySelectorAll(selector)].filter(shown);

// A place is a part of the page with that name, or the row or notice that says so.
const places = within => {
  if (!within) return [document.body];
  const labelled = all(document, "[aria-label], [aria-labelledby]");
  const named = labelled.filter(place => name(place) === within);
  if (named.length) return named;
  // A heading may count what stands under it.
  const counted = labelled.filter(place => name(place).startsWith(`${within} `));
  if (counted.length) return counted;
  return all(document, "li, [popover], [role=status], [role=alert]").filter(place => read(place).includes(within));
};
const said = (root, text) => {
  const sought = plain(text).toLowerCase();
  return read(root).toLowerCase().includes(sought)
    || all(root, "button, a, [role=img]").some(one => name(one).toLowerCase().includes(sought));
};
const row = link => ({
  says: read(link),
  at: link.querySelector("time")?.dateTime ?? "",
  path: new URL(link.href).pathname,
});
const log = () => all(document, "[role=log]")[0];

const eye = {
  find: (kind, sought, within) => {
    // The field of a file may hide behind the button that opens it.
    const there = kind === "file" ? (root, selector) => [...root.querySelectorAll(selector)] : all;
    const found = places(within).flatMap(place => there(place, kinds[kind]));
    const exactly = found.find(one => name(one) === sought || read(one) === sought);
    // A link may say more, a tab may count what it holds, and what was found may be told from others.
    const begins = one => read(one).startsWith(sought);
    const says = one => read(one).includes(sought);
    const option = found.find(begins) ? begins : says;
    const nearly = { link: says, tab: begins, option }[kind];
    return exactly ?? (nearly && found.find(nearly)) ?? null;
  },
  // What may be pressed, and why it may not be where it is off.
  controls: within => [...new Set(places(within).flatMap(place => all(place, pressed)))].map(one => {
    const described = (one.getAttribute("aria-describedby") ?? "").split(" ");
    const reason = plain(described.map(id => document.getElementById(id)?.textContent).join(" "));
    const whole = name(one);
    // A reason that stands in the button is no part of its name.
    const own = reason && whole.endsWith(reason) ? plain(whole.slice(0, -reason.length)) : whole;
    return { name: own, is_off: one.getAttribute("aria-disabled") === "true" || one.disabled === true, reason };
  }),
  sees: (text, within) => places(within).some(place => said(place, text)),
  reads: within => places(within).map(read).join(" "),
  holds: field => (eye.find("field", field) ?? eye.find("select", field))?.value ?? null,
  // Takes one of a field's own list by its words.
  pick: (field, words) => {
    const select = eye.find("select", field);
    const option = [...(select?.options ?? [])].find(one => plain(one.label) === words);
    if (!option || select.disabled) return false;
    select.value = option.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  },
  // Sets a field of date and time, as the browser's own picker does: what keys do there depends on its language.
  set: (field, value) => {
    const input = eye.find("field", field);
    if (!input || input.disabled) return false;
    input.value = value;
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    return input.value === value;
  },
  picks: field => [...(eye.find("select", field)?.options ?? [])].map(one => plain(one.label)),
  // Brings a file as a person does who chose it in the system's own dialog.
  bring: (field, file, text, kind) => {
    const input = eye.find("file", field);
    if (!input) return false;
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], file, { type: kind }));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  },
  // Each message's words, with the line breaks that they are shown with.
  messages: () => log() ? all(log(), "[data-from]").map(one => one.querySelector("p")).filter(Boolean).map(p => p.innerText) : [],
  lines: () => log() ? all(log(), "p").map(read) : [],
  days: label => places(label).flatMap(place => all(place, "section")).map(day => ({
    day: name(day),
    rows: all(day, "li a").map(row),
  })),
  row_to: (label, path) => places(label).flatMap(place => all(place, "li a"))
    .find(link => new URL(link.href).pathname === path) ?? null,
  // How many rows a long list has, in the page or not.
  length: label => places(label).flatMap(place => all(place, "ul"))
    .map(list => Number(list.style.getPropertyValue("--rows"))).reduce((one, two) => one + two, 0),
  // The table of the history as it stands in the page: headings with their order, rows from top to bottom.
  table: () => {
    const grid = all(document, "[role=grid]")[0];
    if (!grid) return null;
    const cells = (row, role) => [...row.querySelectorAll(`[role=${role}]`)];
    const place = row => Number(row.getAttribute("aria-rowindex"));
    const rows = [...grid.querySelectorAll("[role=row]")].sort((one, two) => place(one) - place(two));
    return {
      columns: cells(grid, "columnheader").map(read),
      sorted: cells(grid, "columnheader").map(one => one.getAttribute("aria-sort")),
      widths: cells(grid, "columnheader").map(one => one.getBoundingClientRect().width),
      rows: rows.slice(1).map(row => cells(row, "gridcell").map(read)),
      places: rows.slice(1).map(row => place(row) - 1),
      length: Number(grid.getAttribute("aria-rowcount")) - 1,
      busy: grid.getAttribute("aria-busy") === "true",
    };
  },
  middle: (kind, sought, within) => {
    const one = eye.find(kind, sought, within);
    one?.scrollIntoView({ block: "center", inline: "nearest" });
    const { left, top, width, height } = one?.getBoundingClientRect() ?? {};
    return one ? [left + width / 2, top + height / 2, left + width] : null;
  },
  elements: () => document.querySelectorAll("*").length,
  rows: label => places(label).flatMap(place => all(place, "li")).map(item => row(item.querySelector("a"))),
  channels: within => places(within).flatMap(place => all(place, "[data-channel]")).map(name),
  clocks: within => places(within).flatMap(place => all(place, "[role=timer]")).map(read),
  scroll: (within, how) => {
    const boxes = places(within).flatMap(place => [place, ...place.querySelectorAll("*")]);
    const box = boxes.find(one => one.scrollHeight > one.clientHeight + 1
      && /auto|scroll/.test(getComputedStyle(one).overflowY));
    if (!box) return false;
    const before = box.scrollTop;
    box.scrollTop = how === "end" ? box.scrollHeight : how === "start" ? 0 : before + box.clientHeight / 2;
    return how !== "on" || box.scrollTop !== before;
  },
  focus: () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    // A choice may wear its ring around its label, a field that fills its form around that.
    const ring = [one, ...(one.labels ?? []), ...(one.form ? [one.form] : [])].some(wearer => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(wearer);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    });
    return { name: name(one), ring: one.matches(":focus-visible") && ring };
  },
  // How light the ground is that the page stands on, from 0 to 255.
  ground: () => {
    const grounds = [document.body, document.documentElement].map(one => getComputedStyle(one).backgroundColor);
    const pixel = document.createElement("canvas").getContext("2d");
    pixel.fillStyle = grounds.find(ground => !/^rgba\(0, 0, 0, 0\)$|transparent/.test(ground)) ?? "white";
    pixel.fillRect(0, 0, 1, 1);
    return Math.max(...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3));
  },
  // How far the page can be scrolled sideways, and what sticks out.
  sideways: () => {
    const page = document.scrollingElement;
    const width = page.clientWidth;
    page.scrollLeft = 1000;
    const far = page.scrollLeft;
    page.scrollLeft = 0;
    const out = [...document.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > width + 0.5);
    return { far, out: out.slice(0, 3).map(one => one.outerHTML.slice(0, 120)) };
  },
  // How high a letter's frame is, and the page in it.
  letter: () => {
    const frame = document.querySelector("iframe[sandbox]");
    const page = frame?.contentDocument?.body;
    return page ? { frame: frame.offsetHeight, page: page.offsetHeight } : null;
  },
  bounds: () => all(document, "header button, header a").map(one => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return { name: name(one), left, top, right, bottom, is_hit: !!hit && (one.contains(hit) || hit.contains(one)) };
  }),
};
return eye[arguments[0]](...[...arguments].slice(1));

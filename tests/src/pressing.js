// Presses, and waits until the page shows what belongs to it: `bar` with a place presses that bar of the first chart and
// waits for other rows; `report` with a name presses the button of that name and waits for other charts and their table.
// Tells how long that took, the longest task of the page's own thread meanwhile, and how many rows the table has then.
const [what, which, done] = arguments;
const tasks = [];
const seen = (list) => list.getEntries().forEach((task) => tasks.push(task.duration));
const watch = new PerformanceObserver(seen);
watch.observe({ type: "longtask" });
const grid = () => document.querySelector("[role=grid]");
const rows = () => grid()?.getAttribute("aria-rowcount");
const isStill = () => grid()?.getAttribute("aria-busy") === "false" && grid().querySelector("[role=gridcell]");
const charts = () => [...document.querySelectorAll("svg[role=group]")];
const drawn = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));

const bar = {
  control: () => document.querySelectorAll("svg[role=group] [role=button]")[which],
  before: rows,
  isThere: (before) => rows() !== before && isStill(),
};
const report = {
  control: () => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === which),
  before: charts,
  isThere: (before) => charts().length === 3 && !charts().some((one) => before.includes(one)) && isStill(),
};

(async () => {
  const { control, before, isThere } = { bar, report }[what];
  const [pressed, stood] = [control(), before()];
  const began = performance.now();
  pressed.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  while (!isThere(stood)) {
    if (performance.now() - began > 40000) throw new Error(`the table still has ${rows()} rows`);
    await drawn();
  }
  const ms = performance.now() - began;
  await new Promise((later) => setTimeout(later, 300));
  watch.takeRecords().forEach((task) => tasks.push(task.duration));
  watch.disconnect();
  return { ms, longest: Math.max(0, ...tasks), rows: Number(rows()) };
})().then(done, (error) => done(String(error)));

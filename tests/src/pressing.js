// Presses the bar of a chart at a place and waits until the table shows what belongs to it. Tells how long that took,
// the long tasks of the page's own thread meanwhile, and how many rows the table has then.
const [place, done] = arguments;
const tasks = [];
const seen = (list) => list.getEntries().forEach((task) => tasks.push(task.duration));
const watch = new PerformanceObserver(seen);
watch.observe({ type: "longtask" });
const grid = () => document.querySelector("[role=grid]");
const rows = () => grid()?.getAttribute("aria-rowcount");
const isStill = () => grid()?.getAttribute("aria-busy") === "false" && grid().querySelector("[role=gridcell]");
const drawn = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));

(async () => {
  const before = rows();
  const bar = document.querySelectorAll("svg[role=group] [role=button]")[place];
  const began = performance.now();
  bar.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  while (rows() === before || !isStill()) {
    if (performance.now() - began > 20000) throw new Error(`the table still has ${rows()} rows`);
    await drawn();
  }
  const ms = performance.now() - began;
  await new Promise((later) => setTimeout(later, 300));
  watch.takeRecords().forEach((task) => tasks.push(task.duration));
  watch.disconnect();
  return { ms, longest: Math.max(0, ...tasks), rows: Number(rows()) };
})().then(done, (error) => done(String(error)));

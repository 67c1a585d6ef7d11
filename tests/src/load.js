// How smoothly a page moves and how soon a key is seen; called with what is asked and for what.
const [what, ...rest] = arguments;
const done = rest.pop();
// The scroller around the first element that answers.
const scroller = selector => {
  let box = document.querySelector(selector);
  while (box && !(box.scrollHeight > box.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(box).overflowY))) {
    box = box.parentElement;
  }
  return box;
};
const asked = {
  // Scrolls by so many pixels each frame, none at all where there is no selector; tells the frames.
  frames: (selector, step, milliseconds) => {
    const box = selector && scroller(selector);
    if (selector && !box) return done(null);
    const frames = [], tasks = [];
    const watch = new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)));
    watch.observe({ type: "longtask" });
    const from = box ? box.scrollTop : 0;
    let last = 0, end = 0, most = 0;
    const frame = now => {
      if (last) frames.push(now - last);
      end = end || now + milliseconds;
      last = now;
      box?.scrollBy(0, step);
      if (frames.length % 30 === 0) most = Math.max(most, document.querySelectorAll("*").length);
      if (now < end) return requestAnimationFrame(frame);
      watch.disconnect();
      done({ frames, tasks, elements: most, moved: box ? Math.abs(box.scrollTop - from) : 0 });
    };
    requestAnimationFrame(frame);
  },
  // From now on each key that writes is timed, from its stroke until the frame that shows it is drawn.
  keys: () => {
    window.deskKeys = [];
    let stroke = 0;
    addEventListener("keydown", event => { stroke = event.timeStamp; }, true);
    addEventListener("input", () => {
      const from = stroke;
      requestAnimationFrame(() => {
        const behind = new MessageChannel();
        behind.port1.onmessage = () => window.deskKeys.push(performance.now() - from);
        behind.port2.postMessage(null);
      });
    }, true);
    done(true);
  },
  timed: () => done(window.deskKeys),
};
asked[what](...rest);

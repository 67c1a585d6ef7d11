// Asks the history's worker, started as the page starts it. Arguments: what to ask, one after the other; whether to
// keep the text of files. Answers a list: what was told, how long it took, and of a file its bytes, rows and text.
const [asks, keepsText, done] = arguments;

function start() {
  const script = document.querySelector("meta[name=history-worker]").content;
  const worker = new Worker(script, { type: "module" });
  const waiting = new Map();
  const ready = new Promise((listens, breaks) => {
    worker.onerror = (event) => breaks(event.message ?? "the worker broke");
    worker.onmessage = ({ data }) => {
      if (data === null) return listens();
      const [number, ...told] = data;
      waiting.get(number)?.(told);
      waiting.delete(number);
    };
  });
  let last = 0;
  const say = (ask) => {
    last += 1;
    worker.postMessage(JSON.stringify({ number: last, ask }));
    return last;
  };
  const answered = (ask) => new Promise((hears) => waiting.set(say(ask), hears));
  return { ready, say, answered, next: () => last + 1 };
}

async function file(line, ask) {
  const [number, parts] = [line.next(), []];
  let [bytes, rows, pieces] = [0, 0, 0];
  for (let told = await line.answered(ask); told[0]; told = await line.answered({ More: number })) {
    bytes += told[0].length;
    rows = told[1];
    pieces += 1;
    if (keepsText) parts.push(new TextDecoder("utf-8", { ignoreBOM: true }).decode(told[0]));
  }
  return { bytes, rows, pieces, told: parts.join("") };
}

async function one(line, ask) {
  const began = performance.now();
  const kind = Object.keys(ask)[0];
  if (kind === "Begin" || kind === "Learn") {
    line.say(ask);
    return { told: "", ms: 0 };
  }
  const told = kind === "Export" ? await file(line, ask) : { told: (await line.answered(ask))[0] };
  return { ...told, ms: performance.now() - began };
}

(async () => {
  const line = (window.deskHistory ??= start());
  await line.ready;
  const answers = [];
  for (const ask of asks) answers.push(await one(line, ask));
  return answers;
})().then(done, (error) => done(String(error)));

// What a press on the page of the interface does: asks the server, and shows what it answers. Nothing else.

const LONGEST = 200_000;

/** A UUID of version 7, as each command has one. */
function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(0, (BigInt(Date.now()) << 16n) | 0x7000n | BigInt(bytes[7]));
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function asked(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = { "Accept-Language": navigator.language, "Idempotency-Key": key() };
  let body;
  for (const field of form.querySelectorAll("[data-in]")) {
    const place = field.dataset.in;
    if (place === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    if (place === "query" && field.value) query.append(field.name, field.value);
    if (place === "file") body = field.files[0];
    if (place === "body") {
      body = field.value;
      headers["Content-Type"] = "application/json";
    }
  }
  const address = query.size ? `${path}?${query}` : path;
  return [address, { method: form.dataset.method, headers, body, credentials: "same-origin" }];
}

/** Answers may be long, and events never end: they are shown as they come. A second press stops them. */
async function show(form, out, signal) {
  const [address, request] = asked(form);
  const answer = await fetch(address, { ...request, signal });
  out.textContent = `${answer.status} ${answer.statusText}\n${answer.headers.get("content-type") ?? ""}\n\n`;
  const head = out.textContent;
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let some = await reader?.read(); some && !some.done && text.length < LONGEST; some = await reader.read()) {
    text += some.value;
    out.textContent = head + text;
  }
  await reader?.cancel();
  try {
    out.textContent = head + JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // No JSON: it stands there as it came.
  }
}

for (const form of document.querySelectorAll("form[data-path]")) {
  const [button, out] = [form.querySelector("button"), form.querySelector("pre")];
  let going;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (going) return going.abort();
    going = new AbortController();
    button.textContent = "Stop";
    out.hidden = false;
    out.textContent = "…";
    await show(form, out, going.signal).catch((cause) => (out.textContent += `\n${cause}`));
    going = undefined;
    button.textContent = "Send";
  });
}

/** The number of the last event in what stands now. */
async function now() {
  const answer = await fetch("/api/v1/session", { credentials: "same-origin" });
  const said = await answer.json();
  if (!answer.ok) throw said.detail ?? said.title;
  return said.seq;
}

/** What is heard stands there line by line, the newest last; what is long gone goes. */
function hears(form, out, socket) {
  const line = (text) => (out.textContent = `${out.textContent}${text}\n`.slice(-LONGEST));
  socket.addEventListener("open", () => {
    form.say.disabled = false;
    line(`Listening after ${form.after.value}.`);
  });
  socket.addEventListener("message", (event) => line(event.data));
  return new Promise((over) => socket.addEventListener("close", (event) => {
    form.say.disabled = true;
    line(`Closed: ${event.code} ${event.reason}`);
    over();
  }));
}

for (const form of document.querySelectorAll("form[data-socket]")) {
  const [button, out] = [form.querySelector("button"), form.querySelector("pre")];
  let socket;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (socket) return socket.close();
    out.hidden = false;
    out.textContent = "";
    try {
      form.after.value ||= await now();
      const address = new URL(`${form.dataset.socket}?after=${form.after.value}`, location);
      socket = new WebSocket(address.href.replace("http", "ws"), form.dataset.protocol);
      button.textContent = "Stop";
      await hears(form, out, socket);
    } catch (cause) {
      out.textContent = String(cause);
    }
    socket = undefined;
    button.textContent = "Listen";
  });
  form.say.addEventListener("click", () => socket?.send(form.said.value));
}

/** A link may name an operation; it is then the one that is open. */
function openNamed() {
  const named = document.getElementById(location.hash.slice(1));
  if (!(named instanceof HTMLDetailsElement)) return;
  for (const other of document.querySelectorAll("details[open]")) other.open = false;
  named.open = true;
  named.scrollIntoView();
}
addEventListener("hashchange", openNamed);
openNamed();

document.querySelector("#sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const headers = { "Content-Type": "application/json", "Accept-Language": navigator.language };
  const body = JSON.stringify({ login: form.login.value, password: form.password.value });
  const out = form.querySelector("output");
  try {
    const answer = await fetch("/api/v1/session", { method: "POST", headers, body });
    const said = await answer.json();
    out.textContent = answer.ok ? `Signed in as ${form.login.value}` : (said.detail ?? said.title);
    if (answer.ok) form.password.value = "";
  } catch (cause) {
    out.textContent = String(cause);
  }
});

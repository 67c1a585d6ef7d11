// Puts so many messages of the client after the last event, about the same appeal.
const [count, done] = arguments;
const opening = indexedDB.open("operator-desk-demo");
opening.onerror = event => done(String(event.target.error));
opening.onsuccess = () => {
  const database = opening.result;
  const events = database.transaction("events", "readwrite").objectStore("events");
  const reading = events.getAll();
  reading.onsuccess = () => {
    const all = reading.result.map(event => JSON.parse(event));
    const last = all.findLast(event => event.type !== "draft_saved" && (event.data.appeal || event.data.message));
    const appeal = last.data.appeal ?? last.data.message.appeal;
    const seq = all.at(-1).seq;
    for (let number = 1; number <= count; number++) {
      const id = last.id.slice(0, -6) + number.toString(16).padStart(6, "0");
      const text = `Письмо ${number} ${"слово ".repeat(number % 17)}`;
      const message = { id, appeal, author: "client", text, at: last.at, delivery: "read" };
      const event = { seq: seq + number, id, at: last.at, version: last.version + number, type: "message_received", data: { message } };
      events.put(JSON.stringify(event), event.seq);
    }
    events.transaction.oncomplete = () => { database.close(); done(null); };
  };
};

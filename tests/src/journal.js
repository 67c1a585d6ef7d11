// Puts an event after the last one, about the same appeal. `$appeal`, `$id` and `$at` stand for that appeal,
// a new id, and the moment of the last event.
const [type, data, done] = arguments;
const trouble = event => done(String(event.target.error));
const opening = indexedDB.open("operator-desk-demo");
opening.onerror = trouble;
opening.onsuccess = () => {
  const database = opening.result;
  const events = database.transaction("events", "readwrite").objectStore("events");
  const reading = events.getAll();
  reading.onerror = trouble;
  reading.onsuccess = () => {
    const last = JSON.parse(reading.result.at(-1));
    const appeal = last.data.appeal ?? last.data.message.appeal;
    const seq = last.seq + 1;
    const id = last.id.slice(0, -4) + (seq % 65536).toString(16).padStart(4, "0");
    const told = data.replaceAll("$appeal", appeal).replaceAll("$id", id).replaceAll("$at", last.at);
    const event = { seq, id, at: last.at, version: last.version + 1, type, data: JSON.parse(told) };
    const writing = events.put(JSON.stringify(event), seq);
    writing.onerror = trouble;
    events.transaction.oncomplete = () => { database.close(); done(null); };
  };
};

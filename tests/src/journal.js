// Puts an event after the last one, about the same appeal unless its version is told. `$appeal`, `$id`, `$at` and
// `$by` stand for that appeal, a new id, the moment of the last event and the operator who took the last appeal.
const [type, data, version, done] = arguments.length === 4 ? arguments : [arguments[0], arguments[1], null, arguments[2]];
const trouble = event => done(String(event.target.error));
const opening = indexedDB.open("operator-desk-demo");
opening.onerror = trouble;
opening.onsuccess = () => {
  const database = opening.result;
  const events = database.transaction("events", "readwrite").objectStore("events");
  const reading = events.getAll();
  reading.onerror = trouble;
  reading.onsuccess = () => {
    const all = reading.result.map(event => JSON.parse(event));
    // What is the operator's own, or the directory's, says nothing of the appeal.
    const last = all.findLast(event => event.type !== "draft_saved" && (event.data.appeal || event.data.message));
    const appeal = last.data.appeal?.id ?? last.data.appeal ?? last.data.message.appeal;
    const by = all.findLast(event => event.type === "appeal_taken")?.data.by;
    const seq = all.at(-1).seq + 1;
    const id = last.id.slice(0, -4) + (seq % 65536).toString(16).padStart(4, "0");
    const at = all.at(-1).at;
    const told = data.replaceAll("$appeal", appeal).replaceAll("$id", id).replaceAll("$at", at).replaceAll("$by", by);
    const event = { seq, id, at, version: version ?? last.version + 1, type, data: JSON.parse(told) };
    const writing = events.put(JSON.stringify(event), seq);
    writing.onerror = trouble;
    events.transaction.oncomplete = () => { database.close(); done(null); };
  };
};

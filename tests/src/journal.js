// Puts an event after the last one, about the same appeal unless its version is told. `$appeal`, `$id`, `$at`, `$by` and
// `$me` stand for that appeal, a new id, the moment of the last event, the operator who took the last appeal, and the
// one who spoke last.
const [type, data, told, done] = arguments.length === 4 ? arguments : [arguments[0], arguments[1], null, arguments[2]];
const beside = ["entry_saved", "document_saved", "payment_saved", "form_saved", "draft_saved", "deal_saved", "task_saved"];
const appealOf = ({ type, data }) => beside.includes(type) ? null : data.message?.appeal ?? data.appeal?.id ?? data.appeal;
const trouble = event => done(String(event.target.error));
const opening = indexedDB.open("operator-desk-demo");
opening.onerror = trouble;
opening.onsuccess = () => {
  const database = opening.result;
  const events = database.transaction("events", "readwrite").objectStore("events");
  const reading = events.getAll();
  reading.onerror = trouble;
  reading.onsuccess = () => {
    const happened = reading.result.map(event => JSON.parse(event));
    const last = happened.at(-1);
    const spoken = happened.findLast(event => appealOf(event));
    const appeal = appealOf(spoken);
    const by = happened.findLast(event => event.type === "appeal_taken")?.data.by;
    const seq = last.seq + 1;
    const id = last.id.slice(0, -4) + (seq % 65536).toString(16).padStart(4, "0");
    const me = happened.findLast(event => event.data.message?.author?.operator)?.data.message.author.operator.id ?? id;
    const words = { $appeal: appeal, $id: id, $at: last.at, $by: by, $me: me };
    const written = data.replace(/\$(appeal|id|at|by|me)/g, word => words[word]);
    // What is beside appeals is new each time, but for the directory, of which there is one.
    const known = type === "entry_saved" ? happened.filter(event => event.type === type).length : 0;
    const version = told ?? (beside.includes(type) ? known + 1 : spoken.version + 1);
    const event = { seq, id, at: last.at, version, type, data: JSON.parse(written) };
    const writing = events.put(JSON.stringify(event), seq);
    writing.onerror = trouble;
    events.transaction.oncomplete = () => { database.close(); done(null); };
  };
};

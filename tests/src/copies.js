// Puts appeals into the demo's journal that are like the last one made by hand: registered anew, with what is
// changed in it, and after each what else happened to it. `$appeal`, `$me`, `$at` and `$id` stand for that appeal, the
// operator of this desk, the moment of the last event, a new id and its group; the appeals are a quarter of an hour apart.
const [count, changed, then, done] = arguments;
const QUARTER = 900000;
const trouble = event => done(String(event.target.error));
const opening = indexedDB.open("operator-desk-demo");
opening.onerror = trouble;
opening.onsuccess = () => {
  const database = opening.result;
  const events = database.transaction("events", "readwrite").objectStore("events");
  const reading = events.getAll();
  reading.onerror = trouble;
  reading.onsuccess = () => {
    const told = reading.result.map(text => JSON.parse(text));
    const last = told.at(-1);
    const model = told.findLast(event => event.type === "appeal_registered").data.appeal;
    const me = told.findLast(event => event.type === "appeal_taken").data.by;
    let seq = last.seq;
    const hex = number => number.toString(16).padStart(8, "0");
    const write = (version, type, data) => {
      seq += 1;
      const id = last.id.slice(0, -8) + hex(seq);
      const event = { seq, id, at: last.at, version, type, data };
      events.put(JSON.stringify(event), seq).onerror = trouble;
    };
    for (let place = 1; place <= count; place += 1) {
      const id = model.id.slice(0, -8) + hex(0x10000000 + seq);
      const at = new Date(Date.parse(last.at) - place * QUARTER).toISOString();
      const filled = text => JSON.parse(
        text.replaceAll("$appeal", id).replaceAll("$me", me).replaceAll("$at", last.at).replaceAll("$id", id)
          .replaceAll("$group", model.group));
      const times = { created_at: at, queued_at: at, last_action_at: at };
      const appeal = { ...model, ...times, ...filled(changed), id, number: 900000 + seq, version: 1 };
      write(1, "appeal_registered", { appeal });
      filled(then).forEach(([type, data], step) => write(step + 2, type, data));
    }
    events.transaction.oncomplete = () => { database.close(); done(null); };
  };
};

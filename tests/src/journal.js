const [text, done] = arguments;
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
    const id = last.id.replace(/.$/, digit => (digit === "0" ? "1" : "0"));
    const message = { id, appeal, author: { kind: "client" }, text, at: last.at, delivery: "read" };
    const event = {
      seq: last.seq + 1, id, at: last.at, version: last.version + 1, type: "message_received", data: { message },
    };
    const writing = events.put(JSON.stringify(event), event.seq);
    writing.onerror = trouble;
    events.transaction.oncomplete = () => { database.close(); done(null); };
  };
};

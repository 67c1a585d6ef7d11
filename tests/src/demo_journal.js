// Has `put` say what is to be put into the demo's journal, which lies in the browser, and puts it there.
const words = [...arguments];
const done = words.pop();
const opening = indexedDB.open("operator-desk-demo");
const trouble = event => done({ trouble: String(event.target.error) });
opening.onerror = trouble;
opening.onsuccess = () => {
  const database = opening.result;
  const journal = database.transaction("events", "readwrite").objectStore("events");
  const reading = journal.getAll();
  reading.onerror = trouble;
  reading.onsuccess = () => {
    const told = put(reading.result.map(text => JSON.parse(text)), ...words);
    told.events.forEach(event => journal.put(JSON.stringify(event), event.seq).onerror = trouble);
    journal.transaction.oncomplete = () => { database.close(); done(told); };
  };
};

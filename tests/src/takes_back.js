// Takes that journal away, and tells what was put into it behind the events that it began with.
const [count, done] = arguments;
const trouble = event => done(String(event.target.error));
const opening = indexedDB.open("operator-desk-demo");
opening.onerror = trouble;
opening.onsuccess = () => {
  const database = opening.result;
  const reading = database.transaction("events").objectStore("events").getAll();
  reading.onerror = trouble;
  reading.onsuccess = () => {
    database.close();
    indexedDB.deleteDatabase("operator-desk-demo");
    done(reading.result.slice(count));
  };
};

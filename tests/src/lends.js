// Makes a journal such as the demo's of the events that a server told.
const [happened, done] = arguments;
const trouble = event => done(String(event.target.error));
const removing = indexedDB.deleteDatabase("operator-desk-demo");
removing.onerror = trouble;
removing.onsuccess = () => {
  const opening = indexedDB.open("operator-desk-demo", 1);
  opening.onerror = trouble;
  opening.onupgradeneeded = () => {
    const events = opening.result.createObjectStore("events");
    happened.forEach(event => events.put(event, JSON.parse(event).seq));
  };
  opening.onsuccess = () => { opening.result.close(); done(null); };
};

// How many commands this device keeps until a server answers them.
const [done] = arguments;
const trouble = event => done(String(event.target.error));
indexedDB.databases().then(databases => {
  if (!databases.some(({ name }) => name === "operator-desk-outbox")) return done(0);
  const opening = indexedDB.open("operator-desk-outbox");
  opening.onerror = trouble;
  opening.onsuccess = () => {
    const database = opening.result;
    const counting = database.transaction("commands").objectStore("commands").count();
    counting.onerror = trouble;
    counting.onsuccess = () => { database.close(); done(counting.result); };
  };
});

// Waits until the server has answered everything that this browser gave it.
const [done] = arguments;
const trouble = event => done(String(event.target.error));
const look = async () => {
  const known = await indexedDB.databases();
  if (known.every(one => one.name !== "operator-desk-outbox")) return done(null);
  const opening = indexedDB.open("operator-desk-outbox");
  opening.onerror = trouble;
  opening.onsuccess = () => {
    const database = opening.result;
    const counting = database.transaction("commands").objectStore("commands").count();
    counting.onerror = trouble;
    counting.onsuccess = () => {
      database.close();
      if (counting.result === 0) return done(null);
      setTimeout(look, 50);
    };
  };
};
look();

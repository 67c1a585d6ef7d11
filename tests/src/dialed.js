// Puts into the journal what would stand there if the dialer had called for this operator: a task, its appeal and
// that she took it. Everything but the ids is that of the outgoing call that stands there already.
const [done] = arguments;
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
    const { data: { appeal } } = told.findLast(event => event.type === "appeal_registered");
    const { data: taken } = told.findLast(event => event.type === "appeal_taken");
    const last = told.at(-1);
    const id = number => `${last.id.slice(0, -4)}${(0xf000 + number).toString(16)}`;
    const task = {
      id: id(1), version: 1, campaign: id(2), number: appeal.address.phone.number, contact: appeal.contact,
      state: { in_appeal: { appeal: id(3) } }, attempts: 1,
    };
    const dialed = { ...appeal, id: id(3), number: appeal.number + 1, creation: "dialer", campaign_task: task.id };
    const put = (count, version, type, data) => {
      const seq = last.seq + count;
      events.put(JSON.stringify({ seq, id: id(9 + count), at: last.at, version, type, data }), seq);
    };
    put(1, 1, "campaign_task_saved", { task });
    put(2, 1, "appeal_registered", { appeal: dialed });
    put(3, 2, "appeal_taken", { ...taken, appeal: dialed.id });
    events.transaction.onerror = trouble;
    events.transaction.oncomplete = () => { database.close(); done({ path: `/appeals/${dialed.id}` }); };
  };
};

// Puts into the journal what would stand there if the dialer had called for this operator: a task, its appeal and
// that she took it. Everything but the ids is that of the outgoing call that stands there already.
const put = happened => {
  const { data: { appeal } } = happened.findLast(event => event.type === "appeal_registered");
  const { data: taken } = happened.findLast(event => event.type === "appeal_taken");
  const last = happened.at(-1);
  const id = number => `${last.id.slice(0, -4)}${(0xf000 + number).toString(16)}`;
  const task = {
    id: id(1), version: 1, campaign: id(2), number: appeal.address.phone.number, contact: appeal.contact,
    state: { in_appeal: { appeal: id(3) } }, attempts: 1,
  };
  const dialed = { ...appeal, id: id(3), number: appeal.number + 1, creation: "dialer", campaign_task: task.id };
  const event = (count, version, type, data) => ({ seq: last.seq + count, id: id(9 + count), at: last.at, version, type, data });
  const events = [
    event(1, 1, "campaign_task_saved", { task }),
    event(2, 1, "appeal_registered", { appeal: dialed }),
    event(3, 2, "appeal_taken", { ...taken, appeal: dialed.id }),
  ];
  return { events, path: `/appeals/${dialed.id}` };
};

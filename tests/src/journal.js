// Puts an event after the last one, about the same appeal unless its version is told. `$appeal`, `$id`, `$at`, `$by` and
// `$me` stand for that appeal, a new id, the moment of the last event, the operator who took the last appeal, and the
// one who spoke last.
const put = (happened, type, data, told) => {
  const beside = ["entry_saved", "document_saved", "payment_saved", "form_saved", "draft_saved", "deal_saved", "task_saved"];
  const appealOf = ({ type, data }) => beside.includes(type) ? null : data.message?.appeal ?? data.appeal?.id ?? data.appeal;
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
  return { events: [{ seq, id, at: last.at, version, type, data: JSON.parse(written) }] };
};

// Puts appeals into the journal that are like the last one made by hand: registered anew, with what is changed in it,
// and after each what else happened to it. `$appeal`, `$me`, `$at`, `$id` and `$group` stand for that appeal, the
// operator of this desk, the moment of the last event, a new id and its group; the appeals are a quarter of an hour apart.
const put = (happened, count, changed, then) => {
  const QUARTER = 900000;
  const last = happened.at(-1);
  const model = happened.findLast(event => event.type === "appeal_registered").data.appeal;
  const me = happened.findLast(event => event.type === "appeal_taken").data.by;
  const events = [];
  let seq = last.seq;
  const hex = number => number.toString(16).padStart(8, "0");
  const write = (version, type, data) => {
    seq += 1;
    events.push({ seq, id: last.id.slice(0, -8) + hex(seq), at: last.at, version, type, data });
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
  return { events };
};

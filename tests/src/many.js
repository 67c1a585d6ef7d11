// Puts so many messages of the client after the last event, about the same appeal.
const put = (happened, count) => {
  const last = happened.findLast(event => event.type !== "draft_saved" && (event.data.appeal || event.data.message));
  const appeal = last.data.appeal ?? last.data.message.appeal;
  const seq = happened.at(-1).seq;
  const events = Array.from({ length: count }, (_, place) => {
    const number = place + 1;
    const id = last.id.slice(0, -6) + number.toString(16).padStart(6, "0");
    const text = `Письмо ${number} ${"слово ".repeat(number % 17)}`;
    const message = { id, appeal, author: "client", text, at: last.at, delivery: "read" };
    return { seq: seq + number, id, at: last.at, version: last.version + number, type: "message_received", data: { message } };
  });
  return { events };
};

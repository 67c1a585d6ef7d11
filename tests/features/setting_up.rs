//! What an administrator would have set up, put into the journal of the demo.

use crate::calls::opened;
use desk_tests::{Browser, Failed};
use serde_json::{Value, json};

/// Some id of its own.
pub(crate) fn id(number: u8) -> String {
    format!("0195a8c0-0000-7000-8000-0000000000{number:02x}")
}

/// Takes an appeal, so that something has happened, and sets up these entries of the directory.
pub(crate) async fn sets_up(anna: &Browser, entries: &[Value]) -> Result<(), Failed> {
    anna.press_in("Очередь", "Взять").await?;
    opened(anna).await?;
    for (place, entry) in (1_u64..).zip(entries) {
        anna.writes_down("entry_saved", place, json!({ "entry": entry })).await?;
    }
    anna.reload().await?;
    anna.sees_in("Обращение", "В работе").await?;
    Ok(())
}

/// A ready-made answer for every group.
pub(crate) fn quick_reply(title: &str, text: &str) -> Value {
    let number = u8::try_from(title.chars().count()).unwrap_or(99);
    json!({ "quick_reply": { "id": id(number), "title": title, "text": text, "groups": [] } })
}

/// The company's mailbox.
pub(crate) fn mailbox() -> Value {
    json!({ "mailbox": { "id": id(100), "address": "shop@domolad.example", "owner": null, "is_authorised": true } })
}

/// One more group, whose appeals come by mail.
pub(crate) fn group() -> Value {
    json!({ "group": { "id": id(101), "title": "Почта", "waiting_target_ms": 60000, "answering_target_ms": null } })
}

/// A script of three steps.
pub(crate) fn script() -> Value {
    let step = |number: u8, title: &str, text: &str, to: Value| json!({ "id": id(number), "title": title, "text": text, "transitions": to });
    let to = |title: &str, number: u8| json!({ "title": title, "to": id(number) });
    let steps = json!([
        step(
            1,
            "Приветствие",
            "Добрый день! Чем помочь?",
            json!([to("Спрашивает цену", 2), to("Прощается", 3)])
        ),
        step(
            2,
            "Цена",
            "Диван стоит тридцать тысяч рублей, доставка ещё не включена.",
            json!([to("Согласен", 3)])
        ),
        step(3, "Прощание", "Всего доброго!", json!([])),
    ]);
    json!({ "script": { "id": id(50), "title": "Продажа дивана", "steps": steps } })
}

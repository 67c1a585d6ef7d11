//! H1, U7, W2, A3: what stands in an appeal beside the talk, and a call that must end first.

use crate::layout::fits;
use desk_tests::{Browser, Failed, World, desk_test, message};
use serde_json::{Value, json};

/// Somebody whom the directory does not know: what he wrote is shown all the same.
const SOMEBODY: &str = "0195a8c0-0000-7000-8000-000000000001";

/// U7, W2, A3.
#[test]
fn u7_notes_files_and_what_rules_sent_are_told_from_the_talk() {
    desk_test(World::still(), async |anna| {
        takes_one(anna).await?;
        anna.finds("note_written", json!({ "message": note("Клиент просил не звонить до десяти") })).await?;
        anna.finds("message_received", json!({ "message": with_file("накладная.pdf") })).await?;
        anna.finds("message_sent", json!({ "message": sms("Спасибо за звонок!") })).await?;
        anna.reload().await?;
        anna.sees_in("Сообщения", "Заметка").await?;
        anna.sees_in("Сообщения", "накладная.pdf").await?;
        anna.sees_in("Сообщения", "Автоматическая SMS на +7 974 000-11-22").await?;
        let messages = anna.messages().await?;
        let end = ["Клиент просил не звонить до десяти", "накладная.pdf", "Спасибо за звонок!"];
        assert!(messages.ends_with(&end.map(str::to_owned)), "{messages:?}");
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.press("English").await?;
        anna.sees_in("Messages", "Automatic SMS to +7 974 000-11-22").await?;
        anna.sees_in("Messages", "Note").await?;
        Ok(())
    });
}

/// H1, H8, O6.
#[test]
fn h1_an_appeal_is_closed_only_after_its_call_has_ended() {
    desk_test(World::still(), async |anna| {
        takes_one(anna).await?;
        anna.does_not_see_in("Обращение", "Завершить звонок").await?;
        anna.finds("call_started", json!({ "appeal": "$appeal", "call": call() })).await?;
        anna.reload().await?;
        for width in [360, 420, 720, 1024, 1440] {
            anna.resizes_to(width, 800).await?;
            anna.sees_in("Обращение", "Завершить звонок").await?;
            fits(anna, width, "a call").await?;
        }
        anna.press_in("Обращение", "Закрыть").await?;
        anna.sees_in("Закрыть обращение", "Сначала завершите звонок").await?;
        anna.press_in("Обращение", "Завершить звонок").await?;
        anna.does_not_see_in("Обращение", "Завершить звонок").await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.chooses("Консультация").await?;
        anna.press("Закрыть обращение").await?;
        anna.sees("Обращение закрыто: Консультация").await?;
        Ok(())
    });
}

/// The last event of the journal is of her own appeal then, which is open.
async fn takes_one(anna: &Browser) -> Result<(), Failed> {
    anna.press_in("Очередь", "Взять").await?;
    anna.sees_in("Обращение", "В работе").await?;
    anna.write("Сообщение", "Здравствуйте!").await?;
    anna.press("Отправить").await?;
    anna.sees_in("Мои обращения", "Вы: Здравствуйте!").await?;
    Ok(())
}

fn note(text: &str) -> Value {
    of_kind(message(&json!({ "operator": { "id": SOMEBODY } }), text), json!("note"))
}

fn sms(text: &str) -> Value {
    let author = json!({ "rule": { "id": SOMEBODY } });
    of_kind(message(&author, text), json!({ "sms": { "to": "+79740001122" } }))
}

fn with_file(name: &str) -> Value {
    let mut said = message(&json!("client"), "");
    let file = json!({ "id": SOMEBODY, "name": name, "media_type": "application/pdf", "bytes": 4096 });
    said["attachments"] = json!([file]);
    said
}

fn of_kind(mut message: Value, kind: Value) -> Value {
    message["kind"] = kind;
    message
}

pub(crate) fn call() -> Value {
    let legs = json!([{ "party": "client", "state": "talking", "since": "$at" }]);
    json!({ "number": null, "legs": legs, "is_muted": false, "started_at": "$at", "answered_at": null, "ended": null })
}

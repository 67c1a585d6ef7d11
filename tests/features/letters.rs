//! O4, O5, H2: letters are written and read.

use crate::setting_up::{group, id, mailbox, sets_up};
use desk_tests::{Browser, Failed, Key, World, desk_test, message};
use serde_json::json;

/// Frames in which a letter could run something, send it off or lead the desk elsewhere. The desk's own origin, by which
/// a letter's height is read, lends nothing to what may not run.
pub(crate) const LOOSE_FRAMES: &str = "iframe:not([sandbox]), iframe[sandbox*=allow-scripts], \
    iframe[sandbox*=allow-forms], iframe[sandbox*=allow-top], iframe[sandbox*=allow-modals]";

/// O5, H2.
#[test]
fn o5_a_letter_is_answered_in_the_built_in_editor() {
    desk_test(World::still(), async |anna| {
        opens_a_letter(anna, "<p>Где мой <b>диван</b>?</p>").await?;
        anna.sees_in("Сообщения", "Заказ 17").await?;
        assert_eq!(anna.holds("Кому").await?, "maria@mail.example");
        assert_eq!(anna.holds("Тема").await?, "Re: Заказ 17");
        anna.focuses("[contenteditable]").await?;
        anna.types("Диван уже ").await?;
        anna.press("Жирный").await?;
        anna.types("едет").await?;
        anna.screenshot("mail-editor").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        // A draft of all of it survives a reload.
        anna.reload().await?;
        anna.sees_in("Чат с клиентом", "Диван уже едет").await?;
        anna.press("Без переписки").await?;
        anna.press("Вернуть переписку").await?;
        anna.focuses("[contenteditable]").await?;
        anna.hits_with(Key::Control, Key::Enter).await?;
        anna.sees_in("Сообщения", "Re: Заказ 17").await?;
        anna.sees_in("Сообщения", "От: ").await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.screenshot("mail-sent").await?;
        for width in [420, 720] {
            anna.resizes_to(width, 800).await?;
            crate::layout::fits(anna, width, "a letter").await?;
            anna.screenshot(&format!("mail-{width}")).await?;
        }
        Ok(())
    });
}

/// O5.
#[test]
fn o5_a_hostile_letter_runs_nothing_and_its_pictures_wait() {
    let letter = "<p>Здравствуйте</p><script>parent.stolen=1</script><img src=x onerror='parent.stolen=1'>\
        <img src='https://tracker.example/p.gif'><a href='javascript:parent.stolen=1'>сюда</a>";
    desk_test(World::still(), async |anna| {
        opens_a_letter(anna, letter).await?;
        anna.sees("Картинки скрыты").await?;
        assert_eq!(anna.count("iframe[sandbox]").await?, 1);
        assert_eq!(anna.count(LOOSE_FRAMES).await?, 0);
        let source = anna.attribute_of("iframe[sandbox]", "srcdoc").await?;
        for sting in ["script", "onerror", "tracker.example", "javascript"] {
            assert!(!source.contains(sting), "{sting} in {source}");
        }
        assert!(source.contains("Здравствуйте"), "{source}");
        Ok(())
    });
}

/// O5: nothing is cut off and nothing stands empty, at any width.
#[test]
fn o5_a_letters_frame_is_as_high_as_its_words() {
    let line =
        "<p><br></p><h1>Заказ&nbsp;17</h1><table><tr><td>Диван</td></tr><tr><td>Ковёр</td></tr></table>";
    desk_test(World::still(), async |anna| {
        opens_a_letter(anna, line).await?;
        for width in [1440, 420] {
            anna.resizes_to(width, 800).await?;
            let is_whole = async || {
                let heights = anna.letter_heights().await?;
                Ok(heights.filter(|(frame, page)| *page > 60.0 && (frame - page).abs() < 1.0))
            };
            anna.until(&format!("a letter at its height at {width}"), is_whole).await?;
        }
        Ok(())
    });
}

/// An appeal by mail with one letter, in work.
async fn opens_a_letter(anna: &Browser, html: &str) -> Result<(), Failed> {
    sets_up(anna, &[mailbox(), group()]).await?;
    let appeal = id(200);
    let registered = json!({ "appeal": {
        "id": appeal, "number": 990_001, "version": 1, "channel": "email", "direction": "incoming", "creation": "client",
        "entry_point": id(201), "group": id(101), "contact": null, "address": { "mail": { "address": "maria@mail.example" } },
        "stage": "waiting", "created_at": "$at", "queued_at": "$at", "first_taken_at": null, "first_reply_at": null,
        "last_action_at": "$at", "unread": 0, "last_received": null, "preview": null, "topic": null, "comment": "",
        "ratings": [null, null, null]
    } });
    let mut letter = message(&json!("client"), "Где мой диван?");
    letter["appeal"] = json!(appeal);
    letter["kind"] = json!({ "mail": { "envelope": {
        "from": null, "to": ["shop@domolad.example"], "cc": [], "subject": "Заказ 17", "html": html
    } } });
    anna.writes_down("appeal_registered", 1, registered).await?;
    anna.writes_down("appeal_taken", 2, json!({ "appeal": appeal, "by": "$by" })).await?;
    anna.writes_down("message_received", 3, json!({ "message": letter })).await?;
    anna.goes(&format!("/appeals/{appeal}")).await?;
    Ok(anna.sees_in("Сообщения", "Заказ 17").await?)
}

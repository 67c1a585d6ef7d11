//! W1: the chat with a client.

use desk_tests::{Browser, Failed, Key, Row, World, desk_test};

/// W1.
#[test]
fn w1_an_answer_is_delivered_and_read_and_the_client_is_seen_typing() {
    desk_test(World::brisk().paced(0.4), async |anna| {
        anna.press_in("Очередь", "Взять").await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Сообщения", "Доставлено").await?;
        anna.sees_in("Сообщения", "Прочитано").await?;
        anna.sees_in("Сообщения", "печатает").await?;
        anna.gets_answer_to("Здравствуйте!").await?;
        anna.does_not_see_in("Сообщения", "печатает").await?;
        Ok(())
    });
}

/// W1, U5.
#[test]
fn w1_each_appeal_keeps_its_own_draft_even_over_a_reload() {
    desk_test(World::still(), async |anna| {
        let [one, other] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Проверяю заказ").await?;
        opens(anna, &other).await?;
        assert_eq!(anna.holds("Сообщение").await?, "");
        anna.write("Сообщение", "Уточню у склада").await?;
        opens(anna, &one).await?;
        assert_eq!(anna.holds("Сообщение").await?, "Проверяю заказ");
        anna.reload().await?;
        assert_eq!(anna.holds("Сообщение").await?, "Проверяю заказ");
        opens(anna, &other).await?;
        assert_eq!(anna.holds("Сообщение").await?, "Уточню у склада");
        anna.press("Отправить").await?;
        anna.sees_in("Сообщения", "Уточню у склада").await?;
        assert_eq!(anna.holds("Сообщение").await?, "");
        anna.reload().await?;
        assert_eq!(anna.holds("Сообщение").await?, "", "what was sent is no draft");
        Ok(())
    });
}

/// W1.
#[test]
fn w1_shift_and_enter_begin_a_new_line_and_enter_sends() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Первое").await?;
        anna.hits_with(Key::Shift, Key::Enter).await?;
        anna.types("Второе").await?;
        assert_eq!(anna.holds("Сообщение").await?, "Первое\nВторое");
        anna.hits(Key::Enter).await?;
        let sent = async || {
            Ok(anna
                .messages()
                .await
                .ok()
                .filter(|all| all.last().is_some_and(|last| last == "Первое\nВторое")))
        };
        anna.until("the message in two lines", sent).await?;
        Ok(())
    });
}

/// W1. One message in twenty fails in the demo, the first of an appeal never.
#[test]
fn w1_a_message_that_failed_is_sent_again() {
    desk_test(World::brisk(), async |anna| {
        anna.press_in("Очередь", "Взять").await?;
        for number in 1..200 {
            let text = format!("Ответ {number}");
            anna.write("Сообщение", &text).await?;
            anna.hits(Key::Enter).await?;
            let settled = async || {
                let lines = anna.lines().await.unwrap_or_default();
                let mine = lines.iter().rposition(|line| *line == text);
                let foot = mine.and_then(|mine| lines.get(mine + 1)).filter(|foot| foot.contains(':'));
                Ok(foot
                    .filter(|foot| !foot.contains("Отправлено"))
                    .map(|foot| foot.contains("Не доставлено")))
            };
            if anna.until("the message's fate", settled).await? {
                anna.press_in("Сообщения", "Повторить").await?;
                anna.does_not_see_in("Сообщения", "Не доставлено").await?;
                let all = anna.messages().await?;
                assert_eq!(all.iter().filter(|one| **one == text).count(), 1, "it stands once");
                return Ok(());
            }
        }
        panic!("not one of 200 messages failed");
    });
}

/// W1.
#[test]
fn w1_a_line_stands_before_what_was_not_read_yet() {
    desk_test(World::still(), async |anna| {
        let unread = async || {
            let rows = anna.list().await?.into_iter().flat_map(|day| day.rows);
            Ok(rows.into_iter().find(|row| row.says.contains("непрочитанн")))
        };
        let row = anna.until("an appeal with an unread message", unread).await?;
        anna.opens_in("Мои обращения", "непрочитанн").await?;
        anna.sees_in("Сообщения", "Непрочитанные").await?;
        let lines = anna.lines().await?;
        let line = lines.iter().position(|line| line == "Непрочитанные").unwrap();
        assert!(row.says.contains(&lines[line + 1]), "{lines:?} of {row:?}");
        anna.does_not_see_in("Мои обращения", "непрочитанн").await?;
        Ok(())
    });
}

/// W1, O6.
#[test]
fn w1_an_empty_message_is_not_sent_and_the_button_says_why() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        let before = anna.messages().await?;
        anna.sees_in("Чат с клиентом", "Напишите сообщение").await?;
        anna.press("Отправить").await?;
        anna.write("Сообщение", "   ").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Чат с клиентом", "Напишите сообщение").await?;
        anna.write("Сообщение", "есть").await?;
        anna.does_not_see_in("Чат с клиентом", "Напишите сообщение").await?;
        // The second stroke finds an empty field again (U1).
        anna.hits(Key::Enter).await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "есть").await?;
        let after = anna.messages().await?;
        assert_eq!(after.len(), before.len() + 1, "only the last was sent: {after:?}");
        assert_eq!(after.last().map(String::as_str), Some("есть"));
        Ok(())
    });
}

/// W1.
#[test]
fn w1_markup_in_a_message_is_shown_as_it_was_written() {
    let mine = "<b>жирно</b> &amp; <img src=x onerror=alert(1)>";
    let theirs = "<script>alert(2)</script> <a href=javascript:alert(3)>сюда</a> &lt;";
    desk_test(World::still(), async |anna| {
        anna.press_in("Очередь", "Взять").await?;
        anna.write("Сообщение", mine).await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Мои обращения", mine).await?;
        ends_with(anna, mine).await?;
        anna.hears(theirs).await?;
        anna.reload().await?;
        ends_with(anna, theirs).await?;
        anna.sees_in("Мои обращения", theirs).await?;
        Ok(())
    });
}

async fn ends_with(anna: &Browser, text: &str) -> Result<(), Failed> {
    let last = async || {
        let messages = anna.messages().await.unwrap_or_default();
        Ok(messages.last().filter(|last| *last == text).map(drop))
    };
    Ok(anna.until(&format!("«{text}» as the last message"), last).await?)
}

/// Two appeals in work that have a chat.
pub(crate) async fn two_in_work(anna: &Browser) -> Result<[Row; 2], Failed> {
    let two = async || {
        let rows: Vec<_> = anna.list().await?.into_iter().flat_map(|day| day.rows).take(2).collect();
        Ok(<[Row; 2]>::try_from(rows).ok())
    };
    Ok(anna.until("two appeals in work", two).await?)
}

/// Opens an appeal by its row.
pub(crate) async fn opens(anna: &Browser, row: &Row) -> Result<(), Failed> {
    let name: Vec<_> = row.says.split(' ').take(2).collect();
    anna.opens_in("Мои обращения", &name.join(" ")).await?;
    let opened = async || Ok((anna.path().await? == row.path).then_some(()));
    Ok(anna.until("the appeal of that row", opened).await?)
}

//! E4, U1: the same desk with a server behind it, over a line that breaks.

use desk_tests::{Browser, Failed, Key, LOGIN, Unmet, World, desk_test, file};

/// Signs in as a person does.
pub(crate) async fn signs_in(anna: &Browser) -> Result<(), Failed> {
    // The browser itself tells of the first 401, and of every request that a broken line does not answer.
    anna.expects_complaint("/api/v1");
    anna.sees("Вход на рабочее место").await?;
    enters(anna, LOGIN).await?;
    anna.sees("Очередь").await?;
    Ok(())
}

/// Fills in the form that asks who one is, the first time or again.
pub(crate) async fn enters(anna: &Browser, (login, password): (&str, &str)) -> Result<(), Failed> {
    anna.write("Имя для входа", login).await?;
    anna.write("Пароль", password).await?;
    Ok(anna.hits(Key::Enter).await?)
}

/// Signs in, and takes whoever waits longest.
pub(crate) async fn takes_a_client(anna: &Browser) -> Result<(), Failed> {
    signs_in(anna).await?;
    anna.press_in("Очередь", "Взять").await?;
    Ok(anna.sees("Чат с клиентом").await?)
}

/// Waits until the chats of the server hold these words so often.
async fn is_said(anna: &Browser, words: &str, times: usize) -> Result<(), Unmet> {
    let server = anna.site.server()?;
    anna.until(&format!("«{words}» on the server"), async || {
        Ok((server.times_said(words) == times).then_some(()))
    })
    .await
}

/// E4.
#[test]
fn e4_an_operator_signs_in_takes_answers_and_finds_it_after_a_reload() {
    desk_test(World::Server, async |anna| {
        anna.expects_complaint("/api/v1");
        anna.sees("Вход на рабочее место").await?;
        anna.write("Имя для входа", LOGIN.0).await?;
        anna.write("Пароль", "wrong").await?;
        anna.press("Войти").await?;
        anna.sees("Неверное имя или пароль").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.screenshot("sign-in").await?;
        anna.reload().await?;
        signs_in(anna).await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.press("Отправить").await?;
        is_said(anna, "Здравствуйте!", 1).await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.reload().await?;
        anna.sees_in("Сообщения", "Здравствуйте!").await?;
        anna.does_not_see("Вход на рабочее место").await?;
        Ok(())
    });
}

/// U1, U5.
#[test]
fn u1_what_is_written_without_a_line_waits_and_goes_once() {
    desk_test(World::Server, async |anna| {
        takes_a_client(anna).await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.sees("Нет связи с сервером").await?;
        for words in ["Первое", "Второе", "Третье"] {
            anna.write("Сообщение", words).await?;
            anna.hits(Key::Enter).await?;
            anna.sees_in("Сообщения", words).await?;
        }
        anna.sees_in("Сообщения", "Ждёт связи").await?;
        anna.sees("Ждут отправки: 3").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.screenshot("no-line").await?;
        anna.turns_dark().await?;
        anna.screenshot("no-line-dark").await?;
        assert_eq!(server.times_said("Первое"), 0);
        // The answers to the first are lost too: they are asked for again under the same keys.
        server.loses_answers(4);
        server.mends_line();
        for words in ["Первое", "Второе", "Третье"] {
            is_said(anna, words, 1).await?;
        }
        anna.does_not_see("Нет связи с сервером").await?;
        anna.does_not_see("Ждёт связи").await?;
        anna.does_not_see("Ждут отправки").await?;
        Ok(())
    });
}

/// U1.
#[test]
fn u1_what_was_pressed_and_not_yet_stored_survives_a_reload() {
    desk_test(World::Server, async |anna| {
        takes_a_client(anna).await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.sees("Нет связи с сервером").await?;
        // As it is while the store still writes.
        anna.closes_store().await?;
        anna.write("Сообщение", "Минуту").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Ждёт связи").await?;
        // What waits in that page goes with it.
        anna.reload().await?;
        assert_eq!(server.times_said("Минуту"), 0);
        server.mends_line();
        anna.reload().await?;
        is_said(anna, "Минуту", 1).await?;
        anna.sees_in("Сообщения", "Минуту").await?;
        anna.does_not_see("Ждут отправки").await?;
        Ok(())
    });
}

/// U1.
#[test]
fn u1_what_arrived_without_an_answer_stands_once_in_the_chat() {
    desk_test(World::Server, async |anna| {
        takes_a_client(anna).await?;
        let server = anna.site.server()?;
        server.loses_answers(u32::MAX);
        anna.write("Сообщение", "Уже ищу").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.reload().await?;
        anna.sees_in("Сообщения", "Уже ищу").await?;
        anna.does_not_see_in("Сообщения", "Ждёт связи").await?;
        anna.does_not_see_in("Сообщения", "Отправляется").await?;
        server.loses_answers(0);
        anna.does_not_see("Ждут отправки").await?;
        assert_eq!(server.times_said("Уже ищу"), 1);
        Ok(())
    });
}

/// E4.
#[test]
fn e4_an_expired_session_asks_again_and_nothing_is_lost() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.write("Сообщение", "Подождите минуту").await?;
        let server = anna.site.server()?;
        server.ends_sessions();
        anna.sees("Войдите снова").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.screenshot("session-over").await?;
        anna.hits(Key::Escape).await?;
        anna.sees("Сеанс закончился").await?;
        assert_eq!(anna.holds("Сообщение").await?, "Подождите минуту");
        // One may go on without: it waits.
        anna.write("Сообщение", ", пожалуйста").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Подождите минуту, пожалуйста").await?;
        assert_eq!(server.times_said("Подождите минуту, пожалуйста"), 0);
        anna.press("Войти").await?;
        enters(anna, LOGIN).await?;
        is_said(anna, "Подождите минуту, пожалуйста", 1).await?;
        anna.does_not_see("Сеанс закончился").await?;
        Ok(())
    });
}

/// E4.
#[test]
fn e4_a_session_that_ended_while_there_was_no_line_asks_again_too() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.sees("Нет связи с сервером").await?;
        server.ends_sessions();
        server.mends_line();
        anna.sees("Войдите снова").await?;
        enters(anna, LOGIN).await?;
        anna.does_not_see("Нет связи с сервером").await?;
        anna.does_not_see("Сеанс закончился").await?;
        Ok(())
    });
}

/// U1, W2.
#[test]
fn u1_what_waits_survives_a_reload_with_its_file() {
    desk_test(World::Server, async |anna| {
        takes_a_client(anna).await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.chooses_file(&file("contract.pdf", 40_000)?).await?;
        anna.sees_in("Файлы к сообщению", "contract.pdf").await?;
        anna.write("Сообщение", "Договор во вложении").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Договор во вложении").await?;
        anna.sees("Ждёт отправки: 1").await?;
        anna.reload().await?;
        anna.sees("Рабочее место откроется само").await?;
        anna.sees("Ждёт отправки: 1. Это сохранено на этом устройстве").await?;
        anna.screenshot("opened-without-line").await?;
        server.mends_line();
        is_said(anna, "Договор во вложении", 1).await?;
        anna.sees_in("Сообщения", "contract.pdf").await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        Ok(())
    });
}

/// U1, E5.
#[test]
fn u1_a_desk_opened_without_a_line_says_so_and_stands_by_itself_once_there_is_one() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        let server = anna.site.server()?;
        anna.turns_dark().await?;
        server.cuts_line();
        anna.reload().await?;
        anna.sees("Нет связи с сервером").await?;
        anna.does_not_see("Ждёт отправки").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.resizes_to(420, 800).await?;
        anna.screenshot("opened-without-line-dark-420").await?;
        anna.press("Проверить сейчас").await?;
        anna.sees("Нет связи с сервером").await?;
        server.mends_line();
        // Nobody presses anything.
        anna.sees("Очередь").await?;
        anna.does_not_see("Нет связи с сервером").await?;
        Ok(())
    });
}

/// U1, E5.
#[test]
fn u1_what_waits_is_listed_in_words_and_what_came_back_with_its_reason() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        let server = anna.site.server()?;
        let first = server.queue().into_iter().next().ok_or_else(|| Unmet("a queue".to_owned()))?;
        anna.goes(&format!("/appeals/{first}")).await?;
        anna.sees_in("Очередь", "Взять").await?;
        anna.sees("Чат с клиентом").await?;
        server.cuts_line();
        anna.press_in("Очередь", "Взять").await?;
        anna.write("Сообщение", "Уже смотрю").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Ждут отправки: 2").await?;
        anna.focuses("[role=status] button").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Ждут отправки", "Взять в работу").await?;
        anna.sees_in("Ждут отправки", "Сообщение: Уже смотрю").await?;
        anna.sees_in("Ждут отправки", "№").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.screenshot("outbox").await?;
        anna.hits(Key::Escape).await?;
        anna.does_not_see("Неотправленное").await?;
        let at = anna.focus().await?.map(|(name, _)| name);
        assert_eq!(at.as_deref(), Some("Ждут отправки: 2"), "the focus is back");
        anna.turns_dark().await?;
        server.colleague_takes(first);
        server.mends_line();
        anna.press("Не выполнено: 2").await?;
        anna.sees_in("Не выполнено", "Взять в работу").await?;
        anna.sees_in("Не выполнено", "Обращение уже в работе").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.resizes_to(420, 800).await?;
        anna.screenshot("outbox-came-back-dark-420").await?;
        anna.press_in("Не выполнено", "Понятно").await?;
        anna.press_in("Не выполнено", "Понятно").await?;
        anna.sees("Всё отправлено").await?;
        anna.hits(Key::Escape).await?;
        anna.does_not_see("Выполнено не всё").await?;
        Ok(())
    });
}

/// U1.
#[test]
fn u1_too_much_was_missed_and_the_desk_is_right_again() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        let server = anna.site.server()?;
        let before = anna.queue().await?.len();
        server.cuts_line();
        for appeal in server.queue().into_iter().take(2) {
            server.colleague_takes(appeal);
        }
        server.forgets();
        server.mends_line();
        let fewer = async || Ok((anna.queue().await?.len() + 2 == before).then_some(()));
        anna.until("a queue without what colleagues took", fewer).await?;
        Ok(())
    });
}

/// U1.
#[test]
fn u1_two_tabs_do_not_send_twice() {
    desk_test(World::Server, async |anna| {
        takes_a_client(anna).await?;
        let (one, path) = (anna.tab().await?, anna.path().await?);
        let other = anna.opens_tab(&path).await?;
        anna.sees("Чат с клиентом").await?;
        anna.sees_in("Очередь", "Взять").await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.write("Сообщение", "Из второй вкладки").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Ждёт связи").await?;
        anna.looks_at(&one).await?;
        anna.write("Сообщение", "Из первой вкладки").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Ждут отправки: 2").await?;
        server.mends_line();
        is_said(anna, "Из второй вкладки", 1).await?;
        is_said(anna, "Из первой вкладки", 1).await?;
        anna.does_not_see("Ждут отправки").await?;
        anna.looks_at(&other).await?;
        anna.does_not_see("Ждёт связи").await?;
        anna.sees_in("Сообщения", "Из первой вкладки").await?;
        Ok(())
    });
}

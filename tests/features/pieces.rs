//! What is not needed at first is loaded when it is, and says so when it cannot be.

use crate::calls::takes_first;
use crate::over_the_wire::{signs_in, takes_a_client};
use desk_tests::{Key, World, desk_test};

#[test]
fn a_screen_that_cannot_be_had_is_told_and_tried_again() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        // The browser itself complains of the missing file, and the loader tells why it stopped.
        anna.expects_complaint("no_such_page");
        anna.expects_complaint("HTTP status code is not ok");
        anna.withholds(Some("no_such_page")).await?;
        anna.goes("/nowhere").await?;
        anna.sees("Не удалось загрузить").await?;
        anna.sees("Обновить страницу").await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.press("Повторить").await?;
        anna.sees("Не удалось загрузить").await?;
        anna.withholds(None).await?;
        anna.press("Повторить").await?;
        anna.sees("Такой страницы нет").await?;
        anna.does_not_see("Не удалось загрузить").await?;
        Ok(())
    });
}

/// U11: what fails beside the talk never stands in its way.
#[test]
fn u11_one_goes_on_talking_while_a_part_beside_cannot_be_had() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        anna.expects_complaint("forms-");
        anna.expects_complaint("HTTP status code is not ok");
        anna.withholds(Some("forms-")).await?;
        anna.reload().await?;
        takes_first(anna).await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.sees("Не удалось загрузить").await?;
        anna.hits(Key::Escape).await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Сообщения", "Здравствуйте!").await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in("Текущий звонок", "Вызываем клиента").await?;
        anna.press_in("Текущий звонок", "Завершить звонок").await?;
        anna.withholds(None).await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.sees("Результат").await?;
        Ok(())
    });
}

#[test]
fn a_demo_that_cannot_be_had_is_told_and_tried_again() {
    desk_test(World::still().demo_alone("it is the piece that the demo comes in"), async |anna| {
        anna.sees("Очередь").await?;
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        anna.expects_complaint("demo-");
        anna.expects_complaint("HTTP status code is not ok");
        anna.withholds(Some("demo-")).await?;
        anna.reload().await?;
        anna.sees("Нет связи").await?;
        anna.withholds(None).await?;
        // What is pressed while the page is still being drawn is pressed again, as a person would.
        anna.until("the desk after another try", async || {
            let _ = anna.tries("button", "Повторить", None).await;
            Ok(anna.is_seen("Очередь", None).await?.then_some(()))
        })
        .await?;
        Ok(())
    });
}

/// U1: what was asked for while nobody answered is there once somebody does, and nobody presses anything.
#[test]
fn u1_what_could_not_be_loaded_is_tried_again_by_itself() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.sees("Нет связи с сервером, восстанавливаем").await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Чат с клиентом", "Не удалось загрузить").await?;
        server.mends_line();
        anna.does_not_see("Не удалось загрузить").await?;
        anna.sees_in("Сообщения", ":").await?;
        Ok(())
    });
}

/// U1: the list of what waits for the line is there without one.
#[test]
fn u1_what_one_needs_without_a_line_was_fetched_before() {
    desk_test(World::Server, async |anna| {
        signs_in(anna).await?;
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        anna.until("the list's piece", async || {
            let files = anna.loaded_files("outbox-").await.unwrap_or_default();
            Ok((!files.is_empty()).then_some(()))
        })
        .await?;
        anna.withholds(Some("outbox-")).await?;
        let server = anna.site.server()?;
        server.cuts_line();
        anna.press_in("Очередь", "Взять").await?;
        anna.press("Ждёт отправки: 1").await?;
        anna.sees_in("Ждут отправки", "Взять в работу").await?;
        Ok(())
    });
}

/// What a desk asks its server first is asked before the program is here, and not again by it.
#[test]
fn the_first_questions_are_asked_once_each() {
    desk_test(World::Server, async |anna| {
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        takes_a_client(anna).await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.reload().await?;
        anna.sees_in("Сообщения", "Здравствуйте!").await?;
        let taken = async || Ok((anna.early_answers_left().await? == Some(Vec::new())).then_some(()));
        anna.until("every early answer taken", taken).await?;
        let asked = anna.asked_of("/api/v1/").await?;
        for question in
            ["session", "appeals?limit=200&place=in_work", "appeals?limit=200&place=queue", "/messages?"]
        {
            let times = asked.iter().filter(|asked| asked.contains(question)).count();
            assert_eq!(times, 1, "{question} of {asked:?}");
        }
        Ok(())
    });
}

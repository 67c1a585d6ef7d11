//! U1, U3: what was done without a line and is refused once there is one comes back with its words, wherever it was done.

use crate::over_the_wire::signs_in;
use desk_contract::id::AppealId;
use desk_tests::{Browser, Failed, Key, Server, Unmet, World, desk_test};

/// Signs in, and opens the appeal that waits first.
async fn looks_at_the_first(anna: &Browser) -> Result<(&Server, AppealId), Failed> {
    signs_in(anna).await?;
    let server = anna.site.server()?;
    let Some(first) = server.queue().into_iter().next() else {
        return Err(Unmet("a queue".to_owned()).into());
    };
    anna.goes(&format!("/appeals/{first}")).await?;
    anna.sees_in("Очередь", "Взять").await?;
    anna.sees("Чат с клиентом").await?;
    Ok((server, first))
}

/// Cuts the line, takes that appeal and answers.
async fn takes_without_a_line(anna: &Browser, server: &Server) -> Result<(), Failed> {
    server.cuts_line();
    anna.press_in("Очередь", "Взять").await?;
    anna.write("Сообщение", "Уже смотрю").await?;
    anna.hits(Key::Enter).await?;
    anna.sees_in("Сообщения", "Уже смотрю").await?;
    Ok(anna.sees("Ждут отправки: 2").await?)
}

/// U1, U3.
#[test]
fn u1_what_a_colleague_did_first_is_rolled_back_with_the_reason_and_the_words_come_back() {
    desk_test(World::Server, async |anna| {
        let (server, first) = looks_at_the_first(anna).await?;
        takes_without_a_line(anna, server).await?;
        server.colleague_takes(first);
        server.mends_line();
        anna.sees("Не выполнено:").await?;
        anna.sees_in("Сообщения", "Вернуть в поле").await?;
        anna.does_not_see("Ждут отправки").await?;
        assert_eq!(server.times_said("Уже смотрю"), 0);
        anna.screenshot("came-back").await?;
        Ok(())
    });
}

/// U1, U3: the page that starts sends at once, and knows of what comes back before it stands.
#[test]
fn u1_what_is_refused_while_the_page_starts_comes_back() {
    desk_test(World::Server, async |anna| {
        let (server, first) = looks_at_the_first(anna).await?;
        takes_without_a_line(anna, server).await?;
        anna.reload().await?;
        anna.sees("Рабочее место откроется само").await?;
        server.colleague_takes(first);
        server.mends_line();
        anna.sees_in("Сообщения", "Вернуть в поле").await?;
        anna.does_not_see("Ждут отправки").await?;
        anna.sees_in("Сообщения", "Уже смотрю").await?;
        assert_eq!(server.times_said("Уже смотрю"), 0);
        Ok(())
    });
}

/// U1, U3: the tab in which it was done is gone; the one that sends tells it.
#[test]
fn u1_what_another_tab_did_comes_back_in_this_one() {
    desk_test(World::Server, async |anna| {
        let (server, first) = looks_at_the_first(anna).await?;
        let one = anna.tab().await?;
        anna.opens_tab(&format!("/appeals/{first}")).await?;
        anna.sees("Чат с клиентом").await?;
        anna.sees_in("Очередь", "Взять").await?;
        takes_without_a_line(anna, server).await?;
        anna.closes_tab(&one).await?;
        anna.sees("Ждут отправки: 2").await?;
        server.colleague_takes(first);
        server.mends_line();
        anna.sees_in("Сообщения", "Вернуть в поле").await?;
        anna.does_not_see("Ждут отправки").await?;
        anna.sees_in("Сообщения", "Уже смотрю").await?;
        assert_eq!(server.times_said("Уже смотрю"), 0);
        Ok(())
    });
}

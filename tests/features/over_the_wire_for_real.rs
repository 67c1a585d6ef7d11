//! E4, U1: the reference server behind the same desk, over a line that is cut.

use crate::over_the_wire::enters;
use desk_contract::id::AppealId;
use desk_tests::{Browser, Failed, Key, Reference, World, desk_test};
use std::time::{Duration, Instant};

/// How long what is on its way may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Signs in as the administrator.
async fn signs_in(admin: &Browser) -> Result<&Reference, Failed> {
    // The browser itself tells of the first 401, and of every request that a broken line does not answer.
    admin.expects_complaint("/api/v1");
    let server = admin.site.reference()?;
    sits_down(admin, server).await?;
    Ok(server)
}

pub(crate) async fn sits_down(admin: &Browser, server: &Reference) -> Result<(), Failed> {
    admin.sees("Вход на рабочее место").await?;
    enters(admin, (&server.login, &server.password)).await?;
    Ok(admin.sees("Очередь").await?)
}

/// A client comes while one looks, is taken and greeted.
pub(crate) async fn greets_a_client(admin: &Browser, server: &Reference) -> Result<AppealId, Failed> {
    let appeal = server.client_writes("Где мой заказ?").await?;
    admin.sees_in("Очередь", "Где мой заказ?").await?;
    admin.press_in("Очередь", "Взять").await?;
    admin.write("Сообщение", "Здравствуйте!").await?;
    admin.hits(Key::Enter).await?;
    admin.sees_in("Сообщения", "Отправлено").await?;
    Ok(appeal)
}

/// What was to be fetched ahead may meet a cut.
fn expects_what_a_cut_leaves(admin: &Browser) {
    for part in ["forms-", "shared", "Failed to fetch"] {
        admin.expects_complaint(part);
    }
}

/// E4, U1.
#[test]
fn e4_the_reference_server_and_a_line_that_is_cut_lose_nothing_and_do_nothing_twice() {
    desk_test(World::Reference, async |admin| {
        let server = signs_in(admin).await?;
        let appeal = greets_a_client(admin, server).await?;
        expects_what_a_cut_leaves(admin);
        admin.reload().await?;
        admin.sees_in("Сообщения", "Здравствуйте!").await?;
        server.line.cuts();
        admin.sees("Нет связи с сервером").await?;
        for words in ["Проверяю", "Нашёл"] {
            admin.write("Сообщение", words).await?;
            admin.hits(Key::Enter).await?;
            admin.sees_in("Сообщения", words).await?;
        }
        // Two, or three where the answer to the first went down with the page.
        admin.sees("Ждут отправки: ").await?;
        server.client_writes("Есть кто?").await?;
        server.line.mends();
        admin.does_not_see("Нет связи с сервером").await?;
        admin.sees_in("Очередь", "Есть кто?").await?;
        admin.does_not_see("Ждёт связи").await?;
        for words in ["Здравствуйте!", "Проверяю", "Нашёл"] {
            let start = Instant::now();
            while server.times_said(appeal, words).await? == 0 && start.elapsed() < PATIENCE {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            assert_eq!(server.times_said(appeal, words).await?, 1, "{words}");
        }
        admin.press("Выйти (Администратор)").await?;
        admin.sees("Вход на рабочее место").await?;
        Ok(())
    });
}

/// E4, U1.
#[test]
fn u1_where_no_socket_gets_through_events_come_all_the_same() {
    desk_test(World::Reference, async |admin| {
        admin.site.reference()?.line.shuts_to_sockets();
        let server = signs_in(admin).await?;
        let appeal = greets_a_client(admin, server).await?;
        expects_what_a_cut_leaves(admin);
        admin.does_not_see("Нет связи с сервером").await?;
        // Colleagues hear that one looks, though a stream has no way back.
        server.hears_whispered(&appeal.to_string()).await?;
        // The stream breaks like any other line, and what came meanwhile is heard after it.
        server.line.cuts();
        admin.sees("Нет связи с сервером").await?;
        server.client_writes("Есть кто?").await?;
        server.line.mends();
        admin.sees_in("Очередь", "Есть кто?").await?;
        admin.does_not_see("Нет связи с сервером").await?;
        assert_eq!(server.times_said(appeal, "Здравствуйте!").await?, 1);
        Ok(())
    });
}

/// E2, E4, U1.
#[test]
fn e2_in_a_frame_of_another_site_the_desk_is_known_by_a_token_alone() {
    desk_test(World::Elsewhere, async |admin| {
        admin.expects_complaint("/api/v1");
        let server = admin.site.reference()?;
        admin.goes_where_it_is_framed().await?;
        sits_down(admin, server).await?;
        // The socket is let in by the token too.
        let appeal = greets_a_client(admin, server).await?;
        assert_eq!(admin.cookies().await?, 0, "nothing is kept by which he is known");
        server.line.cuts();
        admin.sees("Нет связи с сервером").await?;
        admin.write("Сообщение", "Проверяю").await?;
        admin.hits(Key::Enter).await?;
        admin.sees("Ждёт отправки: 1").await?;
        // The token goes with the page. What he wrote does not.
        admin.goes_where_it_is_framed().await?;
        admin.sees("Рабочее место откроется само").await?;
        server.line.mends();
        admin.sees("Вход на рабочее место").await?;
        assert_eq!(server.times_said(appeal, "Проверяю").await?, 0);
        enters(admin, (&server.login, &server.password)).await?;
        let start = Instant::now();
        while server.times_said(appeal, "Проверяю").await? == 0 && start.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(server.times_said(appeal, "Проверяю").await?, 1);
        assert_eq!(server.times_said(appeal, "Здравствуйте!").await?, 1);
        Ok(())
    });
}

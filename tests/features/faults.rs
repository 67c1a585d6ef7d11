//! U1, E4: three people at three browsers while lines break and the server is killed.

use crate::over_the_wire::enters;
use desk_contract::listing::Place;
use desk_tests::{Browser, Colleague, Failed, Faulty, Key, Unmet, faulty_test};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// Whatever is not settled so long after the last fault never will be.
const SETTLES_WITHIN: Duration = Duration::from_secs(60);
/// The server's own program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_desk-server-of-tests");

/// U1, E4: `DESK_BROWSER_FAULTS` is how many, `DESK_FAULTS_SEED` which.
#[test]
fn u1_three_browsers_lose_nothing_while_lines_break_and_the_server_is_killed() {
    let (count, seed) = (desk_faults::how_many("DESK_BROWSER_FAULTS", 40), desk_faults::seed());
    println!("{count} faults, DESK_FAULTS_SEED={seed}");
    faulty_test(Path::new(PROGRAM), async |desk, browsers| {
        let mut chance = desk_faults::Chance::of(seed);
        for (browser, who) in browsers.into_iter().zip(&desk.colleagues) {
            browser.sees("Вход на рабочее место").await?;
            enters(browser, (&who.login, &who.password)).await?;
            browser.sees("Очередь").await?;
        }
        for number in 0..6 {
            desk.client_writes(&format!("Вопрос {number}")).await?;
        }
        let [anna, boris, vera] = browsers;
        let (wrong, first, second, third) = tokio::join!(
            desk.goes_wrong(count, chance.parts()),
            works(anna, "Анна", desk),
            works(boris, "Борис", desk),
            works(vera, "Вера", desk),
        );
        wrong?;
        let said = [first?, second?, third?].concat();
        for browser in browsers {
            is_settled(browser).await?;
        }
        shows_what_the_server_has(desk, browsers).await?;
        is_said_once(desk, &said).await
    });
}

/// Takes whoever waits and writes to him, until the day is over; answers what he wrote.
async fn works(browser: &Browser, name: &str, desk: &Faulty) -> Result<Vec<String>, Failed> {
    let mut written = Vec::new();
    while !desk.is_over.get() {
        if !browser.is_seen("Чат с клиентом", None).await? {
            // A colleague may have been faster.
            _ = tokio::time::timeout(Duration::from_secs(3), browser.press_in("Очередь", "Взять")).await;
        } else if browser.is_seen("Отправить", None).await? {
            let words = format!("{name} пишет {}", written.len());
            browser.write("Сообщение", &words).await?;
            browser.hits(Key::Enter).await?;
            written.push(words);
        }
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    Ok(written)
}

async fn is_settled(browser: &Browser) -> Result<(), Unmet> {
    let restless = ["Нет связи с сервером", "Ждут отправки", "Ждёт отправки", "Ждёт связи"];
    let look = async || {
        for words in restless {
            if browser.is_seen(words, None).await? {
                return Ok(None);
            }
        }
        Ok(Some(()))
    };
    browser.until_within(SETTLES_WITHIN, "nothing that waits", look).await
}

/// Lists and the open chat, as each sees them.
async fn shows_what_the_server_has(desk: &Faulty, browsers: [&Browser; 3]) -> Result<(), Failed> {
    for (browser, who) in browsers.into_iter().zip(&desk.colleagues) {
        let paths = async |place| -> Result<BTreeSet<String>, Unmet> {
            Ok(desk.has(who, place).await?.into_iter().map(|(id, _)| format!("/appeals/{id}")).collect())
        };
        let (waiting, mine) = (paths(Place::Queue).await?, paths(Place::InWork).await?);
        let same = async || {
            let queue: BTreeSet<_> = browser.queue().await?.into_iter().map(|row| row.path).collect();
            let list = browser.whole_list().await?.into_iter().flat_map(|day| day.rows);
            let list: BTreeSet<_> = list.map(|row| row.path).collect();
            Ok((queue == waiting && list == mine).then_some(()))
        };
        browser.until("the lists that the server has", same).await?;
        let path = browser.path().await?;
        let Some((_, chat)) = open_chat(desk, who, &path).await? else { continue };
        let same = async || {
            let shown = browser.messages().await.unwrap_or_default();
            Ok((shown == chat).then_some(()))
        };
        browser.until("the chat that the server has", same).await?;
    }
    Ok(())
}

async fn open_chat(
    desk: &Faulty,
    who: &Colleague,
    path: &str,
) -> Result<Option<(desk_contract::id::AppealId, Vec<String>)>, Unmet> {
    let mine = desk.has(who, Place::InWork).await?;
    Ok(mine.into_iter().find(|(id, _)| path == format!("/appeals/{id}")))
}

/// What was written stands on the server once.
async fn is_said_once(desk: &Faulty, said: &[String]) -> Result<(), Failed> {
    let mut all = Vec::new();
    for who in &desk.colleagues {
        all.extend(desk.has(who, Place::InWork).await?.into_iter().flat_map(|(_, words)| words));
    }
    assert!(!said.is_empty(), "nobody wrote");
    for words in said {
        assert_eq!(all.iter().filter(|it| *it == words).count(), 1, "{words}");
    }
    Ok(())
}

//! U1, E4: three people at three browsers while lines break and the server is killed; at the end nothing that they wrote
//! is lost, nothing stands twice, and each browser shows what the server has.
//!
//! `DESK_BROWSER_FAULTS` is how many, `DESK_FAULTS_SEED` which.

#[path = "faults/judged.rs"]
mod judged;
#[path = "faults/work.rs"]
mod work;

use crate::over_the_wire::enters;
use desk_faults::{Chance, how_many, seed};
use desk_tests::{Browser, Failed, Faulty, faulty_test};
use std::path::Path;
use std::time::Instant;
use work::{Work, clients_come};

/// The server's own program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_desk-server-of-tests");
/// So many faults take less than a minute with all around them.
const USUAL: u64 = 60;

#[test]
fn u1_three_browsers_lose_nothing_while_lines_break_and_the_server_is_killed() {
    let (count, seed) = (how_many("DESK_BROWSER_FAULTS", USUAL), seed());
    println!("{count} faults, DESK_FAULTS_SEED={seed}");
    faulty_test(Path::new(PROGRAM), async |desk, browsers| {
        let mut chance = Chance::of(seed);
        for number in 0..4 {
            desk.client_comes(&format!("Вопрос {number}")).await?;
        }
        for (browser, who) in browsers.into_iter().zip(&desk.colleagues) {
            browser.sees("Вход на рабочее место").await?;
            enters(browser, (&who.login, &who.password)).await?;
            browser.sees_in("Очередь", "Вопрос 0").await?;
        }
        let began = Instant::now();
        let works = day(desk, browsers, count, &mut chance).await?;
        println!("{count} faults in {:?}", began.elapsed());
        let settled = Instant::now();
        for (browser, who) in browsers.into_iter().zip(&desk.colleagues) {
            judged::is_settled(browser, &who.name).await?;
        }
        println!("all settled after {:?}", settled.elapsed());
        for ((browser, who), work) in browsers.into_iter().zip(&desk.colleagues).zip(&works) {
            let shown = judged::shows_what_the_server_has(desk, browser, who).await;
            if shown.is_err() {
                println!("{} did last:\n{}", who.name, work.diary_around("nothing like it"));
                println!(
                    "{}",
                    browser.complaints().await.iter().rev().take(20).cloned().collect::<Vec<_>>().join("\n")
                );
            }
            shown?;
            println!("{}: {}", who.name, work.tally());
        }
        judged::is_said_once(desk, browsers, &works).await?;
        judged::log_is_clean(desk).await?;
        println!("and judged in {:?}", settled.elapsed());
        Ok(())
    });
}

/// Everybody works while everything goes wrong.
async fn day(
    desk: &Faulty,
    [anna, boris, vera]: [&Browser; 3],
    count: u64,
    chance: &mut Chance,
) -> Result<[Work; 3], Failed> {
    let [first, second, third] = &desk.colleagues[..] else { unreachable!("three") };
    let mut works = [first, second, third].map(|who| Work::of(&who.name, chance.parts()));
    let [one, two, three] = &mut works;
    let (wrong, clients, ..) = tokio::join!(
        desk.goes_wrong(count, chance.parts()),
        clients_come(desk, chance.parts()),
        one.lasts(desk, anna, first),
        two.lasts(desk, boris, second),
        three.lasts(desk, vera, third),
    );
    println!("{}; clients wrote {} times", wrong?, clients?);
    for work in &works {
        if let Some(why) = &work.ended {
            return Err(desk_tests::Unmet(why.clone()).into());
        }
    }
    Ok(works)
}

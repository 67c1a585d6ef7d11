//! What ten thousand appeals, a hundred thousand messages and five hundred events a second cost: processor and line
//! as they are. `cargo xtask bench load` runs it on the release build.
//!
//! Beside each figure stands its like without the load, taken in turns with it: on a machine with other work to do
//! both grow, and what the load costs is the difference.

use desk_tests::{Browser, Failed, Frames, Unmet, World, desk_test, share_of};
use std::time::Duration;

/// How often each opening is measured; the middle one is told.
const TIMES: usize = 7;
/// How long one scrolls.
const SCROLLED: Duration = Duration::from_secs(5);
/// So many events come a second, for so many seconds: from the opening of the page until all is typed.
const A_SECOND: u32 = 500;
const NOISY: u32 = 14;
/// How long one types.
const TYPED: Duration = Duration::from_secs(10);
/// How many clients write, in turn.
const WRITERS: u32 = 25;
const LIST: &str = "[role=tabpanel] li a";
const CHAT: &str = "[role=log] [data-from]";

fn main() {
    if std::env::var("DESK_BEHIND").is_ok_and(|behind| behind == "server") {
        return openings_over_the_wire();
    }
    let chat = desk_test(much(), long_chat);
    openings(&chat);
    desk_test(much(), async |anna| scrollings(anna, &chat).await);
    desk_test(much(), async |anna| noise(anna, &chat).await);
}

/// Twenty-five in work, of which one has twenty messages; three are the demo's own.
fn few() -> World {
    World::still().with_in_work(21).with_messages(20)
}

fn much() -> World {
    World::still().with_in_work(10_000).with_messages(100_000)
}

/// The path of the long chat, the only one that says that there is more of it; the same in both worlds.
async fn long_chat(anna: &Browser) -> Result<String, Failed> {
    let rows = async || Ok(Some(anna.list().await?).filter(|days| !days.is_empty()));
    for row in anna.until("the list", rows).await?.into_iter().flat_map(|day| day.rows) {
        anna.goes(&row.path).await?;
        let opened = async || Ok((anna.count(CHAT).await? > 0).then_some(()));
        let is_opened = anna.until_within(Duration::from_secs(4), "a chat", opened).await.is_ok();
        if is_opened && anna.is_seen("Показать более ранние", None).await? {
            return Ok(row.path);
        }
    }
    Err(Failed::from(Unmet("no long chat".to_owned())))
}

/// List and chat are opened with little and with much on the desk, in turns.
fn openings(chat: &str) {
    desk_test(few(), async |anna| {
        anna.watches_openings().await?;
        for (name, path) in [("the list", "/"), ("the chat", chat)] {
            let (mut little, mut loaded) = (Vec::new(), Vec::new());
            let mut elements = 0.0;
            for _ in 0..TIMES {
                anna.site.becomes(few());
                little.push(anna.measures_opening(path).await?.usable_ms);
                anna.site.becomes(much());
                let opening = anna.measures_opening(path).await?;
                loaded.push(opening.usable_ms);
                elements = f64::max(elements, opening.elements);
            }
            compare(name, little, loaded);
            println!("  elements                {elements:>7.0}");
        }
        Ok::<_, Failed>(())
    });
}

/// The same with a server behind the desk, which cannot have little now and much then: one after the other.
fn openings_over_the_wire() {
    let chat = desk_test(much(), long_chat);
    let openings = |world: World, path: &str| {
        desk_test(world, async |anna| {
            anna.watches_openings().await?;
            let mut all = Vec::new();
            for _ in 0..TIMES {
                all.push(anna.measures_opening(path).await?.usable_ms);
            }
            Ok::<_, Failed>(all)
        })
    };
    for (name, path) in [("the list", "/"), ("the chat", &chat)] {
        compare(name, openings(few(), path), openings(much(), path));
    }
}

fn compare(name: &str, little: Vec<f64>, loaded: Vec<f64>) {
    let [little, loaded] = [little, loaded].map(|mut all| {
        all.sort_by(f64::total_cmp);
        (share_of(&all, 0.5), all[0], all[TIMES - 1])
    });
    println!("{name} opened, middle of {TIMES} (quickest, slowest)");
    println!("  with 25 and 20          {:>7.0} ms ({:.0}, {:.0})", little.0, little.1, little.2);
    println!("  with 10,000 and 100,000 {:>7.0} ms ({:.0}, {:.0})", loaded.0, loaded.1, loaded.2);
    println!(
        "  ratio                   {:>10.2} ({:.2} of the quickest)",
        loaded.0 / little.0,
        loaded.1 / little.1
    );
}

async fn scrollings(anna: &Browser, chat: &str) -> Result<(), Failed> {
    anna.goes(chat).await?;
    let opened = async || Ok((anna.count(CHAT).await? > 0).then_some(()));
    anna.until("the chat", opened).await?;
    tell("standing still", &anna.measures_standing_still(SCROLLED).await?);
    tell("the list scrolled", &anna.measures_scrolling(LIST, 120, SCROLLED).await?);
    tell("the chat scrolled back", &anna.measures_scrolling(CHAT, -120, SCROLLED).await?);
    Ok(())
}

fn tell(what: &str, frames: &Frames) {
    println!("{what}, {:.0} pixels in {} frames", frames.moved, frames.count);
    println!("  middle, longest frame   {:>7.0} ms, {:.0} ms", frames.middle_ms, frames.longest_ms);
    println!("  frames over 50 ms       {:>9.1} %", frames.jerks);
    println!("  longest task over 50 ms {:>7.0} ms", frames.longest_task_ms);
    println!("  elements, at most       {:>7}", frames.elements);
}

/// Typing in silence and in noise; then everything that was said is there.
async fn noise(anna: &Browser, chat: &str) -> Result<(), Failed> {
    anna.goes(chat).await?;
    let ready = async || Ok((anna.count(CHAT).await? > 0 && anna.count("textarea").await? > 0).then_some(()));
    anna.until("the chat", ready).await?;
    anna.focuses("textarea").await?;
    let silent = anna.measures_typing(TYPED).await?;
    anna.site.becomes(much().with_noise(A_SECOND, NOISY));
    anna.reload().await?;
    anna.until("the chat", ready).await?;
    anna.focuses("textarea").await?;
    let noisy = anna.measures_typing(TYPED).await?;
    for (name, keys) in [("in silence", &silent), ("among 500 events a second", &noisy)] {
        println!("keys seen {name}, {} of them", keys.len());
        let [middle, most, longest] = [0.5, 0.95, 1.0].map(|share| share_of(keys, share));
        println!("  middle, 95 %, longest   {middle:>7.0} ms, {most:.0} ms, {longest:.0} ms");
    }
    nothing_missed(anna, chat).await
}

/// The chat holds every message and the list the last of each client's, in the same order after a reload (the clocks
/// of those who wait go on meanwhile).
async fn nothing_missed(anna: &Browser, chat: &str) -> Result<(), Failed> {
    let all = A_SECOND * NOISY / WRITERS;
    let last = format!("Сообщение {all}");
    let said = async || Ok(anna.messages().await.ok().filter(|said| said.last() == Some(&last)));
    anna.until_within(Duration::from_secs(60), &last, said).await?;
    let mut heard = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let said = anna.messages().await?;
        let numbers = said.iter().filter_map(|text| text.strip_prefix("Сообщение ")?.parse::<u32>().ok());
        heard.extend(numbers);
        if heard.contains(&1) {
            break;
        }
        anna.scrolls_by("[role=log]", -600).await?;
    }
    println!("messages in the chat      {:>7} of {all}", heard.len());
    let rows = async || {
        let rows: Vec<_> =
            anna.list().await?.into_iter().flat_map(|day| day.rows).take(WRITERS as usize).collect();
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    };
    let list = anna.until("the list", rows).await?;
    let whole = list.iter().filter(|row| row.says.contains(&last)).count();
    println!("rows with the last words  {whole:>7} of {}", list.len());
    anna.site.becomes(much());
    anna.goes(chat).await?;
    let after = anna.until("the list", rows).await?;
    let same =
        list.iter().zip(&after).filter(|(one, other)| one.path == other.path && other.says.contains(&last));
    println!("the same after a reload   {:>7} of {}", same.count(), list.len());
    Ok(())
}

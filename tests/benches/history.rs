//! What the history of appeals costs: charts and table in its worker and on the screen, a file of a million rows.
//! `cargo xtask bench history` runs it on the release build.

use chrono::{DateTime, TimeDelta};
use desk_contract::Slice;
use desk_contract::Timestamp;
use desk_contract::directory::Directory;
use desk_contract::history::{Column, Creation, Grouping, HistoryQuery, RatingChoice, SortOrder, Sorting};
use desk_contract::refusal::Language;
use desk_contract::wire::{Cursor, HistoryQuestion, Limit};
use desk_demo::{Demo, DemoOptions};
use desk_history_worker::{Ask, Begin, Learned, Names};
use desk_tests::{Browser, Failed, Pressed, Saving, Unmet, World, desk_test, largest_page_mb, share_of};
use std::time::{Duration, Instant};

const SEED: u64 = 2026;
const MANY: u32 = 100_000;
const MOST: u32 = 1_000_000;
/// Who sees every row.
const CHIEF: &str = "Вадим Орехов (администратор)";
/// How often each is asked; the middle one is told.
const TIMES: usize = 9;

fn main() {
    for archived in [MANY, MOST] {
        desk_test(World::still(), async |anna| answers(anna, archived).await);
    }
    for way in [Saving::Disk, Saving::Download] {
        desk_test(World::still(), async |anna| file(anna, way).await);
    }
    desk_test(World::still(), async |anna| screen(anna).await);
}

fn began() -> Timestamp {
    DateTime::parse_from_rfc3339("2026-03-18T12:00:00+03:00").unwrap_or_default().to_utc()
}

fn directory() -> Directory {
    let demo = Demo::begin(DemoOptions { seed: SEED, ..DemoOptions::default() }, began());
    demo.world().directory().clone()
}

/// A history of so many, as an administrator has it.
fn begin(archived: u32) -> [Ask; 2] {
    let directory = directory();
    let me = directory.operators.last().map(|operator| operator.id);
    let learned = Learned { me, directory: Some(Names::of(&directory)), ..Learned::default() };
    [Ask::Begin(Begin { seed: SEED, began: began(), archived }), Ask::Learn(Box::new(learned))]
}

fn whole() -> HistoryQuery {
    HistoryQuery::of_period(began() - TimeDelta::days(100), began())
}

/// Filters that name nearly everything, which is the most work.
fn filtered(directory: &Directory) -> HistoryQuery {
    HistoryQuery {
        groups: directory.groups.iter().map(|it| it.id).collect(),
        ratings: RatingChoice::ALL.to_vec(),
        operators: directory.operators.iter().map(|it| it.id).collect(),
        entry_points: directory.entry_points.iter().map(|it| it.id).collect(),
        topics: directory.topics.iter().map(|it| it.id).collect(),
        creations: Creation::ALL.to_vec(),
        grouping: Grouping::Topic,
        ..whole()
    }
}

fn table(column: Column, from: u32) -> Ask {
    Ask::Table(HistoryQuestion {
        query: whole(),
        chosen: None,
        sorting: Some(Sorting { column, order: SortOrder::Descending }),
        language: Language::Ru,
        cursor: Some(Cursor::at(from)),
        limit: Limit::default(),
    })
}

async fn answers(anna: &Browser, archived: u32) -> Result<(), Failed> {
    let directory = directory();
    let mut first: Vec<Ask> = begin(archived).into();
    first.push(Ask::Report(whole()));
    println!("{archived} past appeals, in the worker");
    let told = anna.asks_history(&first, false).await?;
    println!("  made, and summed the first time   {:>8.0} ms", told[2].ms);
    let by_operator = HistoryQuery { grouping: Grouping::Operator, ..whole() };
    tell(anna, "charts, no filter", &|_| Ask::Report(whole())).await?;
    tell(anna, "charts by operator", &|_| Ask::Report(by_operator.clone())).await?;
    tell(anna, "charts, six filters", &|_| Ask::Report(filtered(&directory))).await?;
    let two = |one, other| move |nth: usize| table(if nth.is_multiple_of(2) { one } else { other }, 0);
    tell(anna, "table sorted anew by a time", &two(Column::CreatedAt, Column::Handling)).await?;
    tell(anna, "table sorted anew by words", &two(Column::Client, Column::Comment)).await?;
    tell(anna, "another place of the same table", &|nth| table(Column::Comment, 997 * nth as u32)).await?;
    println!("  memory of the page with it        {:>8} MB", largest_page_mb().unwrap_or_default());
    Ok(())
}

/// The middle and the slowest of some answers.
async fn tell(anna: &Browser, what: &str, ask: &dyn Fn(usize) -> Ask) -> Result<(), Failed> {
    let asks: Vec<_> = (0..TIMES).map(ask).collect();
    let mut ms: Vec<f64> = anna.asks_history(&asks, false).await?.iter().map(|heard| heard.ms).collect();
    ms.sort_by(f64::total_cmp);
    println!("  {what:<33} {:>8.1} ms, slowest {:.1} ms", share_of(&ms, 0.5), share_of(&ms, 1.0));
    Ok(())
}

/// A file of a million rows and all columns, from the press to the last byte on the disk, with the memory of the page meanwhile.
async fn file(anna: &Browser, way: Saving) -> Result<(), Failed> {
    sits_as_chief(anna, MOST).await?;
    makes_report(anna, MOST).await?;
    anna.exports_into(way).await?;
    anna.press("Экспорт в CSV").await?;
    anna.sees("Разделитель").await?;
    anna.measures_standing_still(Duration::from_secs(2)).await?;
    let (before, began, mut most) = (largest_page_mb().unwrap_or_default(), Instant::now(), 0);
    anna.press("Экспортировать").await?;
    while !anna.is_seen("Файл готов", None).await? {
        if began.elapsed() > Duration::from_secs(240) {
            return Err(Unmet("the file is not ready".to_owned()).into());
        }
        most = most.max(largest_page_mb().unwrap_or_default());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let took = began.elapsed().as_secs_f64();
    let (bytes, lines) = anna.size_of_export().await?;
    // The heading is a line too.
    let rows = lines.saturating_sub(1);
    println!("a file of {rows} rows and all columns, {} MB, {}", bytes / 1_048_576, told(way));
    println!("  written in                        {took:>8.1} s, {:.0} rows a second", rows as f64 / took);
    println!("  memory of the page before, most   {before:>8} MB, {most} MB");
    Ok(())
}

fn told(way: Saving) -> &'static str {
    if way == Saving::Disk { "into a file as it is written" } else { "gathered for a download" }
}

/// The screen over a hundred thousand: reports made, and bars pressed.
async fn screen(anna: &Browser) -> Result<(), Failed> {
    sits_as_chief(anna, MANY).await?;
    let first = makes_report(anna, MANY).await?;
    println!("the screen over {} rows", first.rows);
    println!("  the first report, history made    {:>8.0} ms", first.ms);
    println!("  longest task over 50 ms           {:>8.0} ms", first.longest_task_ms);
    anna.measures_standing_still(Duration::from_secs(2)).await?;
    let (mut reports, mut bars) = (Vec::new(), Vec::new());
    for nth in 0..TIMES {
        reports.push(anna.measures_report().await?);
        bars.push(anna.measures_filtering(nth % 3).await?);
        bars.push(anna.measures_filtering(nth % 3).await?);
    }
    tell_presses("the same report again, all drawn", &reports);
    tell_presses("a bar pressed, until the table", &bars);
    Ok(())
}

fn tell_presses(what: &str, presses: &[Pressed]) {
    let mut ms: Vec<f64> = presses.iter().map(|one| one.ms).collect();
    ms.sort_by(f64::total_cmp);
    let longest = presses.iter().map(|one| one.longest_task_ms).fold(0.0, f64::max);
    println!("  {what:<33} {:>8.0} ms, slowest {:.0} ms", share_of(&ms, 0.5), share_of(&ms, 1.0));
    println!("  longest task over 50 ms           {longest:>8.0} ms");
}

/// Sits down where every row is seen, over a history of so many.
async fn sits_as_chief(anna: &Browser, archived: u32) -> Result<(), Failed> {
    anna.goes(&format!("/?history={archived}")).await?;
    anna.press("Начать заново").await?;
    anna.press(CHIEF).await?;
    let seated = async || Ok((!anna.is_seen(CHIEF, None).await?).then_some(()));
    Ok(anna.until("the desk anew", seated).await?)
}

/// A report over all rows, as a person makes it by the form; a part of them would be another measurement.
async fn makes_report(anna: &Browser, archived: u32) -> Result<Pressed, Failed> {
    anna.goes("/history").await?;
    anna.chooses("Свой").await?;
    anna.sets("С", "2025-12-01T00:00").await?;
    anna.sets("До, не включая", "2026-03-19T00:00").await?;
    let pressed = anna.measures_report().await?;
    if pressed.rows < u64::from(archived) {
        return Err(Unmet(format!("{} rows of {archived}", pressed.rows)).into());
    }
    Ok(pressed)
}

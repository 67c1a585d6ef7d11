//! What the history of appeals costs in its worker: charts and table over a hundred thousand, a file of a million.
//! `cargo xtask bench history` runs it on the release build.

use chrono::{DateTime, TimeDelta};
use desk_contract::Slice;
use desk_contract::Timestamp;
use desk_contract::csv::CsvForm;
use desk_contract::directory::Directory;
use desk_contract::history::{
    Column, Creation, Grouping, HistoryQuery, Inquiry, RatingChoice, SortOrder, Sorting,
};
use desk_contract::refusal::Language;
use desk_contract::wire::{Cursor, ExportOrder, HistoryQuestion, Limit};
use desk_demo::{Demo, DemoOptions};
use desk_history_worker::{Ask, Begin, Learned, Names};
use desk_tests::{Browser, Failed, Unmet, World, desk_test, largest_page_mb, share_of};
use std::time::Duration;

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
    desk_test(World::still(), async |anna| file(anna).await);
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

/// A file of a million rows, all columns, with the memory of the page meanwhile.
async fn file(anna: &Browser) -> Result<(), Failed> {
    let mut first: Vec<Ask> = begin(MOST).into();
    first.push(table(Column::CreatedAt, 0));
    anna.asks_history(&first, false).await?;
    let before = largest_page_mb().unwrap_or_default();
    let (form, time_zone) = (CsvForm::default(), "Europe/Moscow".to_owned());
    let (query, chosen, sorting, language) = (whole(), None, None, Language::Ru);
    let order = ExportOrder { query, chosen, sorting, form, time_zone, language };
    let asks = [Ask::Export(Box::new(order))];
    let (mut most, mut written) = (0, None);
    let writing = anna.asks_history(&asks, false);
    let mut writing = std::pin::pin!(writing);
    while written.is_none() {
        tokio::select! {
            done = &mut writing => written = Some(done?),
            () = tokio::time::sleep(Duration::from_millis(250)) => {
                most = most.max(largest_page_mb().unwrap_or_default());
            }
        }
    }
    let written = written.unwrap_or_default();
    let one = written.first().ok_or_else(|| Unmet("no file".to_owned()))?;
    println!("a file of {} rows, {} MB, all columns", one.rows, one.bytes / 1_048_576);
    println!("  written in                        {:>8.1} s", one.ms / 1_000.0);
    println!("  memory of the page before, most   {before:>8} MB, {most} MB");
    Ok(())
}

/// The screen over a hundred thousand: a report made, and its bars pressed.
async fn screen(anna: &Browser) -> Result<(), Failed> {
    anna.goes(&format!("/?history={MANY}")).await?;
    anna.press("Начать заново").await?;
    anna.press(CHIEF).await?;
    let seated = async || Ok((!anna.is_seen(CHIEF, None).await?).then_some(()));
    anna.until("the desk anew", seated).await?;
    let address = Inquiry { query: whole(), chosen: None, sorting: None }.to_address();
    anna.goes(&format!("/history?{address}")).await?;
    let drawn = async || Ok((anna.count("svg[role=group] [role=button]").await? > 2).then_some(()));
    anna.until_within(Duration::from_secs(30), "the charts", drawn).await?;
    anna.measures_standing_still(Duration::from_secs(2)).await?;
    let (mut ms, mut longest, mut rows) = (Vec::new(), 0.0, 0);
    for nth in 0..TIMES {
        let pressed = anna.measures_filtering(nth % 3).await?;
        let again = anna.measures_filtering(nth % 3).await?;
        rows = again.rows;
        for one in [pressed, again] {
            ms.push(one.ms);
            longest = f64::max(longest, one.longest_task_ms);
        }
    }
    ms.sort_by(f64::total_cmp);
    println!("the screen over {rows} rows");
    println!(
        "  a bar pressed, until the table    {:>8.0} ms, slowest {:.0} ms",
        share_of(&ms, 0.5),
        share_of(&ms, 1.0)
    );
    println!("  longest task over 50 ms           {longest:>8.0} ms");
    Ok(())
}

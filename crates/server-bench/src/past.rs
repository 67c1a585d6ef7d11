//! A long history: its report, a click in a chart, its table, its file.

use crate::desk::{Caller, Desk, Process, chance};
use crate::figures::{ms, percentile};
use crate::say;
use chrono::{TimeDelta, Utc};
use desk_contract::csv::CsvForm;
use desk_contract::history::{
    Column, GroupValue, Grouping, HistoryQuery, RatingChoice, Report, SortOrder, Sorting,
};
use desk_contract::id::CommandId;
use desk_contract::operator::Role;
use desk_contract::wire::questions::{OrderExport, ReadExport, ReadExportFile, ReadHistory, ReadReport};
use desk_contract::wire::{
    Ask, Cursor, ExportJob, ExportOrder, ExportState, HistoryPage, HistoryQuestion, Limit,
};
use desk_demo::Archive;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::{Duration, Instant};

const SEED: u64 = 2_026;
/// Each question is asked so often.
const TIMES: usize = 9;

pub(crate) async fn measure(desk: Desk, count: u32) {
    let began = Utc::now();
    let archive = Archive::kept(SEED, began, count);
    let filled = Instant::now();
    desk_server::seeding::past(&desk.config, (0..count).map(|place| archive.row(place))).await.unwrap();
    say(&format!("  {count} rows drawn and put there in {:.0} s", filled.elapsed().as_secs_f64()));
    let tables = archive.tables();
    let all = HistoryQuery::of_period(began - TimeDelta::days(400), began + TimeDelta::days(1));
    let most = |ids: usize| ids.saturating_sub(1);
    let narrow = HistoryQuery {
        groups: tables.groups[..most(tables.groups.len())].to_vec(),
        operators: tables.operators[..most(tables.operators.len())].to_vec(),
        entry_points: tables.lines.iter().map(|line| line.id).collect(),
        outcomes: tables.outcomes.clone(),
        topics: tables.topics[..most(tables.topics.len())].to_vec(),
        creations: desk_contract::history::Creation::ALL.to_vec(),
        ratings: RatingChoice::ALL.to_vec(),
        grouping: Grouping::Topic,
        ..all.clone()
    };
    let token = desk.hire(1, Role::Administrator).await.remove(0);
    let started = Instant::now();
    let process = desk.serve().await;
    let me = process.caller(&token);
    let report: Report = ask::<ReadReport>(&me, &all).await;
    assert_eq!(report.overall.closed, u64::from(count));
    say(&format!("  from the start of the process to its first report: {}", ms(started.elapsed())));
    let held = process.figures().held_kb / 1_024;
    say(&format!("  memory of the process with it: {held} MB"));
    timed("report, no filter, by channel", &process, async || drop(ask::<ReadReport>(&me, &all).await)).await;
    timed("report, seven filters that name nearly all, by topic", &process, async || {
        drop(ask::<ReadReport>(&me, &narrow).await);
    })
    .await;
    let chosen = report.groups.last().map(|group| group.value);
    pages(&process, &me, (&all, chosen, count)).await;
    file(&process, &me, (&all, count)).await;
}

async fn pages(
    process: &Process,
    me: &Caller,
    (all, chosen, count): (&HistoryQuery, Option<GroupValue>, u32),
) {
    let question = |chosen, sorting, at: Option<u32>| HistoryQuestion {
        query: all.clone(),
        chosen,
        sorting,
        language: Default::default(),
        cursor: at.map(Cursor::at),
        limit: Limit::try_from(100).unwrap(),
    };
    let by = |column| Some(Sorting { column, order: SortOrder::Descending });
    for (what, asked) in [
        ("first rows", question(None, None, None)),
        ("rows after the rarest bar was pressed", question(chosen, None, None)),
        ("rows from the middle", question(None, None, Some(count / 2))),
        ("rows by handling time", question(None, by(Column::Handling), None)),
        ("rows by client, from the middle", question(None, by(Column::Client), Some(count / 2))),
    ] {
        timed(what, process, async || {
            let page: HistoryPage = ask::<ReadHistory>(me, &asked).await;
            assert!(!page.items.is_empty());
        })
        .await;
    }
}

async fn file(process: &Process, me: &Caller, (all, count): (&HistoryQuery, u32)) {
    let form = CsvForm { columns: Column::ALL.to_vec(), ..CsvForm::default() };
    for (what, sorting) in [
        ("as they were closed", None),
        ("by client", Some(Sorting { column: Column::Client, order: SortOrder::Ascending })),
    ] {
        let order = ExportOrder {
            query: all.clone(),
            chosen: None,
            sorting,
            form: form.clone(),
            time_zone: "Europe/Moscow".to_owned(),
            language: Default::default(),
        };
        let (before, began) = (process.figures(), Instant::now());
        let id = CommandId::new(Utc::now(), chance());
        let path = OrderExport::QUESTION.address(&[&id]).unwrap();
        let answer = me.ask(OrderExport::QUESTION.method.as_str(), &path).json(&order).send().await.unwrap();
        let mut job: ExportJob = answer.json().await.unwrap();
        let mut most = before.held_kb;
        while job.state == ExportState::Writing {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let path = ReadExport::QUESTION.address(&[&id]).unwrap();
            let answer = me.ask(ReadExport::QUESTION.method.as_str(), &path).send().await.unwrap();
            job = answer.json().await.unwrap();
            most = most.max(process.figures().held_kb);
        }
        let written = began.elapsed();
        assert_eq!((job.state, job.written), (ExportState::Done, u64::from(count)));
        let path = ReadExportFile::QUESTION.address(&[&id]).unwrap();
        let mut answer = me.ask(ReadExportFile::QUESTION.method.as_str(), &path).send().await.unwrap();
        let mut bytes = 0;
        while let Some(some) = answer.chunk().await.unwrap() {
            bytes += some.len();
            most = most.max(process.figures().held_kb);
        }
        let after = process.figures();
        say(&format!(
            "  file of all rows, {what}: {:.1} s, {} MB; processor {:.1} s; memory {} MB before, {} MB at most",
            written.as_secs_f64(),
            bytes >> 20,
            (after.busy_ms - before.busy_ms) as f64 / 1_000.0,
            before.held_kb >> 10,
            most >> 10,
        ));
    }
}

/// Asks so often, and tells the middle and the slowest, and what the server worked for one.
async fn timed(what: &str, process: &Process, asked: impl AsyncFn()) {
    let (before, mut spans) = (process.figures(), Vec::new());
    for _ in 0..TIMES {
        let began = Instant::now();
        asked().await;
        spans.push(began.elapsed());
    }
    let busy = (process.figures().busy_ms - before.busy_ms) / TIMES as u64;
    let (middle, slowest) = (percentile(&mut spans, 0.5), percentile(&mut spans, 1.0));
    say(&format!("  {what}: {} / slowest {} (processor {busy} ms)", ms(middle), ms(slowest)));
}

async fn ask<Q: Ask>(me: &Caller, body: &impl Serialize) -> Q::Answer
where
    Q::Answer: DeserializeOwned,
{
    let asked = me.ask(Q::QUESTION.method.as_str(), &Q::QUESTION.full_path()).json(body);
    let answer = asked.send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert!(status.is_success(), "{status} {text}");
    serde_json::from_str(&text).unwrap()
}

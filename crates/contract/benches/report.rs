//! How fast the history answers: the report, the table behind a click in a chart, and its order.
//!
//! Owns: the questions and the goals. Never: fails over a time.
//!
//! Plain [`Instant`](std::time::Instant), as in the benchmark of the rules: each answer takes milliseconds, far
//! above what the clock costs, and a goal is held against the middle of a few.
//!
//! `cargo xtask bench rules` runs it.

mod chance;
mod figures;
mod rows;

use chance::Chance;
use desk_contract::history::{
    Column, Creation, Grouping, HistoryQuery, HistoryRow, RatingChoice, SortOrder, Sorting, matches, report,
    sort,
};
use figures::{figure, grouped, heading, middle, timed};
use rows::{BEGINS, Centre, YEAR};
use std::hint::black_box;
use std::time::Duration;

const SEED: u64 = 2026;
const TIMES: usize = 9;
/// About how many rows a server must answer, and the demo, and how fast. The demo's goal is 150 ms, but its code is
/// wasm built for size, up to five times slower than what is measured here; so it stands here as a fifth.
const SIZES: [(u32, Duration); 2] =
    [(1_000_000, Duration::from_millis(300)), (100_000, Duration::from_millis(150 / 5))];

fn main() {
    let mut chance = Chance::seeded(SEED);
    let centre = Centre::new(&mut chance);
    for (count, goal) in SIZES {
        let rows = centre.rows(&mut chance, count);
        for (title, query) in questions(&centre) {
            let found = rows.iter().filter(|row| query.counts(row)).count();
            heading(&format!(
                "{title}: {} of {} rows, middle of {TIMES}",
                grouped(found as u64),
                grouped(rows.len() as u64)
            ));
            reports(&rows, &query, goal);
            a_click(&rows, &query);
        }
        heading(&format!("The table of {} rows, middle of {TIMES}", grouped(rows.len() as u64)));
        orders(&rows, &centre);
    }
}

/// One question counts every row; one names the first half of the values in every filter; one nearly all there
/// are, as a form sends it in which everything is ticked and then a little taken away.
fn questions(centre: &Centre) -> [(&'static str, HistoryQuery); 3] {
    [
        ("No filter", HistoryQuery::of_period(BEGINS, BEGINS + YEAR)),
        ("Half of the values in each filter", narrowed(centre, |list| list / 2)),
        ("All values but one in each filter", narrowed(centre, |list| list - 1)),
    ]
}

/// The question that names, in each filter, as many values as are wanted of so many.
fn narrowed(centre: &Centre, wanted: impl Fn(usize) -> usize) -> HistoryQuery {
    let Centre { operators, groups, topics, outcomes, lines, .. } = centre;
    let lines: Vec<_> = lines.iter().map(|line| line.id).collect();
    HistoryQuery {
        groups: first(groups, &wanted),
        ratings: first(&RatingChoice::ALL, &wanted),
        operators: first(operators, &wanted),
        entry_points: first(&lines, &wanted),
        outcomes: first(outcomes, &wanted),
        topics: first(topics, &wanted),
        creations: first(&Creation::ALL, &wanted),
        ..HistoryQuery::of_period(BEGINS, BEGINS + YEAR)
    }
}

fn first<T: Copy>(list: &[T], wanted: impl Fn(usize) -> usize) -> Vec<T> {
    list.iter().take(wanted(list.len())).copied().collect()
}

fn reports(rows: &[HistoryRow], query: &HistoryQuery, goal: Duration) {
    for grouping in Grouping::ALL {
        let query = HistoryQuery { grouping, ..query.clone() };
        let took = middle_of(|| report(black_box(rows), &query));
        let is_met = if took <= goal { "met" } else { "NOT MET" };
        let goal = format!("goal {} ms: {is_met}", goal.as_millis());
        figure(&format!("report by {grouping:?}"), &millis(took), &goal);
    }
}

/// A click chooses the largest value of the chart: the table then holds its rows alone.
fn a_click(rows: &[HistoryRow], query: &HistoryQuery) {
    let query = HistoryQuery { grouping: Grouping::Operator, ..query.clone() };
    let chosen = report(rows, &query).groups.first().map(|group| group.value);
    let table = || -> Vec<&HistoryRow> { rows.iter().filter(|row| matches(row, &query, chosen)).collect() };
    figure("matches: the table of one operator", &millis(middle_of(table)), &of_rows(table().len()));
}

/// By columns that are compared as numbers, and as words.
fn orders(rows: &[HistoryRow], centre: &Centre) {
    for column in [Column::CreatedAt, Column::Handling, Column::Operator, Column::Client] {
        let sorting = Sorting { column, order: SortOrder::Descending };
        let runs = (0..TIMES).map(|_| {
            let mut table: Vec<_> = rows.iter().collect();
            timed(|| sort(&mut table, sorting, centre)).0
        });
        figure(&format!("sort by {column:?}"), &millis(middle(runs.collect())), "");
    }
}

fn middle_of<T>(run: impl Fn() -> T) -> Duration {
    middle((0..TIMES).map(|_| timed(|| black_box(run())).0).collect())
}

fn millis(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1e3)
}

fn of_rows(count: usize) -> String {
    format!("{} rows", grouped(count as u64))
}

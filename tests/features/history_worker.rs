//! U10, R1 to R8, R13: what the worker in the browser answers is what the contract answers over the same rows.

use crate::settings::sits_down;
use chrono::{DateTime, TimeDelta};
use desk_contract::csv::{Csv, CsvForm};
use desk_contract::directory::{Directory, Operator};
use desk_contract::history::{
    Column, Creation, GroupValue, Grouping, HistoryQuery, HistoryRow, RatingChoice, SortOrder, Sorting,
    Spoken, history_row, matches, report, sms_text, sort,
};
use desk_contract::refusal::Language;
use desk_contract::wire::{Cursor, ExportOrder, HistoryQuestion, Limit};
use desk_contract::{Slice, Timestamp};
use desk_demo::{Archive, Demo, DemoOptions};
use desk_history_worker::{Ask, Begin, Learned, Names, Told};
use desk_tests::{Unmet, World, desk_test};
use std::cmp::Reverse;

const SEED: u64 = 2026;
const ARCHIVED: u32 = 3_000;
/// How many questions are asked.
const QUESTIONS: usize = 60;

fn began() -> Timestamp {
    DateTime::parse_from_rfc3339("2026-03-18T12:00:00+03:00").unwrap_or_default().to_utc()
}

/// A draw after the other (Steele, Lea and Flood, 2014); the same ones each time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// Most filters are empty.
    fn few<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let count = if self.below(4) == 0 { 1 + self.below(3) } else { 0 };
        (0..count).map(|_| self.one(of)).collect()
    }
}

/// The rows of the demo, and the desk that they belong to.
struct Rows {
    all: Vec<HistoryRow>,
    recent: Vec<HistoryRow>,
    directory: Directory,
}

impl Rows {
    fn of_the_demo() -> Self {
        let demo = Demo::begin(DemoOptions { seed: SEED, ..DemoOptions::default() }, began());
        let (world, directory) = (demo.world(), demo.world().directory().clone());
        let closed = world.appeals().filter_map(|appeal| {
            let contact = appeal.contact.and_then(|id| world.cards().contact(id));
            let messages = world.thread(appeal.id).map(|thread| thread.messages.as_slice());
            let line = directory.entry_point(appeal.entry_point);
            history_row(appeal, contact, line, sms_text(appeal, messages.unwrap_or_default()))
        });
        let recent: Vec<_> = closed.collect();
        let archive = Archive::kept(SEED, began(), ARCHIVED);
        let mut all: Vec<_> = (0..ARCHIVED).map(|place| archive.row(place)).collect();
        all.extend(recent.iter().cloned());
        Self { all, recent, directory }
    }

    fn seen_by(&self, who: &Operator) -> Vec<HistoryRow> {
        self.all.iter().filter_map(|row| row.as_seen_by(who)).collect()
    }

    fn query(&self, draws: &mut Draws) -> HistoryQuery {
        let from = began() - TimeDelta::hours(draws.below(92 * 24) as i64);
        let row = |draws: &mut Draws| draws.one(&self.all);
        let (one, other) = (row(draws), row(draws));
        let until = from + TimeDelta::hours(1 + draws.below(92 * 24) as i64);
        HistoryQuery {
            groups: draws.few(&[one.group, other.group]),
            ratings: draws.few(&RatingChoice::ALL),
            operators: draws
                .few(&one.operator.into_iter().chain([self.directory.operators[0].id]).collect::<Vec<_>>()),
            entry_points: draws.few(&[one.entry_point.id, other.entry_point.id]),
            outcomes: draws.few(&one.outcome.into_iter().chain(other.outcome).collect::<Vec<_>>()),
            topics: draws.few(&self.directory.topics.iter().map(|it| it.id).collect::<Vec<_>>()),
            creations: draws.few(&Creation::ALL),
            grouping: draws.one(&Grouping::ALL),
            ..HistoryQuery::of_period(from, until)
        }
    }

    fn question(&self, draws: &mut Draws) -> HistoryQuestion {
        let order = draws.one(&[SortOrder::Ascending, SortOrder::Descending]);
        let sorting = Sorting { column: draws.one(&Column::ALL), order };
        let chosen = GroupValue::of(&draws.one(&self.all), draws.one(&Grouping::ALL));
        HistoryQuestion {
            query: self.query(draws),
            chosen: (draws.below(3) == 0).then_some(chosen),
            sorting: (draws.below(6) > 0).then_some(sorting),
            language: draws.one(&[Language::Ru, Language::En]),
            cursor: Some(Cursor::at(draws.below(80) as u32)),
            limit: Limit::MOST,
        }
    }

    /// The table as the contract has it.
    fn table(&self, who: &Operator, asked: &HistoryQuestion) -> Vec<HistoryRow> {
        let mut rows = self.seen_by(who);
        rows.retain(|row| matches(row, &asked.query, asked.chosen));
        match asked.sorting {
            Some(sorting) => sort(&mut rows, sorting, &Spoken::new(&self.directory, asked.language)),
            None => rows.sort_by_key(|row| (Reverse(row.closed_at), row.appeal)),
        }
        rows
    }

    fn begin(&self) -> [Ask; 2] {
        let begin = Begin { seed: SEED, began: began(), archived: ARCHIVED };
        let (directory, rows) = (Some(Names::of(&self.directory)), self.recent.clone());
        [Ask::Begin(begin), Ask::Learn(Box::new(Learned { directory, rows, ..Learned::default() }))]
    }
}

fn sits(who: &Operator) -> Ask {
    Ask::Learn(Box::new(Learned { me: Some(who.id), ..Learned::default() }))
}

#[test]
fn u10_charts_and_table_of_the_worker_are_those_of_the_contract() {
    desk_test(
        World::still().demo_alone("a server counts its history itself, in no worker of the page"),
        async |anna| {
            let (rows, mut draws) = (Rows::of_the_demo(), Draws(7));
            anna.asks_history(&rows.begin(), false).await?;
            for _ in 0..QUESTIONS {
                let who = draws.one(&rows.directory.operators);
                let asked = rows.question(&mut draws);
                let asks = [sits(&who), Ask::Report(asked.query.clone()), Ask::Table(asked.clone())];
                let heard = anna.asks_history(&asks, false).await?;
                let Told::Report(charts) = heard[1].told()? else {
                    return Err(Unmet("no report".to_owned()).into());
                };
                assert_eq!(charts, report(&rows.seen_by(&who), &asked.query), "{} {asked:?}", who.name);
                let Told::Table(page) = heard[2].told()? else {
                    return Err(Unmet("no table".to_owned()).into());
                };
                let table = rows.table(&who, &asked);
                assert_eq!(page.total, table.len() as u64);
                let from = asked.cursor.as_ref().and_then(Cursor::place).unwrap_or(0) as usize;
                let piece: Vec<_> = table.into_iter().skip(from).take(200).collect();
                assert_eq!(page.items, piece, "{} {asked:?}", who.name);
            }
            Ok(())
        },
    );
}

#[test]
fn r13_the_file_of_the_worker_is_that_of_the_contract_in_any_time_zone() {
    desk_test(
        World::still().demo_alone("a server counts its history itself, in no worker of the page"),
        async |anna| {
            let (rows, mut draws) = (Rows::of_the_demo(), Draws(11));
            let administrator =
                rows.directory.operators.iter().find(|it| it.may(desk_contract::operator::Right::OverseeAll));
            let who = administrator.cloned().ok_or_else(|| Unmet("no administrator".to_owned()))?;
            anna.asks_history(&rows.begin(), false).await?;
            anna.asks_history(&[sits(&who)], false).await?;
            for (zone, hours) in [("Europe/Moscow", 3), ("Asia/Vladivostok", 10), ("UTC", 0)] {
                let asked = rows.question(&mut draws);
                let HistoryQuestion { query, chosen, sorting, language, .. } = asked.clone();
                let (form, time_zone) = (CsvForm::default(), zone.to_owned());
                let order = ExportOrder { query, chosen, sorting, form, time_zone, language };
                let heard = anna.asks_history(&[Ask::Export(Box::new(order.clone()))], true).await?;
                let table = rows.table(&who, &asked);
                let words = Spoken::new(&rows.directory, language).in_zone(zone);
                let offset = chrono::FixedOffset::east_opt(hours * 3_600)
                    .ok_or_else(|| Unmet("no offset".to_owned()))?;
                let whole: Vec<u8> =
                    Csv::new(&order.form, &words, |_| offset).pieces(&table).flatten().collect();
                assert_eq!(heard[0].rows, table.len() as u64);
                assert_eq!(heard[0].text, String::from_utf8_lossy(&whole), "{zone}");
            }
            Ok(())
        },
    );
}

#[test]
fn the_worker_is_not_loaded_before_the_history_is_opened() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        assert_eq!(anna.loaded_files("history-worker").await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn r8_a_past_appeal_is_opened_whole_from_its_number() {
    desk_test(World::still().with_history(ARCHIVED), async |anna| {
        let archive = Archive::kept(SEED, began(), ARCHIVED);
        let rows = (0..ARCHIVED).map(|place| archive.row(place));
        let latest = rows.filter(|row| row.channel.carries_text()).max_by_key(|row| row.closed_at);
        let latest = latest.ok_or_else(|| Unmet("an empty archive".to_owned()))?;
        let (_, thread) = archive.appeal(latest.appeal).ok_or_else(|| Unmet("no talk".to_owned()))?;
        let said = thread.messages.first().map(|message| message.text.clone()).unwrap_or_default();
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/history").await?;
        anna.chooses("30 дней").await?;
        anna.press("Сформировать").await?;
        anna.opens(&latest.number.to_string()).await?;
        anna.sees(&said).await?;
        assert_eq!(anna.path().await?, format!("/history/appeals/{}", latest.appeal));
        anna.reload().await?;
        anna.sees(&said).await?;
        Ok(())
    });
}

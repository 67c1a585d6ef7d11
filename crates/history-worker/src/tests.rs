//! Every answer against the contract's own over the same rows, for random questions of everybody.

use crate::ask::{Begin, Learned, Names};
use crate::keeper::{Keeper, Zones};
use chrono::{DateTime, FixedOffset, TimeDelta};
use desk_contract::Slice;
use desk_contract::Timestamp;
use desk_contract::csv::{Csv, CsvForm};
use desk_contract::directory::{Directory, Operator};
use desk_contract::history::{
    Column, Creation, GroupValue, Grouping, HistoryQuery, HistoryRow, RatingChoice, ShownClient, SortOrder,
    Sorting, Spoken, history_row, matches, report, sms_text, sort,
};
use desk_contract::refusal::Language;
use desk_contract::wire::{Cursor, ExportOrder, HistoryQuestion, Limit};
use desk_demo::{Archive, Demo, DemoOptions};
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::cmp::Reverse;

/// How many archived appeals the tests have.
const ARCHIVED: u32 = 400;

fn began() -> Timestamp {
    DateTime::parse_from_rfc3339("2026-03-18T09:00:00Z").unwrap().to_utc()
}

/// A desk with its history, and the same rows as anybody has them.
struct Scene {
    keeper: Keeper,
    rows: Vec<HistoryRow>,
    directory: Directory,
}

impl Scene {
    /// The archive, what the world has closed, and strangers: rows that name what the directory does not know.
    fn set() -> Self {
        let seed = 2026;
        let demo = Demo::begin(DemoOptions { seed, ..DemoOptions::default() }, began());
        let (world, directory) = (demo.world(), demo.world().directory().clone());
        let of_the_world = world.appeals().filter_map(|appeal| {
            let contact = appeal.contact.and_then(|id| world.cards().contact(id));
            let line = directory.entry_point(appeal.entry_point);
            let messages = world.thread(appeal.id).map(|thread| thread.messages.as_slice());
            history_row(appeal, contact, line, sms_text(appeal, messages.unwrap_or_default()))
        });
        let mut recent: Vec<_> = of_the_world.collect();
        recent.extend(strangers());
        let archive = Archive::kept(seed, began(), ARCHIVED);
        let mut rows: Vec<_> = (0..ARCHIVED).map(|place| archive.row(place)).collect();
        rows.extend(recent.iter().cloned());
        let mut keeper = Keeper::of(Begin { seed, began: began(), archived: ARCHIVED });
        let told = Learned { directory: Some(Names::of(&directory)), rows: recent, ..Learned::default() };
        keeper.learn(told);
        Self { keeper, rows, directory }
    }

    fn sits(&mut self, operator: &Operator) {
        self.keeper.learn(Learned { me: Some(operator.id), ..Learned::default() });
    }

    /// The rows as somebody may see them.
    fn seen_by(&self, operator: &Operator) -> Vec<HistoryRow> {
        self.rows.iter().filter_map(|row| row.as_seen_by(operator)).collect()
    }
}

fn strangers() -> Vec<HistoryRow> {
    let other = Archive::kept(7, began() - TimeDelta::days(1), 40);
    let strange = |place: u32| {
        let row = other.row(place);
        match place % 4 {
            // So long that no column holds it.
            0 => {
                HistoryRow { handling_ms: Some(u64::from(u32::MAX) * 3), reaction_ms: Some(u64::MAX), ..row }
            }
            1 => HistoryRow { client: ShownClient::Guest, outcome: None, first_reply_ms: None, ..row },
            2 => HistoryRow { operator: None, topic: None, queue_wait_ms: None, ..row },
            _ => HistoryRow { comment: "Ёлка".to_owned(), sms_text: Some(String::new()), ..row },
        }
    };
    (0..40).map(strange).collect()
}

struct Moscow;

impl Zones for Moscow {
    fn named(&self, _: &str) -> impl Fn(Timestamp) -> FixedOffset {
        |_| FixedOffset::east_opt(3 * 3_600).unwrap()
    }
}

/// Whom a question is asked by, and what.
fn questions(directory: &Directory) -> impl Strategy<Value = (Operator, HistoryQuery)> + use<> {
    fn few<T: Clone + std::fmt::Debug + 'static>(values: Vec<T>) -> impl Strategy<Value = Vec<T>> {
        prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(select(values), 1..4)]
    }
    let ids = |archive: &Archive| archive.tables().clone();
    let tables = ids(&Archive::kept(2026, began(), 1));
    let lines: Vec<_> = tables.lines.iter().map(|line| line.id).collect();
    let people = (few(tables.groups), few(tables.operators), select(directory.operators.clone()));
    let matters = (few(tables.topics), few(tables.outcomes), few(lines));
    let kinds =
        (few(RatingChoice::ALL.to_vec()), few(Creation::ALL.to_vec()), select(Grouping::ALL.to_vec()));
    let period = (0_i64..95 * 24, 1_i64..95 * 24);
    (period, people, matters, kinds).prop_map(|(period, people, matters, kinds)| {
        let from = began() - TimeDelta::hours(period.0);
        let ((groups, operators, who), (topics, outcomes, entry_points)) = (people, matters);
        let (ratings, creations, grouping) = kinds;
        let until = from + TimeDelta::hours(period.1);
        let query = HistoryQuery {
            from,
            until,
            groups,
            ratings,
            operators,
            entry_points,
            outcomes,
            topics,
            creations,
            grouping,
        };
        (who, query)
    })
}

fn sortings() -> impl Strategy<Value = Option<Sorting>> {
    let order = prop_oneof![Just(SortOrder::Ascending), Just(SortOrder::Descending)];
    maybe((select(Column::ALL.to_vec()), order).prop_map(|(column, order)| Sorting { column, order }))
}

/// The table as the contract has it.
fn table_of(mut rows: Vec<HistoryRow>, asked: &HistoryQuestion, directory: &Directory) -> Vec<HistoryRow> {
    rows.retain(|row| matches(row, &asked.query, asked.chosen));
    match asked.sorting {
        Some(sorting) => sort(&mut rows, sorting, &Spoken::new(directory, asked.language)),
        None => rows.sort_by_key(|row| (Reverse(row.closed_at), row.appeal)),
    }
    rows
}

fn value_of(rows: &[HistoryRow], nth: Option<(Index, Grouping)>) -> Option<GroupValue> {
    nth.filter(|_| !rows.is_empty()).map(|(nth, grouping)| GroupValue::of(nth.get(rows), grouping))
}

thread_local! {
    static SCENE: std::cell::RefCell<Scene> = std::cell::RefCell::new(Scene::set());
}

fn directory() -> Directory {
    SCENE.with_borrow(|scene| scene.directory.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_charts_are_those_of_the_contract((who, query) in questions(&directory())) {
        SCENE.with_borrow_mut(|scene| {
            scene.sits(&who);
            prop_assert_eq!(scene.keeper.report(&query), report(&scene.seen_by(&who), &query));
            Ok(())
        })?;
    }

    #[test]
    fn the_table_is_that_of_the_contract_piece_by_piece(
        (who, query) in questions(&directory()),
        chosen in maybe((any::<Index>(), select(Grouping::ALL.to_vec()))),
        sorting in sortings(),
        language in select(vec![Language::Ru, Language::En]),
        (from, limit) in (0_u32..60, 1_u16..=200),
    ) {
        SCENE.with_borrow_mut(|scene| {
            scene.sits(&who);
            let chosen = value_of(&scene.rows, chosen);
            let limit = Limit::try_from(limit).unwrap();
            let cursor = Some(Cursor::at(from));
            let asked = HistoryQuestion { query, chosen, sorting, language, cursor, limit };
            let whole = table_of(scene.seen_by(&who), &asked, &scene.directory);
            let page = scene.keeper.table(asked);
            prop_assert_eq!(page.total, whole.len() as u64);
            let until = from + u32::from(limit.get());
            let piece = whole.iter().skip(from as usize).take(limit.get().into());
            prop_assert!(page.items.iter().eq(piece));
            prop_assert_eq!(page.next_cursor, (u64::from(until) < page.total).then(|| Cursor::at(until)));
            Ok(())
        })?;
    }

    #[test]
    fn a_file_has_the_rows_of_the_table_and_another_program_reads_them(
        (who, query) in questions(&directory()),
        sorting in sortings(),
        columns in prop::sample::subsequence(Column::ALL.to_vec(), 1..=Column::ALL.len()),
    ) {
        SCENE.with_borrow_mut(|scene| {
            scene.sits(&who);
            let form = CsvForm { columns, ..CsvForm::default() };
            let (chosen, language, time_zone) = (None, Language::Ru, "Europe/Moscow".to_owned());
            let order = ExportOrder { query, chosen, sorting, form, time_zone, language };
            let may = who.may(desk_contract::operator::Right::ExportHistory);
            let Some(bytes) = written(&mut scene.keeper, &order) else {
                prop_assert!(!may);
                return Ok(());
            };
            prop_assert!(may);
            let asked = HistoryQuestion {
                query: order.query.clone(), chosen, sorting, language, cursor: None, limit: Limit::MOST,
            };
            let rows = table_of(scene.seen_by(&who), &asked, &scene.directory);
            prop_assert_eq!(&bytes, &expected(&order, &who, &rows, &scene.directory));
            let records = read_back(&bytes);
            prop_assert_eq!(records.len(), rows.len() + 1);
            Ok(())
        })?;
    }
}

/// The whole file, as the pieces make it.
fn written(keeper: &mut Keeper, order: &ExportOrder) -> Option<Vec<u8>> {
    let mut piece = keeper.export(1, order.clone(), &Moscow)?;
    let mut bytes = std::mem::take(&mut piece.bytes);
    while let Some(next) = keeper.more(1, &Moscow) {
        assert!(next.written > piece.written && next.rows == piece.rows);
        bytes.extend_from_slice(&next.bytes);
        piece = next;
    }
    assert_eq!(piece.written, piece.rows);
    Some(bytes)
}

fn expected(order: &ExportOrder, who: &Operator, rows: &[HistoryRow], directory: &Directory) -> Vec<u8> {
    let mut form = order.form.clone();
    form.columns.retain(|column| column.is_open_to(who.role));
    let words = Spoken::new(directory, order.language).in_zone(&order.time_zone);
    Csv::new(&form, &words, Moscow.named("")).pieces(rows).flatten().collect()
}

fn read_back(bytes: &[u8]) -> Vec<csv::StringRecord> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text);
    reader.records().collect::<Result<_, _>>().unwrap()
}

#[test]
fn an_appeal_that_is_opened_again_leaves_the_history() {
    let mut scene = Scene::set();
    let administrator = scene.directory.operators.last().unwrap().clone();
    scene.sits(&administrator);
    let whole = HistoryQuery::of_period(began() - TimeDelta::days(400), began() + TimeDelta::days(1));
    let before = scene.keeper.report(&whole).overall.closed;
    assert_eq!(before, scene.rows.len() as u64);
    let gone = scene.rows.last().unwrap().appeal;
    scene.keeper.learn(Learned { gone: vec![gone], ..Learned::default() });
    assert_eq!(scene.keeper.report(&whole).overall.closed, before - 1);
}

#[test]
fn an_archived_appeal_that_went_on_stands_in_the_history_as_it_is_now() {
    let mut scene = Scene::set();
    let chief = scene.directory.operators.last().cloned().unwrap();
    scene.sits(&chief);
    let whole = HistoryQuery::of_period(began() - TimeDelta::days(400), began() + TimeDelta::days(1));
    let count = |scene: &Scene| scene.keeper.report(&whole).overall.closed;
    let before = count(&scene);
    let archived = scene.rows[3].clone();
    scene.keeper.learn(Learned { gone: vec![archived.appeal], ..Learned::default() });
    assert_eq!(count(&scene), before - 1, "it is open again");
    let again = HistoryRow { comment: "closed again".to_owned(), ..archived.clone() };
    scene.keeper.learn(Learned { rows: vec![again.clone()], ..Learned::default() });
    assert_eq!(count(&scene), before);
    let asked = HistoryQuestion {
        query: whole.clone(),
        chosen: None,
        sorting: Some(Sorting { column: Column::Number, order: SortOrder::Ascending }),
        language: Language::Ru,
        cursor: None,
        limit: Limit::MOST,
    };
    let rows = scene.keeper.table(asked).items;
    let of_it: Vec<_> = rows.iter().filter(|row| row.appeal == archived.appeal).collect();
    assert_eq!(of_it, [&again]);
}

#[test]
fn lines_and_clients_are_called_as_they_are_called_now() {
    let mut scene = Scene::set();
    let administrator = scene.directory.operators.last().unwrap().clone();
    let mut directory = scene.directory.clone();
    directory.entry_points.iter_mut().for_each(|line| line.comment = Some("Иначе".to_owned()));
    let clients = Archive::kept(2026, began(), ARCHIVED).tables().clients.clone();
    let names = clients.iter().filter_map(|client| match client {
        ShownClient::Contact { id, .. } => Some((*id, *id, "Некто".to_owned())),
        _ => None,
    });
    let (me, names) = (Some(administrator.id), names.collect());
    scene.keeper.learn(Learned { me, directory: Some(Names::of(&directory)), names, ..Learned::default() });
    let query = HistoryQuery::of_period(began() - TimeDelta::days(400), began());
    let (cursor, limit) = (None, Limit::MOST);
    let sorting = Some(Sorting { column: Column::Number, order: SortOrder::Ascending });
    let language = Language::Ru;
    let asked = HistoryQuestion { query, chosen: None, sorting, language, cursor, limit };
    let page = scene.keeper.table(asked);
    let archive = Archive::kept(2026, began(), ARCHIVED);
    let archived: Vec<_> = page.items.iter().filter(|row| archive.place_of(row.appeal).is_some()).collect();
    for row in &archived {
        if let ShownClient::Contact { name, .. } = &row.client {
            assert_eq!(name, "Некто");
        }
    }
    assert!(archived.iter().any(|row| row.entry_point.comment.as_deref() == Some("Иначе")));
}

/// R13: a file tells of the moment at which it was begun, and reports go on meanwhile.
#[test]
fn a_file_has_the_rows_that_were_promised_whatever_changes_while_it_is_written() {
    let archived = 2_500;
    let directory = directory();
    let me = directory.operators.last().map(|it| it.id);
    let (begin, rows) = (Begin { seed: 2026, began: began(), archived }, strangers());
    let first = Learned { me, directory: Some(Names::of(&directory)), rows, ..Learned::default() };
    let mut keeper = Keeper::of(begin);
    keeper.learn(first);
    let query = HistoryQuery::of_period(began() - TimeDelta::days(400), began() + TimeDelta::days(1));
    let sorting = Some(Sorting { column: Column::Number, order: SortOrder::Descending });
    let (form, time_zone, language) = (CsvForm::default(), "Europe/Moscow".to_owned(), Language::Ru);
    let order = ExportOrder { query: query.clone(), chosen: None, sorting, form, time_zone, language };
    let undisturbed = written(&mut keeper, &order).unwrap();
    let promised = keeper.report(&query).overall.closed;
    let mut piece = keeper.export(1, order, &Moscow).unwrap();
    let mut bytes = std::mem::take(&mut piece.bytes);
    assert!(piece.written < promised, "one piece holds it all");
    keeper.learn(all_otherwise(&directory, archived));
    assert_ne!(keeper.report(&query).overall.closed, promised, "reports go on");
    while let Some(next) = keeper.more(1, &Moscow) {
        bytes.extend_from_slice(&next.bytes);
        piece = next;
    }
    assert_eq!((piece.written, piece.rows), (promised, promised));
    assert!(bytes == undisturbed, "the file knows what came after it was begun");
}

/// Half of the world's own rows are gone, lines, groups and clients are called otherwise, and somebody else sits here.
fn all_otherwise(directory: &Directory, archived: u32) -> Learned {
    let mut renamed = directory.clone();
    renamed.entry_points.iter_mut().for_each(|line| line.comment = Some("Иначе".to_owned()));
    renamed.groups.clear();
    let clients = Archive::kept(2026, began(), archived).tables().clients.clone();
    let named = |client: &ShownClient| match client {
        ShownClient::Contact { id, .. } => Some((*id, *id, "Некто".to_owned())),
        _ => None,
    };
    Learned {
        me: directory.operators.first().map(|it| it.id),
        directory: Some(Names::of(&renamed)),
        names: clients.iter().filter_map(named).collect(),
        rows: Vec::new(),
        gone: strangers().iter().step_by(2).map(|row| row.appeal).collect(),
    }
}

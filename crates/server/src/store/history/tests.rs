//! Every answer of SQL is the contract's, on random rows, by random questions, for every role, on both databases.

use super::*;
use crate::chance;
use crate::postgres;
use crate::store::Store;
use desk_contract::Timestamp;
use desk_contract::appeal::Outcome;
use desk_contract::channel::Channel;
use desk_contract::directory::{EntryPoint, Group};
use desk_contract::history::{
    Column, Creation, Direction, Grouping, Rating, SortOrder, Sorting, matches, report as reference, sort,
};
use desk_contract::id::{AppealId, EntryPointId, GroupId, OperatorId, OutcomeId, TopicId};
use desk_contract::operator::{Presence, Role};
use desk_contract::wire::Limit;
use std::cmp::Reverse;

/// A row of numbers that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 31) % most
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()].clone()
    }

    fn maybe<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (self.below(4) > 0).then(|| self.one(of))
    }

    fn some<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        if self.below(2) == 0 {
            Vec::new()
        } else {
            of.iter().filter(|_| self.below(2) == 0).cloned().collect()
        }
    }
}

fn at(second: u64) -> Timestamp {
    Timestamp::from_timestamp(1_772_000_000 + i64::try_from(second).unwrap(), 0).unwrap()
}

fn ten(number: u8) -> [u8; 10] {
    [number; 10]
}

fn operators() -> [OperatorId; 3] {
    [1, 2, 3].map(|number| OperatorId::new(at(0), ten(number)))
}

fn groups() -> [GroupId; 3] {
    [1, 2, 3].map(|number| GroupId::new(at(0), ten(number)))
}

fn topics() -> [TopicId; 3] {
    [1, 2, 3].map(|number| TopicId::new(at(0), ten(number)))
}

fn lines() -> [EntryPointId; 3] {
    [1, 2, 3].map(|number| EntryPointId::new(at(0), ten(number)))
}

fn outcomes() -> [Outcome; 4] {
    let listed = |number| Outcome::Listed { id: OutcomeId::new(at(0), ten(number)) };
    [Outcome::Spam, Outcome::Missed, listed(1), listed(2)]
}

fn random_row(dice: &mut Dice) -> HistoryRow {
    let closed_at = at(dice.below(1_000));
    let longest = if dice.below(20) == 0 { u64::from(u32::MAX) * 3 } else { 100_000 };
    let span = |dice: &mut Dice| (dice.below(4) > 0).then(|| dice.below(longest));
    HistoryRow {
        appeal: AppealId::new(closed_at, chance::bytes()),
        channel: dice.one(&[Channel::Call, Channel::Telegram, Channel::Email]),
        direction: dice.one(&Direction::ALL),
        creation: dice.one(&Creation::ALL),
        number: dice.below(10_000),
        ratings: [(); 3].map(|()| dice.maybe(&Rating::ALL)),
        client: ShownClient::Guest,
        entry_point: ShownEntryPoint { id: dice.one(&lines()), number: "—".to_owned(), comment: None },
        created_at: at(0),
        closed_at,
        reaction_ms: span(dice),
        handling_ms: span(dice),
        queue_wait_ms: span(dice),
        first_reply_ms: span(dice),
        operator: dice.maybe(&operators()),
        group: dice.one(&groups()),
        topic: dice.maybe(&topics()),
        outcome: dice.maybe(&outcomes()),
        sms_text: None,
        comment: dice.one(&["", "ёж", "Ель", "автобус"]).to_owned(),
    }
}

fn random_query(dice: &mut Dice) -> HistoryQuery {
    let from = dice.below(800);
    HistoryQuery {
        groups: dice.some(&groups()),
        ratings: dice.some(&RatingChoice::ALL),
        operators: dice.some(&operators()),
        entry_points: dice.some(&lines()),
        outcomes: dice.some(&outcomes()),
        topics: dice.some(&topics()),
        creations: dice.some(&Creation::ALL),
        grouping: dice.one(&Grouping::ALL),
        ..HistoryQuery::of_period(at(from), at(from + dice.below(900)))
    }
}

/// Who and what there is; where its lines are not known, their rows alone say what they were.
fn directory(knows_lines: bool) -> Directory {
    let name = |id: String| format!("Имя {id}");
    let operator = |(id, role)| Operator {
        id,
        name: name(OperatorId::to_string(&id)),
        groups: vec![groups()[0]],
        role,
        presence: Presence::Offline,
    };
    let group = |id: GroupId| Group {
        id,
        title: name(id.to_string()),
        waiting_target_ms: 1,
        answering_target_ms: None,
    };
    let line = |(id, comment): (EntryPointId, Option<&str>)| EntryPoint {
        id,
        channel: Channel::Call,
        address: name(id.to_string()),
        comment: comment.map(str::to_owned),
    };
    let entry_points = lines().into_iter().zip([Some("Ёлки"), None, Some("елки")]).map(line);
    Directory {
        version: u64::from(knows_lines),
        entry_points: entry_points.filter(|_| knows_lines).collect(),
        operators: operators().into_iter().zip(Role::ALL).map(operator).collect(),
        groups: groups().map(group).to_vec(),
        ..Directory::default()
    }
}

async fn holds(url: &str) {
    let store = Store::open(url).await.unwrap();
    let mut dice = Dice(2_026);
    let mut rows: Vec<HistoryRow> = (0..400).map(|_| random_row(&mut dice)).collect();
    let mut writing = store.begin().await.unwrap();
    put(&mut writing.transaction, &rows, writing.seq).await.unwrap();
    writing.commit().await.unwrap();
    for _ in 0..4 {
        answers_alike(&store, &rows, &mut dice).await;
        change(&store, &mut rows, &mut dice).await;
    }
}

/// Some are closed anew otherwise, some are opened again, some come.
async fn change(store: &Store, rows: &mut Vec<HistoryRow>, dice: &mut Dice) {
    let mut writing = store.begin().await.unwrap();
    let seq = writing.seq + 20;
    for (number, gone) in (1..).zip(rows.drain(..20).collect::<Vec<_>>()) {
        let (id, connection) = (gone.appeal.to_string(), &mut *writing.transaction);
        sqlx::query("DELETE FROM history WHERE id = $1").bind(&id).execute(&mut *connection).await.unwrap();
        let sql = "INSERT INTO history_gone (seq, id) VALUES ($1, $2)";
        let seq = rows::column(writing.seq + number);
        sqlx::query(sql).bind(seq).bind(&id).execute(connection).await.unwrap();
        // A few of them are closed again at once.
        if dice.below(4) == 0 {
            rows.push(HistoryRow { appeal: gone.appeal, ..random_row(dice) });
        }
    }
    let fate = |row: &HistoryRow, dice: &mut Dice| HistoryRow { appeal: row.appeal, ..random_row(dice) };
    rows.iter_mut().step_by(3).for_each(|row| *row = fate(row, dice));
    rows.extend((0..20).map(|_| random_row(dice)));
    put(&mut writing.transaction, rows, seq).await.unwrap();
    let sql = "UPDATE counter SET value = $1 WHERE name = 'seq'";
    sqlx::query(sql).bind(rows::column(seq)).execute(&mut *writing.transaction).await.unwrap();
    writing.commit().await.unwrap();
}

async fn answers_alike(store: &Store, rows: &[HistoryRow], dice: &mut Dice) {
    for _ in 0..30 {
        let directory = directory(dice.below(2) == 0);
        let (me, query) = (dice.one(&directory.operators), random_query(dice));
        let mut seen: Vec<HistoryRow> = rows.iter().filter_map(|row| row.as_seen_by(&me)).collect();
        for row in &mut seen {
            if let Some(line) = directory.entry_point(row.entry_point.id) {
                row.entry_point = line.into();
            }
        }
        let drawn = report(store, &me, &query).await.unwrap();
        assert_eq!(drawn, reference(&seen, &query), "{me:?} {query:?}");

        let values: Vec<_> = drawn.groups.iter().map(|group| group.value).collect();
        let chosen = if values.is_empty() { None } else { dice.maybe(&values) };
        let sorting = Sorting {
            column: dice.one(&Column::ALL),
            order: dice.one(&[SortOrder::Ascending, SortOrder::Descending]),
        };
        let mut expected: Vec<HistoryRow> =
            seen.into_iter().filter(|row| matches(row, &query, chosen)).collect();
        let total = u64::try_from(expected.len()).unwrap();
        let names = Spoken::new(&directory, Default::default());
        for sorting in [None, Some(sorting)] {
            match sorting {
                None => expected.sort_by_key(|row| (Reverse(row.closed_at), row.appeal)),
                Some(sorting) => sort(&mut expected, sorting, &names),
            }
            let limit = Limit::try_from(37).unwrap();
            let (language, query) = (Default::default(), query.clone());
            let mut asked = HistoryQuestion { query, chosen, sorting, language, cursor: None, limit };
            let mut found = Vec::new();
            loop {
                let page = page(store, (&me, &directory), &asked).await.unwrap();
                assert_eq!(page.total, total);
                found.extend(page.items);
                asked.cursor = page.next_cursor;
                if asked.cursor.is_none() {
                    break;
                }
            }
            assert_eq!(found, expected, "{asked:?}");
        }
    }
}

#[tokio::test]
async fn sql_answers_as_the_contract_does_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    holds(&format!("sqlite:{}", folder.path().join("desk.db").display())).await;
}

#[tokio::test]
async fn sql_answers_as_the_contract_does_on_postgres() {
    holds(&postgres::database().await).await;
}

//! The archive: what is drawn is what is played, and a report has something to show.

use super::*;
use crate::{Demo, DemoOptions};
use chrono::TimeDelta;
use desk_contract::Slice;
use desk_contract::history::{Column, history_row, sms_text};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn began() -> Timestamp {
    DateTime::parse_from_rfc3339("2026-03-18T09:00:00Z").unwrap().to_utc()
}

fn archive(count: u32) -> Archive {
    Archive::kept(2026, began(), count)
}

fn rows(archive: &Archive) -> Vec<HistoryRow> {
    (0..archive.len()).map(|place| archive.row(place)).collect()
}

/// The row of the appeal as it was played.
fn played(archive: &Archive, id: AppealId) -> Option<HistoryRow> {
    let (appeal, thread) = archive.appeal(id)?;
    let cards = archive.clients.cards();
    let contact = appeal.contact.and_then(|id| cards.contact(id));
    let line = archive.directory.entry_point(appeal.entry_point);
    history_row(&appeal, contact, line, sms_text(&appeal, &thread.messages))
}

#[test]
fn what_is_drawn_is_what_is_played() {
    let archive = archive(4_000);
    for place in 0..archive.len() {
        let row = archive.row(place);
        assert_eq!(played(&archive, row.appeal).as_ref(), Some(&row), "{place}");
    }
}

#[test]
fn they_came_within_ninety_days_in_the_hours_of_the_company_and_are_closed() {
    let archive = archive(6_000);
    for (place, row) in rows(&archive).iter().enumerate() {
        assert!(row.created_at >= began() - TimeDelta::days(90), "{place}");
        assert!(row.closed_at < began() && row.created_at <= row.closed_at, "{place}: {row:?}");
        let hour = (row.created_at.timestamp() / 3_600 + 3) % 24;
        assert!((9..21).contains(&hour), "{place}: at {hour}");
    }
}

#[test]
fn ids_and_numbers_stand_in_the_order_of_arrival() {
    let rows = rows(&archive(20_000));
    assert!(rows.is_sorted_by(|one, next| one.created_at <= next.created_at));
    assert!(rows.is_sorted_by(|one, next| one.appeal < next.appeal && one.number < next.number));
}

#[test]
fn the_same_seed_makes_the_same_rows_and_another_others() {
    assert_eq!(rows(&archive(300)), rows(&archive(300)));
    let other = Archive::kept(7, began(), 300);
    assert!(rows(&archive(300)).iter().zip(rows(&other)).all(|(one, two)| one.appeal != two.appeal));
}

#[test]
fn an_appeal_of_somebody_else_is_not_in_the_archive() {
    let archive = archive(500);
    let stranger = AppealId::new(began(), [7; 10]);
    assert_eq!(archive.place_of(stranger), None);
    assert!(archive.appeal(stranger).is_none());
    let beyond = archive.id(500, 0);
    assert_eq!(archive.place_of(beyond), None);
}

#[test]
fn there_is_something_of_everything() {
    let archive = archive(20_000);
    let rows = rows(&archive);
    let of = |told: &dyn Fn(&HistoryRow) -> String| rows.iter().map(told).collect::<BTreeSet<_>>().len();
    assert_eq!(of(&|row| format!("{:?}", row.channel)), people::CHANNELS.len());
    assert_eq!(of(&|row| format!("{:?}", row.direction)), Direction::ALL.len());
    assert_eq!(of(&|row| format!("{:?}", row.creation)), Creation::ALL.len());
    assert_eq!(of(&|row| format!("{:?}", row.entry_point.id)), archive.tables.lines.len());
    assert_eq!(of(&|row| format!("{:?}", row.group)), archive.tables.groups.len());
    // One of them sets the desk up and takes nothing from a queue.
    assert_eq!(of(&|row| format!("{:?}", row.operator)), archive.tables.operators.len());
    assert_eq!(of(&|row| format!("{:?}", row.topic)), archive.tables.topics.len());
    assert!(of(&|row| format!("{:?}", row.outcome)) >= 9);
    let empty = |told: &dyn Fn(&HistoryRow) -> bool| rows.iter().filter(|row| told(row)).count();
    assert!(empty(&|row| row.client == ShownClient::Guest) > 100);
    assert!(empty(&|row| row.sms_text.is_some()) > 1_000);
    assert!(empty(&|row| row.comment.starts_with(['=', '+', '-', '@'])) > 50);
    assert_eq!(Column::ALL.len(), 21, "a new column needs something to show here");
}

#[test]
fn texts_are_rated_good_or_bad_and_calls_in_five_ways() {
    let rows = rows(&archive(20_000));
    let given = |is_call: bool| -> BTreeSet<Rating> {
        let of = rows.iter().filter(|row| (row.channel == Channel::Call) == is_call);
        of.flat_map(|row| row.ratings).flatten().collect()
    };
    assert_eq!(given(true).into_iter().collect::<Vec<_>>(), Rating::ALL);
    assert_eq!(given(false).into_iter().collect::<Vec<_>>(), [Rating::Bad, Rating::Good]);
}

#[test]
fn a_small_archive_and_none_at_all_are_whole() {
    assert!(archive(0).is_empty());
    let one = archive(1);
    assert_eq!(played(&one, one.row(0).appeal), Some(one.row(0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_seed_and_any_moment_make_an_archive_that_can_be_played(
        seed: u64, second in 0_i64..4_000_000_000, place in 0_u32..150
    ) {
        let began = DateTime::from_timestamp(second, 0).unwrap();
        let archive = Archive::kept(seed, began, 150);
        let row = archive.row(place);
        prop_assert!(row.closed_at < began);
        prop_assert_eq!(played(&archive, row.appeal), Some(row));
    }
}

/// An archived appeal goes on in the world like any other: it is opened again, and a reload knows of it.
#[test]
fn an_archived_appeal_that_is_taken_up_goes_on() {
    let archive = archive(200);
    let begun = || Demo::begin(DemoOptions { seed: 2026, ..DemoOptions::default() }, began());
    let mut demo = begun();
    let mine = rows(&archive).into_iter().rev().find(|row| row.operator == Some(demo.me())).unwrap();
    let reopen = desk_contract::command::ReopenAppeal { appeal: mine.appeal }.into();
    let now = began() + TimeDelta::minutes(1);
    assert!(demo.execute(now, &reopen).is_err(), "the world does not know it");
    let mut journal = demo.takes_up(archive.past_of(mine.appeal).unwrap());
    assert_eq!(demo.takes_up(archive.past_of(mine.appeal).unwrap()), [], "it is here already");
    let (appeal, thread) = archive.appeal(mine.appeal).unwrap();
    assert_eq!(demo.world().appeal(mine.appeal), Some(&appeal));
    assert_eq!(demo.world().thread(mine.appeal), Some(&thread));
    journal.extend(demo.execute(now, &reopen).unwrap());
    assert!(demo.world().appeal(mine.appeal).unwrap().closing().is_none());
    let again = begun().replayed(&journal).unwrap();
    assert_eq!(again.world().appeal(mine.appeal), demo.world().appeal(mine.appeal));
    assert_eq!(again.world().thread(mine.appeal), demo.world().thread(mine.appeal));
    assert_eq!(archive.past_of(AppealId::new(began(), [7; 10])), None);
}

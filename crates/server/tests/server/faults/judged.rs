//! What is true at the end of a run.

use super::Wished;
use super::browser::{Browser, Heard, Outcome};
use crate::journal::{Answer, Journal};
use crate::person::Person;
use crate::site::chance;
use desk_contract::Appeal;
use desk_contract::command::SaveEntry;
use desk_contract::directory::{Entry, OutcomeEntry};
use desk_contract::id::OutcomeId;
use desk_contract::listing::Place;
use desk_contract::message::Thread;
use desk_contract::wire::questions::{ListAppeals, ReadAppeal, ReadMessages};
use desk_contract::wire::{AppealsQuery, Limit, MessagesQuery, Page};
use std::collections::{BTreeMap, BTreeSet};

/// Something that every operator is told; answers its number.
pub(super) async fn tells_everybody(admin: &Person) -> u64 {
    let id = OutcomeId::new(chrono::Utc::now(), chance());
    let entry =
        Entry::Outcome(OutcomeEntry { id, title: "Последнее".to_owned(), is_put_away: false });
    admin.done(SaveEntry { entry, seen: None }).await.seq
}

/// Each desk shows what the server tells whoever asks it now: lists, appeals, chats, directory.
pub(super) async fn desks_show_what_the_server_has(browsers: &[Browser], people: &[Person; 3]) {
    for (browser, person) in browsers.iter().zip(people) {
        assert_eq!(browser.known.directory, person.session().await.directory);
        for place in [Place::Queue, Place::InWork, Place::Closed] {
            let shown: BTreeMap<_, _> =
                browser.known.in_list(place).into_iter().map(|it| (it.id, it.clone())).collect();
            let has = listed(person, place).await;
            assert_eq!(shown, has, "{place:?} of {}", browser.me);
        }
        for (id, known) in &browser.known.appeals {
            if let Ok(appeal) = person.get::<ReadAppeal>(&[id], &()).await {
                assert_eq!(*known, appeal);
            }
        }
        for (id, known) in browser.known.chats() {
            let query = MessagesQuery { before: None, limit: Limit::MOST };
            let Ok(thread) = person.get::<ReadMessages>(&[&id], &query).await else { continue };
            let end = |thread: &Thread| thread.messages.iter().rev().take(100).cloned().collect::<Vec<_>>();
            assert_eq!(end(known), end(&thread), "the chat of {id}");
        }
    }
}

async fn listed(person: &Person, place: Place) -> BTreeMap<desk_contract::id::AppealId, Appeal> {
    let (mut all, mut cursor) = (BTreeMap::new(), None);
    loop {
        let query = AppealsQuery { place, channel: None, search: None, cursor, limit: Limit::MOST };
        let page: Page<Appeal> = person.get::<ListAppeals>(&[], &query).await.unwrap();
        all.extend(page.items.into_iter().map(|it| (it.id, it)));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return all;
        }
    }
}

/// Nothing is lost, nothing done twice, nothing missed.
pub(super) async fn is_whole(url: &str, browsers: &[Browser], wished: &Wished) {
    let journal = Journal::read(url).await;
    journal.is_in_order();
    journal.folds_to_the_rows();
    for (key, command) in wished {
        assert!(journal.answers.contains_key(key), "a client's {command:?} is lost");
    }
    let (mut granted, mut refused) = (0, 0);
    for browser in browsers {
        for (key, (command, outcome)) in &browser.given {
            match (outcome, journal.answers.get(key)) {
                (Some(Outcome::Granted(seq)), Some(Answer::Granted(kept))) if seq == kept => granted += 1,
                (Some(Outcome::Refused(no)), Some(Answer::Refused(kept))) if no == kept => refused += 1,
                other => panic!("{key}, {command:?}: {other:?}"),
            }
        }
        has_heard_all(browser, &journal);
    }
    println!(
        "{} events; of what operators wished {granted} granted, {refused} refused; clients wished {}",
        journal.events.len(),
        wished.len()
    );
    assert!(granted > 50, "the operators hardly worked");
}

/// Each event that he may be told was told once and in order, or lies in what was read.
fn has_heard_all(browser: &Browser, journal: &Journal) {
    let directory = desk_contract::Slice::directory(&journal.world);
    let me = directory.operator(browser.me).unwrap();
    let told = journal.events.iter().filter(|(_, audience)| audience.has(directory, me));
    let told: BTreeSet<u64> = told.map(|(recorded, _)| recorded.seq).collect();
    let after = |seq: u64| told.range(seq + 1..).next().copied();
    let mut up_to = 0;
    for heard in &browser.heard {
        up_to = match *heard {
            Heard::Read(seq) => {
                assert!(seq >= up_to, "{} read {seq} after {up_to}", browser.me);
                seq
            }
            Heard::Told(seq) => {
                assert_eq!(after(up_to), Some(seq), "{} missed or heard twice", browser.me);
                seq
            }
        };
    }
    assert_eq!(after(up_to), None, "{} missed the end", browser.me);
}

/// Nothing broke inside.
pub(super) fn log_is_clean(log: &str) {
    let bad = log.lines().filter(|line| line.contains("panicked") || line.contains(" ERROR "));
    let bad: Vec<_> = bad.collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

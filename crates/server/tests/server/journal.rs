//! What the server has kept, read behind its back: the journal, the answers and the rows, and whether they are one.

use desk_contract::appeal::Appeal;
use desk_contract::directory::Directory;
use desk_contract::event::Recorded;
use desk_contract::id::{AppealId, CommandId};
use desk_contract::message::Message;
use desk_contract::sight::Audience;
use desk_contract::{Refusal, World};
use sqlx::{AnyConnection, Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// What was answered: the number of the last event, or the rule's no.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    Granted(u64),
    Refused(Refusal),
}

/// Everything that was kept.
pub(crate) struct Journal {
    pub(crate) events: Vec<(Recorded, Audience)>,
    pub(crate) answers: BTreeMap<CommandId, Answer>,
    pub(crate) world: World,
    appeals: BTreeMap<AppealId, Appeal>,
    messages: BTreeMap<AppealId, Vec<Message>>,
}

impl Journal {
    /// Reads it all.
    pub(crate) async fn read(url: &str) -> Self {
        sqlx::any::install_default_drivers();
        let mut store = AnyConnection::connect(url).await.unwrap();
        let mut journal = Self {
            events: Vec::new(),
            answers: BTreeMap::new(),
            world: World::new(Directory::default()),
            appeals: BTreeMap::new(),
            messages: BTreeMap::new(),
        };
        for row in rows(&mut store, "SELECT body, audience FROM event ORDER BY seq").await {
            let recorded: Recorded = read(&row, 0);
            journal.world.fold(&recorded);
            journal.events.push((recorded, read(&row, 1)));
        }
        for row in rows(&mut store, "SELECT key, seq, refusal FROM answer").await {
            let key: String = row.try_get(0).unwrap();
            let refusal: Option<String> = row.try_get(2).unwrap();
            let answer = match refusal {
                Some(refusal) => Answer::Refused(serde_json::from_str(&refusal).unwrap()),
                None => Answer::Granted(u64::try_from(row.try_get::<i64, _>(1).unwrap()).unwrap()),
            };
            assert!(
                journal.answers.insert(key.parse().unwrap(), answer).is_none(),
                "{key} was answered twice"
            );
        }
        for row in rows(&mut store, "SELECT body FROM appeal").await {
            let appeal: Appeal = read(&row, 0);
            journal.appeals.insert(appeal.id, appeal);
        }
        for row in rows(&mut store, "SELECT body FROM message ORDER BY appeal, place").await {
            let message: Message = read(&row, 0);
            journal.messages.entry(message.appeal).or_default().push(message);
        }
        journal
    }

    /// The numbers have no hole, no event stands there twice, and what follows from a command stands together and ends
    /// with the number that was answered.
    pub(crate) fn is_in_order(&self) {
        let mut ids = BTreeSet::new();
        let mut over: BTreeMap<CommandId, u64> = BTreeMap::new();
        for (place, (recorded, _)) in (1..).zip(&self.events) {
            assert_eq!(recorded.seq, place, "the numbers have a hole");
            assert!(ids.insert(recorded.id), "{recorded:?} stands there twice");
            let Some(command) = recorded.command else { continue };
            if let Some(last) = over.insert(command, recorded.seq) {
                assert_eq!(last + 1, recorded.seq, "{command} was carried out twice");
            }
        }
        for (command, last) in over {
            assert_eq!(self.answers.get(&command), Some(&Answer::Granted(last)), "{command}");
        }
    }

    /// The rows are what the events make.
    pub(crate) fn folds_to_the_rows(&self) {
        let folded: BTreeMap<_, _> = self.world.appeals().map(|it| (it.id, it.clone())).collect();
        assert_eq!(folded, self.appeals);
        for id in folded.keys() {
            let thread = self.world.thread(*id).map(|it| it.messages.clone()).unwrap_or_default();
            assert_eq!(thread, self.messages.get(id).cloned().unwrap_or_default(), "the chat of {id}");
        }
    }
}

async fn rows(store: &mut AnyConnection, sql: &'static str) -> Vec<sqlx::any::AnyRow> {
    sqlx::query(sql).fetch_all(store).await.unwrap()
}

fn read<T: serde::de::DeserializeOwned>(row: &sqlx::any::AnyRow, column: usize) -> T {
    let text: String = row.try_get(column).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|cause| panic!("{cause}: {text}"))
}

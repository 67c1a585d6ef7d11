//! The feed: what was committed, in its order, and what is true for a moment, to everybody who listens in this process.
//!
//! Owns: reading the journal once for all listeners, and how a listener resumes. Never: a socket.
//!
//! Always: a listener gets the events after the number it named in their order, each once, as far as it may be told;
//! or learns that it must read everything anew, or that it is too slow.
//!
//! Start at [`Feed::pump`], then [`Listener::next`].

mod listener;
mod postgres;

pub(crate) use listener::{Heard, Listener};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::store::{Dialect, Told, WHISPERS_CHANNEL, events};
use axum::extract::ws::Utf8Bytes;
use desk_contract::Whisper;
use desk_contract::directory::Directory;
use desk_contract::id::OperatorId;
use desk_contract::sight::{Audience, Sight};
use desk_contract::wire::ServerFrame;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{Notify, broadcast};

/// How many events a listener may be behind before it is too slow.
const MOST_BEHIND: usize = 2_048;
/// So many events are read at once.
pub(crate) const BATCH: i64 = 512;
/// The journal is looked at so often even if nobody says that something happened: a process that was killed between
/// its commit and its word is not waited for.
const LOOKS_EVERY: Duration = Duration::from_secs(1);

/// An event on its way to listeners.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Its number.
    pub(crate) seq: u64,
    /// Whom it is told to.
    pub(crate) audience: Audience,
    /// As it is sent.
    pub(crate) text: Utf8Bytes,
    /// The directory that tells who they are.
    pub(crate) directory: Arc<Directory>,
}

/// What is told to listeners.
#[derive(Clone, Debug)]
pub(crate) enum News {
    /// Something happened.
    Happened(Frame),
    /// Something is true for a moment.
    Whispered(Arc<Whispered>),
    /// A session was ended; whoever listens by it stops.
    SessionOver(Arc<str>),
}

/// A whisper with who may hear it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Whispered {
    /// Who said it, who knows already; a connector is no operator.
    pub(crate) from: Option<OperatorId>,
    /// Who sees the appeal.
    pub(crate) sight: Sight,
    /// What.
    pub(crate) whisper: Whisper,
}

/// What listeners listen to.
#[derive(Debug)]
pub(crate) struct Feed {
    news: broadcast::Sender<News>,
    /// Something may have been committed.
    awake: Notify,
    /// The number of the last event told.
    last: AtomicU64,
}

impl Default for Feed {
    fn default() -> Self {
        Self { news: broadcast::channel(MOST_BEHIND).0, awake: Notify::new(), last: AtomicU64::new(0) }
    }
}

impl Feed {
    /// Says that something was committed.
    pub(crate) fn wake(&self) {
        self.awake.notify_one();
    }

    /// The number of the last event told.
    pub(crate) fn last(&self) -> u64 {
        self.last.load(Ordering::Acquire)
    }

    /// Ends whatever listens by a session.
    pub(crate) fn end_session(&self, token: &str) {
        self.tell(News::SessionOver(token.into()));
    }

    /// Tells a whisper here and, where there are other processes, there.
    pub(crate) async fn whisper(desk: &Desk, whispered: Whispered) -> Result<(), Failure> {
        if desk.store.dialect() == Dialect::Postgres {
            let mut connection = desk.store.reading().await?;
            let query = sqlx::query("SELECT CAST(pg_notify($1, $2) AS TEXT)").bind(WHISPERS_CHANNEL);
            query.bind(serde_json::to_string(&whispered)?).execute(&mut *connection).await?;
            return Ok(());
        }
        desk.feed.tell(News::Whispered(Arc::new(whispered)));
        Ok(())
    }

    /// Reads the journal as it grows and tells it, for as long as the process lives.
    pub(crate) async fn pump(desk: Arc<Desk>, from: u64) {
        desk.feed.last.store(from, Ordering::Release);
        if desk.store.dialect() == Dialect::Postgres {
            tokio::spawn(postgres::listen(Arc::clone(&desk)));
        }
        loop {
            if let Err(failure) = desk.feed.tell_what_happened(&desk).await {
                tracing::error!(%failure, "the journal cannot be read");
            }
            _ = tokio::time::timeout(LOOKS_EVERY, desk.feed.awake.notified()).await;
        }
    }

    async fn tell_what_happened(&self, desk: &Desk) -> Result<(), Failure> {
        loop {
            let mut connection = desk.store.reading().await?;
            let told = events::after(&mut connection, self.last(), BATCH).await?;
            let Some(last) = told.last().map(|told| told.seq) else { return Ok(()) };
            let directory = desk.store.directory_by(&mut connection).await?;
            for told in told {
                self.tell(News::Happened(Frame::of(told, Arc::clone(&directory))));
            }
            self.last.store(last, Ordering::Release);
        }
    }

    /// All that is told from now on, whoever it is for.
    pub(crate) fn news(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    /// That nobody listens is no failure.
    fn tell(&self, news: News) {
        _ = self.news.send(news);
    }
}

impl Frame {
    /// An event that was read, as it is sent: what was recorded is not written anew.
    pub(crate) fn of(told: Told, directory: Arc<Directory>) -> Self {
        let text = format!(r#"{{"type":"event","data":{}}}"#, told.body).into();
        Self { seq: told.seq, audience: told.audience, text, directory }
    }
}

/// Any other frame, as it is sent.
pub(crate) fn text_of(frame: &ServerFrame) -> Result<Utf8Bytes, Failure> {
    Ok(serde_json::to_string(frame)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::setup::first_start;
    use crate::store::{Part, Store};
    use desk_contract::Event;
    use desk_contract::directory::{Entry, Group};
    use desk_contract::event::EntrySaved;
    use desk_contract::id::GroupId;
    use desk_contract::wire::CloseCode;

    async fn desk(folder: &std::path::Path) -> Arc<Desk> {
        let url = format!("sqlite:{}", folder.join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        first_start(&store).await.unwrap();
        let config =
            Config { database_url: url, files: folder.to_owned(), ..Config::from_environment().unwrap() };
        Arc::new(Desk::new(config, store, Clock::default()).unwrap())
    }

    /// More happens at once than anybody may be behind.
    async fn much_happens(desk: &Desk) -> u64 {
        let mut writing = desk.store.begin().await.unwrap();
        let directory = desk.store.directory_by(&mut writing.transaction).await.unwrap();
        let mut part = Part::read(&mut writing.transaction, directory, &[]).await.unwrap();
        let group = Group {
            id: GroupId::new(chance::now(), chance::bytes()),
            title: "Группа".to_owned(),
            waiting_target_ms: 1,
            answering_target_ms: None,
        };
        let event = || Event::EntrySaved(EntrySaved { entry: Entry::Group(group.clone()) });
        let events = (0..=MOST_BEHIND).map(|_| event()).collect();
        let cause = (chance::now(), None);
        let last = writing.record(desk.store.dialect(), &mut part, cause, events).await.unwrap();
        writing.commit().await.unwrap();
        last
    }

    /// Whoever stops reading is sent away, and misses nothing when he comes again.
    #[tokio::test]
    async fn whoever_reads_too_slowly_is_sent_away_and_comes_again() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path()).await;
        let me = desk.store.directory().await.unwrap().operators.first().unwrap().id;
        let begun = events::last(&mut desk.store.reading().await.unwrap()).await.unwrap();
        desk.feed.last.store(begun, Ordering::Release);
        let who = || (Some(me), String::new());
        let mut slow = Listener::after(Arc::clone(&desk), who(), begun).await.unwrap();
        let last = much_happens(&desk).await;
        desk.feed.tell_what_happened(&desk).await.unwrap();
        assert!(matches!(slow.next().await.unwrap(), Heard::Close(CloseCode::TooSlow)));

        let mut again = Listener::after(Arc::clone(&desk), who(), slow.seq()).await.unwrap();
        for expected in begun + 1..=last {
            let Heard::Frame(_, seq) = again.next().await.unwrap() else { panic!("{expected} is missed") };
            assert_eq!(seq, Some(expected));
        }
    }
}

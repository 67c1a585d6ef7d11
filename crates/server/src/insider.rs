//! A way in for whoever runs in the server's own process and acts for people and connectors there.
//!
//! Owns: nothing. Never: goes round a rule, but where a test asks for it ([`Insider::records`]); what is wished here is
//! decided as anything that comes over the wire.

use crate::chance;
use crate::desk::{Desk, actor_key};
use crate::failure::Failure;
use crate::feed::{BATCH, Feed, Whispered};
use crate::store::{Part, appeals, attachments, events};
use desk_contract::directory::Directory;
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Author;
use desk_contract::needs::Need;
use desk_contract::{Actor, Command, Event, Recorded, Timestamp, Whisper};
use std::sync::Arc;

/// The way in.
#[derive(Clone, Debug)]
pub struct Insider(Arc<Desk>);

/// The server could not do it: its store or its files do not answer.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Trouble(#[from] Failure);

impl Insider {
    pub(crate) fn new(desk: Arc<Desk>) -> Self {
        Self(desk)
    }

    /// What time it is at the desk.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// How many sockets listen to what happens.
    #[must_use]
    pub fn listeners(&self) -> u64 {
        self.0.metrics.sockets()
    }

    /// Everything that appeals refer to by id, as it stands.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn directory(&self) -> Result<Arc<Directory>, Trouble> {
        Ok(self.0.store.directory().await?)
    }

    /// Carries out a command of anybody's. Answers the key by which its events are known; of a refused one there are
    /// none.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn wishes(&self, actor: Actor, command: Command) -> Result<CommandId, Trouble> {
        let key = CommandId::new(self.now(), chance::bytes());
        match self.0.execute(actor, key, command).await {
            Ok(_) | Err(Failure::Refused(_)) => Ok(key),
            Err(failure) => Err(failure.into()),
        }
    }

    /// All that happened after a number, in its order, whoever may be told.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn happened_after(&self, seq: u64) -> Result<Vec<Recorded>, Trouble> {
        let read = async {
            let mut connection = self.0.store.reading().await?;
            let mut happened: Vec<Recorded> = Vec::new();
            loop {
                let last = happened.last().map_or(seq, |recorded| recorded.seq);
                let told = events::after(&mut connection, last, BATCH).await?;
                if told.is_empty() {
                    return Ok::<_, Failure>(happened);
                }
                for event in told {
                    happened.push(serde_json::from_str(&event.body)?);
                }
            }
        };
        Ok(read.await?)
    }

    /// Records events of one moment, about one appeal at most, without asking a rule: what nobody does by himself, for
    /// tests of what the desk then shows.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn records(&self, at: Timestamp, events: Vec<Event>) -> Result<(), Trouble> {
        let record = async {
            let mut writing = self.0.store.begin().await?;
            let directory = self.0.store.directory_by(&mut writing.transaction).await?;
            let needed: Vec<Need> =
                events.iter().find_map(Event::appeal).map(Need::Appeal).into_iter().collect();
            let mut part = Part::read(&mut writing.transaction, directory, &needed).await?;
            writing.record(self.0.store.dialect(), &mut part, (at, None), events).await?;
            writing.commit().await?;
            self.0.feed.wake();
            Ok::<_, Failure>(())
        };
        Ok(record.await?)
    }

    /// Puts the bytes of a file there that somebody will say has arrived.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn brings(&self, actor: Actor, file: AttachmentId, bytes: Vec<u8>) -> Result<(), Trouble> {
        let bring = async {
            let mut writing = self.0.store.begin().await?;
            attachments::brings(&mut writing.transaction, file, &actor_key(actor)).await?;
            writing.commit().await?;
            self.0.files.take(file, axum::body::Body::from(bytes).into_data_stream()).await
        };
        Ok(bring.await?)
    }

    /// Tells what is true for a moment to whoever sees the appeal.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub async fn whispers(&self, whisper: Whisper) -> Result<(), Trouble> {
        let (appeal, from) = match whisper {
            Whisper::Viewing { appeal, operator } | Whisper::StoppedViewing { appeal, operator } => {
                (appeal, Some(operator))
            }
            Whisper::Typing { appeal, author } | Whisper::StoppedTyping { appeal, author } => match author {
                Author::Operator { id } => (appeal, Some(id)),
                _ => (appeal, None),
            },
        };
        let tell = async {
            let sight = appeals::sight(&mut *self.0.store.reading().await?, appeal).await?;
            match sight {
                Some(sight) => Feed::whisper(&self.0, Whispered { from, sight, whisper }).await,
                None => Ok(()),
            }
        };
        Ok(tell.await?)
    }
}

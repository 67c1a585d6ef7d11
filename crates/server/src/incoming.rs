//! What happens on a line, taken in: its commands follow from the contract, all of them or none.
//!
//! Owns: the one transaction around them. Never: what follows from what, or whether it may happen.

use crate::AUDIT;
use crate::chance;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::feed::{Feed, Whispered};
use crate::store::{Part, Writing, incoming};
use desk_contract::command::{Actor, Command};
use desk_contract::directory::{Directory, EntryPoint};
use desk_contract::id::{AppealId, EntryPointId, MessageId};
use desk_contract::incoming::{
    Answer, Arrived, Followed, Handed, Happening, Incoming, Known, own_id, what_follows,
};
use desk_contract::needs::needs;
use desk_contract::sight::Sight;
use desk_contract::wire::Fault;
use desk_contract::{Refusal, Whisper, decide};
use sqlx::AnyConnection;
use std::sync::Arc;

/// Something that happened on a line, and who tells of it.
#[derive(Debug)]
pub(crate) struct HandedIn {
    /// On which.
    pub(crate) line: EntryPointId,
    /// What.
    pub(crate) incoming: Incoming,
    /// Who brought the files that come with it.
    pub(crate) brought_by: String,
    /// The id of the message that it may become, where whoever tells of it made one.
    pub(crate) message: Option<MessageId>,
}

impl Desk {
    /// Takes something in that happened on a line. It goes on though nobody waits any more.
    pub(crate) async fn take_in(self: &Arc<Self>, it: HandedIn) -> Result<Arrived, Failure> {
        let (desk, line) = (Arc::clone(self), it.line);
        let taken = tokio::spawn(async move { desk.take_in_once(&it).await });
        let arrived = taken.await.unwrap_or(Err(Failure::Fault(Fault::Internal)))?;
        tracing::info!(target: AUDIT, %line, appeal = ?arrived.appeal, message = ?arrived.message, seq = arrived.seq, "taken in");
        Ok(arrived)
    }

    async fn take_in_once(&self, it: &HandedIn) -> Result<Arrived, Failure> {
        let HandedIn { line, incoming, brought_by, message } = it;
        let line = *line;
        if let Happening::Message { attachments, .. } = &incoming.what {
            for file in attachments {
                self.files.has_whole(&self.store, brought_by, file).await?;
            }
        }
        if let Happening::Typing { .. } = &incoming.what {
            return self.pass_on(line, incoming).await;
        }
        let mut writing = self.store.begin().await?;
        let directory = self.store.directory_by(&mut writing.transaction).await?;
        let point = directory.entry_point(line).ok_or(Refusal::UnknownEntryPoint)?;
        let (followed, place) =
            follows(&mut writing.transaction, (&directory, point), incoming, *message).await?;
        let seq = self.carry_out_all(&mut writing, &followed.commands).await?;
        if let (Some(own_id), Some(handed)) = (own_id(incoming), followed.handed) {
            incoming::keep_handed(&mut writing.transaction, (line, &place), own_id, handed).await?;
        }
        writing.commit().await?;
        self.feed.wake();
        Ok(arrived(&followed, seq))
    }

    /// Decides them one after the other; the first that is refused undoes all of them.
    pub(crate) async fn carry_out_all(
        &self,
        writing: &mut Writing,
        commands: &[Command],
    ) -> Result<u64, Failure> {
        for command in commands {
            let directory = self.store.directory_in(writing).await?;
            let needed = needs(Actor::Connector, command);
            let mut part = Part::read(&mut writing.transaction, directory, &needed).await?;
            let now = self.clock.now();
            let events = decide(&part, Actor::Connector, now, command)?;
            writing.record(self.store.dialect(), &mut part, (now, None), events).await?;
        }
        Ok(writing.seq)
    }

    /// Typing changes nothing and may be lost.
    async fn pass_on(&self, line: EntryPointId, incoming: &Incoming) -> Result<Arrived, Failure> {
        let mut connection = self.store.reading().await?;
        let directory = self.store.directory_by(&mut connection).await?;
        let point = directory.entry_point(line).ok_or(Refusal::UnknownEntryPoint)?;
        let (followed, place) = follows(&mut connection, (&directory, point), incoming, None).await?;
        let open = incoming::open_at(&mut connection, &place).await?;
        drop(connection);
        if let Some(whisper) = followed.whisper
            && let Some(appeal) = open.iter().find(|appeal| is_in(&whisper, appeal.id))
        {
            Feed::whisper(self, Whispered { from: None, sight: Sight::of(appeal), whisper }).await?;
        }
        Ok(arrived(&followed, self.feed.last()))
    }
}

fn is_in(whisper: &Whisper, id: AppealId) -> bool {
    matches!(whisper, Whisper::Typing { appeal, .. } | Whisper::StoppedTyping { appeal, .. } if *appeal == id)
}

fn arrived(followed: &Followed, seq: u64) -> Arrived {
    let Handed { appeal, message } = match followed.handed {
        Some(handed) => handed,
        None => return Arrived { appeal: None, message: None, seq },
    };
    Arrived { appeal: Some(appeal), message, seq }
}

/// What follows, as things stand; and where the client is.
async fn follows(
    connection: &mut AnyConnection,
    (directory, line): (&Directory, &EntryPoint),
    incoming: &Incoming,
    message: Option<MessageId>,
) -> Result<(Followed, String), Failure> {
    let place = incoming::place(line.channel, &incoming.from)?;
    let handed = match (&incoming.what, own_id(incoming)) {
        (Happening::Delivery { message: Answer::Ours { id }, .. }, _) => {
            incoming::sent_to(connection, &place, *id).await?
        }
        (_, Some(own_id)) => incoming::handed(connection, (line.id, &place), own_id).await?,
        (_, None) => None,
    };
    let now = chance::now();
    let open = incoming::open_at(connection, &place).await?;
    let known = Known {
        directory,
        line,
        open: &open,
        last_group: incoming::last_group(connection, &place, line.id).await?,
        handed,
        new_appeal: AppealId::new(now, chance::bytes()),
        new_message: message.unwrap_or_else(|| MessageId::new(now, chance::bytes())),
    };
    Ok((what_follows(incoming, &known)?, place))
}

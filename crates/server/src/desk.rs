//! The desk as a process holds it: the store, the feed, the files, and the one way in which a command is carried out.
//!
//! Owns: idempotency, and the order of a command's steps; `together` has those that wait carried out with one flush. Never:
//! HTTP, SQL, a rule.

use crate::AUDIT;
use crate::chance;
use crate::clock::Clock;
use crate::config::Config;
use crate::failure::Failure;
use crate::feed::Feed;
use crate::files::Files;
use crate::http::limits::Limits;
use crate::http::metrics::Metrics;
use crate::http::site;
use crate::store::{Given, Known, Part, Store, Writing, answers};
use crate::together::Together;
use desk_contract::command::{Actor, Command};
use desk_contract::id::CommandId;
use desk_contract::needs::needs;
use desk_contract::wire::{Fault, Receipt};
use desk_contract::{Timestamp, decide};
use sqlx::AnyConnection;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that requests are answered by.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) feed: Feed,
    pub(crate) files: Files,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    /// What the page may load and who may frame it.
    pub(crate) page_policy: String,
    /// The same of the chat for visitors.
    pub(crate) chat_policy: String,
    under_way: UnderWay,
    pub(crate) together: Together,
}

/// A command with who wishes it and by which key.
#[derive(Debug)]
pub(crate) struct Wish {
    actor: Actor,
    key: CommandId,
    command: Command,
    /// What the command is known by.
    digest: String,
}

impl Desk {
    /// A desk over a store that is open.
    pub(crate) fn new(config: Config, store: Store, clock: Clock) -> Result<Self, Failure> {
        let files = Files::open(&config.files, config.largest_file)?;
        let (feed, limits, metrics) = (Feed::default(), Limits::default(), Metrics::default());
        let (page_policy, chat_policy) = (site::policy(&config), site::chat_policy(&config));
        let (under_way, together) = (UnderWay::default(), Together::default());
        Ok(Self {
            config,
            clock,
            store,
            feed,
            files,
            limits,
            metrics,
            page_policy,
            chat_policy,
            under_way,
            together,
        })
    }

    /// Carries out a command, once. It goes on though nobody waits any more: whoever asks again by the same key learns
    /// what came of it.
    pub(crate) async fn execute(
        self: &Arc<Self>,
        actor: Actor,
        key: CommandId,
        command: Command,
    ) -> Result<Receipt, Failure> {
        let digest = chance::digest(&serde_json::to_string(&command)?);
        let name = command.name();
        let wish = Wish { actor, key, command, digest };
        let desk = Arc::clone(self);
        let carried_out = tokio::spawn(async move { desk.carry_out(wish).await });
        let given = carried_out.await.unwrap_or(Err(Failure::Fault(Fault::Internal)))?;
        self.metrics.count_command(&given);
        match given {
            Given::Receipt { seq } => {
                tracing::info!(target: AUDIT, command = name, %key, actor = %actor_key(actor), seq, "done");
                Ok(Receipt { seq })
            }
            Given::Refusal(refusal) => {
                tracing::info!(target: AUDIT, command = name, %key, actor = %actor_key(actor), code = refusal.code(), "refused");
                Err(refusal.into())
            }
        }
    }

    async fn carry_out(&self, wish: Wish) -> Result<Given, Failure> {
        let _under_way = self.under_way.enter(&wish)?;
        let mut reading = self.store.reading().await?;
        if let Some(given) = answered(&mut reading, &wish).await? {
            return Ok(given);
        }
        drop(reading);
        if let Command::StoreAttachment(it) = &wish.command {
            self.files.has_whole(&self.store, &actor_key(wish.actor), &it.attachment).await?;
        }
        self.together.carry_out(self, wish).await
    }

    /// Decides a command and writes down what follows, in a transaction that others may share.
    pub(crate) async fn decide_in(&self, writing: &mut Writing, wish: &Wish) -> Result<Given, Failure> {
        // Another process may have been asked, too.
        if let Some(given) = answered(&mut writing.transaction, wish).await? {
            return Ok(given);
        }
        let directory = self.store.directory_in(writing).await?;
        let now = self.clock.now();
        let needed = needs(wish.actor, &wish.command);
        let mut part = Part::read(&mut writing.transaction, directory, &needed).await?;
        let given = match decide(&part, wish.actor, now, &wish.command) {
            Err(refusal) => Given::Refusal(refusal),
            Ok(events) => {
                let cause = (now, Some(wish.key));
                let seq = writing.record(self.store.dialect(), &mut part, cause, events).await?;
                Given::Receipt { seq }
            }
        };
        let key = (actor_key(wish.actor), wish.key);
        let kept = (&given, now);
        answers::keep(&mut writing.transaction, (&key.0, key.1), &wish.digest, kept).await?;
        Ok(given)
    }

    /// Forgets what nobody asks for any more.
    pub(crate) async fn tidy(&self, now: Timestamp) -> Result<(), Failure> {
        let mut writing = self.store.begin().await?;
        answers::forget(&mut writing.transaction, now - chrono::TimeDelta::days(60)).await?;
        crate::store::accounts::forget_sessions(&mut writing.transaction, now).await?;
        writing.commit().await
    }
}

async fn answered(connection: &mut AnyConnection, wish: &Wish) -> Result<Option<Given>, Failure> {
    let actor = actor_key(wish.actor);
    match answers::known(connection, (&actor, wish.key), &wish.digest).await? {
        Known::Nothing => Ok(None),
        Known::AnotherCommand => Err(Fault::KeyReused.into()),
        Known::Answered(given) => Ok(Some(given)),
    }
}

/// By what an actor's keys and files are told from others'.
pub(crate) fn actor_key(actor: Actor) -> String {
    match actor {
        Actor::Operator { id } => id.to_string(),
        Actor::Connector => "connector".to_owned(),
    }
}

/// The commands that this process is carrying out.
#[derive(Debug, Default)]
struct UnderWay(Mutex<HashMap<(String, CommandId), String>>);

/// That a command is under way, until dropped.
struct Entered<'u> {
    among: &'u UnderWay,
    key: (String, CommandId),
}

impl UnderWay {
    fn enter(&self, wish: &Wish) -> Result<Entered<'_>, Failure> {
        let key = (actor_key(wish.actor), wish.key);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(&key) {
            Some(digest) if *digest == wish.digest => return Err(Fault::StillUnderWay.into()),
            Some(_) => return Err(Fault::KeyReused.into()),
            None => known.insert(key.clone(), wish.digest.clone()),
        };
        Ok(Entered { among: self, key })
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.among.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

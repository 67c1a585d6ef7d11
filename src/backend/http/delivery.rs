//! A command on its way: its files first, then itself, under the key of the click.
//!
//! Owns: what is done with an answer. Never: which command leaves next; the outbox says that.

use super::super::{CommandError, Failure, Sent};
use super::feed::moment;
use super::line::{self, chance};
use super::store::to_its_end;
use super::tabs::{Wrong, lock};
use super::{Shared, files};
use crate::backend::chance::{device_clock, ten_bytes};
use desk_contract::Command;
use desk_contract::command::StoreAttachment;
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Attachment;
use desk_contract::wire::{Receipt, Request, request};
use desk_courier::{Failed, Kept, Verdict, files_of, wait_ms};
use gloo_timers::future::TimeoutFuture;
use std::rc::Rc;

/// How long a command of the moment is tried, in milliseconds.
const MOMENT_MS: u64 = 10_000;
const UNWRITABLE: &str = "unwritable";
/// How long one waits for the news of what was granted.
const NEWS_MS: u32 = 2_000;

impl Shared {
    /// Sends a command once, and tells its answer.
    pub(super) async fn deliver(self: &Rc<Self>, kept: Kept) {
        let verdict = match self.bring_files_of(&kept.command).await {
            Ok(()) => match request(&kept.command) {
                Ok(request) => self.post(kept.id, &request).await,
                Err(_) => unwritable(),
            },
            Err(verdict) => verdict,
        };
        match verdict {
            Verdict::Granted(Receipt { seq }) => {
                self.until_heard(seq, NEWS_MS).await;
                self.answered(kept.id, Ok(seq)).await;
            }
            Verdict::Refused(refusal) => self.answered(kept.id, Err(Wrong::Refused(*refusal))).await,
            Verdict::Broken(code) => self.answered(kept.id, Err(Wrong::Broken(code))).await,
            Verdict::SignIn => {
                self.given.failed(kept.id, (None, false));
                self.line.signed_out();
            }
            Verdict::Later { after_ms, is_bug } => {
                if self.given.failed(kept.id, (after_ms, is_bug)) == Failed::IsHopeless {
                    self.answered(kept.id, Err(Wrong::Broken("500".to_owned()))).await;
                }
            }
        }
    }

    /// One request for a command.
    async fn post(&self, id: CommandId, request: &Request) -> Verdict {
        let sent = line::Sent {
            method: request.method,
            address: &request.path,
            key: Some(id),
            body: request.body.as_deref(),
        };
        match self.line.request(sent).await {
            Some(said) => Verdict::of(said.status, &said.body, said.retry_after.as_deref()),
            None => Verdict::silence(),
        }
    }

    /// Tries a command for as long as its moment lasts.
    pub(super) async fn send_at_once(&self, id: CommandId, command: &Command) -> Result<Sent, CommandError> {
        let Ok(request) = request(command) else {
            return Err(Failure::Unexpected(UNWRITABLE.to_owned()).into());
        };
        let began = moment();
        let mut failures = 0;
        loop {
            match self.post(id, &request).await {
                Verdict::Granted(Receipt { seq }) => {
                    self.until_heard(seq, NEWS_MS).await;
                    return Ok(self.done_at(seq));
                }
                Verdict::Refused(refusal) => return Err(CommandError::Refused(*refusal)),
                Verdict::Broken(code) => return Err(Failure::Unexpected(code).into()),
                Verdict::SignIn => {
                    self.line.signed_out();
                    return Err(Failure::Unreachable.into());
                }
                Verdict::Later { after_ms, .. } => {
                    failures += 1;
                    let wait = wait_ms(failures, chance()).max(after_ms.unwrap_or(0));
                    if moment() - began + u64::from(wait) > MOMENT_MS {
                        return Err(Failure::Unreachable.into());
                    }
                    TimeoutFuture::new(wait).await;
                }
            }
        }
    }

    async fn bring_files_of(self: &Rc<Self>, command: &Command) -> Result<(), Verdict> {
        for id in files_of(command) {
            self.bring(*id, Rc::new(|_| ())).await?;
        }
        Ok(())
    }

    /// Brings a file that lies in the store: its bytes, then the word what it is. One tab does it at a time.
    pub(super) async fn bring(
        self: &Rc<Self>,
        id: AttachmentId,
        progress: Rc<dyn Fn(u64)>,
    ) -> Result<(), Verdict> {
        let _held = lock(&format!("operator-desk-file-{id}")).await;
        let shared = Rc::clone(self);
        let found = to_its_end(async move { shared.store.file(id).await }).await.flatten();
        let Some((file, bytes)) = found else { return Ok(()) };
        let (status, body) =
            files::send(&self.line, id, &bytes, progress).await.ok_or_else(Verdict::silence)?;
        Verdict::of_bytes(status, &body, None)?;
        self.say_whole(file).await?;
        // What is not forgotten is thrown away at the next start.
        let shared = Rc::clone(self);
        let _ = to_its_end(async move { shared.store.forget_file(id).await }).await;
        Ok(())
    }

    async fn say_whole(&self, attachment: Attachment) -> Result<(), Verdict> {
        let key = CommandId::new(device_clock(), ten_bytes());
        let verdict = match request(&StoreAttachment { attachment }.into()) {
            Ok(request) => self.post(key, &request).await,
            Err(_) => unwritable(),
        };
        verdict.of_whole_file()
    }
}

/// No command is: each has a path.
fn unwritable() -> Verdict {
    Verdict::Broken(UNWRITABLE.to_owned())
}

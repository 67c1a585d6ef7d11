//! The chats that were opened: their messages, what is on its way, and who is typing (W1).
//!
//! Owns: one signal a chat. Never: the order or the delivery of messages, which is `contract::message`; how a
//! message leaves, which is `outgoing`.

use super::Desk;
use super::files::WaitingFile;
use super::outgoing::Unsent;
use crate::backend::Failure;
use desk_contract::appeal::Folded;
use desk_contract::id::AppealId;
use desk_contract::message::Thread;
use desk_contract::wire::Fault;
use desk_contract::{Recorded, Timestamp};
use desk_courier::Talk;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// How long after nobody has answered the desk reads again what it reads by itself.
pub(super) const READS_AGAIN_MS: u32 = 2_000;

/// One chat as the screen reads it.
#[derive(Clone)]
pub(crate) struct Chat {
    /// Which appeal's.
    pub(crate) appeal: AppealId,
    /// The messages; `None` until they are loaded, or why they could not be.
    pub(crate) talk: ArcRwSignal<Option<Result<Talk, Failure>>>,
    /// What the operator sent and the backend has not yet answered, oldest first.
    pub(crate) unsent: ArcRwSignal<Vec<Unsent>>,
    /// Files chosen for the next message.
    pub(crate) files: ArcRwSignal<Vec<WaitingFile>>,
    /// Until when the client is typing.
    pub(crate) typing_until: ArcRwSignal<Option<Timestamp>>,
    /// What happened while the messages were being read; they may not hold it yet.
    meanwhile: ArcStoredValue<Vec<Recorded>>,
}

/// All chats that were opened.
#[derive(Default)]
pub(super) struct Chats {
    opened: RefCell<HashMap<AppealId, Chat>>,
}

impl Chat {
    fn new(appeal: AppealId) -> Self {
        Self {
            appeal,
            talk: ArcRwSignal::new(None),
            unsent: ArcRwSignal::new(Vec::new()),
            files: ArcRwSignal::new(Vec::new()),
            typing_until: ArcRwSignal::new(None),
            meanwhile: ArcStoredValue::new(Vec::new()),
        }
    }

    /// Takes in one event; answers whether events before it are missing.
    fn fold(&self, recorded: &Recorded) -> Folded {
        let mut folded = Folded::Repeated;
        self.talk.maybe_update(|talk| {
            match talk {
                Some(Ok(talk)) => folded = talk.fold(recorded),
                Some(Err(_)) | None => {
                    self.meanwhile.update_value(|meanwhile| meanwhile.push(recorded.clone()))
                }
            }
            folded == Folded::Applied
        });
        folded
    }

    /// The messages were read: what happened meanwhile comes on top, unless they hold it already.
    fn loaded(&self, read: Result<Thread, Failure>) {
        let is_read = read.is_ok();
        self.talk.update(|talk| match (talk, read) {
            (Some(Ok(talk)), Ok(thread)) => talk.reread(thread),
            // What is there stays readable.
            (Some(Ok(_)), Err(_)) => {}
            (talk, read) => *talk = Some(read.map(Talk::read)),
        });
        if is_read {
            let meanwhile = self.meanwhile.get_value();
            self.meanwhile.set_value(Vec::new());
            for recorded in meanwhile {
                self.fold(&recorded);
            }
        }
    }
}

impl Desk {
    /// The chat of an appeal; its messages are asked for when it is first opened.
    pub(crate) fn chat(self, appeal: AppealId) -> Chat {
        let (chat, is_new) = self.inner.with_value(|inner| {
            let mut opened = inner.chats.opened.borrow_mut();
            let is_new = !opened.contains_key(&appeal);
            (opened.entry(appeal).or_insert_with(|| Chat::new(appeal)).clone(), is_new)
        });
        if is_new {
            self.load_chat(chat.clone());
        }
        chat
    }

    /// Asks for the newest messages, again after a failure.
    pub(crate) fn load_chat(self, chat: Chat) {
        leptos::task::spawn_local(async move { self.read_chat(&chat).await });
    }

    /// The same for whoever waits for it.
    pub(super) async fn read_chat(self, chat: &Chat) {
        let mut is_first = true;
        loop {
            let read = match self.backend().thread(chat.appeal, None).await {
                // An appeal that the backend has not heard of yet has no messages.
                Err(Failure::Fault(Fault::UnknownRoute)) => Ok(Thread::default()),
                read => read,
            };
            // What was asked for before the program was here may know less than the lists, which came after it.
            if std::mem::take(&mut is_first) && self.is_overtaken(chat.appeal, &read) {
                continue;
            }
            // Whoever reads a chat is not asked to load it again for what he does not know to be missing.
            let is_shown = matches!(*chat.talk.read_untracked(), Some(Ok(_)));
            if !(is_shown && matches!(read, Err(Failure::Unreachable))) {
                chat.loaded(read);
                return self.drop_arrived(chat);
            }
            TimeoutFuture::new(READS_AGAIN_MS).await;
        }
    }

    /// Whether more is known of the appeal than was read of its chat.
    fn is_overtaken(self, appeal: AppealId, read: &Result<Thread, Failure>) -> bool {
        self.confirmed_version(appeal)
            .zip(read.as_ref().ok())
            .is_some_and(|(known, thread)| known > thread.version)
    }

    /// Loads the page before the oldest message.
    pub(crate) async fn load_earlier(self, chat: Chat) -> Result<(), Failure> {
        let oldest = match chat.talk.read_untracked().as_ref() {
            Some(Ok(talk)) if talk.has_earlier() => talk.oldest(),
            _ => None,
        };
        let Some(oldest) = oldest else { return Ok(()) };
        let page = self.backend().thread(chat.appeal, Some(oldest)).await?;
        chat.talk.update(|talk| {
            if let Some(Ok(talk)) = talk {
                talk.put_before(page, oldest);
            }
        });
        Ok(())
    }

    /// Asks for the newest messages of every chat that was opened.
    pub(super) fn load_chats_anew(self) {
        let opened: Vec<_> =
            self.inner.with_value(|inner| inner.chats.opened.borrow().values().cloned().collect());
        opened.into_iter().for_each(|chat| self.load_chat(chat));
    }

    pub(super) fn fold_chat(self, id: AppealId, recorded: &Recorded) {
        let Some(chat) = self.opened_chat(id) else { return };
        let folded = chat.fold(recorded);
        self.drop_arrived(&chat);
        if folded == Folded::Gap {
            self.load_chat(chat);
        }
    }

    pub(super) fn opened_chat(self, appeal: AppealId) -> Option<Chat> {
        self.inner.with_value(|inner| inner.chats.opened.borrow().get(&appeal).cloned())
    }
}

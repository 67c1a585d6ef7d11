//! The chats that were opened: their messages, what is on its way, and who is typing (W1).
//!
//! Owns: one signal a chat. Never: the order or the delivery of messages, which is `contract::message`.

use super::Desk;
use crate::backend::{CommandError, Failure};
use desk_contract::appeal::Folded;
use desk_contract::command::SendMessage;
use desk_contract::id::{AppealId, MessageId};
use desk_contract::message::{Author, Thread};
use desk_contract::whisper::WHISPER_HOLDS_MS;
use desk_contract::{Recorded, Timestamp, Whisper};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// One chat as the screen reads it.
#[derive(Clone)]
pub(crate) struct Chat {
    /// Which appeal's.
    pub(crate) appeal: AppealId,
    /// The messages; `None` until they are loaded, or why they could not be.
    pub(crate) thread: ArcRwSignal<Option<Result<Thread, Failure>>>,
    /// What the operator sent and the backend has not yet answered, oldest first.
    pub(crate) unsent: ArcRwSignal<Vec<Unsent>>,
    /// Until when the client is typing.
    pub(crate) typing_until: ArcRwSignal<Option<Timestamp>>,
    /// What happened while the messages were being read; they may not hold it yet.
    meanwhile: ArcStoredValue<Vec<Recorded>>,
}

/// A message on its way to the backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unsent {
    /// The id under which it was first sent; a repeat keeps it.
    pub(crate) id: MessageId,
    /// What it says.
    pub(crate) text: String,
    /// How it stands.
    pub(crate) state: UnsentState,
}

/// How a message on its way stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnsentState {
    /// The answer is awaited.
    Sending,
    /// It was not taken; why.
    Stuck(CommandError),
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
            thread: ArcRwSignal::new(None),
            unsent: ArcRwSignal::new(Vec::new()),
            typing_until: ArcRwSignal::new(None),
            meanwhile: ArcStoredValue::new(Vec::new()),
        }
    }

    /// Takes in one event; answers whether events before it are missing.
    fn fold(&self, recorded: &Recorded) -> Folded {
        let mut folded = Folded::Repeated;
        self.thread.maybe_update(|thread| {
            match thread {
                Some(Ok(thread)) => folded = thread.fold(recorded),
                Some(Err(_)) | None => {
                    self.meanwhile.update_value(|meanwhile| meanwhile.push(recorded.clone()))
                }
            }
            folded == Folded::Applied
        });
        self.drop_arrived();
        folded
    }

    /// The messages were read: what happened meanwhile comes on top, unless they hold it already.
    fn loaded(&self, read: Result<Thread, Failure>) {
        let is_read = read.is_ok();
        self.thread.set(Some(read));
        if is_read {
            let meanwhile = self.meanwhile.get_value();
            self.meanwhile.set_value(Vec::new());
            for recorded in meanwhile {
                self.fold(&recorded);
            }
        }
    }

    /// What has arrived is no longer on its way.
    fn drop_arrived(&self) {
        let thread = self.thread.read_untracked();
        let Some(Ok(thread)) = thread.as_ref() else { return };
        let arrived = |unsent: &Unsent| thread.message(unsent.id).is_some();
        if self.unsent.read_untracked().iter().any(arrived) {
            self.unsent.update(|unsent| unsent.retain(|one| !arrived(one)));
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
        leptos::task::spawn_local(async move {
            let read = self.backend().thread(chat.appeal, None).await;
            chat.loaded(read);
        });
    }

    /// Loads the page before the oldest message.
    pub(crate) async fn load_earlier(self, chat: Chat) -> Result<(), Failure> {
        let oldest = match chat.thread.read_untracked().as_ref() {
            Some(Ok(thread)) if thread.has_earlier => thread.messages.first().map(|message| message.id),
            _ => None,
        };
        let Some(oldest) = oldest else { return Ok(()) };
        let page = self.backend().thread(chat.appeal, Some(oldest)).await?;
        chat.thread.update(|thread| {
            if let Some(Ok(thread)) = thread
                && thread.messages.first().map(|message| message.id) == Some(oldest)
            {
                thread.messages.splice(0..0, page.messages);
                thread.has_earlier = page.has_earlier;
            }
        });
        Ok(())
    }

    /// Sends an answer. It stands in the chat at once and is bound to this appeal for good (U1).
    pub(crate) fn say(self, chat: &Chat, text: String) {
        let id = self.new_id(MessageId::new);
        chat.unsent.update(|unsent| unsent.push(Unsent { id, text, state: UnsentState::Sending }));
        self.push_out(chat.clone(), id);
    }

    /// Sends a stuck answer once more, under the id it had.
    pub(crate) fn say_again(self, chat: &Chat, id: MessageId) {
        chat.unsent.update(|unsent| set_state(unsent, id, UnsentState::Sending));
        self.push_out(chat.clone(), id);
    }

    fn push_out(self, chat: Chat, id: MessageId) {
        let text = chat.unsent.read_untracked().iter().find(|one| one.id == id).map(|one| one.text.clone());
        let Some(text) = text else { return };
        leptos::task::spawn_local(async move {
            let said = SendMessage { appeal: chat.appeal, message: id, text, attachments: Vec::new() };
            if let Err(error) = self.send(said.into()).await {
                chat.unsent.update(|unsent| set_state(unsent, id, UnsentState::Stuck(error)));
            }
        });
    }

    pub(super) fn fold_chat(self, id: AppealId, recorded: &Recorded) {
        if let Some(chat) = self.opened_chat(id)
            && chat.fold(recorded) == Folded::Gap
        {
            self.load_chat(chat);
        }
    }

    pub(super) fn hear_whisper(self, whisper: Whisper) {
        let (appeal, author, is_typing) = match whisper {
            Whisper::Typing { appeal, author } => (appeal, author, true),
            Whisper::StoppedTyping { appeal, author } => (appeal, author, false),
            // Nobody else looks on in a desk of one operator, the demo's.
            Whisper::Viewing { .. } | Whisper::StoppedViewing { .. } => return,
        };
        if author == Author::Client
            && let Some(chat) = self.opened_chat(appeal)
        {
            let holds = chrono::TimeDelta::milliseconds(i64::from(WHISPER_HOLDS_MS));
            chat.typing_until.set(is_typing.then(|| self.clock.get_untracked() + holds));
        }
    }

    fn opened_chat(self, appeal: AppealId) -> Option<Chat> {
        self.inner.with_value(|inner| inner.chats.opened.borrow().get(&appeal).cloned())
    }

    /// Tells colleagues and, where the channel can, the client that an answer is being written.
    pub(crate) fn whisper_typing(self, appeal: AppealId) {
        let author = Author::Operator { id: self.me() };
        self.backend().whisper(Whisper::Typing { appeal, author });
    }
}

fn set_state(unsent: &mut [Unsent], id: MessageId, state: UnsentState) {
    if let Some(one) = unsent.iter_mut().find(|one| one.id == id) {
        one.state = state;
    }
}

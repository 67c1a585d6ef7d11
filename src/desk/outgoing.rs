//! What the operator has said and the backend has not yet taken: messages, letters, notes (W1, W2, O5, U7).
//!
//! Owns: that each is bound to its appeal for good and sent under one id however often it is tried (U1), that it
//! waits for its files, and that its words stay a draft while it waits or is stuck. Never: whether it may be sent;
//! the composer asks the rules before.

use super::files::{FileWay, WaitingFile};
use super::{Chat, Desk};
use crate::backend::{CommandError, Waiting, files_of};
use desk_contract::Command;
use desk_contract::command::{SendMail, SendMessage, WriteNote};
use desk_contract::id::{AppealId, AttachmentId, MessageId};
use desk_contract::message::Attachment;
use desk_contract::own::DraftKind;
use leptos::prelude::*;

/// Something on its way to the backend.
#[derive(Clone, Debug)]
pub(crate) struct Unsent {
    /// The id under which it was first sent; a repeat keeps it.
    pub(crate) id: MessageId,
    /// What it says, in plain text.
    pub(crate) text: String,
    /// What it is.
    pub(crate) what: Outgoing,
    /// The files that go with it.
    pub(crate) files: Vec<WaitingFile>,
    /// How it stands.
    pub(crate) state: ArcRwSignal<UnsentState>,
    /// What stands in the field again when it is taken back.
    draft: String,
}

/// What is on its way.
#[derive(Clone, Debug)]
pub(crate) enum Outgoing {
    /// A message to the client.
    Message,
    /// A note for colleagues.
    Note,
    /// A letter; its id and files are filled in when it leaves.
    Mail(Box<SendMail>),
}

/// How something on its way stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnsentState {
    /// Its files are still being brought.
    Waiting,
    /// The answer is awaited.
    Sending,
    /// It was not taken; why.
    Stuck(CommandError),
}

impl Outgoing {
    /// Which field it was written in.
    pub(crate) fn kind(&self) -> DraftKind {
        match self {
            Self::Message => DraftKind::Message,
            Self::Note => DraftKind::Note,
            Self::Mail(_) => DraftKind::Mail,
        }
    }
}

impl Unsent {
    fn command(&self, chat: &Chat) -> Command {
        let (appeal, message, text) = (chat.appeal, self.id, self.text.clone());
        let attachments: Vec<AttachmentId> = self.files.iter().map(|file| file.attachment.id).collect();
        match &self.what {
            Outgoing::Message => SendMessage { appeal, message, text, attachments }.into(),
            Outgoing::Note => WriteNote { appeal, message, text }.into(),
            Outgoing::Mail(letter) => SendMail { appeal, message, attachments, ..(**letter).clone() }.into(),
        }
    }

    /// Whether it lies with the operator still, and its words are his draft.
    fn is_held(&self) -> bool {
        *self.state.read_untracked() != UnsentState::Sending
    }
}

impl Desk {
    /// Sends what stands in the field of that kind, with the files chosen; it stands in the chat at once.
    pub(crate) fn say(self, chat: &Chat, what: Outgoing, text: String) {
        let kind = what.kind();
        let field = self.field(chat.appeal, kind);
        let takes_files = kind != DraftKind::Note;
        let files = if takes_files { std::mem::take(&mut *chat.files.write()) } else { Vec::new() };
        let unsent = Unsent {
            id: self.new_id(MessageId::new),
            text,
            what,
            files,
            state: ArcRwSignal::new(UnsentState::Waiting),
            draft: field.get_untracked(),
        };
        field.set(String::new());
        let id = unsent.id;
        chat.unsent.update(|all| all.push(unsent));
        self.push_out(chat, id);
        self.keep_words(chat, kind);
    }

    /// Sends something stuck once more, under the id it had; files that are stuck too are brought again.
    pub(crate) fn say_again(self, chat: &Chat, id: MessageId) {
        let Some(unsent) = found(chat, id) else { return };
        for file in unsent.files.iter().filter(|file| file.is_stuck()) {
            self.bring_again(chat, &file.clone());
        }
        self.push_out(chat, id);
        self.keep_words(chat, unsent.what.kind());
    }

    /// Takes something stuck or waiting back into the field that it was written in, before what stands there.
    pub(crate) fn take_back(self, chat: &Chat, id: MessageId) {
        let Some(unsent) = found(chat, id).filter(Unsent::is_held) else { return };
        chat.unsent.update(|all| all.retain(|one| one.id != id));
        chat.files.update(|files| drop(files.splice(0..0, unsent.files.clone())));
        let kind = unsent.what.kind();
        let field = self.field(chat.appeal, kind);
        let now = field.get_untracked();
        field.set(together(kind, [unsent.draft, now]));
        self.keep_words(chat, kind);
    }

    /// A file of this chat came through or not: what waited for it goes on.
    pub(super) fn file_settled(self, chat: &Chat) {
        let waiting: Vec<_> = chat.unsent.read_untracked().clone();
        for unsent in waiting.iter().filter(|one| *one.state.read_untracked() == UnsentState::Waiting) {
            self.push_out(chat, unsent.id);
            self.keep_words(chat, unsent.what.kind());
        }
    }

    fn push_out(self, chat: &Chat, id: MessageId) {
        let Some(unsent) = found(chat, id) else { return };
        let ways: Vec<_> = unsent.files.iter().map(|file| file.way.get_untracked()).collect();
        let stuck = ways.iter().find_map(|way| match way {
            FileWay::Stuck(error) => Some(error.clone()),
            FileWay::Refused(refusal) => Some(CommandError::Refused(refusal.clone())),
            FileWay::Going(_) | FileWay::Brought => None,
        });
        if let Some(error) = stuck {
            return unsent.state.set(UnsentState::Stuck(error));
        }
        // The outbox brings the files itself, also after the page was loaded anew.
        if self.is_demo() && ways.iter().any(|way| *way != FileWay::Brought) {
            return unsent.state.set(UnsentState::Waiting);
        }
        unsent.state.set(UnsentState::Sending);
        let (chat, command) = (chat.clone(), unsent.command(chat));
        leptos::task::spawn_local(async move {
            match self.send(command).await {
                Ok(()) => self.forget_files(&unsent.files),
                Err(error) => unsent.state.set(UnsentState::Stuck(error)),
            }
            self.keep_words(&chat, unsent.what.kind());
        });
    }

    /// The operator writes: his words are kept with every key.
    pub(crate) fn write(self, chat: &Chat, kind: DraftKind, text: String) {
        self.field(chat.appeal, kind).set(text);
        self.keep_words(chat, kind);
    }

    /// What would be lost with the page is the draft: what is held back, then what stands in the field.
    fn keep_words(self, chat: &Chat, kind: DraftKind) {
        let unsent = chat.unsent.read_untracked();
        let held = unsent.iter().filter(|one| one.what.kind() == kind && one.is_held());
        let held: Vec<_> = held.map(|one| one.draft.clone()).collect();
        let field = self.field(chat.appeal, kind).get_untracked();
        self.keep_draft(chat.appeal, kind, &together(kind, held.into_iter().chain([field])));
    }
}

impl Desk {
    /// What was said before the page was loaded anew, and is not answered yet, stands in its chat again.
    pub(super) fn take_up(self, waiting: Vec<Waiting>, files: &[Attachment]) {
        for Waiting { command, .. } in waiting {
            let its = files.iter().filter(|file| files_of(&command).contains(&file.id));
            self.stand_in_chat(&command, its.cloned().collect(), UnsentState::Sending);
        }
    }

    /// What was said comes back: it stands in its chat with the reason, and its words are a draft again.
    pub(super) fn comes_back(self, command: &Command, error: &CommandError) {
        self.stand_in_chat(command, Vec::new(), UnsentState::Stuck(error.clone()));
    }

    /// What was said has arrived: it is under way no longer, also where its news was missed or it lies far above.
    pub(super) fn has_arrived(self, (appeal, id): (AppealId, MessageId)) {
        let Some(chat) = self.opened_chat(appeal) else { return };
        self.drop_arrived(&chat);
        if found(&chat, id).is_some() {
            leptos::task::spawn_local(async move {
                // Until it is read it stands where it stood.
                self.read_chat(&chat).await;
                chat.unsent.update(|all| all.retain(|one| one.id != id));
            });
        }
    }

    /// What has arrived is no longer on its way, and its words are no draft, however it stood here.
    pub(super) fn drop_arrived(self, chat: &Chat) {
        let arrived: Vec<_> = {
            let talk = chat.talk.read_untracked();
            let Some(Ok(talk)) = talk.as_ref() else { return };
            let unsent = chat.unsent.read_untracked();
            unsent.iter().filter(|one| talk.message(one.id).is_some()).cloned().collect()
        };
        if arrived.is_empty() {
            return;
        }
        chat.unsent.update(|unsent| unsent.retain(|one| arrived.iter().all(|other| other.id != one.id)));
        for held in arrived.iter().filter(|one| one.is_held()) {
            self.keep_words(chat, held.what.kind());
        }
    }

    fn stand_in_chat(self, command: &Command, files: Vec<Attachment>, state: UnsentState) {
        let Some((appeal, id, what, text)) = said(command) else { return };
        let chat = self.chat(appeal);
        let kind = what.kind();
        if let Some(unsent) = found(&chat, id) {
            unsent.state.set(state);
        } else {
            let draft = match &what {
                Outgoing::Mail(letter) => draft_of(letter),
                Outgoing::Message | Outgoing::Note => text.clone(),
            };
            let way = |attachment| WaitingFile { attachment, way: ArcRwSignal::new(FileWay::Going(0)) };
            let files = files.into_iter().map(way).collect();
            let unsent = Unsent { id, text, what, files, state: ArcRwSignal::new(state), draft };
            chat.unsent.update(|all| all.push(unsent));
            self.drop_arrived(&chat);
        }
        self.keep_words(&chat, kind);
    }
}

/// In which chat a command says something, and under which id.
pub(super) fn place_of(command: &Command) -> Option<(AppealId, MessageId)> {
    said(command).map(|(appeal, id, ..)| (appeal, id))
}

/// What a command says, and where, if it says anything.
fn said(command: &Command) -> Option<(AppealId, MessageId, Outgoing, String)> {
    match command {
        Command::SendMessage(it) => Some((it.appeal, it.message, Outgoing::Message, it.text.clone())),
        Command::WriteNote(it) => Some((it.appeal, it.message, Outgoing::Note, it.text.clone())),
        Command::SendMail(it) => {
            Some((it.appeal, it.message, Outgoing::Mail(Box::new(it.clone())), it.text.clone()))
        }
        _ => None,
    }
}

/// A letter as the text of its draft. What it answers stands in its words already.
fn draft_of(letter: &SendMail) -> String {
    let html = letter.html.clone().unwrap_or_else(|| letter.text.clone());
    serde_json::json!({
        "from": letter.from, "to": letter.to.join(", "), "cc": letter.cc.join(", "), "subject": letter.subject,
        "html": html, "is_without_quote": true,
    })
    .to_string()
}

/// Words one after the other. A letter is one thing: of several the last that says something.
fn together(kind: DraftKind, words: impl IntoIterator<Item = String>) -> String {
    let said: Vec<_> = words.into_iter().filter(|words| !words.trim().is_empty()).collect();
    match kind {
        DraftKind::Mail => said.last().cloned().unwrap_or_default(),
        DraftKind::Message | DraftKind::Note | DraftKind::Comment => said.join("\n"),
    }
}

fn found(chat: &Chat, id: MessageId) -> Option<Unsent> {
    chat.unsent.read_untracked().iter().find(|one| one.id == id).cloned()
}

//! How events change an appeal.
//!
//! Owns: the order in which they count, and what each does to the state. Never: refuses one that happened.

use super::{Appeal, Closing, Handover, Link, LinkKind, Outcome, Preview, Stage, Taken};
use crate::Timestamp;
use crate::call::{CallChange, LegState};
use crate::event::{AppealClosed, Event, Recorded};
use crate::id::OperatorId;
use crate::message::{Author, Message};

/// The most characters of the last message that the list keeps.
pub(crate) const PREVIEW_CHARS: usize = 120;

/// What [`Appeal::fold`] did with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// It is part of the state now.
    Applied,
    /// It already was.
    Repeated,
    /// Events before it are missing; the appeal must be read anew.
    Gap,
}

impl Appeal {
    /// Takes in one recorded event of this appeal.
    pub fn fold(&mut self, recorded: &Recorded) -> Folded {
        if recorded.version <= self.version {
            return Folded::Repeated;
        }
        if recorded.version != self.version.saturating_add(1) {
            return Folded::Gap;
        }
        self.version = recorded.version;
        self.apply(&recorded.event, recorded.at);
        Folded::Applied
    }

    fn apply(&mut self, event: &Event, at: Timestamp) {
        if is_a_persons_doing(event) {
            self.last_action_at = at;
        }
        match event {
            Event::AppealRegistered(it) => *self = (*it.appeal).clone(),
            Event::AppealOffered(it) => self.offered = Some(it.to),
            Event::OfferDeclined(_) | Event::OfferWithdrawn(_) => self.offered = None,
            Event::AppealTaken(it) => self.goes_to(it.by, at),
            Event::AppealReturned(_) => {
                (self.stage, self.queued_at, self.transfer) = (Stage::Waiting, at, None);
            }
            Event::AppealTransferred(it) => self.transfer = Some(it.transfer.clone()),
            Event::TransferAccepted(it) => {
                self.group = it.group;
                let accepted = |transfer| Handover { transfer, by: it.by, at };
                self.handovers.extend(self.transfer.take().map(accepted));
                self.goes_to(it.by, at);
            }
            Event::TransferDeclined(_) | Event::TransferCancelled(_) => self.transfer = None,
            Event::TopicSet(it) => self.topic = it.topic,
            Event::AppealCommented(it) => self.comment.clone_from(&it.comment),
            Event::AppealClosed(it) => self.close(it, at),
            Event::SpamUndone(_) => {
                self.stage = self.taken().map_or(Stage::Waiting, |taken| Stage::InWork { taken });
            }
            Event::AppealReopened(it) => self.goes_to(it.by, at),
            Event::AppealLinked(it) => self.link(it.link),
            Event::AppealUnlinked(it) => self.unlink(it.kind),
            Event::AppealBound(it) => self.contact = Some(it.contact),
            Event::AppealRated(it) => {
                if let Some(rating) = self.ratings.get_mut(usize::from(it.place.saturating_sub(1))) {
                    *rating = Some(it.rating);
                }
            }
            Event::MessageSent(it) => self.say(&it.message, at),
            Event::MessageReceived(it) => {
                self.unread = self.unread.saturating_add(1);
                self.unanswered_since.get_or_insert(at);
                self.last_received = Some(it.message.id);
                self.show(&it.message);
            }
            Event::MessagesRead(_) => self.unread = 0,
            Event::CallStarted(it) => self.call = Some(it.call.clone()),
            Event::CallChanged(it) => self.change_call(&it.change, at),
            Event::ScriptWalked(it) => self.script.clone_from(&it.walk),
            Event::CrmChanged(it) => self.crm = Some(it.state.clone()),
            _ => {}
        }
    }

    fn goes_to(&mut self, by: OperatorId, at: Timestamp) {
        self.stage = Stage::InWork { taken: Taken { by, at } };
        self.first_taken_at.get_or_insert(at);
        (self.offered, self.transfer) = (None, None);
    }

    /// Who closes without a comment leaves the one that was written before.
    fn close(&mut self, closed: &AppealClosed, at: Timestamp) {
        let AppealClosed { by, outcome, comment, .. } = closed;
        let closing = Closing { by: *by, at, outcome: *outcome };
        self.stage = Stage::Closed { taken: self.taken(), closing };
        (self.offered, self.transfer) = (None, None);
        if !comment.is_empty() {
            self.comment.clone_from(comment);
        }
        if *outcome != Outcome::Spam {
            self.unanswered_since = None;
        }
    }

    fn link(&mut self, link: Link) {
        match link {
            Link::Contact { id } => self.contact = Some(id),
            Link::Deal { id } => self.deal = Some(id),
            Link::Organisation { id } => self.organisation = Some(id),
        }
    }

    fn unlink(&mut self, kind: LinkKind) {
        match kind {
            LinkKind::Contact => self.contact = None,
            LinkKind::Deal => self.deal = None,
            LinkKind::Organisation => self.organisation = None,
        }
    }

    fn say(&mut self, message: &Message, at: Timestamp) {
        match message.author {
            Author::Rule { id } => self.acted_rules.push(id),
            Author::Client | Author::Operator { .. } => {
                self.first_reply_at.get_or_insert(at);
                self.unanswered_since = None;
                self.show(message);
            }
        }
    }

    /// A call is answered when both sides first hear each other; that is the operator's first answer.
    fn change_call(&mut self, change: &CallChange, at: Timestamp) {
        let Some(call) = &mut self.call else { return };
        call.fold(change, at);
        if call.state() == LegState::Talking {
            self.first_reply_at.get_or_insert(at);
        }
    }

    fn show(&mut self, message: &Message) {
        let file = message.attachments.first().map_or("", |file| file.name.as_str());
        let words = if message.text.trim().is_empty() { file } else { &message.text };
        self.preview = Some(Preview { author: message.author, text: one_line(words) });
    }
}

/// The first characters of a text, on one line. A letter may be long: no more words are read than there
/// is room for, were each of one letter.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(2 * PREVIEW_CHARS));
    for word in text.split_whitespace().take(PREVIEW_CHARS) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((end, _)) = line.char_indices().nth(PREVIEW_CHARS) {
        line.truncate(end);
    }
    line
}

/// Whether somebody did it, client or operator: that moves an appeal up in the lists. What a channel
/// tells of itself and what is only looked at does not.
fn is_a_persons_doing(event: &Event) -> bool {
    match event {
        Event::MessageSent(it) => !matches!(it.message.author, Author::Rule { .. }),
        Event::CallChanged(it) => !matches!(
            it.change,
            CallChange::Rings { .. } | CallChange::Muted | CallChange::Unmuted | CallChange::Keyed { .. }
        ),
        Event::DeliveryChanged(_)
        | Event::MessagesRead(_)
        | Event::AppealOffered(_)
        | Event::OfferWithdrawn(_)
        | Event::AppealBound(_)
        | Event::CrmChanged(_)
        | Event::ScriptWalked(_) => false,
        _ => true,
    }
}

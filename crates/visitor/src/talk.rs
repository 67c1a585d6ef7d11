//! The talk as the page has it: what the server has told, and what is still on its way there.
//!
//! Always: by its id a message is one; what leaves stays until it is answered; the line before what is unread stands
//! where it was put until the visitor has been there.

use chrono::NaiveDate;
use desk_contract::Timestamp;
use desk_contract::id::MessageId;
use desk_contract::visitor::{Talk, TalkStage, VisitorMessage, VisitorSays};

/// A message that has left the field and is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// What it says.
    pub said: VisitorSays,
    /// Why the server does not take it, in its words; it goes no more by itself.
    pub refusal: Option<String>,
}

/// A row of what is shown, from above to below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A day begins.
    Day(NaiveDate),
    /// What follows was not seen.
    Unread,
    /// A message.
    Message(VisitorMessage),
    /// A message on its way.
    Leaving(Leaving),
}

/// The talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chat {
    /// Whose chat it is.
    pub title: String,
    /// How it stands.
    pub stage: TalkStage,
    /// Who has it.
    pub operator: Option<String>,
    /// Whether there are older messages.
    pub has_earlier: bool,
    messages: Vec<VisitorMessage>,
    /// What is on its way, in the order in which it was written.
    pub leaving: Vec<Leaving>,
    unread_from: Option<MessageId>,
}

impl Chat {
    /// Takes in what the server tells; a part of a talk brings only what has changed.
    pub fn hear(&mut self, talk: Talk) {
        let Talk { title, stage, operator, messages, has_earlier } = talk;
        (self.title, self.stage, self.operator) = (title, stage, operator);
        self.has_earlier |= has_earlier;
        messages.into_iter().for_each(|message| self.know(message));
    }

    /// Takes in one message, new or as it is by now; if it was on its way, it has arrived.
    pub fn know(&mut self, message: VisitorMessage) {
        self.leaving.retain(|leaving| leaving.said.id != message.id);
        if let Some(known) = self.messages.iter_mut().find(|known| known.id == message.id) {
            *known = message;
            return;
        }
        let place = self.messages.partition_point(|known| known.at <= message.at);
        self.messages.insert(place, message);
    }

    /// Puts something on its way; the same again is the same.
    pub fn leave(&mut self, said: VisitorSays) {
        let is_known = self.messages.iter().any(|message| message.id == said.id)
            || self.leaving.iter().any(|leaving| leaving.said.id == said.id);
        if !is_known {
            self.leaving.push(Leaving { said, refusal: None });
        }
    }

    /// The first that is on its way and may go.
    #[must_use]
    pub fn next_to_leave(&self) -> Option<&VisitorSays> {
        self.leaving.iter().find(|leaving| leaving.refusal.is_none()).map(|leaving| &leaving.said)
    }

    /// The server does not take it.
    pub fn refuse(&mut self, id: MessageId, words: Option<String>) {
        if let Some(leaving) = self.leaving.iter_mut().find(|leaving| leaving.said.id == id) {
            leaving.refusal = words;
        }
    }

    /// The visitor gives it up.
    pub fn give_up(&mut self, id: MessageId) {
        self.leaving.retain(|leaving| leaving.said.id != id);
    }

    /// The last message of the desk.
    #[must_use]
    pub fn last_of_desk(&self) -> Option<MessageId> {
        self.messages.iter().rev().find(|message| !message.is_own).map(|message| message.id)
    }

    /// Puts the line before the first message of the desk after this one, where there is any. Without one nothing was
    /// seen yet, and there is no line.
    pub fn mark_unread_after(&mut self, seen: Option<MessageId>) {
        let after = seen.and_then(|seen| self.messages.iter().position(|message| message.id == seen));
        let rest = after.and_then(|place| self.messages.get(place.saturating_add(1)..)).unwrap_or_default();
        self.unread_from = rest.iter().find(|message| !message.is_own).map(|message| message.id);
    }

    /// How many messages of the desk stand after the line.
    #[must_use]
    pub fn unread(&self) -> usize {
        let from = self.unread_from.and_then(|id| self.messages.iter().position(|message| message.id == id));
        let rest = from.and_then(|place| self.messages.get(place..)).unwrap_or_default();
        rest.iter().filter(|message| !message.is_own).count()
    }

    /// All rows, each day in the visitor's own zone.
    #[must_use]
    pub fn rows(&self, day_of: impl Fn(Timestamp) -> NaiveDate) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut day = None;
        for message in &self.messages {
            let its = day_of(message.at);
            if day.replace(its) != Some(its) {
                rows.push(Row::Day(its));
            }
            if self.unread_from == Some(message.id) {
                rows.push(Row::Unread);
            }
            rows.push(Row::Message(message.clone()));
        }
        rows.extend(self.leaving.iter().cloned().map(Row::Leaving));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_contract::message::Delivery;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_timestamp(second, 0).unwrap()
    }

    fn id(number: u8) -> MessageId {
        MessageId::new(at(0), [number; 10])
    }

    fn message(number: u8, is_own: bool) -> VisitorMessage {
        VisitorMessage {
            id: id(number),
            is_own,
            by: None,
            text: format!("{number}"),
            at: at(i64::from(number)),
            delivery: Delivery::Sent,
            attachments: Vec::new(),
            link: None,
        }
    }

    fn says(number: u8) -> VisitorSays {
        VisitorSays { id: id(number), text: format!("{number}"), attachments: Vec::new() }
    }

    fn talk(messages: Vec<VisitorMessage>) -> Talk {
        Talk { messages, ..Talk::default() }
    }

    fn shown(chat: &Chat) -> Vec<String> {
        let words = |row| match row {
            Row::Day(day) => format!("{day}"),
            Row::Unread => "unread".to_owned(),
            Row::Message(message) => message.text,
            Row::Leaving(leaving) => format!("{}…", leaving.said.text),
        };
        chat.rows(|at| at.date_naive()).into_iter().map(words).collect()
    }

    #[test]
    fn whatever_tells_of_a_message_it_stands_once_and_in_its_place() {
        let mut chat = Chat::default();
        chat.leave(says(2));
        chat.leave(says(2));
        assert_eq!(shown(&chat), ["2…"]);
        chat.hear(talk(vec![message(1, false), message(3, false)]));
        chat.know(message(2, true));
        chat.hear(talk(vec![message(2, true), message(3, false)]));
        chat.leave(says(2));
        assert_eq!(shown(&chat), ["1970-01-01", "1", "2", "3"]);
        assert_eq!(chat.next_to_leave(), None);
    }

    #[test]
    fn what_is_refused_waits_for_the_visitor_and_the_next_goes_on() {
        let mut chat = Chat::default();
        chat.leave(says(1));
        chat.leave(says(2));
        chat.refuse(id(1), Some("no".to_owned()));
        assert_eq!(chat.next_to_leave(), Some(&says(2)));
        chat.refuse(id(1), None);
        assert_eq!(chat.next_to_leave(), Some(&says(1)));
        chat.give_up(id(1));
        assert_eq!(shown(&chat), ["2…"]);
    }

    #[test]
    fn the_line_stands_before_what_came_unseen() {
        let mut chat = Chat::default();
        chat.hear(talk(vec![message(1, false), message(2, true), message(3, false), message(4, false)]));
        chat.mark_unread_after(None);
        assert_eq!(chat.unread(), 0);
        chat.mark_unread_after(Some(id(1)));
        assert_eq!(shown(&chat), ["1970-01-01", "1", "2", "unread", "3", "4"]);
        assert_eq!(chat.unread(), 2);
        chat.mark_unread_after(chat.last_of_desk());
        assert_eq!(chat.unread(), 0);
    }

    #[test]
    fn each_day_has_its_heading() {
        let mut chat = Chat::default();
        let later = VisitorMessage { at: at(90_000), ..message(2, true) };
        chat.hear(talk(vec![message(1, false), later]));
        assert_eq!(shown(&chat), ["1970-01-01", "1", "1970-01-02", "2"]);
    }
}

//! The appeal: one client's matter from its arrival to its close.
//!
//! Owns: its state, how events change it, and its three measures of time (R5, R6, R8).
//! Never: judges whether something may happen (`decide` does), or keeps the chat ([`Thread`] does).
//!
//! Always: in exactly one [`Stage`]; folding an event twice changes nothing.
//!
//! [`Thread`]: crate::message::Thread

use crate::Timestamp;
use crate::address::Address;
use crate::channel::Channel;
use crate::directory::Directory;
use crate::event::{Event, Recorded};
use crate::id::{AppealId, ContactId, EntryPointId, GroupId, OperatorId, OutcomeId};
use crate::message::{Author, Message};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The most characters of the last message that the list keeps.
pub(crate) const PREVIEW_CHARS: usize = 120;

/// How an appeal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// Closed by the button «Спам».
    Spam,
    /// One of the directory's results.
    Listed {
        /// Which one.
        id: OutcomeId,
    },
}

/// Who took an appeal into work, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
}

/// How, when and by whom an appeal was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// For colleagues and the history; may be empty.
    pub comment: String,
}

/// Where an appeal stands: in exactly one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Stage {
    /// In the queue of its group.
    Waiting,
    /// With an operator (В работе).
    InWork {
        /// With whom, since when.
        taken: Taken,
    },
    /// Done (Закрытые).
    Closed {
        /// Who had it in work, unless it was closed from the queue.
        taken: Option<Taken>,
        /// How it ended.
        closing: Closing,
    },
}

/// The last message, as much of it as the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Who wrote it.
    pub author: Author,
    /// Its first characters, on one line.
    pub text: String,
}

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

/// One client's matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Identity.
    pub id: AppealId,
    /// Its number, as people say it.
    pub number: u64,
    /// How many events it has seen.
    pub version: u64,
    /// The kind of line it came by.
    pub channel: Channel,
    /// The line itself.
    pub entry_point: EntryPointId,
    /// Whose queue it came to.
    pub group: GroupId,
    /// The client in the address book; none for a guest.
    pub contact: Option<ContactId>,
    /// Where the client writes from.
    pub address: Address,
    /// Where it stands.
    pub stage: Stage,
    /// When it arrived.
    pub created_at: Timestamp,
    /// When it was first taken into work; reopening does not change it, so its measures stay true.
    pub first_taken_at: Option<Timestamp>,
    /// When an operator first answered in it.
    pub first_reply_at: Option<Timestamp>,
    /// When anything last happened that a person did; lists are sorted by it (Q3).
    pub last_action_at: Timestamp,
    /// How many of the client's messages nobody has seen.
    pub unread: u32,
    /// The last message.
    pub preview: Option<Preview>,
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

    /// What a person calls the client (R10): the name in the address book, else what is known of where
    /// he writes from, an account's name or a number; `None` for a guest of whom nothing is known.
    #[must_use]
    pub fn client_name(&self, directory: &Directory) -> Option<String> {
        let contact = self.contact.and_then(|id| directory.contact(id));
        contact.map(|contact| contact.name.clone()).or_else(|| self.address.shown())
    }

    /// Who has it in work now.
    #[must_use]
    pub fn operator(&self) -> Option<OperatorId> {
        match &self.stage {
            Stage::InWork { taken } => Some(taken.by),
            Stage::Waiting | Stage::Closed { .. } => None,
        }
    }

    /// Whose it is: the one who has it in work, or closed it.
    #[must_use]
    pub fn owner(&self) -> Option<OperatorId> {
        match &self.stage {
            Stage::Waiting => None,
            Stage::InWork { taken } => Some(taken.by),
            Stage::Closed { closing, .. } => Some(closing.by),
        }
    }

    /// How it was closed, once it is.
    #[must_use]
    pub fn closing(&self) -> Option<&Closing> {
        match &self.stage {
            Stage::Closed { closing, .. } => Some(closing),
            Stage::Waiting | Stage::InWork { .. } => None,
        }
    }

    /// Who took it into work and when, if anybody did.
    #[must_use]
    pub fn taken(&self) -> Option<Taken> {
        match &self.stage {
            Stage::Waiting => None,
            Stage::InWork { taken } => Some(*taken),
            Stage::Closed { taken, .. } => *taken,
        }
    }

    /// Waiting in the queue: arrival to first taken, or to now (R8, «Время ожидания в очереди»).
    #[must_use]
    pub fn queue_wait(&self, now: Timestamp) -> TimeDelta {
        let closed_at = || self.closing().map(|closing| closing.at);
        let end = self.first_taken_at.or_else(closed_at).unwrap_or(now);
        never_negative(end - self.created_at)
    }

    /// Waiting for the operator's answer: first taken to first answer (R5, R8); none before there is one.
    #[must_use]
    pub fn first_reply(&self) -> Option<TimeDelta> {
        Some(never_negative(self.first_reply_at? - self.first_taken_at?))
    }

    /// What the client felt: arrival to first answer (R8, «Время реакции»).
    #[must_use]
    pub fn reaction(&self) -> Option<TimeDelta> {
        Some(never_negative(self.first_reply_at? - self.created_at))
    }

    /// Handling: first taken to closed, or to now (R6, R8); none before it is taken. An appeal that
    /// was reopened was not yet handled when it was closed the first time.
    #[must_use]
    pub fn handling(&self, now: Timestamp) -> Option<TimeDelta> {
        let end = self.closing().map_or(now, |closing| closing.at);
        Some(never_negative(end - self.first_taken_at?))
    }

    fn apply(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::AppealRegistered { appeal } => *self = (**appeal).clone(),
            Event::AppealTaken { by, .. } | Event::AppealReopened { by, .. } => {
                self.stage = Stage::InWork { taken: Taken { by: *by, at } };
                self.first_taken_at.get_or_insert(at);
                self.last_action_at = at;
            }
            Event::MessageSent { message } => {
                self.first_reply_at.get_or_insert(at);
                self.show(message, at);
            }
            Event::MessageReceived { message } => {
                self.unread = self.unread.saturating_add(1);
                self.show(message, at);
            }
            Event::MessageRetried { .. } => self.last_action_at = at,
            Event::DeliveryChanged { .. } => {}
            Event::MessagesRead { .. } => self.unread = 0,
            Event::AppealClosed { by, outcome, comment, .. } => {
                let closing = Closing { by: *by, at, outcome: *outcome, comment: comment.clone() };
                self.stage = Stage::Closed { taken: self.taken(), closing };
                self.last_action_at = at;
            }
            Event::SpamUndone { .. } => {
                self.stage = self.taken().map_or(Stage::Waiting, |taken| Stage::InWork { taken });
                self.last_action_at = at;
            }
        }
    }

    fn show(&mut self, message: &Message, at: Timestamp) {
        let line = message.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = line.chars().take(PREVIEW_CHARS).collect();
        self.preview = Some(Preview { author: message.author, text });
        self.last_action_at = at;
    }
}

/// Clocks of different machines may disagree by a little; no span is shown below nothing.
fn never_negative(span: TimeDelta) -> TimeDelta {
    span.max(TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::*;
    use crate::message::Delivery;

    fn span(seconds: i64) -> TimeDelta {
        TimeDelta::seconds(seconds)
    }

    /// The appeal of [`waiting`], with these events after its arrival.
    #[track_caller]
    fn folded(events: impl IntoIterator<Item = (i64, Event)>) -> Appeal {
        let mut appeal = waiting().the_appeal().clone();
        for (second, event) in events {
            let next = recorded(appeal.version + 1, at(second), event);
            assert_eq!(appeal.fold(&next), Folded::Applied);
        }
        appeal
    }

    fn spam_undone() -> Event {
        Event::SpamUndone { appeal: appeal(1), by: anna() }
    }

    fn solved_by_anna() -> Event {
        closed(anna(), Outcome::Listed { id: solved() })
    }

    // Numbers.

    #[test]
    fn an_event_known_already_changes_nothing() {
        let mut known = folded([(30, taken(anna()))]);
        let before = known.clone();
        for version in 0..=2 {
            assert_eq!(known.fold(&recorded(version, at(90), taken(boris()))), Folded::Repeated);
        }
        assert_eq!(known, before);
    }

    #[test]
    fn an_event_with_others_missing_before_it_is_not_taken_in() {
        let mut waits = folded([]);
        let before = waits.clone();
        for version in [3, 4, 255] {
            assert_eq!(waits.fold(&recorded(version, at(90), taken(boris()))), Folded::Gap);
        }
        assert_eq!(waits, before);
        assert_eq!(waits.fold(&recorded(2, at(90), taken(boris()))), Folded::Applied);
    }

    #[test]
    fn the_last_version_there_can_be_is_never_passed() {
        let mut old = Appeal { version: u64::MAX, ..folded([]) };
        assert_eq!(old.fold(&recorded(1, at(90), taken(anna()))), Folded::Repeated);
    }

    // Where it stands, and whose it is.

    #[test]
    fn a_waiting_appeal_is_nobodys() {
        let waits = folded([]);
        assert_eq!((waits.operator(), waits.owner()), (None, None));
        assert_eq!((waits.taken(), waits.closing()), (None, None));
    }

    #[test]
    fn an_appeal_in_work_is_his_who_took_it() {
        let talks = folded([(30, taken(anna()))]);
        assert_eq!((talks.operator(), talks.owner()), (Some(anna()), Some(anna())));
        assert_eq!(talks.taken(), Some(Taken { by: anna(), at: at(30) }));
    }

    #[test]
    fn a_closed_appeal_belongs_to_whoever_closed_it_and_is_nobodys_work() {
        let done = folded([(30, taken(anna())), (300, solved_by_anna())]);
        assert_eq!((done.operator(), done.owner()), (None, Some(anna())));
        assert_eq!(done.taken(), Some(Taken { by: anna(), at: at(30) }));
        assert_eq!(done.closing().map(|closing| (closing.by, closing.at)), Some((anna(), at(300))));

        let spam = folded([(20, closed(boris(), Outcome::Spam))]);
        assert_eq!((spam.operator(), spam.owner(), spam.taken()), (None, Some(boris()), None));
    }

    #[test]
    fn a_reopened_appeal_is_in_work_with_whoever_reopened_it() {
        let reopened = Event::AppealReopened { appeal: appeal(1), by: boris() };
        let again = folded([(30, taken(anna())), (300, solved_by_anna()), (400, reopened)]);
        assert_eq!(again.stage, Stage::InWork { taken: Taken { by: boris(), at: at(400) } });
    }

    // What the lists show of it.

    #[test]
    fn a_preview_is_one_line() {
        let text = "  Добрый день!\r\n\n\tГде мой\u{a0}\u{2028}заказ?  ";
        let shown = folded([(10, received(message(1), text, at(10)))]).preview;
        let text = "Добрый день! Где мой заказ?".to_owned();
        assert_eq!(shown, Some(Preview { author: Author::Client, text }));
    }

    #[test]
    fn a_preview_is_cut_between_characters_after_the_first_120() {
        for letter in ["a", "Ж", "€", "😀"] {
            for (written, shown) in [(119, 119), (120, 120), (121, 120), (4_000, 120)] {
                let sent = received(message(1), &letter.repeat(written), at(10));
                let preview = folded([(10, sent)]).preview.unwrap();
                assert_eq!(preview.text, letter.repeat(shown), "{written} of {letter}");
            }
        }
    }

    #[test]
    fn the_last_message_is_the_one_shown_whoever_wrote_it() {
        let talk = [
            (10, received(message(1), "Где заказ?", at(10))),
            (30, taken(anna())),
            (75, sent(message(2), anna(), "В пути", at(75))),
        ];
        let preview = Preview { author: Author::Operator { id: anna() }, text: "В пути".to_owned() };
        assert_eq!(folded(talk.clone()).preview, Some(preview));
        let thanks = (90, received(message(3), "Спасибо", at(90)));
        let preview = Preview { author: Author::Client, text: "Спасибо".to_owned() };
        assert_eq!(folded(talk.into_iter().chain([thanks])).preview, Some(preview));
    }

    #[test]
    fn unread_counts_what_the_client_wrote_since_somebody_looked() {
        let received = |number, second| (second, received(message(number), "?", at(second)));
        let read = |second| (second, Event::MessagesRead { appeal: appeal(1) });
        assert_eq!(folded([]).unread, 0);
        assert_eq!(folded([received(1, 10), received(2, 11)]).unread, 2);
        let answer = (40, sent(message(3), anna(), "Минуту", at(40)));
        assert_eq!(folded([received(1, 10), (30, taken(anna())), answer]).unread, 1);
        assert_eq!(folded([received(1, 10), received(2, 11), read(40)]).unread, 0);
        assert_eq!(folded([received(1, 10), read(40), received(2, 50)]).unread, 1);
    }

    #[test]
    fn what_a_person_does_moves_an_appeal_up_and_what_a_channel_tells_does_not() {
        let failed =
            Event::DeliveryChanged { appeal: appeal(1), message: message(2), delivery: Delivery::Failed };
        let retried = Event::MessageRetried { appeal: appeal(1), message: message(2) };
        let reopened = Event::AppealReopened { appeal: appeal(1), by: anna() };
        let story = [
            (30, taken(anna()), 30),
            (40, received(message(1), "?", at(40)), 40),
            (45, Event::MessagesRead { appeal: appeal(1) }, 40),
            (50, sent(message(2), anna(), "!", at(50)), 50),
            (60, failed, 50),
            (70, retried, 70),
            (80, closed(anna(), Outcome::Spam), 80),
            (85, spam_undone(), 85),
            (90, solved_by_anna(), 90),
            (95, reopened, 95),
        ];
        let mut appeal = folded([]);
        for (second, event, last_action) in story {
            let next = recorded(appeal.version + 1, at(second), event);
            appeal.fold(&next);
            assert_eq!(appeal.last_action_at, at(last_action), "after {:?}", next.event);
        }
    }

    // Measures of time. Arrival at 0, taken at 30, first answer at 75, closed at 300.

    fn measured() -> Appeal {
        folded([
            (10, received(message(1), "?", at(10))),
            (30, taken(anna())),
            (75, sent(message(2), anna(), "!", at(75))),
            (80, sent(message(3), anna(), "!!", at(80))),
            (300, solved_by_anna()),
        ])
    }

    #[test]
    fn waiting_in_the_queue_ends_when_somebody_takes_the_appeal() {
        assert_eq!(folded([]).queue_wait(at(20)), span(20));
        assert_eq!(folded([(30, taken(anna()))]).queue_wait(at(20_000)), span(30));
        assert_eq!(measured().queue_wait(at(20_000)), span(30));
    }

    #[test]
    fn waiting_in_the_queue_ends_when_the_appeal_is_told_to_be_spam() {
        let spam = (20, closed(anna(), Outcome::Spam));
        assert_eq!(folded([spam.clone()]).queue_wait(at(500)), span(20));
        assert_eq!(folded([spam, (25, spam_undone())]).queue_wait(at(40)), span(40), "and goes on after all");
    }

    #[test]
    fn the_first_answer_is_measured_from_taking_and_the_reaction_from_arrival() {
        let silent = folded([(30, taken(anna()))]);
        assert_eq!((silent.first_reply(), silent.reaction()), (None, None));
        assert_eq!(measured().first_reply(), Some(span(45)), "whatever was said later");
        assert_eq!(measured().reaction(), Some(span(75)));
    }

    #[test]
    fn handling_runs_from_taking_to_closing() {
        assert_eq!(folded([]).handling(at(50)), None);
        assert_eq!(folded([(30, taken(anna()))]).handling(at(50)), Some(span(20)));
        assert_eq!(measured().handling(at(20_000)), Some(span(270)));
        let spam = (20, closed(anna(), Outcome::Spam));
        assert_eq!(folded([spam]).handling(at(50)), None, "nobody handled it");
    }

    #[test]
    fn reopening_leaves_the_waits_as_they_were_and_prolongs_the_handling() {
        let reopened = Event::AppealReopened { appeal: appeal(1), by: boris() };
        let again = folded([
            (30, taken(anna())),
            (75, sent(message(2), anna(), "!", at(75))),
            (300, solved_by_anna()),
            (400, reopened),
            (500, solved_by_anna()),
        ]);
        assert_eq!(again.queue_wait(at(900)), span(30));
        assert_eq!(again.first_reply(), Some(span(45)));
        assert_eq!(again.handling(at(900)), Some(span(470)));
    }

    #[test]
    fn handling_goes_on_as_if_spam_taken_back_had_never_been_told() {
        let spam = (100, closed(anna(), Outcome::Spam));
        let undone = folded([(30, taken(anna())), spam, (110, spam_undone())]);
        assert_eq!(undone.handling(at(200)), Some(span(170)));
    }

    #[test]
    fn clocks_that_disagree_make_no_span_shorter_than_nothing() {
        let nothing = TimeDelta::zero();
        assert_eq!(folded([]).queue_wait(at(-5)), nothing);
        let early = folded([
            (-10, taken(anna())),
            (-20, sent(message(2), anna(), "!", at(-20))),
            (-30, solved_by_anna()),
        ]);
        assert_eq!(early.queue_wait(at(0)), nothing);
        assert_eq!(early.first_reply(), Some(nothing));
        assert_eq!(early.reaction(), Some(nothing));
        assert_eq!(early.handling(at(0)), Some(nothing));
        assert_eq!(folded([(30, taken(anna()))]).handling(at(29)), Some(nothing));
    }
}

//! The commands of a talk that has already happened, step by step.
//!
//! Owns: what each step wishes. Never: when it happens.

use super::deal::Bargain;
use super::{Course, Step, Talk};
use crate::case::Case;
use crate::{directory, files, mail, ratings};
use desk_contract::call::CallEnd;
use desk_contract::command::{
    CallReport, CloseAppeal, MarkRead, MarkSpam, RateAppeal, ReceiveMessage, RegisterAppeal, ReportCall,
    ReportDelivery, SaveDocument, SendMessage, SetTopic, StoreAttachment, TakeAppeal,
};
use desk_contract::deal::DocumentOwner;
use desk_contract::id::{DocumentId, MessageId};
use desk_contract::message::{Attachment, Delivery};
use desk_contract::{Actor, Channel, Command, Timestamp};

/// A talk with those who talk.
pub(super) struct Play<'a> {
    pub(super) talk: &'a Talk<'a>,
    pub(super) case: &'a Case,
    pub(super) who: Option<usize>,
    pub(super) arriving: &'a RegisterAppeal,
}

impl Play<'_> {
    /// Tells everything that is wished in a step, in order.
    pub(super) fn commands(&self, at: Timestamp, step: Step, mut tell: impl FnMut(Actor, Command)) {
        let (appeal, outside) = (self.arriving.appeal, Actor::Connector);
        let operator = Actor::Operator { id: self.talk.operator.id };
        match step {
            Step::Comes => tell(outside, self.arriving.clone().into()),
            Step::Writes(place) => {
                if let Some(attachment) = self.file(place) {
                    tell(outside, StoreAttachment { attachment }.into());
                }
                tell(outside, self.written(place).into());
            }
            Step::Taken => tell(operator, TakeAppeal { appeal }.into()),
            Step::Looked => tell(operator, MarkRead { appeal, seen: None }.into()),
            Step::Answers(turn) => tell(operator, self.answered(turn)),
            Step::Read(turn) => {
                let (message, delivery) = (self.answer_id(turn), Delivery::Read);
                tell(outside, ReportDelivery { appeal, message, delivery }.into());
            }
            Step::HangsUp => {
                let report = CallReport::Ended { why: CallEnd::ByClient };
                tell(outside, ReportCall { appeal, report }.into());
            }
            Step::Sorts => {
                let Talk { cast, number, .. } = self.talk;
                let chance = cast.seed.of(("score", *number));
                let topic = directory::topic(cast.directory, self.case.story, chance);
                tell(operator, SetTopic { appeal, topic }.into());
            }
            Step::Ends(ending) => {
                let is_call = self.talk.course == Course::Call;
                let comment = if is_call { self.case.told_comment() } else { self.case.comment() };
                let outcome = directory::outcome(self.talk.cast.directory, ending);
                tell(operator, CloseAppeal { appeal, outcome, comment }.into());
            }
            Step::Spam => tell(operator, MarkSpam { appeal }.into()),
            Step::Keeps(place) => self.kept(at, place).into_iter().for_each(|it| tell(operator, it.into())),
            Step::Deals(step) => {
                let bargain = self.who.and_then(|who| Bargain::drawn(self.talk, self.case, who));
                bargain.into_iter().for_each(|it| it.commands(appeal, step, &mut tell));
            }
            Step::Rates => {
                let chance = self.talk.cast.seed.of(("score", self.talk.number));
                let rating = ratings::given(chance, self.arriving.channel);
                rating
                    .into_iter()
                    .for_each(|rating| tell(outside, RateAppeal { appeal, place: 1, rating }.into()));
            }
        }
    }

    fn written(&self, place: usize) -> ReceiveMessage {
        let beats = self.case.beats(0);
        let text = beats.get(place).map(|beat| self.case.line(*beat)).unwrap_or_default();
        let subject = || if place == 0 { self.case.subject() } else { mail::answered(self.case.subject()) };
        let is_letter = self.arriving.channel == Channel::Email;
        ReceiveMessage {
            appeal: self.arriving.appeal,
            message: self.beat_id(place),
            mail: is_letter.then(|| mail::first(self.case, subject(), &text)),
            attachments: self.file(place).into_iter().map(|file| file.id).collect(),
            text,
        }
    }

    fn answered(&self, turn: usize) -> Command {
        let (message, text) = (self.answer_id(turn), self.case.answer(turn, self.talk.operator));
        let said = SendMessage { appeal: self.arriving.appeal, message, text, attachments: Vec::new() };
        let RegisterAppeal { channel, address, .. } = self.arriving;
        let subject = mail::answered(self.case.subject());
        mail::letter(self.talk.cast.directory, (*channel, address), subject, said)
    }

    fn file(&self, place: usize) -> Option<Attachment> {
        let kind = self.case.beats(0).get(place)?.file?;
        let chance = self.talk.cast.seed.of(("file", self.talk.number));
        Some(files::file(kind, self.talk.from, chance))
    }

    fn kept(&self, at: Timestamp, place: usize) -> Option<SaveDocument> {
        let Talk { cast, number, .. } = self.talk;
        Some(SaveDocument {
            document: DocumentId::new(at, cast.seed.of(("document", *number)).bytes()),
            appeal: self.arriving.appeal,
            message: self.beat_id(place),
            attachment: self.file(place)?.id,
            owner: DocumentOwner::Contact { id: cast.clients.id(self.who?)? },
        })
    }

    /// Known before it is given a moment of its own.
    fn beat_id(&self, place: usize) -> MessageId {
        let Talk { cast, number, from, .. } = self.talk;
        MessageId::new(*from, cast.seed.of(("beat", *number, place as u64)).bytes())
    }

    fn answer_id(&self, turn: usize) -> MessageId {
        let Talk { cast, number, from, .. } = self.talk;
        MessageId::new(*from, cast.seed.of(("answer", *number, turn as u64)).bytes())
    }
}

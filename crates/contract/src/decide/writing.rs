//! Writing to the client, and what he writes (W1, W2, O4, O5).

use super::outgoing::usable_mailbox;
use super::scene::{LONGEST_NAME, is_mail_address};
use super::{Decision, Rule, Scene};
use crate::appeal::Appeal;
use crate::channel::{Channel, MEGABYTE};
use crate::command::{Actor, MarkRead, ReceiveMessage, ReportDelivery, RetryMessage, SendMail, SendMessage};
use crate::event::{DeliveryChanged, MessageReceived, MessageRetried, MessageSent, MessagesRead};
use crate::id::{AppealId, AttachmentId, MessageId};
use crate::message::{Attachment, Author, Delivery, Envelope, Message, MessageKind};
use crate::needs::Need;
use crate::refusal::Refusal;
use crate::sms::SmsCount;

/// The most boxes that one letter goes to.
const MOST_RECEIVERS: usize = 50;

pub(super) fn needs_of(appeal: AppealId, message: MessageId, files: &[AttachmentId]) -> Vec<Need> {
    let files = files.iter().copied().map(Need::Attachment);
    [Need::Appeal(appeal), Need::Message(appeal, message)].into_iter().chain(files).collect()
}

/// Whether the channel carries such a text.
pub(super) fn fits(channel: Channel, text: &str) -> Result<(), Refusal> {
    if !channel.carries_text() {
        return Err(Refusal::NoTextHere);
    }
    if channel == Channel::Sms {
        let count = SmsCount::of(text);
        return if count.fits() { Ok(()) } else { Err(Refusal::SmsTooLong { parts: count.parts }) };
    }
    let limit = channel.longest_text();
    if text.chars().count() > limit { Err(Refusal::TextTooLong { limit }) } else { Ok(()) }
}

/// Whether the channel carries such files together. A screen asks before it brings any (W2).
///
/// # Errors
/// The [`Refusal`] that a message with them would meet.
pub fn carries(channel: Channel, files: &[Attachment]) -> Result<(), Refusal> {
    if files.is_empty() {
        return Ok(());
    }
    let (most, limit) = (channel.most_files(), channel.largest_file());
    let sizes = || files.iter().map(|file| file.bytes);
    // A letter is carried as one piece, its files together.
    let heaviest = if channel == Channel::Email { sizes().sum() } else { sizes().max().unwrap_or(0) };
    if most == 0 {
        return Err(Refusal::NoFilesHere);
    }
    if files.len() > most {
        return Err(Refusal::TooManyFiles { limit: most });
    }
    if heaviest > limit {
        return Err(Refusal::FileTooLarge { megabytes: limit / MEGABYTE });
    }
    Ok(())
}

/// What to do about an id that is in use: nothing if it is the same message again.
pub(super) fn repeated(known: &Message, author: Author, text: &str, files: &[AttachmentId]) -> Decision {
    let has_files = known.attachments.iter().map(|file| &file.id).eq(files);
    let is_same = known.author == author && known.text == text && has_files;
    if is_same { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) }
}

impl Rule for SendMessage {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &self.attachments)
    }

    /// A message sent twice under one id is one message (U1): the repeat changes nothing.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?.id;
        scene.appeal(self.appeal)?;
        let (author, text) = (Author::Operator { id: by }, self.text.trim());
        if let Some(known) = scene.slice.message(self.appeal, self.message) {
            return repeated(known, author, text, &self.attachments);
        }
        let (appeal, _) = scene.own(self.appeal)?;
        if !appeal.channel.carries_text() {
            return Err(Refusal::NoTextHere);
        }
        if text.is_empty() && self.attachments.is_empty() {
            return Err(Refusal::EmptyText);
        }
        fits(appeal.channel, text)?;
        let attachments = scene.files(&self.attachments)?;
        carries(appeal.channel, &attachments)?;
        let message =
            Message { attachments, ..Message::on_its_way(self.message, appeal.id, author, text, scene.now) };
        Ok(vec![MessageSent { message }.into()])
    }
}

impl Rule for SendMail {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &self.attachments)
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        scene.appeal(self.appeal)?;
        let (author, text) = (Author::Operator { id: operator.id }, self.text.trim());
        if let Some(known) = scene.slice.message(self.appeal, self.message) {
            return repeated(known, author, text, &self.attachments);
        }
        let (appeal, _) = scene.own(self.appeal)?;
        if appeal.channel != Channel::Email {
            return Err(Refusal::NoMailHere);
        }
        usable_mailbox(scene.directory(), operator, self.from)?;
        self.addressed()?;
        if text.is_empty() && self.attachments.is_empty() {
            return Err(Refusal::EmptyText);
        }
        fits(Channel::Email, text)?;
        fits(Channel::Email, self.html.as_deref().unwrap_or_default())?;
        let attachments = scene.files(&self.attachments)?;
        carries(Channel::Email, &attachments)?;
        let message = Message {
            kind: MessageKind::Mail { envelope: self.envelope() },
            attachments,
            ..Message::on_its_way(self.message, appeal.id, author, text, scene.now)
        };
        Ok(vec![MessageSent { message }.into()])
    }
}

impl SendMail {
    /// Whether it says plausibly where it goes and what it is about.
    fn addressed(&self) -> Result<(), Refusal> {
        if self.to.is_empty() || self.to.len() + self.cc.len() > MOST_RECEIVERS {
            return Err(Refusal::NoReceivers { limit: MOST_RECEIVERS });
        }
        if let Some(address) = self.to.iter().chain(&self.cc).find(|address| !is_mail_address(address.trim()))
        {
            return Err(Refusal::BadMailAddress { address: address.clone() });
        }
        if self.subject_line().chars().count() > LONGEST_NAME {
            return Err(Refusal::NameTooLong { limit: LONGEST_NAME });
        }
        Ok(())
    }

    /// The subject on one line: a break would end the field, and what follows would be a field of its own.
    fn subject_line(&self) -> String {
        let words = self.subject.split(|letter: char| letter.is_whitespace() || letter.is_control());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn envelope(&self) -> Envelope {
        let trimmed = |boxes: &[String]| boxes.iter().map(|address| address.trim().to_owned()).collect();
        Envelope {
            from: Some(self.from),
            to: trimmed(&self.to),
            cc: trimmed(&self.cc),
            subject: self.subject_line(),
            html: self.html.clone(),
        }
    }
}

impl Rule for RetryMessage {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &[])
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, _) = scene.own(self.appeal)?;
        let message = scene.slice.message(appeal.id, self.message).ok_or(Refusal::UnknownMessage)?;
        if message.delivery != Delivery::Failed {
            return Err(Refusal::NotFailed);
        }
        Ok(vec![MessageRetried { appeal: appeal.id, message: self.message }.into()])
    }
}

impl Rule for ReceiveMessage {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &self.attachments)
    }

    /// What a client writes is never refused for its form: it is kept as it came. A client who writes
    /// into a closed appeal gets a new one, which is the connector's to register.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal = scene.appeal(self.appeal)?;
        if let Some(known) = scene.slice.message(appeal.id, self.message) {
            return repeated(known, Author::Client, &self.text, &self.attachments);
        }
        if appeal.closing().is_some() {
            return Err(Refusal::Closed);
        }
        if !appeal.channel.carries_text() {
            return Err(Refusal::NoTextHere);
        }
        let message = Message {
            id: self.message,
            appeal: appeal.id,
            author: Author::Client,
            text: self.text.clone(),
            at: scene.now,
            delivery: Delivery::Read,
            kind: self.kind(),
            attachments: scene.files(&self.attachments)?,
        };
        Ok(vec![MessageReceived { message }.into()])
    }
}

impl ReceiveMessage {
    fn kind(&self) -> MessageKind {
        self.mail.as_ref().map_or(MessageKind::Talk, |mail| MessageKind::Mail {
            envelope: Envelope {
                from: None,
                to: mail.to.clone(),
                cc: mail.cc.clone(),
                subject: mail.subject.clone(),
                html: mail.html.clone(),
            },
        })
    }
}

impl Rule for ReportDelivery {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &[])
    }

    /// Channels repeat themselves and report late: what says nothing new changes nothing.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let appeal: &Appeal = scene.appeal(self.appeal)?;
        let message = scene.slice.message(appeal.id, self.message).ok_or(Refusal::UnknownMessage)?;
        if !message.delivery.may_become(self.delivery) {
            return Ok(Vec::new());
        }
        let Self { message, delivery, .. } = *self;
        Ok(vec![DeliveryChanged { appeal: appeal.id, message, delivery }.into()])
    }
}

impl Rule for MarkRead {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// Looking at a colleague's appeal marks nothing as read for him, and what came after he looked he
    /// has not seen.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, _) = scene.own(self.appeal)?;
        if appeal.unread == 0 || self.seen.is_some_and(|seen| appeal.last_received != Some(seen)) {
            return Ok(Vec::new());
        }
        Ok(vec![MessagesRead { appeal: appeal.id }.into()])
    }
}

//! What is written beside the talk: notes for colleagues, invitations, and the files that go with
//! messages (H3, U7, W2).

use super::writing::{fits, needs_of, repeated};
use super::{Decision, Rule, Scene};
use crate::channel::MEGABYTE;
use crate::command::{Actor, InviteToConference, StoreAttachment, WriteNote};
use crate::event::{AttachmentStored, MessageSent, NoteWritten};
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::needs::Need;
use crate::refusal::Refusal;

/// The most characters of a note.
const LONGEST_NOTE: usize = 4_096;
/// The most characters of a file's name, as file systems have it.
const LONGEST_FILE_NAME: usize = 255;
/// The largest file that the desk takes at all, in bytes; channels have bounds of their own.
const LARGEST_FILE: u64 = 50 * MEGABYTE;

impl Rule for WriteNote {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &[])
    }

    /// Whoever sees the appeal may leave a note in it, whoever has it and however it stands.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.seen_by(self.appeal)?;
        let (author, text) = (Author::Operator { id: by }, self.text.trim());
        if let Some(known) = scene.slice.message(appeal.id, self.message) {
            return repeated(known, author, text, &[]);
        }
        if text.is_empty() {
            return Err(Refusal::EmptyText);
        }
        if text.chars().count() > LONGEST_NOTE {
            return Err(Refusal::TextTooLong { limit: LONGEST_NOTE });
        }
        let message = Message {
            id: self.message,
            appeal: appeal.id,
            author,
            text: text.to_owned(),
            at: scene.now,
            delivery: Delivery::Read,
            kind: MessageKind::Note,
            attachments: Vec::new(),
        };
        Ok(vec![NoteWritten { message }.into()])
    }
}

impl Rule for InviteToConference {
    fn needs(&self, _: Actor) -> Vec<Need> {
        needs_of(self.appeal, self.message, &[])
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?.id;
        scene.appeal(self.appeal)?;
        let author = Author::Operator { id: by };
        let url = format!("{}{}", scene.directory().settings.conference_base, self.message);
        let text = format!("{}\n{url}", self.text.trim()).trim().to_owned();
        if let Some(known) = scene.slice.message(self.appeal, self.message) {
            return repeated(known, author, &text, &[]);
        }
        let (appeal, _) = scene.own(self.appeal)?;
        fits(appeal.channel, &text)?;
        let message = Message {
            kind: MessageKind::Conference { url },
            ..Message::on_its_way(self.message, appeal.id, author, text, scene.now)
        };
        Ok(vec![MessageSent { message }.into()])
    }
}

impl Rule for StoreAttachment {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Attachment(self.attachment.id)]
    }

    /// From either side: operators choose files, connectors bring them. A name is a name, not a way
    /// through somebody's folders.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        if let Actor::Operator { .. } = scene.actor {
            scene.operator()?;
        }
        if let Some(known) = scene.slice.attachment(self.attachment.id) {
            return if *known == self.attachment { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        let name = self.attachment.name.as_str();
        let is_way = name.contains(['/', '\\']) || ["", ".", ".."].contains(&name.trim());
        if is_way || name.chars().any(char::is_control) || name.chars().count() > LONGEST_FILE_NAME {
            return Err(Refusal::BadFileName);
        }
        if self.attachment.bytes > LARGEST_FILE {
            return Err(Refusal::FileTooLarge { megabytes: LARGEST_FILE / MEGABYTE });
        }
        Ok(vec![AttachmentStored { attachment: self.attachment.clone() }.into()])
    }
}

//! What is filled in for an appeal made by hand, and the wish that it makes (Q4).
//!
//! Owns: the values, and at which part of the form a refusal is shown. Never: refuses anything itself.
//!
//! Always: what was typed stays until the appeal is there; its id is made once, so that two presses make one.

use super::address::AddressKind;
use super::files::Brought;
use crate::desk::Desk;
use crate::i18n::{language, tr};
use desk_contract::address::Address;
use desk_contract::command::CreateAppeal;
use desk_contract::directory::{Directory, EntryPoint, Group};
use desk_contract::id::{AppealId, ContactId, MessageId, OperatorId};
use desk_contract::{Channel, Refusal};
use leptos::prelude::*;

/// A part of the form, at which what is wrong with it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Line,
    Group,
    Client,
    Topic,
    Text,
    Files,
    Comment,
    Whole,
}

/// What is filled in; lives with the page.
#[derive(Clone, Copy)]
pub(crate) struct NewAppeal {
    pub(super) open: RwSignal<bool>,
    me: OperatorId,
    directory: RwSignal<Directory>,
    ids: RwSignal<(AppealId, MessageId)>,
    pub(super) channel_key: RwSignal<String>,
    pub(super) entry_point: RwSignal<String>,
    pub(super) group: RwSignal<String>,
    /// The client, where he is in the address book.
    pub(super) contact: RwSignal<Option<ContactId>>,
    pub(super) sought: RwSignal<String>,
    /// Which of the addresses on his card; none of them where it is no number.
    pub(super) of_card: RwSignal<String>,
    pub(super) address: RwSignal<String>,
    pub(super) topic: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    pub(super) comment: RwSignal<String>,
    pub(super) files: RwSignal<Vec<Brought>>,
    /// Whether the button was pressed: from then on is said what is wrong.
    pub(super) is_tried: RwSignal<bool>,
}

impl NewAppeal {
    /// Nothing is filled in.
    pub(crate) fn new(desk: Desk) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            open: RwSignal::new(false),
            me: desk.me(),
            directory: desk.directory,
            ids: RwSignal::new(new_ids(desk)),
            channel_key: empty(),
            entry_point: empty(),
            group: empty(),
            contact: RwSignal::new(None),
            sought: empty(),
            of_card: empty(),
            address: empty(),
            topic: empty(),
            text: empty(),
            comment: empty(),
            files: RwSignal::new(Vec::new()),
            is_tried: RwSignal::new(false),
        }
    }

    /// Empties everything but channel, line and group, which the next one often shares.
    pub(super) fn clear(self, desk: Desk) {
        for text in [self.sought, self.of_card, self.address, self.topic, self.text, self.comment] {
            text.set(String::new());
        }
        self.contact.set(None);
        for file in self.files.get_untracked() {
            file.stop();
        }
        self.files.set(Vec::new());
        self.is_tried.set(false);
        self.ids.set(new_ids(desk));
    }

    /// The appeal is there: the form is for another one.
    pub(super) fn begin_anew(self, desk: Desk) {
        self.open.set(false);
        self.clear(desk);
    }

    /// The channels by which clients come to this desk.
    pub(super) fn channels(self) -> Vec<Channel> {
        let directory = self.directory.read();
        let has_line = |it: &Channel| directory.entry_points.iter().any(|line| line.channel == *it);
        Channel::ALL.into_iter().filter(has_line).collect()
    }

    /// The chosen channel, else the first.
    pub(super) fn channel(self) -> Option<Channel> {
        let (key, channels) = (self.channel_key.read(), self.channels());
        channels.iter().find(|it| it.as_str() == *key).or(channels.first()).copied()
    }

    /// The lines of that channel.
    pub(super) fn lines(self, directory: &Directory) -> impl Iterator<Item = &EntryPoint> {
        let channel = self.channel();
        directory.entry_points.iter().filter(move |line| Some(line.channel) == channel)
    }

    /// The groups for which he may make one.
    pub(super) fn groups(self, directory: &Directory) -> impl Iterator<Item = &Group> {
        let me = directory.operator(self.me);
        directory
            .groups
            .iter()
            .filter(move |group| me.is_some_and(|me| me.groups.contains(&group.id) || me.oversees(group.id)))
    }

    /// Where the client can be reached: as it stands on his card, or as it is typed.
    fn reached_at(self, desk: Desk, channel: Channel) -> Result<Address, String> {
        let chosen = self.of_card.read().parse::<usize>().ok();
        let on_card = self.contact.get().and_then(|id| {
            let cards = desk.cards.read();
            let mut places = cards.contact(id)?.card.reached_by(channel).collect::<Vec<_>>().into_iter();
            match (chosen, self.of_card.read().is_empty()) {
                (Some(place), _) => places.nth(place),
                (None, true) => places.next(),
                (None, false) => None,
            }
        });
        match on_card {
            Some(address) => Ok(address),
            None => AddressKind::of(channel).read(&self.address.read(), self.ids.get().1.to_string()),
        }
    }

    /// The wish that it makes, or what is missing, in words and where.
    pub(super) fn wish(self, desk: Desk) -> Result<CreateAppeal, (Part, String)> {
        let nothing = |part: Part, refusal: Refusal| (part, desk.sentence(&refusal, language()));
        let directory = desk.directory.read();
        let channel = self.channel().ok_or_else(|| nothing(Part::Line, Refusal::UnknownEntryPoint))?;
        let line = {
            let chosen = self.entry_point.read();
            let chosen = self.lines(&directory).find(|line| line.id.to_string() == *chosen);
            let line = chosen.or_else(|| self.lines(&directory).next());
            line.ok_or_else(|| nothing(Part::Line, Refusal::UnknownEntryPoint))?
        };
        let group = {
            let chosen = self.group.read();
            let chosen = self.groups(&directory).find(|group| group.id.to_string() == *chosen);
            let group = chosen.or_else(|| self.groups(&directory).next());
            group.ok_or_else(|| nothing(Part::Group, Refusal::UnknownGroup))?
        };
        let address = self.reached_at(desk, channel).map_err(|said| (Part::Client, said))?;
        let has_chat = channel.carries_text();
        let (appeal, message) = self.ids.get();
        Ok(CreateAppeal {
            appeal,
            channel,
            entry_point: line.id,
            group: group.id,
            contact: self.contact.get(),
            address,
            topic: self.topic.read().parse().ok(),
            comment: self.comment.get(),
            message,
            // What was typed for another channel waits for that one to be chosen again.
            text: if has_chat { self.text.get() } else { String::new() },
            attachments: if has_chat {
                self.files.read().iter().filter_map(Brought::counted).collect()
            } else {
                Vec::new()
            },
        })
    }

    /// What stands in its way now.
    pub(super) fn trouble(self, desk: Desk) -> Option<(Part, String)> {
        let wish = match self.wish(desk) {
            Ok(wish) => wish,
            Err(missing) => return Some(missing),
        };
        let refusal = desk.refusal_beside(&wish)?;
        let sentence = match &refusal {
            Refusal::EmptyName => tr!(create.account_missing),
            other => desk.sentence(other, language()),
        };
        Some((part_of(&refusal), sentence))
    }

    /// What is wrong with a part of the form, once the button was pressed.
    pub(super) fn error(self, desk: Desk, part: Part) -> Option<String> {
        let (of, said) = self.trouble(desk).filter(|_| self.is_tried.get())?;
        (of == part).then_some(said)
    }
}

fn new_ids(desk: Desk) -> (AppealId, MessageId) {
    (desk.new_id(AppealId::new), desk.new_id(MessageId::new))
}

/// Where a refusal is shown.
fn part_of(refusal: &Refusal) -> Part {
    match refusal {
        Refusal::UnknownEntryPoint => Part::Line,
        Refusal::UnknownGroup | Refusal::NotYourGroup => Part::Group,
        Refusal::UnknownTopic => Part::Topic,
        Refusal::UnknownContact
        | Refusal::BadMailAddress { .. }
        | Refusal::EmptyName
        | Refusal::NameTooLong { .. } => Part::Client,
        Refusal::CommentTooLong { .. } => Part::Comment,
        Refusal::NoTextHere => Part::Text,
        Refusal::UnknownAttachment
        | Refusal::NoFilesHere
        | Refusal::TooManyFiles { .. }
        | Refusal::FileTooLarge { .. } => Part::Files,
        _ => Part::Whole,
    }
}

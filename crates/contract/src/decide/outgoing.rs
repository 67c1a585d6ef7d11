//! Outgoing appeals: which ways lead to a client, and beginning an appeal by one (O1 to O6, H1, H2).

use super::calls::placed;
use super::scene::is_of_his_group;
use super::{Decision, Rule, Scene};
use crate::address::Address;
use crate::appeal::Beginning;
use crate::channel::Channel;
use crate::command::{Actor, StartAppeal};
use crate::contact::ContactCard;
use crate::directory::{Directory, EntryPoint, Mailbox};
use crate::event::{AppealRegistered, AppealTaken, CallStarted, Event};
use crate::history::{Creation, Direction};
use crate::id::MailboxId;
use crate::needs::Need;
use crate::operator::Operator;
use crate::refusal::Refusal;

/// One way to reach a client, as the header's menus offer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// By which channel.
    pub channel: Channel,
    /// Where; several numbers are a choice. Empty where there is none.
    pub addresses: Vec<Address>,
    /// Why it cannot be gone now; `None` where it can.
    pub refusal: Option<Refusal>,
}

/// Every way to reach a client, in the order of [`Channel::ALL`], those that are off with the reason
/// (O6). The chat of the site is not among them: only the client can begin it. A letter for which no
/// E-mail channel is connected is off here; it is written in another program, see [`mail_program`]. A guest has no
/// card, and is answered only where he writes.
#[must_use]
pub fn ways_to_reach(directory: &Directory, card: Option<&ContactCard>) -> Vec<Way> {
    let channels = Channel::ALL.into_iter().filter(|channel| *channel != Channel::SiteChat);
    let way = |channel: Channel| {
        let addresses = card.map(|card| card.reached_by(channel).collect()).unwrap_or_default();
        Way { channel, addresses, refusal: why_not_by(directory, card, channel) }
    };
    channels.map(way).collect()
}

/// Why a client cannot be reached by a channel now; `None` where he can. A guest is bound to a client first (H4).
#[must_use]
pub fn why_not_by(directory: &Directory, card: Option<&ContactCard>, channel: Channel) -> Option<Refusal> {
    match card {
        Some(card) => way(directory, card, channel).err(),
        None => Some(Refusal::StillAGuest),
    }
}

/// Which program writes a letter (O5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailProgram {
    /// The desk's own editor: a widget with an E-mail channel is connected.
    BuiltIn,
    /// The one that the operator's system names, opened through `mailto:`.
    System,
}

/// Which program writes a letter (O5).
#[must_use]
pub fn mail_program(directory: &Directory) -> MailProgram {
    if directory.is_connected(Channel::Email) { MailProgram::BuiltIn } else { MailProgram::System }
}

/// The address that opens the system's mail program with «Кому» filled in (RFC 6068): every byte that
/// means something in an address of that kind is escaped.
#[must_use]
pub fn mailto(address: &str) -> String {
    let mut link = "mailto:".to_owned();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"@.-_~+!$'*".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
    }
    link
}

/// The line by which the desk goes this way, or why it cannot.
fn way<'a>(
    directory: &'a Directory,
    card: &ContactCard,
    channel: Channel,
) -> Result<&'a EntryPoint, Refusal> {
    if channel == Channel::SiteChat {
        return Err(Refusal::ClientBeginsChat);
    }
    if card.reached_by(channel).next().is_none() {
        return Err(match channel {
            Channel::Sms => Refusal::NoMobileNumber,
            Channel::Call => Refusal::NoNumber,
            Channel::Email => Refusal::NoMailAddress,
            channel => Refusal::NoAccount { channel },
        });
    }
    lines(directory, channel).next().ok_or(Refusal::NotConnected { channel })
}

/// The lines by which the desk goes this way, the best first: those connected in a widget; a company's
/// number calls and sends SMS whether or not a widget shows it.
fn lines(directory: &Directory, channel: Channel) -> impl Iterator<Item = &EntryPoint> {
    let connected = directory.widgets.iter().flat_map(|widget| &widget.entry_points);
    let connected = connected.filter_map(|id| directory.entry_point(*id));
    let of = |channel: Channel, is_open: bool| {
        directory.entry_points.iter().filter(move |line| is_open && line.channel == channel)
    };
    let has_numbers = channel == Channel::Call || channel == Channel::Sms;
    connected
        .filter(move |line| line.channel == channel)
        .chain(of(channel, has_numbers))
        .chain(of(Channel::Call, channel == Channel::Sms))
}

/// The boxes from which an operator can write letters now (O4).
pub fn usable_mailboxes<'a>(directory: &'a Directory, by: &'a Operator) -> impl Iterator<Item = &'a Mailbox> {
    directory.mailboxes.iter().filter(|it| usable_mailbox(directory, by, it.id).is_ok())
}

/// A box that this operator may send from: the company's, or his own once authorised (O4).
pub(super) fn usable_mailbox(directory: &Directory, by: &Operator, id: MailboxId) -> Result<(), Refusal> {
    let mailbox = directory.mailbox(id).ok_or(Refusal::UnknownMailbox)?;
    if mailbox.owner.is_some_and(|owner| owner != by.id) {
        return Err(Refusal::UnknownMailbox);
    }
    if mailbox.is_authorised { Ok(()) } else { Err(Refusal::MailboxNotAuthorised) }
}

impl Rule for StartAppeal {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        let mut needs = vec![Need::Appeal(self.appeal), Need::NextNumber, Need::Contact(self.contact)];
        if let Actor::Operator { id } = actor {
            needs.push(Need::LiveCallOf(id));
        }
        needs
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?;
        if let Some(known) = scene.slice.appeal(self.appeal) {
            let is_repeat = known.direction == Direction::Outgoing && known.owner() == Some(operator.id);
            return if is_repeat { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        let directory = scene.directory();
        let contact = scene.contact(self.contact)?;
        directory.group(self.group).ok_or(Refusal::UnknownGroup)?;
        let mut line = way(directory, &contact.card, self.channel)?;
        let is_on_card = contact.card.reached_by(self.channel).any(|address| address.is_same(&self.address));
        if !is_on_card {
            return Err(Refusal::NotOnCard);
        }
        if let Some(chosen) = self.entry_point {
            let mut lines = lines(directory, self.channel);
            line = lines.find(|line| line.id == chosen).ok_or(Refusal::UnknownEntryPoint)?;
        }
        if self.channel == Channel::Email {
            usable_mailbox(directory, operator, self.mailbox.ok_or(Refusal::UnknownMailbox)?)?;
        }
        let beginning = Beginning {
            id: self.appeal,
            number: scene.slice.next_number(),
            channel: self.channel,
            direction: Direction::Outgoing,
            creation: Creation::Operator,
            entry_point: line.id,
            group: self.group,
            contact: Some(contact.id),
            address: self.address.clone(),
        };
        let appeal = beginning.appeal(scene.now);
        is_of_his_group(operator, &appeal)?;
        let mut events: Vec<Event> = vec![
            AppealRegistered { appeal: Box::new(appeal) }.into(),
            AppealTaken { appeal: self.appeal, by: operator.id }.into(),
        ];
        if let (Channel::Call, Address::Phone { number }) = (self.channel, &self.address) {
            scene.is_free_to_talk(operator.id, self.appeal)?;
            let call = placed(number.clone(), operator.id, scene);
            events.push(CallStarted { appeal: self.appeal, call }.into());
        }
        Ok(events)
    }
}

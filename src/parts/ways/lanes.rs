//! The ways to a client as lines of a menu: where each leads, and why it is off when it is (H2, O1 to O6).
//!
//! Owns: one line for each place that the contract's [`ways_to_reach`] names, for a letter one for each mail box.
//! Never: decides that a way is off; the contract does.

use super::start::{group_for, kind_word};
use crate::desk::Desk;
use crate::i18n::{language, tr};
use desk_contract::address::Address;
use desk_contract::command::StartAppeal;
use desk_contract::contact::ContactCard;
use desk_contract::directory::Mailbox;
use desk_contract::id::{AppealId, ContactId, MailboxId};
use desk_contract::{Appeal, Channel, MailProgram, Refusal, Way, mail_program, mailto, ways_to_reach};
use leptos::prelude::*;

/// Which ways are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Every way, a call among them.
    Everything,
    /// Those by which one writes.
    Writing,
}

/// One line of the menu.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    pub(super) channel: Channel,
    /// What is written below the channel's name.
    pub(super) words: String,
    pub(super) refusal: Option<String>,
    pub(super) leads: Leads,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Leads {
    /// Nowhere: it is off.
    Nowhere,
    /// To the appeal from which it is asked, which is on that way already.
    Here(AppealId),
    /// To an outgoing appeal.
    Begins(ContactId, Address, Option<MailboxId>),
    /// To the mail program of the operator's system (O5).
    Program(String),
    /// To the settings, where a mail box is authorised (O4).
    Settings,
}

/// Every line, those that are off with their reason.
pub(super) fn lanes(
    desk: Desk,
    contact: Option<ContactId>,
    from: Option<&Appeal>,
    offer: Offer,
) -> Vec<Lane> {
    let cards = desk.cards.read();
    let card = contact.and_then(|id| cards.contact(id)).map(|contact| (contact.id, contact.card.clone()));
    drop(cards);
    match card {
        Some((id, card)) => Lanes { desk, id, card: &card, from, offer }.all(),
        None => of_a_guest(desk, from, offer),
    }
}

fn is_offered(offer: Offer, channel: Channel) -> bool {
    offer == Offer::Everything || channel != Channel::Call
}

/// Of a guest only the place is known that he came from: there he is answered in his own appeal.
fn of_a_guest(desk: Desk, from: Option<&Appeal>, offer: Offer) -> Vec<Lane> {
    let here = from.and_then(|appeal| lane_here(desk, appeal));
    let others = ways_to_reach(&desk.directory.read(), None)
        .into_iter()
        .filter(|way| is_offered(offer, way.channel))
        .filter(|way| here.as_ref().is_none_or(|here| here.channel != way.channel))
        .map(|way| Lane {
            channel: way.channel,
            words: String::new(),
            refusal: way.refusal.map(|refusal| desk.sentence(&refusal, language())),
            leads: Leads::Nowhere,
        })
        .collect::<Vec<_>>();
    here.iter().cloned().chain(others).collect()
}

/// The way of an appeal that the operator has in work: he is on it already.
fn lane_here(desk: Desk, appeal: &Appeal) -> Option<Lane> {
    let is_mine = appeal.operator() == Some(desk.me());
    (is_mine && appeal.channel.carries_text()).then(|| {
        let here = tr!(ways.this_appeal);
        let words = appeal.address.shown().map_or_else(|| here.clone(), |place| format!("{place} · {here}"));
        Lane { channel: appeal.channel, words, refusal: None, leads: Leads::Here(appeal.id) }
    })
}

/// The lines to a client of the address book.
struct Lanes<'a> {
    desk: Desk,
    id: ContactId,
    card: &'a ContactCard,
    from: Option<&'a Appeal>,
    offer: Offer,
}

impl Lanes<'_> {
    fn all(&self) -> Vec<Lane> {
        let program = mail_program(&self.desk.directory.read());
        let ways = ways_to_reach(&self.desk.directory.read(), Some(self.card));
        ways.into_iter()
            .filter(|way| is_offered(self.offer, way.channel))
            .flat_map(|way| self.of(way, program))
            .collect()
    }

    fn of(&self, way: Way, program: MailProgram) -> Vec<Lane> {
        let Way { channel, addresses, refusal } = way;
        if addresses.is_empty() {
            return vec![self.off(channel, String::new(), &refusal.unwrap_or(Refusal::NotOnCard))];
        }
        let lanes = addresses.into_iter().flat_map(|address| match (channel, program) {
            (Channel::Email, MailProgram::System) => vec![mail_elsewhere(&address)],
            (Channel::Email, MailProgram::BuiltIn) => self.letters(&address),
            _ => vec![self.to(channel, address)],
        });
        lanes.collect()
    }

    fn off(&self, channel: Channel, words: String, refusal: &Refusal) -> Lane {
        let refusal = Some(self.desk.sentence(refusal, language()));
        Lane { channel, words, refusal, leads: Leads::Nowhere }
    }

    fn to(&self, channel: Channel, address: Address) -> Lane {
        let here = self.from.filter(|it| it.channel == channel && it.address.is_same(&address));
        if let Some(here) = here.and_then(|appeal| lane_here(self.desk, appeal)) {
            return here;
        }
        let words = self.place_words(&address);
        self.begins(channel, address, None, words)
    }

    fn begins(&self, channel: Channel, address: Address, mailbox: Option<MailboxId>, words: String) -> Lane {
        let start = start(self.desk, self.from, channel, (self.id, address.clone(), mailbox));
        let refusal = match start {
            Some(start) => self.desk.refusal_beside(&start),
            None => Some(Refusal::UnknownGroup),
        };
        let refusal = refusal.map(|refusal| self.desk.sentence(&refusal, language()));
        let words = if refusal.is_some() { String::new() } else { words };
        Lane { channel, words, refusal, leads: Leads::Begins(self.id, address, mailbox) }
    }

    /// One line for each box that this operator may see: the company's and his own (O4).
    fn letters(&self, address: &Address) -> Vec<Lane> {
        let here = self.from.filter(|it| it.channel == Channel::Email && it.address.is_same(address));
        if let Some(here) = here.and_then(|appeal| lane_here(self.desk, appeal)) {
            return vec![here];
        }
        let place = self.place_words(address);
        let me = self.desk.me();
        let directory = self.desk.directory.read();
        let boxes: Vec<Mailbox> = directory
            .mailboxes
            .iter()
            .filter(|it| it.owner.is_none_or(|owner| owner == me))
            .cloned()
            .collect();
        drop(directory);
        if boxes.is_empty() {
            let refusal = Some(tr!(ways.no_box));
            return vec![Lane { channel: Channel::Email, words: place, refusal, leads: Leads::Nowhere }];
        }
        boxes.iter().map(|mailbox| self.letter(address, &place, mailbox)).collect()
    }

    fn letter(&self, address: &Address, place: &str, mailbox: &Mailbox) -> Lane {
        let from = tr!(ways.from_box, address = mailbox.address.clone());
        let words = format!("{place} · {from}");
        if !mailbox.is_authorised {
            let reason = self.desk.sentence(&Refusal::MailboxNotAuthorised, language());
            let refusal = Some(format!("{}: {reason}", mailbox.address));
            return Lane { channel: Channel::Email, words, refusal, leads: Leads::Settings };
        }
        self.begins(Channel::Email, address.clone(), Some(mailbox.id), words)
    }

    fn place_words(&self, address: &Address) -> String {
        let kind = match address {
            Address::Phone { number } => self.card.numbers.iter().find(|it| it.number == *number),
            _ => None,
        };
        let place = shown(address);
        kind.map_or_else(|| place.clone(), |it| format!("{place} · {}", kind_word(it.kind)))
    }
}

fn mail_elsewhere(address: &Address) -> Lane {
    let (place, note) = (shown(address), tr!(ways.system_mail));
    let leads = Leads::Program(mailto(&place));
    Lane { channel: Channel::Email, words: format!("{place} · {note}"), refusal: None, leads }
}

fn shown(address: &Address) -> String {
    match address {
        Address::Account { id, name: None } | Address::Visitor { id } => id.clone(),
        other => other.shown().unwrap_or_default(),
    }
}

/// The wish that begins an outgoing appeal there; its id is made now.
pub(super) fn start(
    desk: Desk,
    from: Option<&Appeal>,
    channel: Channel,
    (contact, address, mailbox): (ContactId, Address, Option<MailboxId>),
) -> Option<StartAppeal> {
    let group = group_for(desk, from)?;
    let appeal = desk.new_id(AppealId::new);
    Some(StartAppeal { appeal, channel, contact, address, entry_point: None, mailbox, group })
}

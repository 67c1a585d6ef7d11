//! A client's card: who he is and where he can be reached (W6).
//!
//! Owns: what reaches a client by which channel, and how places come onto a card and leave it (H4, U9).
//! Never: who may change a card (`decide` does).

use crate::address::Address;
use crate::channel::Channel;
use crate::id::OrganisationId;
use crate::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

/// What kind of telephone a number rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// Мобильный: the only kind that SMS goes to (O1).
    Mobile,
    /// Рабочий.
    Work,
    /// Домашний.
    Home,
    /// Другой.
    Other,
}

impl NumberKind {
    /// Every kind, in the order in which a card offers them.
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Work, Self::Home, Self::Other];
}

/// A number on a card.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TypedNumber {
    /// What kind of telephone.
    pub kind: NumberKind,
    /// The number in E.164.
    pub number: PhoneNumber,
}

/// An account of a messenger, a social network or a marketplace on a card.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Account {
    /// Of which one.
    pub channel: Channel,
    /// What the messenger knows it by.
    pub id: String,
    /// Its name, where it is known.
    pub name: Option<String>,
}

/// What a person writes on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactCard {
    /// First and last name.
    pub name: String,
    /// Telephone numbers, the most used first.
    #[serde(default)]
    pub numbers: Vec<TypedNumber>,
    /// Accounts of messengers.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// Mail boxes.
    #[serde(default)]
    pub mails: Vec<String>,
    /// The company.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// For colleagues; may be empty.
    #[serde(default)]
    pub comment: String,
}

impl ContactCard {
    /// Where the client can be reached by a channel, in the order of the card. SMS goes to mobile
    /// numbers alone (O1); WhatsApp and Viber know their clients by number too.
    pub fn reached_by(&self, channel: Channel) -> impl Iterator<Item = Address> + '_ {
        let takes = move |kind: NumberKind| match channel {
            Channel::Call => true,
            Channel::Sms | Channel::WhatsApp | Channel::Viber => kind == NumberKind::Mobile,
            _ => false,
        };
        let numbers = self.numbers.iter().filter(move |number| takes(number.kind));
        let accounts = self.accounts.iter().filter(move |account| account.channel == channel);
        let mails = self.mails.iter().filter(move |_| channel == Channel::Email);
        numbers
            .map(|number| Address::Phone { number: number.number.clone() })
            .chain(accounts.map(|it| Address::Account { id: it.id.clone(), name: it.name.clone() }))
            .chain(mails.map(|address| Address::Mail { address: address.clone() }))
    }

    /// Whether somebody who comes from there is this client. An account is one of its own channel; a
    /// number is the client's whatever rings it.
    #[must_use]
    pub fn has(&self, channel: Channel, address: &Address) -> bool {
        match address {
            Address::Phone { number } => self.has_number(number),
            Address::Account { id, .. } => self.has_account(channel, id),
            Address::Mail { address } => self.has_mail(address),
            Address::Visitor { .. } => false,
        }
    }

    pub(crate) fn has_number(&self, number: &PhoneNumber) -> bool {
        self.numbers.iter().any(|own| own.number == *number)
    }

    fn has_account(&self, channel: Channel, id: &str) -> bool {
        self.accounts.iter().any(|own| own.channel == channel && own.id == id)
    }

    pub(crate) fn has_mail(&self, address: &str) -> bool {
        self.mails.iter().any(|own| own.to_lowercase() == address.to_lowercase())
    }

    /// Writes a number down, once.
    pub(crate) fn add_number(&mut self, number: &TypedNumber) {
        if !self.has_number(&number.number) {
            self.numbers.push(number.clone());
        }
    }

    fn add_account(&mut self, account: &Account) {
        if !self.has_account(account.channel, &account.id) {
            self.accounts.push(account.clone());
        }
    }

    /// Writes a mail box down, once.
    pub(crate) fn add_mail(&mut self, address: &str) {
        if !self.has_mail(address) {
            self.mails.push(address.to_owned());
        }
    }

    /// The card with one more place where the client can be reached (H4); the same card where it is
    /// known already, or where the place is only a browser that tells nothing.
    #[must_use]
    pub fn with(&self, channel: Channel, address: &Address) -> Self {
        let mut card = self.clone();
        match address {
            Address::Phone { number } => {
                // Whoever writes from a number holds a mobile telephone; a caller may hold any, but every
                // Russian mobile number, and no other, begins so.
                let is_mobile = channel != Channel::Call || number.as_str().starts_with("+79");
                let kind = if is_mobile { NumberKind::Mobile } else { NumberKind::Other };
                card.add_number(&TypedNumber { kind, number: number.clone() });
            }
            Address::Account { id, name } => {
                card.add_account(&Account { channel, id: id.clone(), name: name.clone() });
            }
            Address::Mail { address } => card.add_mail(address),
            Address::Visitor { .. } => {}
        }
        card
    }

    /// The card as it is kept: without the space around what was typed, without lines that were left
    /// blank, and with every place once.
    #[must_use]
    pub(crate) fn tidy(&self) -> Self {
        let (name, comment) = (self.name.trim().to_owned(), self.comment.trim().to_owned());
        let mut card = Self { name, comment, organisation: self.organisation, ..Self::default() };
        self.numbers.iter().for_each(|number| card.add_number(number));
        for account in self.accounts.iter().filter(|account| !account.id.trim().is_empty()) {
            card.add_account(&Account { id: account.id.trim().to_owned(), ..account.clone() });
        }
        let mails = self.mails.iter().map(|mail| mail.trim());
        mails.filter(|mail| !mail.is_empty()).for_each(|mail| card.add_mail(mail));
        card
    }

    /// The card that remains when `other` is merged into this one (U9): everything of both, this one's
    /// first; its name and company stand, the other's are taken where it has none. The preview shows it.
    #[must_use]
    pub fn merged_with(&self, other: &Self) -> Self {
        let mut card = self.clone();
        if card.name.trim().is_empty() {
            card.name.clone_from(&other.name);
        }
        other.numbers.iter().for_each(|number| card.add_number(number));
        other.accounts.iter().for_each(|account| card.add_account(account));
        other.mails.iter().for_each(|mail| card.add_mail(mail));
        card.organisation = card.organisation.or(other.organisation);
        let mut comments = vec![self.comment.trim(), other.comment.trim()];
        comments.retain(|comment| !comment.is_empty());
        comments.dedup();
        card.comment = comments.join("\n");
        card
    }

    /// The card without what `other` brought when it was merged into this one, which was `before` then
    /// (U9). What was written on it since stands.
    #[must_use]
    pub fn parted_from(&self, other: &Self, before: &Self) -> Self {
        let mut card = self.clone();
        card.numbers.retain(|it| before.has_number(&it.number) || !other.has_number(&it.number));
        card.accounts
            .retain(|it| before.has_account(it.channel, &it.id) || !other.has_account(it.channel, &it.id));
        card.mails.retain(|it| before.has_mail(it) || !other.has_mail(it));
        let merged = before.merged_with(other);
        if card.name == merged.name {
            card.name.clone_from(&before.name);
        }
        if card.organisation == merged.organisation {
            card.organisation = before.organisation;
        }
        if card.comment == merged.comment {
            card.comment.clone_from(&before.comment);
        }
        card
    }
}

#[cfg(test)]
mod tests;

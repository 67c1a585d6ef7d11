//! Where a client can be reached, as it is typed for a channel.
//!
//! Owns: which kind of address goes with a channel, and reading what was typed. Never: whether a mail address is
//! plausible, which the rule says.

use crate::i18n::language;
use desk_contract::Channel;
use desk_contract::address::Address;
use desk_contract::phone::{Country, PhoneNumber};

/// What is typed for a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressKind {
    Phone,
    Account,
    Mail,
    /// Nothing: whoever writes by the site has no address.
    Visitor,
}

impl AddressKind {
    /// Of a channel.
    pub(super) fn of(channel: Channel) -> Self {
        match channel {
            Channel::Call | Channel::Sms | Channel::WhatsApp | Channel::Viber => Self::Phone,
            Channel::Telegram | Channel::Vk | Channel::Avito | Channel::Facebook => Self::Account,
            Channel::Email => Self::Mail,
            Channel::SiteChat => Self::Visitor,
        }
    }

    /// Reads what was typed; `visitor` is what the browser of a visitor is known by. What is wrong comes in words.
    pub(super) fn read(self, typed: &str, visitor: String) -> Result<Address, String> {
        let typed = typed.trim();
        Ok(match self {
            Self::Phone => {
                let number = PhoneNumber::read(typed, Country::RUSSIA);
                Address::Phone { number: number.map_err(|wrong| wrong.sentence(language()).to_owned())? }
            }
            Self::Account => Address::Account { id: typed.to_owned(), name: Some(typed.to_owned()) },
            Self::Mail => Address::Mail { address: typed.to_owned() },
            Self::Visitor => Address::Visitor { id: visitor },
        })
    }
}

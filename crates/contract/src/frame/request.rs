//! What the page around the desk may ask for.
//!
//! Owns: their names and payloads, and what is wrong with one. Never: whether it may be done now; the rules say that.

use super::Trouble;
use crate::address::Address;
use crate::channel::Channel;
use crate::contact::{Account, Contact, ContactCard};
use crate::id::{AppealId, ContactId};
use crate::json::read_value;
use crate::operator::Presence;
use crate::own::Theme;
use crate::phone::{Country, PhoneNumber};
use crate::refusal::Language;
use serde::Deserialize;
use serde_json::Value;

/// An account or a token is no longer than this, in characters.
const LONGEST: usize = 512;

/// What the page around the desk asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// It greets, and brings the port over which all else goes.
    Hello,
    /// It signs its operator in with a token that it got for him.
    Token(String),
    /// It wants somebody called.
    Dial(Dialled),
    /// It wants an appeal on screen.
    OpenAppeal(WhichAppeal),
    /// It wants a client's card on screen.
    OpenContact(WhichContact),
    /// It says whether its operator can be given work.
    SetState(Presence),
    /// It wants the desk light or dark, or as the system is.
    SetTheme(Option<Theme>),
    /// It wants the desk in a language.
    SetLocale(Language),
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialled {
    /// A number, whosever it is.
    Number(PhoneNumber),
    /// A client, by a number of his card: the one that is named, where one is.
    Contact(ContactId, Option<PhoneNumber>),
}

/// Which appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichAppeal {
    /// By its id.
    Id(AppealId),
    /// By its number, as people say it.
    Number(u64),
}

/// Which client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhichContact {
    /// By the id of his card.
    Id(ContactId),
    /// By a number on it.
    Number(PhoneNumber),
    /// By an account or a mail box on it; of that channel, where one is named.
    Account(String, Option<Channel>),
}

#[derive(Deserialize)]
struct TokenPayload {
    token: String,
}

#[derive(Deserialize)]
struct DialPayload {
    number: Option<String>,
    contact: Option<ContactId>,
}

#[derive(Deserialize)]
struct AppealPayload {
    id: Option<AppealId>,
    number: Option<u64>,
}

#[derive(Deserialize)]
struct ContactPayload {
    id: Option<ContactId>,
    number: Option<String>,
    account: Option<String>,
    channel: Option<Channel>,
}

#[derive(Deserialize)]
struct StatePayload {
    state: State,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Ready,
    Break,
    Offline,
}

#[derive(Deserialize)]
struct ThemePayload {
    theme: Shade,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shade {
    Light,
    Dark,
    System,
}

#[derive(Deserialize)]
struct LocalePayload {
    locale: Language,
}

impl Request {
    /// Every name, in the order of the documentation.
    pub const NAMES: [&'static str; 8] = [
        "host.hello",
        "auth.token",
        "call.dial",
        "appeal.open",
        "contact.open",
        "operator.setState",
        "theme.set",
        "locale.set",
    ];

    /// The name by which it travels.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let [hello, token, dial, appeal, contact, state, theme, locale] = Self::NAMES;
        match self {
            Self::Hello => hello,
            Self::Token(_) => token,
            Self::Dial(_) => dial,
            Self::OpenAppeal(_) => appeal,
            Self::OpenContact(_) => contact,
            Self::SetState(_) => state,
            Self::SetTheme(_) => theme,
            Self::SetLocale(_) => locale,
        }
    }

    /// Reads what is asked for. A field that nobody knows is passed over.
    ///
    /// # Errors
    /// There is no such request, or its payload is not what it must be.
    pub fn read(name: &str, payload: &Value) -> Result<Self, Trouble> {
        match name {
            "host.hello" => Ok(Self::Hello),
            "auth.token" => read::<TokenPayload>(payload).and_then(|it| Ok(Self::Token(short(it.token)?))),
            "call.dial" => dialled(read(payload)?).map(Self::Dial),
            "appeal.open" => which_appeal(&read(payload)?).map(Self::OpenAppeal),
            "contact.open" => which_contact(read(payload)?).map(Self::OpenContact),
            "operator.setState" => Ok(Self::SetState(match read::<StatePayload>(payload)?.state {
                State::Ready => Presence::Ready,
                State::Break => Presence::OnBreak,
                State::Offline => Presence::Offline,
            })),
            "theme.set" => Ok(Self::SetTheme(match read::<ThemePayload>(payload)?.theme {
                Shade::Light => Some(Theme::Light),
                Shade::Dark => Some(Theme::Dark),
                Shade::System => None,
            })),
            "locale.set" => read::<LocalePayload>(payload).map(|it| Self::SetLocale(it.locale)),
            _ => Err(Trouble::UnknownType),
        }
    }
}

impl WhichContact {
    /// Whether it is that client.
    #[must_use]
    pub fn is(&self, contact: &Contact) -> bool {
        let card = &contact.card;
        match self {
            Self::Id(id) => contact.id == *id,
            Self::Number(number) => card.has_number(number),
            Self::Account(account, channel) => {
                let is_of = |of: Channel| channel.is_none_or(|channel| channel == of);
                let is_it = |it: &&Account| it.id == *account || it.name.as_ref() == Some(account);
                card.accounts.iter().filter(|it| is_of(it.channel)).any(|it| is_it(&it))
                    || (is_of(Channel::Email) && card.has_mail(account))
            }
        }
    }

    /// What is known of him where he has no card. An account of nobody knows what is on none: it may be one of any
    /// messenger.
    #[must_use]
    pub fn card(self) -> ContactCard {
        let card = ContactCard::default();
        match self {
            Self::Number(number) => card.with(Channel::Call, &Address::Phone { number }),
            Self::Account(address, Some(Channel::Email)) => {
                card.with(Channel::Email, &Address::Mail { address })
            }
            Self::Account(id, Some(channel)) => {
                card.with(channel, &Address::Account { name: Some(id.clone()), id })
            }
            Self::Id(_) | Self::Account(_, None) => card,
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(payload: &Value) -> Result<T, Trouble> {
    read_value(payload).map_err(|_| Trouble::Malformed)
}

fn number(typed: &str) -> Result<PhoneNumber, Trouble> {
    PhoneNumber::read(typed, Country::RUSSIA).map_err(Trouble::BadNumber)
}

/// Words that say something, and not too much.
fn short(text: String) -> Result<String, Trouble> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        Err(Trouble::Malformed)
    } else {
        Ok(text.to_owned())
    }
}

fn dialled(payload: DialPayload) -> Result<Dialled, Trouble> {
    let number = payload.number.map(|typed| number(&typed)).transpose()?;
    match (payload.contact, number) {
        (Some(contact), number) => Ok(Dialled::Contact(contact, number)),
        (None, Some(number)) => Ok(Dialled::Number(number)),
        (None, None) => Err(Trouble::Malformed),
    }
}

fn which_appeal(payload: &AppealPayload) -> Result<WhichAppeal, Trouble> {
    match (payload.id, payload.number) {
        (Some(id), None) => Ok(WhichAppeal::Id(id)),
        (None, Some(number)) => Ok(WhichAppeal::Number(number)),
        _ => Err(Trouble::Malformed),
    }
}

fn which_contact(payload: ContactPayload) -> Result<WhichContact, Trouble> {
    match (payload.id, payload.number, payload.account) {
        (Some(id), None, None) => Ok(WhichContact::Id(id)),
        (None, Some(typed), None) => number(&typed).map(WhichContact::Number),
        (None, None, Some(account)) => Ok(WhichContact::Account(short(account)?, payload.channel)),
        _ => Err(Trouble::Malformed),
    }
}

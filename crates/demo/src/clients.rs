//! The clients: the people of the address book as they are, whatever becomes of their cards.
//!
//! Owns: the people made of the tables, and the cards that the desk begins with. Never: what they say.
//!
//! Always: a person is known by where he comes from, as the desk itself knows him; a card that is
//! changed, merged or bound makes nobody else of him.

use crate::chance::Chance;
use crate::lines;
use crate::people::{PEOPLE, Person};
use chrono::TimeDelta;
use desk_contract::address::Address;
use desk_contract::cards::Cards;
use desk_contract::contact::{
    Account, Contact, ContactCard, NumberKind, Organisation, OrganisationCard, TypedNumber,
};
use desk_contract::id::{ContactId, OrganisationId};
use desk_contract::phone::PhoneNumber;
use desk_contract::{Channel, Timestamp};

/// What colleagues have noted on some cards.
const NOTES: [&str; 6] = [
    "Звонить после 18:00",
    "Просит писать, а не звонить",
    "Постоянный покупатель",
    "Домофон не работает, курьеру звонить заранее",
    "Документы нужны на организацию",
    "Живёт за городом, доставка по выходным",
];

/// The people, in the order of their table, and their companies.
#[derive(Clone, Debug)]
pub(crate) struct Clients {
    people: Vec<Contact>,
    organisations: Vec<Organisation>,
}

impl Clients {
    /// A seed gives other numbers and other accounts to the same people.
    pub(crate) fn made(chance: Chance, began: Timestamp) -> Self {
        let mut clients = Self { people: Vec::new(), organisations: Vec::new() };
        for (place, person) in (0_u64..).zip(&PEOPLE) {
            clients.add(chance.of(("contact", place)), began, person);
        }
        clients
    }

    fn add(&mut self, chance: Chance, began: Timestamp, person: &Person) {
        let created_at = began - TimeDelta::minutes(chance.of("age").between(150_000..1_100_000));
        let organisation =
            person.organisation.map(|title| organisation(chance, created_at, title, person.latin));
        let card = card(chance, person, organisation.as_ref().map(|it| it.id));
        let id = ContactId::new(created_at, chance.bytes());
        self.people.push(Contact { id, version: 1, card, created_at, merged_into: None });
        self.organisations.extend(organisation);
    }

    /// What the desk knows of them at the beginning: everything.
    pub(crate) fn cards(&self) -> Cards {
        Cards {
            contacts: self.people.iter().map(|it| (it.id, it.clone().into())).collect(),
            organisations: self.organisations.iter().map(|it| (it.id, it.clone().into())).collect(),
            ..Cards::default()
        }
    }

    /// One of them, at any place of the table.
    pub(crate) fn drawn(&self, chance: Chance) -> usize {
        chance.below(self.people.len() as u64) as usize
    }

    /// A place of the table, counted round and round.
    pub(crate) fn nth(&self, number: u64) -> usize {
        (number % self.people.len().max(1) as u64) as usize
    }

    /// The name of the one at that place.
    pub(crate) fn name(&self, place: usize) -> Option<&str> {
        self.card(place).map(|card| card.name.as_str())
    }

    /// What the desk knew of the one at that place at the beginning.
    pub(crate) fn card(&self, place: usize) -> Option<&ContactCard> {
        self.people.get(place).map(|person| &person.card)
    }

    /// By which card the desk knew the one at that place at the beginning.
    pub(crate) fn id(&self, place: usize) -> Option<ContactId> {
        self.people.get(place).map(|person| person.id)
    }

    /// Where the one at that place comes from by a channel, if he uses it.
    pub(crate) fn address(&self, place: usize, channel: Channel) -> Option<Address> {
        let card = &self.people.get(place)?.card;
        match channel {
            // Whoever is signed in to the shop is known there by his mail box.
            Channel::SiteChat => card.mails.first().map(|address| Address::Mail { address: address.clone() }),
            other => card.reached_by(other).next(),
        }
    }

    /// Who comes from there, by his place; nobody for a guest.
    pub(crate) fn place_of(&self, channel: Channel, address: &Address) -> Option<usize> {
        self.people.iter().position(|person| person.card.has(channel, address))
    }
}

fn card(chance: Chance, person: &Person, organisation: Option<OrganisationId>) -> ContactCard {
    let Person { name, latin, .. } = person;
    let account = |channel: Channel, name: String| Account {
        channel,
        id: lines::account_id(chance.of(channel)),
        name: Some(name),
    };
    let mut accounts = Vec::new();
    if !chance.of("telegram").one_in(4) {
        accounts.push(account(Channel::Telegram, format!("@{latin}")));
    }
    if chance.of("vk").one_in(2) {
        accounts.push(account(Channel::Vk, format!("vk.com/{latin}")));
    }
    if chance.of("marketplace").one_in(3) {
        accounts.push(account(Channel::Avito, short(name)));
    }
    if chance.of("facebook").one_in(6) {
        accounts.push(account(Channel::Facebook, (*name).to_owned()));
    }
    let has_mail = !chance.of("mail").one_in(3);
    ContactCard {
        name: (*name).to_owned(),
        numbers: numbers(chance, organisation.is_some()),
        accounts,
        mails: has_mail.then(|| format!("{latin}@pochta.example")).into_iter().collect(),
        organisation,
        comment: if chance.of("noted").one_in(6) { chance.of("note").pick(&NOTES) } else { "" }.to_owned(),
    }
}

/// The mobile one first; a company has a telephone of its own, some homes too.
fn numbers(chance: Chance, is_of_company: bool) -> Vec<TypedNumber> {
    let typed = |kind, number: Option<PhoneNumber>| number.map(|number| TypedNumber { kind, number });
    let second = if is_of_company {
        typed(NumberKind::Work, lines::city_number(chance))
    } else if chance.of("home").one_in(7) {
        typed(NumberKind::Home, lines::city_number(chance))
    } else if chance.of("second").one_in(7) {
        typed(NumberKind::Mobile, lines::number(chance.of("second")))
    } else {
        None
    };
    typed(NumberKind::Mobile, lines::number(chance)).into_iter().chain(second).collect()
}

fn organisation(chance: Chance, created_at: Timestamp, title: &str, latin: &str) -> Organisation {
    let card = OrganisationCard {
        title: title.to_owned(),
        tax_number: Some(format!("77{:08}", chance.of("tax").below(100_000_000))),
        site: Some(format!("https://{}.example", latin.replace(['_', '.'], "-"))),
        comment: String::new(),
    };
    let id = OrganisationId::new(created_at, chance.of("organisation").bytes());
    Organisation { id, version: 1, card, created_at }
}

/// As a marketplace shows a person: the first name and a letter.
fn short(name: &str) -> String {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let letter = words.next_back().and_then(|word| word.chars().next());
    letter.map_or_else(|| first.to_owned(), |letter| format!("{first} {letter}."))
}

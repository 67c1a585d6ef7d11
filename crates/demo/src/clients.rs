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
use desk_contract::{Channel, Timestamp};

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
        let organisation = person.organisation.map(|title| organisation(chance, created_at, title));
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

    /// The first name of the one at that place.
    pub(crate) fn first_name(&self, place: usize) -> Option<&str> {
        self.people.get(place)?.card.name.split(' ').next()
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
    let has_mail = !chance.of("mail").one_in(3);
    let number = lines::number(chance).map(|number| TypedNumber { kind: NumberKind::Mobile, number });
    ContactCard {
        name: (*name).to_owned(),
        numbers: number.into_iter().collect(),
        accounts,
        mails: has_mail.then(|| format!("{latin}@pochta.example")).into_iter().collect(),
        organisation,
        comment: String::new(),
    }
}

fn organisation(chance: Chance, created_at: Timestamp, title: &str) -> Organisation {
    let card =
        OrganisationCard { title: title.to_owned(), tax_number: None, site: None, comment: String::new() };
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

//! Who came: the people of the address book, and guests who come back as often as people do.
//!
//! Owns: the guests of each channel, those with names that are hard on a table among them. Never: what anybody says.

use crate::cast::Cast;
use crate::chance::Chance;
use crate::clients::Clients;
use crate::lines;
use crate::staff::Gender;
use desk_contract::Channel;
use desk_contract::address::Address;
use desk_contract::history::ShownClient;

/// Names that people do give themselves in messengers.
const HOSTILE: [&str; 10] = [
    "=1+1",
    "+7 (974) не звонить",
    "@admin",
    "-- ; DROP TABLE --",
    "محمد الكبير",
    "🦊 Лиса Алиса 🦊",
    "Иван \"Гроза\"; Петров, младший",
    "<b>Жирный</b>",
    "Ⓐⓝⓝⓐ ︻╦╤─ ٩(◕‿◕)۶",
    "Александра-Виктория Константиновна Вознесенская-Преображенская, управляющая товариществом собственников жилья «Большая Никитская, 12, корпус 3, строение 1»",
];
/// One guest in so many has such a name.
const HOSTILE_ONE_IN: u32 = 29;
const FEWEST: u32 = 40;
const MOST: u32 = 3_000;

/// The channels by which anybody comes.
pub(super) const CHANNELS: [Channel; 9] = [
    Channel::Call,
    Channel::SiteChat,
    Channel::Telegram,
    Channel::WhatsApp,
    Channel::Vk,
    Channel::Email,
    Channel::Viber,
    Channel::Avito,
    Channel::Sms,
];

/// Somebody who may come by a channel.
#[derive(Clone, Debug)]
pub(super) struct Comer {
    /// His place among the clients; none for a guest.
    pub(super) who: Option<usize>,
    /// Whom the row shows, by the place in the table of clients.
    pub(super) shown: u32,
    pub(super) address: Address,
}

/// Everybody, by the channel.
#[derive(Debug)]
pub(super) struct People {
    known: Vec<Vec<Comer>>,
    guests: Vec<Vec<Comer>>,
}

impl People {
    pub(super) fn of(cast: Cast<'_>, count: u32) -> Self {
        let mut next = cast.clients.cards().contacts.len() as u32;
        let many = (count / 60).clamp(FEWEST, MOST);
        let known = CHANNELS.map(|channel| known(cast.clients, channel)).into();
        let guests = CHANNELS.map(|channel| {
            let guests = (0..many).map(|number| guest(cast.seed, channel, number));
            let numbered = guests.map(|address| {
                next += 1;
                Comer { who: None, shown: next - 1, address }
            });
            numbered.collect()
        });
        Self { known, guests: guests.into() }
    }

    /// One who comes by the channel at that place of [`CHANNELS`].
    pub(super) fn drawn(&self, channel: usize, chance: Chance, is_known: bool) -> &Comer {
        let known = &self.known[channel];
        let pool = if is_known && !known.is_empty() { known } else { &self.guests[channel] };
        &pool[chance.below(pool.len() as u64) as usize]
    }

    /// What a row shows of each: the address book first, then the guests.
    pub(super) fn shown(&self, clients: &Clients) -> Vec<ShownClient> {
        let cards = (0..).map_while(|place| Some((clients.id(place)?, clients.name(place)?)));
        let contacts = cards.map(|(id, name)| ShownClient::Contact { id, name: name.to_owned() });
        let guests = self.guests.iter().flatten().map(|guest| match guest.address.shown() {
            Some(shown) => ShownClient::Address { shown },
            None => ShownClient::Guest,
        });
        contacts.chain(guests).collect()
    }
}

fn known(clients: &Clients, channel: Channel) -> Vec<Comer> {
    let places = (0..).take_while(|place| clients.id(*place).is_some());
    let comers = places.filter_map(|place| {
        let address = clients.address(place, channel)?;
        // Two who share an address are one to the desk.
        let is_he = clients.place_of(channel, &address) == Some(place);
        is_he.then_some(Comer { who: Some(place), shown: place as u32, address })
    });
    comers.collect()
}

fn guest(seed: Chance, channel: Channel, number: u32) -> Address {
    let chance = seed.of(("archived guest", channel, number));
    let gender = if number.is_multiple_of(2) { Gender::Woman } else { Gender::Man };
    match lines::guest_address(chance, channel, gender) {
        Address::Account { id, .. } if number % HOSTILE_ONE_IN == HOSTILE_ONE_IN - 1 => {
            let name = HOSTILE[(number / HOSTILE_ONE_IN) as usize % HOSTILE.len()];
            Address::Account { id, name: Some(name.to_owned()) }
        }
        address => address,
    }
}

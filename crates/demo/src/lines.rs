//! The lines by which clients come in: entry points, and the addresses that show on each channel.
//!
//! Owns: the tables and what an address on a channel looks like. Never: who writes when.
//!
//! Always: invented. The telephone codes are not in use (974, 975; no city's local number begins
//! with 0), the sites end in `.example`.

use crate::chance::Chance;
use crate::people;
use crate::set_up::tools::COMPANY_BOX;
use crate::staff::{Gender, Queue};
use desk_contract::address::Address;
use desk_contract::directory::EntryPoint;
use desk_contract::id::EntryPointId;
use desk_contract::phone::PhoneNumber;
use desk_contract::{Channel, Timestamp};

/// Channel, address and the administrator's word about it.
const ENTRY_POINTS: [(Channel, &str, Option<&str>); 15] = [
    (Channel::SiteChat, "domolad.example", Some("Основной сайт")),
    (Channel::SiteChat, "domolad.example/rassrochka", Some("Страница рассрочки")),
    (Channel::Telegram, "@domolad_help_demo", None),
    (Channel::Vk, "vk.com/domolad_demo", Some("Сообщество «Домолад»")),
    (Channel::WhatsApp, "+7 974 000-11-22", Some("Общий номер")),
    (Channel::Viber, "+7 974 000-11-23", None),
    (Channel::Avito, "Домолад — товары для дома", Some("Витрина на Авито")),
    (Channel::Avito, "Домолад. Уценка", None),
    (Channel::Call, "+7 800 000-12-12", Some("Горячая линия")),
    (Channel::Call, "+7 495 012-34-50", Some("Продажи, Москва")),
    (Channel::Call, "+7 495 012-34-51", Some("Доставка, Москва")),
    (Channel::Call, "+7 812 045-67-80", Some("Санкт-Петербург")),
    (Channel::Call, "+7 343 067-89-10", None),
    (Channel::Email, COMPANY_BOX, Some("Общий ящик")),
    (Channel::Sms, "+7 974 000-11-24", Some("Номер для SMS")),
];

const TEXT_CHANNELS: [Channel; 6] =
    [Channel::SiteChat, Channel::Telegram, Channel::WhatsApp, Channel::Vk, Channel::Viber, Channel::Avito];

pub(crate) fn entry_points(chance: Chance, at: Timestamp) -> Vec<EntryPoint> {
    let entry = |(place, (channel, address, comment)): (u64, (Channel, &str, Option<&str>))| EntryPoint {
        id: EntryPointId::new(at, chance.of(("entry point", place)).bytes()),
        channel,
        address: address.to_owned(),
        comment: comment.map(str::to_owned),
    };
    (0..).zip(ENTRY_POINTS).map(entry).collect()
}

/// Some write letters, and a few SMS; the rest use messengers.
pub(crate) fn slow_channel(chance: Chance) -> Option<Channel> {
    match chance.of("slow channel").below(20) {
        0..3 => Some(Channel::Email),
        3 => Some(Channel::Sms),
        _ => None,
    }
}

/// A messenger in which a client writes to that group; only buyers write on the marketplace.
pub(crate) fn text_channel(chance: Chance, queue: Queue) -> Channel {
    let marketplace = if queue == Queue::Sales { 14 } else { 0 };
    TEXT_CHANNELS[chance.of("channel").weighed(&[30, 24, 18, 12, 8, marketplace])]
}

/// Where a client writes from whom nobody knows.
pub(crate) fn guest_address(chance: Chance, channel: Channel, gender: Gender) -> Address {
    let (first, last) = people::guest_name(chance, gender);
    let account = |name: String| Address::Account { id: account_id(chance), name: Some(name) };
    match channel {
        Channel::Call | Channel::WhatsApp | Channel::Viber | Channel::Sms => {
            number(chance).map_or_else(|| visitor(chance), |number| Address::Phone { number })
        }
        Channel::Telegram => account(format!("@{}", people::guest_nick(chance))),
        Channel::Vk => account(format!("{first} {last}")),
        Channel::Avito => account(first.to_owned()),
        Channel::Email => Address::Mail { address: mail_address(chance) },
        _ => visitor(chance),
    }
}

/// What a messenger knows an account by: a number that says nothing.
pub(crate) fn account_id(chance: Chance) -> String {
    chance.of("account").between(100_000_000..7_000_000_000).to_string()
}

/// A mobile number that nobody has.
pub(crate) fn number(chance: Chance) -> Option<PhoneNumber> {
    let code = if chance.of("code").one_in(2) { 974 } else { 975 };
    let number = chance.of("number").between(1_000_000..10_000_000);
    format!("+7{code}{number}").parse().ok()
}

/// A mail box that nobody has.
pub(crate) fn mail_address(chance: Chance) -> String {
    let tail = chance.of("mail address").between(1_000..100_000);
    format!("{}{tail}@pochta.example", people::guest_nick(chance))
}

/// A number of a city that nobody has.
pub(crate) fn city_number(chance: Chance) -> Option<PhoneNumber> {
    let number = chance.of("city number").between(100_000..1_000_000);
    format!("+74950{number}").parse().ok()
}

/// A browser that tells nothing of itself.
fn visitor(chance: Chance) -> Address {
    Address::Visitor { id: format!("{:012x}", chance.of("visitor").below(1 << 48)) }
}

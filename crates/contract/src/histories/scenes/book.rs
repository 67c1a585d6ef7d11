//! The address book: guests who become clients, two clients who are one, companies, forms.

use super::Play;
use super::talks::{comes, takes};
use crate::appeal::{Link, LinkKind};
use crate::channel::Channel;
use crate::command::*;
use crate::contact::{Account, ContactCard, NumberKind, OrganisationCard, TypedNumber};
use crate::form::Answer;
use crate::given::*;

/// A card that nobody has written yet.
pub(super) fn olga() -> ContactCard {
    let number = "+79990000007".parse().unwrap();
    ContactCard {
        name: "Ольга Иванова".to_owned(),
        numbers: vec![TypedNumber { kind: NumberKind::Mobile, number }],
        accounts: vec![Account { channel: Channel::Vk, id: "ivanova".to_owned(), name: None }],
        mails: vec!["ivanova@example.org".to_owned()],
        organisation: Some(organisation(1)),
        comment: "Звонить после шести".to_owned(),
    }
}

/// Two appeals of one guest, one of which is bound: to a card that is there, or to a new one.
pub(super) fn binding(play: &mut Play, id: u8) {
    let (it, other) = (appeal(id), if id < 10 { 1 + id % 3 } else { id + 100 });
    let place = account(if id < 10 { "guest" } else { "petr" });
    play.then(CONNECTOR, comes(other, Channel::Telegram, place.clone()));
    play.then(CONNECTOR, comes(id, Channel::Telegram, place));
    play.then(anna(), takes(id));
    play.then(anna(), LinkAppeal { appeal: it, link: Link::Organisation { id: organisation(1) } });
    if play.dice.pick(&[true, false]) {
        play.then(anna(), BindContact { appeal: it, contact: contact(2) });
    } else {
        let (contact, from_appeal) = (contact(4), Some(it));
        play.then(anna(), SaveContact { contact, version: None, card: olga(), from_appeal });
        play.then(anna(), BindContact { appeal: it, contact });
    }
    play.then(anna(), LinkAppeal { appeal: it, link: Link::Contact { id: contact(1) } });
    play.then(anna(), LinkAppeal { appeal: it, link: Link::Deal { id: deal(1) } });
    play.then(anna(), UnlinkAppeal { appeal: it, kind: LinkKind::Deal });
    if play.dice.mostly(false, &[true]) {
        play.then(anna(), UnlinkAppeal { appeal: it, kind: LinkKind::Contact });
        play.then(anna(), SendToCrm { appeal: it });
    }
}

/// Two clients made one, and parted again: in time, or too late.
pub(super) fn merging(play: &mut Play, id: u8) {
    let merge = merge(if id < 10 { id } else { 1 });
    play.then(CONNECTOR, comes(id, Channel::Call, phone("+74951112233")));
    play.then(anna(), takes(id));
    let (into, from) =
        play.dice.mostly((contact(1), contact(2)), &[(contact(2), contact(1)), (contact(1), contact(1))]);
    play.then(anna(), MergeContacts { merge, into, from });
    match play.dice.pick(&[0, 1, 2, 3]) {
        1 => play.then(anna(), LinkAppeal { appeal: appeal(id), link: Link::Contact { id: contact(3) } }),
        2 => play
            .then(anna(), SaveContact { contact: into, version: Some(2), card: olga(), from_appeal: None }),
        3 => play.then(anna(), any_wish("save_deal", &mut Dice::plain())),
        _ => {}
    }
    let hours = play.dice.pick(&[1, 0, 24, 25]);
    play.later(hours * 3_600);
    play.then(galina(), UndoMerge { merge });
}

/// Clients and companies, made and changed.
pub(super) fn cards_of_all_kinds(play: &mut Play, _: u8) {
    let name = play.dice.mostly("Ромашка".to_owned(), &[" ".to_owned(), "Ж".repeat(201)]);
    let company = OrganisationCard {
        title: name,
        tax_number: Some("7700000000".to_owned()),
        site: Some("https://romashka.example".to_owned()),
        comment: "Платят в срок".to_owned(),
    };
    let (organisation, version) = (organisation(2), None);
    play.then(boris(), SaveOrganisation { organisation, version, card: company.clone() });
    let card = OrganisationCard { site: None, ..company };
    play.then(boris(), SaveOrganisation { organisation, version: Some(1), card });
    let saved = |version, card| SaveContact { contact: contact(3), version, card, from_appeal: None };
    play.then(boris(), saved(None, olga()));
    let bare = ContactCard { numbers: Vec::new(), accounts: Vec::new(), ..olga() };
    play.then(boris(), saved(Some(1), bare.clone()));
    let seen = play.dice.mostly(2, &[1, 3]);
    play.then(vera(), saved(Some(seen), ContactCard { comment: "Переехала".to_owned(), ..bare }));
    play.then(boris(), start(appeal(9), Channel::Call, contact(3), phone("+79161234567")));
}

/// A form goes to a guest, whose answers make a card.
pub(super) fn a_form(play: &mut Play, id: u8) {
    let sent = sent_form(if id < 10 { id } else { 1 });
    let answer = |key: &str, value: &str| Answer { key: key.to_owned(), value: value.to_owned() };
    let answered = |name: &str| ReceiveAnswers {
        sent,
        answers: vec![
            answer("name", name),
            answer("phone", "8 999 000-00-08"),
            answer("wish", "Звоните днём"),
        ],
    };
    let address = if id < 10 { guest() } else { account("form") };
    play.then(CONNECTOR, comes(id, Channel::Telegram, address));
    play.then(anna(), takes(id));
    let (appeal, text) = (appeal(id), "Заполните, пожалуйста".to_owned());
    play.then(anna(), SendForm { sent, appeal, form: form(1), message: message(5), text });
    let name = play.dice.mostly("Нина Белова", &[" ", ""]);
    play.then(CONNECTOR, answered(name));
    play.then(CONNECTOR, answered("Нина Белова"));
    if play.dice.mostly(true, &[false]) {
        play.then(anna(), AcceptAnswers { sent, contact: contact(5), without: Vec::new() });
    } else {
        play.then(anna(), DiscardAnswers { sent });
    }
    play.then(CONNECTOR, answered("Нина"));
    play.then(anna(), DiscardAnswers { sent });
    let another = sent_form(if id < 10 { id % 3 + 1 } else { 2 });
    let text = "И ещё раз".to_owned();
    play.then(anna(), SendForm { sent: another, appeal, form: form(1), message: message(6), text });
    play.then(CONNECTOR, ReceiveAnswers { sent: another, ..answered("Нина") });
    play.then(anna(), DiscardAnswers { sent: another });
}

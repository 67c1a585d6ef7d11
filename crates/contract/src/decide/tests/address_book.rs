//! The address book: cards made and changed, and guests who turn out to be somebody (W6, H4).

use crate::appeal::Appeal;
use crate::cards::Cards;
use crate::channel::Channel;
use crate::command::*;
use crate::contact::{
    Account, Contact, ContactCard, NumberKind, Organisation, OrganisationCard, TypedNumber,
};
use crate::decide::decide;
use crate::directory::Directory;
use crate::event::*;
use crate::given::*;
use crate::id::{AppealId, OrganisationId};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

// Making and changing cards.

#[test]
fn a_new_client_is_written_down() {
    let world = given(nobody())
        .when(anna(), save(3, None, olga()))
        .then([saved(Contact { created_at: at(600), ..on_a_card(3, 1, olga()) })]);
    assert_eq!(world.cards().contact(contact(3)).map(|it| &it.card), Some(&olga()));
}

#[test]
fn a_card_is_changed_and_keeps_the_day_it_was_made() {
    let first =
        given(nobody()).when(boris(), save(1, Some(1), olga())).then([saved(on_a_card(1, 2, olga()))]);
    given(first).when(anna(), save(1, Some(2), named("Мария"))).then([saved(on_a_card(
        1,
        3,
        named("Мария"),
    ))]);
}

#[test]
fn whoever_writes_over_a_change_he_has_not_seen_is_told() {
    let changed = nobody().and(100, boris(), save(1, Some(1), olga()));
    for seen in [1, 3] {
        given(changed.clone())
            .when(anna(), save(1, Some(seen), named("Мария")))
            .refused(Refusal::Changed { version: 2 });
    }
}

#[test]
fn a_card_saved_twice_is_saved_once() {
    let new = save(3, None, olga());
    given(nobody().and(100, anna(), new.clone())).when(anna(), new).then_nothing();
    let change = save(1, Some(1), olga());
    given(nobody().and(100, anna(), change.clone())).when(anna(), change).then_nothing();
    given(nobody()).when(anna(), save(1, Some(1), maria().card)).then_nothing();
}

#[test]
fn one_id_never_stands_for_two_cards() {
    given(nobody()).when(anna(), save(1, None, olga())).refused(Refusal::AlreadyExists);
    let changed = nobody().and(100, anna(), save(1, Some(1), named("Мария")));
    given(changed).when(anna(), save(1, None, olga())).refused(Refusal::AlreadyExists);
}

#[test]
fn a_card_that_nobody_made_cannot_be_changed() {
    given(nobody()).when(anna(), save(9, Some(1), olga())).refused(Refusal::UnknownContact);
}

#[test]
fn a_card_that_went_into_another_is_not_written_on() {
    let merged = nobody().and(100, anna(), merge_petr_into_maria());
    given(merged.clone()).when(anna(), save(2, Some(2), olga())).refused(Refusal::UnknownContact);
    given(merged).when(anna(), save(2, Some(2), petr().card)).refused(Refusal::UnknownContact);
}

#[test]
fn a_card_needs_a_name_that_fits_on_a_line() {
    for blank in ["", " \n\u{a0}"] {
        given(nobody()).when(anna(), save(3, None, named(blank))).refused(Refusal::EmptyName);
    }
    let longest = "Ж".repeat(200);
    given(nobody())
        .when(anna(), save(3, None, named(&format!("{longest}Ж"))))
        .refused(Refusal::NameTooLong { limit: 200 });
    let kept = Contact { created_at: at(600), ..on_a_card(3, 1, named(&longest)) };
    given(nobody()).when(anna(), save(3, None, named(&longest))).then([saved(kept)]);
}

#[test]
fn a_card_holds_mail_boxes_that_look_like_such() {
    let with = |address: &str| ContactCard { mails: vec![address.to_owned()], ..olga() };
    for address in ["olga", "olga@", "@example.org", "olga@example", "ol ga@example.org"] {
        given(nobody())
            .when(anna(), save(3, None, with(address)))
            .refused(Refusal::BadMailAddress { address: address.to_owned() });
    }
}

#[test]
fn a_client_belongs_to_a_company_of_the_book() {
    let of = |number| ContactCard { organisation: Some(organisation(number)), ..olga() };
    given(nobody()).when(anna(), save(3, None, of(9))).refused(Refusal::UnknownOrganisation);
    let kept = Contact { created_at: at(600), ..on_a_card(3, 1, of(1)) };
    given(nobody()).when(anna(), save(3, None, of(1))).then([saved(kept)]);
}

#[test]
fn what_was_pasted_with_space_around_it_is_kept_without() {
    let number = TypedNumber { kind: NumberKind::Home, number: "+74950000001".parse().unwrap() };
    let account = |id: &str| Account { channel: Channel::Vk, id: id.to_owned(), name: None };
    let typed = ContactCard {
        name: " Ольга\n".to_owned(),
        numbers: vec![number.clone(), TypedNumber { kind: NumberKind::Work, ..number.clone() }],
        accounts: vec![account(" "), account(" olga "), account("olga")],
        mails: vec![" olga@example.org\t".to_owned(), String::new(), "OLGA@example.org".to_owned()],
        organisation: Some(organisation(1)),
        comment: " Звонить утром\n".to_owned(),
    };
    let kept = ContactCard {
        name: "Ольга".to_owned(),
        numbers: vec![number],
        accounts: vec![account("olga")],
        mails: vec!["olga@example.org".to_owned()],
        organisation: Some(organisation(1)),
        comment: "Звонить утром".to_owned(),
    };
    let kept = Contact { created_at: at(600), ..on_a_card(3, 1, kept) };
    let world = given(nobody()).when(anna(), save(3, None, typed.clone())).then([saved(kept)]);
    given(world).when(anna(), save(3, None, typed)).then_nothing();
}

// A card made from an appeal.

#[test]
fn a_card_made_from_an_appeal_takes_its_guest_in() {
    let with_account = olga().with(Channel::Telegram, &guest());
    let world = given(in_work())
        .when(anna(), save_from(3, None, olga()))
        .then([saved(Contact { created_at: at(600), ..on_a_card(3, 1, with_account) }), bound(1, 3)]);
    assert_eq!(world.the_appeal().contact, Some(contact(3)));
    let caller = Cards::contact_at(world.cards(), Channel::Telegram, &guest());
    assert_eq!(caller.map(|contact| contact.id), Some(self::contact(3)), "next time he is known at once");
}

#[test]
fn a_guest_becomes_a_client_whose_card_is_changed_with_it() {
    let card = ContactCard { comment: "Пишет по делу".to_owned(), ..maria().card };
    let changed = card.with(Channel::Telegram, &guest());
    given(in_work())
        .when(anna(), save_from(1, Some(1), card))
        .then([saved(on_a_card(1, 2, changed)), bound(1, 1)]);
}

#[test]
fn a_second_click_makes_no_second_card() {
    let wish = save_from(3, None, olga());
    let once = in_work().and(100, anna(), wish.clone());
    given(once.clone()).when(anna(), wish.clone()).then_nothing();
    let handed_over = once.and(110, anna(), return_it());
    given(handed_over).when(anna(), wish).then_nothing();
}

#[test]
fn a_card_that_knows_the_guest_already_is_only_bound() {
    let known = in_work().and(100, boris(), save(3, None, olga().with(Channel::Telegram, &guest())));
    given(known).when(anna(), save_from(3, Some(1), olga())).then([bound(1, 3)]);
}

#[test]
fn a_client_is_changed_in_his_own_appeal() {
    let his = in_work().and(100, anna(), bind(1));
    let changed = named("Мария").with(Channel::Telegram, &guest());
    given(his).when(anna(), save_from(1, Some(2), named("Мария"))).then([saved(on_a_card(1, 3, changed))]);
}

#[test]
fn the_appeal_of_one_client_makes_no_card_of_another() {
    let marias = in_work().and(100, anna(), bind(1));
    given(marias).when(anna(), save_from(3, None, olga())).refused(Refusal::NotAGuest);
}

#[test]
fn a_card_is_made_from_an_appeal_by_whoever_has_it() {
    given(in_work()).when(boris(), save_from(3, None, olga())).refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), save_from(3, None, olga())).refused(Refusal::StillWaiting);
    given(nobody()).when(anna(), save_from(3, None, olga())).refused(Refusal::UnknownAppeal);
    let with_account = olga().with(Channel::Telegram, &guest());
    given(finished())
        .when(galina(), save_from(3, None, olga()))
        .then([saved(Contact { created_at: at(600), ..on_a_card(3, 1, with_account) }), bound(1, 3)]);
}

// Saying who a guest is.

#[test]
fn the_guest_goes_on_the_card_and_his_earlier_appeals_move_oldest_first() {
    let thrice = came_again(in_work(), &[(2, guest()), (3, guest())]);
    let known = maria().card.with(Channel::Telegram, &guest());
    let world = given(thrice).when(anna(), bind(1)).then([
        saved(on_a_card(1, 2, known)),
        bound(1, 1),
        bound(2, 1),
        bound(3, 1),
    ]);
    assert_eq!(world.appeals_of(contact(1)), [appeal(1), appeal(2), appeal(3)]);
}

#[test]
fn the_appeals_of_other_guests_stay_with_them() {
    let others = came_again(in_work(), &[(2, account("other")), (3, account("kotova"))]);
    let world = others.and(
        80,
        CONNECTOR,
        Command::RegisterAppeal(RegisterAppeal { channel: Channel::Vk, ..arrival(4, guest()) }),
    );
    let known = petr().card.with(Channel::Telegram, &guest());
    let world = given(world).when(anna(), bind(2)).then([saved(on_a_card(2, 2, known)), bound(1, 2)]);
    let contact_of = |number| world.appeal(appeal(number)).unwrap().contact;
    assert_eq!(
        [2, 3, 4].map(contact_of),
        [None, Some(contact(1)), None],
        "the id of another messenger is another"
    );
}

#[test]
fn a_caller_is_the_same_guest_whatever_rings_the_number() {
    let world = talking().and(
        30,
        CONNECTOR,
        Command::RegisterAppeal(RegisterAppeal {
            channel: Channel::WhatsApp,
            ..arrival(2, phone("+79990000001"))
        }),
    );
    let known = petr().card.with(Channel::Call, &phone("+79990000001"));
    given(world).when(anna(), bind(2)).then([saved(on_a_card(2, 2, known)), bound(1, 2), bound(2, 2)]);
}

#[test]
fn a_card_that_holds_the_place_already_is_left_alone() {
    let came = in_work().and(100, boris(), save(2, Some(1), petr().card.with(Channel::Telegram, &guest())));
    given(came).when(anna(), bind(2)).then([bound(1, 2)]);
}

#[test]
fn a_visitor_of_the_site_leaves_nothing_on_the_card() {
    let visitor = crate::address::Address::Visitor { id: "7".to_owned() };
    let register = |number, channel| {
        Command::RegisterAppeal(RegisterAppeal { channel, ..arrival(number, visitor.clone()) })
    };
    let came = nobody()
        .and(0, CONNECTOR, register(1, Channel::SiteChat))
        .and(1, CONNECTOR, register(2, Channel::SiteChat))
        .and(30, anna(), take());
    given(came).when(anna(), bind(1)).then([bound(1, 1), bound(2, 1)]);
}

#[test]
fn a_guest_is_bound_once() {
    let his = in_work().and(100, anna(), bind(1));
    given(his.clone()).when(anna(), bind(1)).then_nothing();
    given(his.clone()).when(anna(), bind(2)).refused(Refusal::NotAGuest);
    let account_removed = his.and(110, boris(), save(1, Some(2), maria().card));
    given(account_removed).when(anna(), bind(1)).then_nothing();
}

#[test]
fn a_guest_is_bound_by_whoever_has_the_appeal_to_a_client_who_is_there() {
    given(waiting()).when(anna(), bind(1)).refused(Refusal::StillWaiting);
    given(in_work()).when(boris(), bind(1)).refused(Refusal::NotYours { by: anna() });
    given(in_work()).when(CONNECTOR, bind(1)).refused(Refusal::NotYourPart);
    given(nobody()).when(anna(), bind(1)).refused(Refusal::UnknownAppeal);
    given(in_work()).when(anna(), bind(9)).refused(Refusal::UnknownContact);
    let merged = in_work().and(100, anna(), merge_petr_into_maria());
    given(merged).when(anna(), bind(2)).refused(Refusal::UnknownContact);
}

#[test]
fn a_screen_that_knows_no_other_appeals_binds_the_one_it_shows() {
    let screen = Screen(in_work());
    let known = maria().card.with(Channel::Telegram, &guest());
    let follows = decide(&screen, anna().into(), at(600), &bind(1));
    assert_eq!(follows, Ok(vec![saved(on_a_card(1, 2, known)), bound(1, 1)]));
}

// Companies.

#[test]
fn a_company_is_written_down_and_changed() {
    let world = given(nobody())
        .when(anna(), save_company(2, None, company(" Лютик ")))
        .then([company_saved(2, 1, company("Лютик"), 600)]);
    let changed = OrganisationCard {
        tax_number: Some("7707083893".to_owned()),
        site: Some("https://lutik.example".to_owned()),
        comment: "Постоянный".to_owned(),
        ..company("Лютик")
    };
    let typed = OrganisationCard {
        tax_number: Some(" 7707083893 ".to_owned()),
        site: Some("https://lutik.example\n".to_owned()),
        comment: " Постоянный".to_owned(),
        ..company("Лютик")
    };
    let world = given(world)
        .when_at(at(700), boris(), save_company(2, Some(1), typed.clone()))
        .then([company_saved(2, 2, changed, 600)]);
    given(world.clone()).when(boris(), save_company(2, Some(1), typed)).then_nothing();
    given(world)
        .when(boris(), save_company(2, Some(1), company("Ромашка")))
        .refused(Refusal::Changed { version: 2 });
}

#[test]
fn a_company_whose_lines_were_left_blank_has_none() {
    let blank = || Some(" ".to_owned());
    let typed = OrganisationCard { tax_number: blank(), site: blank(), ..company("Лютик") };
    given(nobody()).when(anna(), save_company(2, None, typed)).then([company_saved(
        2,
        1,
        company("Лютик"),
        600,
    )]);
}

#[test]
fn a_company_is_written_down_once_by_an_operator_and_by_name() {
    given(nobody()).when(anna(), save_company(1, None, company("Ромашка"))).then_nothing();
    given(nobody()).when(anna(), save_company(1, None, company("Лютик"))).refused(Refusal::AlreadyExists);
    given(nobody())
        .when(anna(), save_company(9, Some(1), company("Лютик")))
        .refused(Refusal::UnknownOrganisation);
    given(nobody()).when(anna(), save_company(2, None, company(" "))).refused(Refusal::EmptyName);
    given(nobody()).when(CONNECTOR, save_company(2, None, company("Лютик"))).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), save_company(2, None, company("Лютик"))).refused(Refusal::NotYourPart);
    given(nobody()).when(CONNECTOR, save(3, None, olga())).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), save(3, None, olga())).refused(Refusal::NotYourPart);
}

fn named(name: &str) -> ContactCard {
    ContactCard { name: name.to_owned(), ..ContactCard::default() }
}

fn olga() -> ContactCard {
    ContactCard { mails: vec!["olga@example.org".to_owned()], ..named("Ольга") }
}

fn save(number: u8, version: Option<u64>, card: ContactCard) -> Command {
    Command::SaveContact(SaveContact { contact: contact(number), version, card, from_appeal: None })
}

fn save_from(number: u8, version: Option<u64>, card: ContactCard) -> Command {
    let from_appeal = Some(appeal(1));
    Command::SaveContact(SaveContact { contact: contact(number), version, card, from_appeal })
}

fn bind(number: u8) -> Command {
    Command::BindContact(BindContact { appeal: appeal(1), contact: contact(number) })
}

fn return_it() -> Command {
    Command::ReturnAppeal(ReturnAppeal { appeal: appeal(1), comment: String::new() })
}

fn merge_petr_into_maria() -> Command {
    Command::MergeContacts(MergeContacts { merge: merge(1), into: contact(1), from: contact(2) })
}

fn arrival(number: u8, address: crate::address::Address) -> RegisterAppeal {
    let Command::RegisterAppeal(it) = register(appeal(number), Channel::Telegram, support()) else {
        unreachable!("a registration is one")
    };
    RegisterAppeal { address, ..it }
}

/// More appeals by Telegram, each from somewhere.
fn came_again(world: World, from: &[(u8, crate::address::Address)]) -> World {
    let come = |world: World, (number, address): &(u8, crate::address::Address)| {
        world.and(60, CONNECTOR, arrival(*number, address.clone()))
    };
    from.iter().fold(world, come)
}

fn on_a_card(number: u8, version: u64, card: ContactCard) -> Contact {
    Contact { id: contact(number), version, card, created_at: at(0), merged_into: None }
}

fn saved(contact: Contact) -> Event {
    Event::ContactSaved(ContactSaved { contact })
}

fn bound(number: u8, to: u8) -> Event {
    Event::AppealBound(AppealBound { appeal: appeal(number), contact: contact(to) })
}

fn company(title: &str) -> OrganisationCard {
    OrganisationCard { title: title.to_owned(), ..OrganisationCard::default() }
}

fn save_company(number: u8, version: Option<u64>, card: OrganisationCard) -> Command {
    let organisation: OrganisationId = organisation(number);
    Command::SaveOrganisation(SaveOrganisation { organisation, version, card })
}

fn company_saved(number: u8, version: u64, card: OrganisationCard, second: i64) -> Event {
    let organisation = Organisation { id: organisation(number), version, card, created_at: at(second) };
    Event::OrganisationSaved(OrganisationSaved { organisation })
}

/// A world that shows one appeal and knows no others, as a screen does.
struct Screen(World);

impl Slice for Screen {
    fn directory(&self) -> &Directory {
        self.0.directory()
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.0.appeal(id)
    }

    fn cards(&self) -> &Cards {
        self.0.cards()
    }
}

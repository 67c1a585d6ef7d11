//! Outgoing appeals: which ways lead to a client, and beginning an appeal by one (O1 to O6).

use crate::address::Address;
use crate::appeal::Appeal;
use crate::call::{Call, Leg, LegState, Party};
use crate::channel::Channel;
use crate::command::*;
use crate::contact::{Account, Contact, ContactCard, NumberKind, TypedNumber};
use crate::decide::{MailProgram, Way, mail_program, mailto, ways_to_reach};
use crate::directory::{Directory, EntryPoint, Widget};
use crate::event::*;
use crate::given::*;
use crate::history::{Creation, Direction};
use crate::id::EntryPointId;
use crate::refusal::Refusal;
use crate::world::{Slice, World};

const MOBILE: &str = "+79161234567";
const AT_WORK: &str = "+74951112233";

/// A directory whose one widget has these channels' lines, and which has these channels' lines at all.
fn connected(in_widget: &[Channel], lines: &[Channel]) -> Directory {
    let entry_points = directory().entry_points.into_iter();
    let entry_points = entry_points.filter(|line| lines.contains(&line.channel)).collect();
    let of_widget = in_widget.iter().map(|channel| line_of(*channel)).collect();
    let widgets = vec![Widget { id: widget(1), title: "Сайт".to_owned(), entry_points: of_widget }];
    Directory { entry_points, widgets, ..directory() }
}

fn everything() -> Directory {
    connected(&Channel::ALL, &Channel::ALL)
}

fn number(kind: NumberKind, number: &str) -> TypedNumber {
    TypedNumber { kind, number: number.parse().unwrap() }
}

fn account_of(channel: Channel) -> Account {
    Account { channel, id: format!("{}-1", channel.as_str()), name: None }
}

/// A client who can be reached by whatever there is.
fn full_card() -> ContactCard {
    ContactCard {
        name: "Полная".to_owned(),
        numbers: vec![number(NumberKind::Work, AT_WORK), number(NumberKind::Mobile, MOBILE)],
        accounts: [Channel::Telegram, Channel::Vk, Channel::Avito, Channel::Facebook]
            .map(account_of)
            .to_vec(),
        mails: vec!["kotova@example.org".to_owned()],
        ..ContactCard::default()
    }
}

fn way(directory: &Directory, card: &ContactCard, channel: Channel) -> Way {
    let ways = ways_to_reach(directory, Some(card));
    ways.into_iter().find(|way| way.channel == channel).unwrap()
}

/// A desk with that directory, which knows a client with this card, `contact(1)`.
fn desk(directory: Directory, card: ContactCard) -> World {
    let mut cards = cards();
    cards.contacts.insert(contact(1), Contact { card, ..maria() }.into());
    World::new(directory).with_cards(cards).numbered_after(1_023)
}

fn starting(channel: Channel, address: Address) -> StartAppeal {
    let Command::StartAppeal(wish) = start(appeal(1), channel, contact(1), address) else { unreachable!() };
    wish
}

fn some_address(channel: Channel) -> Address {
    full_card().reached_by(channel).next().unwrap_or_else(guest)
}

// Which ways there are.

#[test]
fn every_way_but_the_sites_chat_is_told_in_the_order_of_the_channels() {
    let channels: Vec<_> =
        ways_to_reach(&everything(), Some(&full_card())).iter().map(|way| way.channel).collect();
    let expected: Vec<_> = Channel::ALL.into_iter().filter(|channel| *channel != Channel::SiteChat).collect();
    assert_eq!(channels, expected);
}

#[test]
fn whoever_can_be_reached_by_everything_is_reached_by_everything() {
    for way in ways_to_reach(&everything(), Some(&full_card())) {
        assert_eq!(way.refusal, None, "{:?}", way.channel);
        assert!(!way.addresses.is_empty(), "{:?}", way.channel);
    }
}

#[test]
fn an_empty_card_leaves_every_way_off_with_its_reason() {
    for (channel, refusal) in [
        (Channel::Call, Refusal::NoNumber),
        (Channel::Sms, Refusal::NoMobileNumber),
        (Channel::Email, Refusal::NoMailAddress),
        (Channel::Telegram, Refusal::NoAccount { channel: Channel::Telegram }),
        (Channel::Vk, Refusal::NoAccount { channel: Channel::Vk }),
        (Channel::WhatsApp, Refusal::NoAccount { channel: Channel::WhatsApp }),
        (Channel::Viber, Refusal::NoAccount { channel: Channel::Viber }),
        (Channel::Avito, Refusal::NoAccount { channel: Channel::Avito }),
        (Channel::Facebook, Refusal::NoAccount { channel: Channel::Facebook }),
    ] {
        let expected = Way { channel, addresses: Vec::new(), refusal: Some(refusal) };
        assert_eq!(way(&everything(), &ContactCard::default(), channel), expected);
    }
}

#[test]
fn a_messenger_in_no_widget_is_off_though_the_company_has_a_line() {
    let directory = connected(&[], &Channel::ALL);
    for channel in [
        Channel::Telegram,
        Channel::Vk,
        Channel::WhatsApp,
        Channel::Viber,
        Channel::Avito,
        Channel::Facebook,
        Channel::Email,
    ] {
        let refusal = way(&directory, &full_card(), channel).refusal;
        assert_eq!(refusal, Some(Refusal::NotConnected { channel }));
        let one = connected(&[channel], &Channel::ALL);
        assert_eq!(way(&one, &full_card(), channel).refusal, None, "{channel:?} alone");
    }
}

#[test]
fn a_number_calls_and_sends_sms_whether_or_not_a_widget_shows_it() {
    for (in_widget, lines, calls, sends) in [
        (&[][..], &[][..], false, false),
        (&[], &[Channel::Telegram, Channel::Email], false, false),
        (&[], &[Channel::Call], true, true),
        (&[], &[Channel::Sms], false, true),
        (&[Channel::Sms], &[Channel::Sms], false, true),
        (&[Channel::Call], &[Channel::Call], true, true),
    ] {
        let directory = connected(in_widget, lines);
        let off = |channel, is_on: bool| (!is_on).then_some(Refusal::NotConnected { channel });
        let refusal = |channel| way(&directory, &full_card(), channel).refusal;
        assert_eq!(refusal(Channel::Call), off(Channel::Call, calls), "{lines:?}");
        assert_eq!(refusal(Channel::Sms), off(Channel::Sms, sends), "{lines:?}");
    }
}

#[test]
fn an_sms_goes_to_mobile_numbers_alone_and_a_call_to_any() {
    let card = ContactCard { numbers: vec![number(NumberKind::Work, AT_WORK)], ..ContactCard::default() };
    for kind in [NumberKind::Work, NumberKind::Home, NumberKind::Other] {
        let card = ContactCard { numbers: vec![number(kind, AT_WORK)], ..card.clone() };
        assert_eq!(way(&everything(), &card, Channel::Sms).refusal, Some(Refusal::NoMobileNumber));
        for channel in [Channel::WhatsApp, Channel::Viber] {
            assert_eq!(way(&everything(), &card, channel).refusal, Some(Refusal::NoAccount { channel }));
        }
        assert_eq!(way(&everything(), &card, Channel::Call).addresses, [phone(AT_WORK)]);
    }
    assert_eq!(way(&everything(), &full_card(), Channel::Sms).addresses, [phone(MOBILE)]);
}

#[test]
fn several_numbers_are_a_choice_in_the_order_of_the_card() {
    assert_eq!(way(&everything(), &full_card(), Channel::Call).addresses, [phone(AT_WORK), phone(MOBILE)]);
}

#[test]
fn whatsapp_and_viber_know_their_clients_by_mobile_number_or_account() {
    for channel in [Channel::WhatsApp, Channel::Viber] {
        assert_eq!(way(&everything(), &full_card(), channel).addresses, [phone(MOBILE)]);
        let card = ContactCard { accounts: vec![account_of(channel)], ..ContactCard::default() };
        let expected = Address::Account { id: format!("{}-1", channel.as_str()), name: None };
        assert_eq!(way(&everything(), &card, channel).addresses, [expected]);
    }
}

// Letters outside the desk.

#[test]
fn the_desk_writes_letters_where_a_widget_has_an_email_channel() {
    assert_eq!(mail_program(&connected(&[Channel::Email], &Channel::ALL)), MailProgram::BuiltIn);
    assert_eq!(mail_program(&connected(&[Channel::Telegram], &Channel::ALL)), MailProgram::System);
    assert_eq!(mail_program(&connected(&[], &[])), MailProgram::System);
}

#[test]
fn a_mail_link_says_whom_and_nothing_else() {
    for (address, link) in [
        ("kotova@example.org", "mailto:kotova@example.org"),
        ("maria.k-o_t~a+1@example.org", "mailto:maria.k-o_t~a+1@example.org"),
        ("o'neil!$*@example.org", "mailto:o'neil!$*@example.org"),
        ("a?bcc=all@example.org", "mailto:a%3Fbcc%3Dall@example.org"),
        ("a&cc=b@c.d", "mailto:a%26cc%3Db@c.d"),
        ("50%@example.org", "mailto:50%25@example.org"),
        ("a%0D%0Ab@c.d", "mailto:a%250D%250Ab@c.d"),
        ("a\r\nb@c.d", "mailto:a%0D%0Ab@c.d"),
        ("a b,c;d:e@f.g", "mailto:a%20b%2Cc%3Bd%3Ae@f.g"),
        ("a#b/c\\d\"e<f>@g.h", "mailto:a%23b%2Fc%5Cd%22e%3Cf%3E@g.h"),
        ("яна@пример.рф", "mailto:%D1%8F%D0%BD%D0%B0@%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84"),
        ("", "mailto:"),
    ] {
        assert_eq!(mailto(address), link);
    }
}

// Beginning.

/// The appeal as it begins at `at(600)`.
fn begun(channel: Channel, entry_point: EntryPointId, address: Address) -> Event {
    let appeal = Appeal {
        channel,
        direction: Direction::Outgoing,
        creation: Creation::Operator,
        entry_point,
        contact: Some(contact(1)),
        address,
        ..just_begun(at(600))
    };
    AppealRegistered { appeal: Box::new(appeal) }.into()
}

#[test]
fn whoever_writes_first_has_the_appeal_in_work_at_once() {
    for channel in Channel::ALL {
        if channel == Channel::SiteChat || channel == Channel::Call {
            continue;
        }
        let address = some_address(channel);
        let world = given(desk(everything(), full_card()))
            .when(anna(), starting(channel, address.clone()))
            .then([begun(channel, line_of(channel), address), taken(anna())]);
        assert_eq!(world.the_appeal().operator(), Some(anna()));
        assert_eq!(world.next_number(), 1_025);
    }
}

#[test]
fn whoever_calls_first_is_on_the_line_at_once() {
    let call = Call {
        number: MOBILE.parse().ok(),
        line: None,
        legs: vec![
            Leg { party: Party::Operator { id: anna() }, state: LegState::Talking, since: at(600) },
            Leg { party: Party::Client, state: LegState::Ringing, since: at(600) },
        ],
        is_muted: false,
        started_at: at(600),
        answered_at: None,
        ended: None,
    };
    let world =
        given(desk(everything(), full_card())).when(anna(), starting(Channel::Call, phone(MOBILE))).then([
            begun(Channel::Call, line_of(Channel::Call), phone(MOBILE)),
            taken(anna()),
            CallStarted { appeal: appeal(1), call }.into(),
        ]);
    assert_eq!(world.live_call_of(anna()), Some(appeal(1)));
    assert_eq!(world.the_appeal().first_reply_at, None, "before the client picks up");
}

#[test]
fn nobody_begins_what_is_off() {
    for channel in Channel::ALL {
        let address = some_address(channel);
        let off = match channel {
            Channel::SiteChat => Refusal::ClientBeginsChat,
            channel => Refusal::NotConnected { channel },
        };
        given(desk(connected(&[], &[]), full_card()))
            .when(anna(), starting(channel, address.clone()))
            .refused(off);
        let empty = match channel {
            Channel::SiteChat => Refusal::ClientBeginsChat,
            channel => way(&everything(), &ContactCard::default(), channel).refusal.unwrap(),
        };
        given(desk(everything(), ContactCard::default()))
            .when(anna(), starting(channel, address))
            .refused(empty);
    }
}

#[test]
fn a_client_is_reached_where_his_card_says() {
    let world = || desk(everything(), full_card());
    for (channel, address) in [
        (Channel::Call, phone("+79990000001")),
        (Channel::Sms, phone(AT_WORK)),
        (Channel::Telegram, account("vk-1")),
        (Channel::Telegram, phone(MOBILE)),
        (Channel::Email, mail("somebody@example.org")),
        (Channel::Vk, guest()),
    ] {
        given(world()).when(anna(), starting(channel, address)).refused(Refusal::NotOnCard);
    }
    let spelled = mail("Kotova@Example.org");
    given(world())
        .when(anna(), starting(Channel::Email, spelled.clone()))
        .then([begun(Channel::Email, line_of(Channel::Email), spelled), taken(anna())]);
}

#[test]
fn appeals_are_begun_by_operators_for_clients_and_groups_that_exist() {
    let wish = || starting(Channel::Telegram, account("telegram-1"));
    let world = || desk(everything(), full_card());
    given(world()).when(CONNECTOR, wish()).refused(Refusal::NotYourPart);
    given(world()).when(stranger(), wish()).refused(Refusal::NotYourPart);
    let nobody = StartAppeal { contact: contact(9), ..wish() };
    given(world()).when(anna(), nobody).refused(Refusal::UnknownContact);
    let nowhere = StartAppeal { group: unheard_of_group(), ..wish() };
    given(world()).when(anna(), nowhere).refused(Refusal::UnknownGroup);
    let elsewhere = StartAppeal { group: sales(), ..wish() };
    given(world()).when(anna(), elsewhere).refused(Refusal::NotYourGroup);
    given(world()).when(vera(), wish()).refused(Refusal::NotYourGroup);
    for by in [boris(), galina(), dmitry()] {
        let begun = begun(Channel::Telegram, line_of(Channel::Telegram), account("telegram-1"));
        given(world()).when(by, wish()).then([begun, taken(by)]);
    }
}

#[test]
fn an_appeal_is_begun_once() {
    let wish = starting(Channel::Telegram, account("telegram-1"));
    let world = || desk(everything(), full_card()).and(0, anna(), wish.clone());
    given(world()).when(anna(), wish.clone()).then_nothing();
    given(world().and(10, anna(), close())).when(anna(), wish.clone()).then_nothing();
    given(world()).when(boris(), wish.clone()).refused(Refusal::AlreadyExists);
    given(in_work()).when(anna(), wish).refused(Refusal::AlreadyExists);
    let call = start(appeal(1), Channel::Call, contact(1), phone(MOBILE));
    given(dialling()).when(anna(), call).then_nothing();
}

#[test]
fn nobody_calls_two_clients_at_once() {
    let world = dialling().and(5, CONNECTOR, report_call(CallReport::Answered { party: Party::Client }));
    let second = start(appeal(2), Channel::Call, contact(2), phone(AT_WORK));
    given(world.clone()).when(anna(), second.clone()).refused(Refusal::InAnotherCall);
    given(dialling()).when(anna(), second.clone()).refused(Refusal::InAnotherCall);
    let by_boris = world.clone().and(600, boris(), second.clone());
    assert_eq!(by_boris.live_call_of(boris()), Some(appeal(2)));
    let over = world.clone().and(20, anna(), HangUp { appeal: appeal(1) }).and(600, anna(), second);
    assert_eq!(over.live_call_of(anna()), Some(appeal(2)));
    let beside = start(appeal(2), Channel::Telegram, contact(1), account("kotova"));
    let beside = world.and(600, anna(), beside);
    assert_eq!(
        beside.appeal(appeal(2)).and_then(Appeal::operator),
        Some(anna()),
        "one may write while talking"
    );
}

// Lines.

/// Two more lines of this channel, numbered 51 and 52; only the second is in a second widget.
fn with_more_lines(channel: Channel) -> Directory {
    let mut directory = everything();
    for number in [51, 52] {
        let (id, address) = (entry_point(number), "@more".to_owned());
        directory.entry_points.push(EntryPoint { id, channel, address, comment: None });
    }
    let (id, entry_points) = (widget(2), vec![entry_point(52)]);
    directory.widgets.push(Widget { id, title: "Второй".to_owned(), entry_points });
    directory
}

fn line_taken(directory: Directory, channel: Channel, chosen: Option<EntryPointId>) -> EntryPointId {
    let wish = StartAppeal { entry_point: chosen, ..starting(channel, some_address(channel)) };
    let world = desk(directory, full_card()).and(600, anna(), wish);
    world.the_appeal().entry_point
}

#[test]
fn the_operator_may_choose_among_the_lines_of_the_channel() {
    let directory = || with_more_lines(Channel::Telegram);
    let telegram = line_of(Channel::Telegram);
    assert_eq!(line_taken(directory(), Channel::Telegram, None), telegram);
    assert_eq!(line_taken(directory(), Channel::Telegram, Some(telegram)), telegram);
    assert_eq!(line_taken(directory(), Channel::Telegram, Some(entry_point(52))), entry_point(52));
    for wrong in [entry_point(51), line_of(Channel::Vk), unheard_of_line()] {
        let wish = StartAppeal {
            entry_point: Some(wrong),
            ..starting(Channel::Telegram, some_address(Channel::Telegram))
        };
        given(desk(directory(), full_card())).when(anna(), wish).refused(Refusal::UnknownEntryPoint);
    }
}

#[test]
fn any_of_the_companys_numbers_calls() {
    let directory = || with_more_lines(Channel::Call);
    for line in [line_of(Channel::Call), entry_point(51), entry_point(52)] {
        assert_eq!(line_taken(directory(), Channel::Call, Some(line)), line);
    }
    let sms =
        StartAppeal { entry_point: Some(line_of(Channel::Sms)), ..starting(Channel::Call, phone(MOBILE)) };
    given(desk(directory(), full_card())).when(anna(), sms).refused(Refusal::UnknownEntryPoint);
}

#[test]
fn an_sms_leaves_by_its_own_line_where_there_is_one() {
    let (call, sms) = (line_of(Channel::Call), line_of(Channel::Sms));
    for (in_widget, lines, expected) in [
        (&[][..], &[Channel::Call, Channel::Sms][..], sms),
        (&[Channel::Call], &[Channel::Call, Channel::Sms], sms),
        (&[Channel::Call], &[Channel::Call], call),
        (&[], &[Channel::Telegram, Channel::Call], call),
    ] {
        assert_eq!(line_taken(connected(in_widget, lines), Channel::Sms, None), expected, "{lines:?}");
    }
    assert_eq!(line_taken(everything(), Channel::Sms, Some(call)), call, "any number may be chosen");
}

// Boxes.

#[test]
fn a_letter_is_begun_from_a_box_that_one_may_use() {
    let wish = |mailbox| StartAppeal { mailbox, ..starting(Channel::Email, mail("kotova@example.org")) };
    let world = || desk(everything(), full_card());
    for (by, mailbox, refusal) in [
        (anna(), None, Refusal::UnknownMailbox),
        (anna(), Some(mailbox(9)), Refusal::UnknownMailbox),
        (anna(), Some(boriss_box()), Refusal::UnknownMailbox),
        (galina(), Some(boriss_box()), Refusal::UnknownMailbox),
        (anna(), Some(annas_box()), Refusal::MailboxNotAuthorised),
    ] {
        given(world()).when(by, wish(mailbox)).refused(refusal);
    }
    for (by, mailbox) in [(anna(), company_box()), (boris(), boriss_box()), (boris(), company_box())] {
        let world = world().and(600, by, wish(Some(mailbox)));
        assert_eq!(world.the_appeal().operator(), Some(by));
    }
    let no_letter = StartAppeal { mailbox: None, ..starting(Channel::Sms, phone(MOBILE)) };
    let world = world().and(600, anna(), no_letter);
    assert_eq!(world.the_appeal().channel, Channel::Sms, "only a letter needs a box");
}

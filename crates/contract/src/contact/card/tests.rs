//! Where a client can be reached, and how places come onto his card and leave it.

use super::*;
use crate::given::*;

/// A number of each kind, an account of each messenger, a mail box.
fn everywhere() -> ContactCard {
    let number = |kind, number: &str| TypedNumber { kind, number: number.parse().unwrap() };
    let accounts = [Channel::Telegram, Channel::Vk, Channel::WhatsApp, Channel::Avito];
    ContactCard {
        name: "Мария".to_owned(),
        numbers: vec![
            number(NumberKind::Work, "+74950000001"),
            number(NumberKind::Mobile, "+79160000002"),
            number(NumberKind::Home, "+74950000003"),
            number(NumberKind::Other, "+79160000004"),
            number(NumberKind::Mobile, "+79160000005"),
        ],
        accounts: accounts
            .map(|channel| Account { channel, id: channel.as_str().to_owned(), name: None })
            .to_vec(),
        mails: vec!["one@example.org".to_owned(), "two@example.org".to_owned()],
        ..ContactCard::default()
    }
}

#[test]
fn a_channel_reaches_a_client_where_it_can() {
    let own = |channel: Channel| Address::Account { id: channel.as_str().to_owned(), name: None };
    let mobiles = || vec![phone("+79160000002"), phone("+79160000005")];
    for (channel, expected) in [
        (
            Channel::Call,
            ["+74950000001", "+79160000002", "+74950000003", "+79160000004", "+79160000005"]
                .map(phone)
                .to_vec(),
        ),
        (Channel::Sms, mobiles()),
        (Channel::WhatsApp, [mobiles(), vec![own(Channel::WhatsApp)]].concat()),
        (Channel::Viber, mobiles()),
        (Channel::Telegram, vec![own(Channel::Telegram)]),
        (Channel::Vk, vec![own(Channel::Vk)]),
        (Channel::Avito, vec![own(Channel::Avito)]),
        (Channel::Facebook, Vec::new()),
        (Channel::SiteChat, Vec::new()),
        (Channel::Email, vec![mail("one@example.org"), mail("two@example.org")]),
    ] {
        let reached: Vec<_> = everywhere().reached_by(channel).collect();
        assert_eq!(reached, expected, "{channel:?}");
    }
    for channel in Channel::ALL {
        assert_eq!(ContactCard::default().reached_by(channel).count(), 0, "{channel:?}");
    }
}

#[test]
fn a_client_is_known_by_where_he_comes_from() {
    let visitor = Address::Visitor { id: "telegram".to_owned() };
    for (channel, address, is_his) in [
        (Channel::Call, phone("+79160000002"), true),
        (Channel::WhatsApp, phone("+74950000001"), true),
        (Channel::Call, phone("+79160000009"), false),
        (Channel::Telegram, account("telegram"), true),
        (Channel::Vk, account("telegram"), false),
        (Channel::Telegram, account("somebody"), false),
        (Channel::Email, mail("One@Example.org"), true),
        (Channel::Email, mail("three@example.org"), false),
        (Channel::SiteChat, visitor, false),
    ] {
        assert_eq!(everywhere().has(channel, &address), is_his, "{channel:?} {address:?}");
    }
}

#[test]
fn a_place_goes_on_the_card_once() {
    let places = [
        (Channel::Call, phone("+79160000009")),
        (Channel::Telegram, account("new")),
        (Channel::Vk, account("telegram")),
        (Channel::Email, mail("three@example.org")),
    ];
    for (channel, address) in places {
        let card = everywhere().with(channel, &address);
        assert_ne!(card, everywhere());
        assert!(card.has(channel, &address), "{address:?}");
        assert_eq!(card.with(channel, &address), card, "{address:?}");
    }
    for (channel, address) in [
        (Channel::Call, phone("+74950000001")),
        (Channel::Telegram, account("telegram")),
        (Channel::Email, mail("ONE@example.org")),
        (Channel::SiteChat, Address::Visitor { id: "7".to_owned() }),
    ] {
        assert_eq!(everywhere().with(channel, &address), everywhere(), "{address:?}");
    }
}

#[test]
fn what_is_put_on_a_card_is_kept_as_it_is_known() {
    let blank = ContactCard::default();
    let named = Account { channel: Channel::Vk, id: "new".to_owned(), name: Some("@new".to_owned()) };
    assert_eq!(blank.with(Channel::Vk, &account("new")).accounts, [named]);
    assert_eq!(blank.with(Channel::Email, &mail("New@example.org")).mails, ["New@example.org"]);
}

#[test]
fn whoever_writes_from_a_number_has_a_mobile_and_a_caller_where_numbers_tell() {
    for (channel, number, kind) in [
        (Channel::WhatsApp, "+74951112244", NumberKind::Mobile),
        (Channel::Sms, "+4915112345678", NumberKind::Mobile),
        (Channel::Call, "+79161112244", NumberKind::Mobile),
        (Channel::Call, "+74951112244", NumberKind::Other),
        (Channel::Call, "+4915112345678", NumberKind::Other),
    ] {
        let card = ContactCard::default().with(channel, &phone(number));
        assert_eq!(card.numbers, [TypedNumber { kind, number: number.parse().unwrap() }], "{channel:?}");
    }
}

#[test]
fn a_merged_card_holds_everything_of_both_once_and_its_own_first() {
    let other = ContactCard {
        name: "Маша".to_owned(),
        numbers: vec![
            TypedNumber { kind: NumberKind::Work, number: "+79160000002".parse().unwrap() },
            TypedNumber { kind: NumberKind::Home, number: "+74950000009".parse().unwrap() },
        ],
        accounts: vec![
            Account { channel: Channel::Vk, id: "telegram".to_owned(), name: None },
            Account { channel: Channel::Telegram, id: "telegram".to_owned(), name: Some("@m".to_owned()) },
        ],
        mails: vec!["ONE@example.org".to_owned(), "three@example.org".to_owned()],
        organisation: Some(organisation(1)),
        comment: " Вторая ".to_owned(),
    };
    let mut expected = ContactCard {
        organisation: Some(organisation(1)),
        comment: "Первая\nВторая".to_owned(),
        ..everywhere()
    };
    expected.numbers.extend(other.numbers.last().cloned());
    expected.accounts.extend(other.accounts.first().cloned());
    expected.mails.push("three@example.org".to_owned());
    let mine = ContactCard { comment: "Первая\n".to_owned(), ..everywhere() };
    let merged = mine.merged_with(&other);
    assert_eq!(merged, expected);
    assert_eq!(merged.parted_from(&other, &mine), mine);
}

#[test]
fn a_name_and_a_company_are_taken_where_the_remaining_card_has_none() {
    let with = |name: &str, organisation, comment: &str| ContactCard {
        name: name.to_owned(),
        organisation,
        comment: comment.to_owned(),
        ..ContactCard::default()
    };
    let (one, two) = (Some(organisation(1)), Some(organisation(2)));
    for (mine, other, expected) in [
        (with("А", one, "а"), with("Б", two, "б"), with("А", one, "а\nб")),
        (with(" ", None, ""), with("Б", two, "б"), with("Б", two, "б")),
        (with("А", one, "а"), with("", None, " "), with("А", one, "а")),
        (with("А", None, "то же"), with("Б", None, "то же "), with("А", None, "то же")),
    ] {
        let merged = mine.merged_with(&other);
        assert_eq!(merged, expected);
        assert_eq!(merged.parted_from(&other, &mine), mine);
    }
}

#[test]
fn what_was_written_since_a_merge_stays_when_the_cards_part() {
    let mine = ContactCard { comment: "Первая".to_owned(), ..everywhere() };
    let other = ContactCard {
        name: "Маша".to_owned(),
        mails: vec!["three@example.org".to_owned()],
        organisation: Some(organisation(1)),
        comment: "Вторая".to_owned(),
        ..ContactCard::default()
    };
    let mut edited = mine.merged_with(&other);
    edited.name = "Мария Ивановна".to_owned();
    edited.organisation = Some(organisation(2));
    edited.comment.push_str(", исправлено");
    edited.accounts.push(Account { channel: Channel::Facebook, id: "m".to_owned(), name: None });
    edited.numbers.remove(0);
    edited.mails.push("four@example.org".to_owned());
    let mut parted = edited.clone();
    parted.mails.retain(|mail| mail != "three@example.org");
    assert_eq!(edited.parted_from(&other, &mine), parted);
}

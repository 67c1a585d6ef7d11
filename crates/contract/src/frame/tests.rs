//! The frame's talk: the envelope, every request, one answer each, and what is told of appeals.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use super::*;
use crate::Refusal;
use crate::channel::Channel;
use crate::contact::{Account, Contact, ContactCard};
use crate::given::*;
use crate::operator::Presence;
use crate::own::Theme;
use crate::phone::NotAPhoneNumber;
use crate::refusal::Language;
use crate::wire::Fault;
use crate::world::World;
use proptest::prelude::*;
use serde_json::{Value, json};

fn asked(id: &str, name: &str, payload: Value) -> Value {
    json!({ "source": HOST, "v": 1, "kind": "request", "id": id, "type": name, "payload": payload })
}

/// What is made of a request, or the code of the error that answers it.
#[track_caller]
fn read(name: &str, payload: Value) -> Result<Request, String> {
    match Talk::default().hears(&asked("7", name, payload), Language::Ru) {
        Heard::Asked(id, request) => {
            assert_eq!((id.as_str(), request.name()), ("7", name));
            Ok(request)
        }
        Heard::Answered(answer) => {
            assert_eq!((answer["kind"].as_str(), answer["type"].as_str()), (Some("response"), Some("error")));
            assert_eq!(answer["replyTo"], "7");
            assert!(answer["payload"]["message"].as_str().is_some_and(|it| !it.is_empty()));
            Err(answer["payload"]["code"].as_str().unwrap().to_owned())
        }
        Heard::Nothing => panic!("{name} goes unanswered"),
    }
}

#[test]
fn every_request_is_read_as_it_is_described() {
    let (one, two) = (appeal(1), contact(2));
    let number = || "+79161234567".parse().unwrap();
    for (name, payload, request) in [
        ("host.hello", json!({}), Request::Hello),
        ("host.hello", Value::Null, Request::Hello),
        ("auth.token", json!({ "token": " abc " }), Request::Token("abc".to_owned())),
        ("call.dial", json!({ "number": "8 (916) 123-45-67" }), Request::Dial(Dialled::Number(number()))),
        ("call.dial", json!({ "contact": two }), Request::Dial(Dialled::Contact(two, None))),
        (
            "call.dial",
            json!({ "contact": two, "number": "+7 916 123-45-67", "more": [1] }),
            Request::Dial(Dialled::Contact(two, Some(number()))),
        ),
        ("appeal.open", json!({ "id": one }), Request::OpenAppeal(WhichAppeal::Id(one))),
        ("appeal.open", json!({ "number": 1_024 }), Request::OpenAppeal(WhichAppeal::Number(1_024))),
        ("contact.open", json!({ "id": two }), Request::OpenContact(WhichContact::Id(two))),
        (
            "contact.open",
            json!({ "number": "89161234567" }),
            Request::OpenContact(WhichContact::Number(number())),
        ),
        (
            "contact.open",
            json!({ "account": "@kotova", "channel": "telegram" }),
            Request::OpenContact(WhichContact::Account("@kotova".to_owned(), Some(Channel::Telegram))),
        ),
        ("operator.setState", json!({ "state": "break" }), Request::SetState(Presence::OnBreak)),
        ("theme.set", json!({ "theme": "dark" }), Request::SetTheme(Some(Theme::Dark))),
        ("theme.set", json!({ "theme": "system" }), Request::SetTheme(None)),
        ("locale.set", json!({ "locale": "en" }), Request::SetLocale(Language::En)),
    ] {
        assert_eq!(read(name, payload), Ok(request), "{name}");
    }
}

#[test]
fn what_is_wrong_with_a_request_is_told_by_a_code() {
    for (name, payload, code) in [
        ("call.hangup", json!({}), "unknown_type"),
        ("", json!({}), "unknown_type"),
        ("auth.token", json!({ "token": " " }), "malformed"),
        ("auth.token", json!({ "token": "a".repeat(513) }), "malformed"),
        ("call.dial", json!({}), "malformed"),
        ("call.dial", json!(null), "malformed"),
        ("call.dial", json!({ "number": 79_161_234_567_u64 }), "malformed"),
        ("call.dial", json!({ "number": "доб. 12" }), "bad_number"),
        ("call.dial", json!({ "number": "" }), "bad_number"),
        ("appeal.open", json!({ "id": appeal(1), "number": 1 }), "malformed"),
        ("appeal.open", json!({ "id": "1" }), "malformed"),
        ("appeal.open", json!({ "number": -1 }), "malformed"),
        ("contact.open", json!({ "account": "@a", "number": "89161234567" }), "malformed"),
        ("contact.open", json!({ "account": "@a", "channel": "pigeon" }), "malformed"),
        ("operator.setState", json!({ "state": "on_break" }), "malformed"),
        ("theme.set", json!({ "theme": "sepia" }), "malformed"),
        ("locale.set", json!({ "locale": "de" }), "malformed"),
    ] {
        assert_eq!(read(name, payload.clone()), Err(code.to_owned()), "{name} {payload}");
    }
}

#[test]
fn a_client_is_known_by_his_card_a_number_an_account_or_a_mail_box() {
    let account = |account: &str, channel| WhichContact::Account(account.to_owned(), channel);
    let number = |number: &str| WhichContact::Number(number.parse().unwrap());
    let card = ContactCard {
        accounts: vec![Account { channel: Channel::Vk, id: "7".to_owned(), name: Some("kotova".to_owned()) }],
        mails: vec!["Kotova@Example.org".to_owned()],
        ..maria().card
    };
    let maria = Contact { card, ..maria() };
    for (which, is_it) in [
        (WhichContact::Id(maria.id), true),
        (WhichContact::Id(petr().id), false),
        (number("+79161234567"), true),
        (number("+79161234560"), false),
        (account("7", None), true),
        (account("kotova", Some(Channel::Vk)), true),
        (account("kotova", Some(Channel::Telegram)), false),
        (account("kotova@example.org", None), true),
        (account("kotova@example.org", Some(Channel::Email)), true),
        (account("kotova@example.org", Some(Channel::Vk)), false),
    ] {
        assert_eq!(which.is(&maria), is_it, "{which:?}");
        let known = Contact { card: which.clone().card(), ..petr() };
        let says_where = !matches!(&which, WhichContact::Id(_) | WhichContact::Account(_, None));
        assert_eq!(which.is(&known), says_where || which == WhichContact::Id(petr().id), "{which:?}");
    }
}

#[test]
fn what_is_no_request_is_passed_over_and_another_version_is_answered() {
    let hello = asked("7", "host.hello", json!({}));
    assert!(is_hello(&hello));
    let other = |name: &str, value: Value| {
        let mut other = hello.clone();
        other[name] = value;
        other
    };
    for nothing in [
        json!(null),
        json!("host.hello"),
        json!([hello]),
        json!({}),
        other("source", json!(DESK)),
        other("kind", json!("response")),
        other("kind", json!("event")),
        other("id", json!(7)),
        other("id", json!("")),
        other("id", json!("7".repeat(101))),
    ] {
        assert_eq!(Talk::default().hears(&nothing, Language::En), Heard::Nothing, "{nothing}");
    }
    assert!(!is_hello(&other("type", json!("call.dial"))) && !is_hello(&other("source", json!(DESK))));
    for version in [json!(2), json!("1"), json!(null), json!(1.5)] {
        let Heard::Answered(answer) = Talk::default().hears(&other("v", version), Language::En) else {
            panic!("goes unanswered")
        };
        assert_eq!(answer["payload"]["code"], "unknown_version");
    }
}

#[test]
fn a_request_is_answered_once_and_its_repeat_not_at_all() {
    let mut talk = Talk::default();
    let told = asked("7", "theme.set", json!({ "theme": "dark" }));
    assert!(matches!(talk.hears(&told, Language::Ru), Heard::Asked(..)));
    assert_eq!(talk.hears(&told, Language::Ru), Heard::Nothing, "it is under way");
    let wrong = asked("7", "nothing.known", json!({}));
    assert_eq!(talk.hears(&wrong, Language::Ru), Heard::Nothing, "so is its id");
    let answer = talk.answers("7", Ok(json!({ "theme": "dark" }))).unwrap();
    assert_eq!(
        answer,
        json!({
            "source": DESK, "v": 1, "kind": "response", "id": "1", "replyTo": "7", "type": "theme.set",
            "payload": { "theme": "dark" },
        })
    );
    assert_eq!(talk.answers("7", Ok(json!({}))), None);
    assert_eq!(talk.answers("8", Err(Trouble::Overdue.said(Language::Ru))), None);
    assert_eq!(talk.hears(&told, Language::Ru), Heard::Nothing, "it was answered");
    assert!(matches!(talk.hears(&asked("8", "theme.set", json!(null)), Language::Ru), Heard::Answered(_)));
    assert_eq!(talk.hears(&asked("8", "host.hello", json!({})), Language::Ru), Heard::Nothing, "so was this");
    for number in 0..300 {
        assert!(matches!(
            talk.hears(&asked(&format!("more {number}"), "", json!(0)), Language::Ru),
            Heard::Answered(_)
        ));
    }
    assert!(matches!(talk.hears(&told, Language::Ru), Heard::Asked(..)), "nothing is remembered for ever");
}

#[test]
fn no_more_are_under_way_than_can_be() {
    let mut talk = Talk::default();
    let hello = |id: usize| asked(&id.to_string(), "host.hello", json!({}));
    for id in 0..MOST_UNDER_WAY {
        assert!(matches!(talk.hears(&hello(id), Language::Ru), Heard::Asked(..)));
    }
    let Heard::Answered(answer) = talk.hears(&hello(MOST_UNDER_WAY), Language::Ru) else {
        panic!("one too many")
    };
    assert_eq!(answer["payload"]["code"], "too_many_at_once");
    assert!(talk.answers("0", Ok(json!({}))).is_some());
    assert!(matches!(talk.hears(&hello(MOST_UNDER_WAY + 1), Language::Ru), Heard::Asked(..)));
}

#[test]
fn a_code_of_the_frame_is_no_refusals_and_no_faults() {
    for trouble in Trouble::ALL {
        let code = trouble.code();
        assert!(!Refusal::CODES.contains(&code), "{code}");
        assert!(Fault::ALL.iter().all(|fault| fault.code() != code), "{code}");
    }
    assert_eq!(
        Trouble::BadNumber(NotAPhoneNumber::TooShort).said(Language::En).message,
        NotAPhoneNumber::TooShort.sentence(Language::En)
    );
}

/// The page of the interface, which must name whatever the code names.
const PAGE: &str = include_str!("../../../../docs/embedding.md");

/// The fields of an envelope.
const ENVELOPE: [&str; 7] = ["source", "v", "kind", "id", "replyTo", "type", "payload"];

#[test]
fn the_page_of_the_interface_names_every_message_and_every_code() {
    let codes = Trouble::ALL.map(Trouble::code);
    for name in Request::NAMES.iter().chain(&Told::NAMES).chain(&codes).chain(&ENVELOPE) {
        assert!(PAGE.contains(&format!("| `{name}` |")), "{name} has no line in docs/embedding.md");
    }
    for row in PAGE.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')) {
        let name = row.0;
        let is_known = Request::NAMES.contains(&name) || Told::NAMES.contains(&name) || codes.contains(&name);
        let is_known = is_known || ENVELOPE.contains(&name);
        assert!(is_known, "docs/embedding.md tells of {name}, which is not there");
    }
}

/// What is told of the appeal as one story after the other comes true.
fn told_of(stories: &[World]) -> Vec<(&'static str, Value)> {
    let mut watched = Watched::beginning(anna(), []);
    let news = stories.iter().flat_map(|world| watched.looks_at(world.the_appeal())).collect::<Vec<_>>();
    news.iter().map(|told| (told.name(), told.payload())).collect()
}

fn names_of(stories: &[World]) -> Vec<&'static str> {
    told_of(stories).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn an_appeal_is_accepted_and_closed() {
    let told = told_of(&[waiting(), in_work(), in_work(), answered(), finished(), finished()]);
    let names: Vec<_> = told.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["appeal.accepted", "screenpop.requested", "appeal.closed"]);
    let (accepted, closed) = (&told[0].1, &told[2].1);
    assert_eq!(accepted["appeal"], json!(appeal(1)));
    assert_eq!((&accepted["stage"], &accepted["operator"]), (&json!("in_work"), &json!(anna())));
    assert_eq!((&closed["stage"], &closed["operator"]), (&json!("closed"), &json!(anna())));
    assert_eq!(told[1].1["reason"], "accepted");
    assert!(!format!("{told:?}").contains("Добрый день"), "words of the talk stay in it");
}

#[test]
fn a_call_rings_is_answered_and_ends() {
    let offered = calling().and(5, CONNECTOR, offer(anna()));
    let told = told_of(&[calling(), offered, talking(), hung_up()]);
    let names: Vec<_> = told.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "call.ringing",
            "appeal.offered",
            "screenpop.requested",
            "call.answered",
            "appeal.accepted",
            "call.ended"
        ]
    );
    assert_eq!(told[0].1["phone"], "+79990000001");
    assert_eq!((&told[0].1["direction"], &told[2].1["reason"]), (&json!("incoming"), &json!("ringing")));
    assert_eq!(told[5].1["why"], "by_client");
}

#[test]
fn a_client_who_is_called_rings_and_answers() {
    assert_eq!(
        names_of(&[dialling(), reached()]),
        ["call.ringing", "appeal.accepted", "screenpop.requested", "call.answered"]
    );
    assert_eq!(told_of(&[dialling()])[0].1["direction"], "outgoing");
}

#[test]
fn what_leaves_the_operator_is_told_a_last_time() {
    let handed_over = talking().and(60, anna(), hand_over(to_operator(boris()), ""));
    let gone = handed_over.clone().and(70, boris(), accept());
    let told = told_of(&[talking(), handed_over, gone]);
    let (ended, updated) = (&told[told.len() - 2], &told[told.len() - 1]);
    assert_eq!((ended.0, &ended.1["why"]), ("call.ended", &json!("left")));
    assert_eq!((updated.0, &updated.1["operator"]), ("appeal.updated", &json!(boris())));
    let offered = waiting().and(5, CONNECTOR, offer(anna()));
    let declined = offered.clone().and(6, anna(), crate::command::DeclineOffer { appeal: appeal(1) });
    assert_eq!(
        names_of(&[offered.clone(), declined, offered]),
        ["appeal.offered", "screenpop.requested", "appeal.updated", "appeal.offered", "screenpop.requested"]
    );
}

#[test]
fn what_stood_before_the_talk_is_not_told_and_counts_as_unread() {
    let world = in_work().and(40, CONNECTOR, receive(message(3), "Вы здесь?"));
    let mut watched = Watched::beginning(anna(), [world.the_appeal()]);
    assert_eq!(watched.looks_at(world.the_appeal()), []);
    assert_eq!(watched.unread(), world.the_appeal().unread);
    assert!(watched.unread() > 0);
    assert_eq!(watched.ids().collect::<Vec<_>>(), [appeal(1)]);
    assert_eq!(Watched::beginning(boris(), [world.the_appeal()]).unread(), 0);
}

/// Any JSON, and now and then one that is nearly an envelope.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["host", "request", "7", "+79161234567", "dark", "ready"])
            .prop_map(Value::from),
    ];
    let keys = || prop::sample::select(vec!["id", "number", "contact", "token", "theme", "account", "x"]);
    leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(keys().prop_map(str::to_owned), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn nearly_an_envelope() -> impl Strategy<Value = Value> {
    let name = prop::sample::select([Request::NAMES.as_slice(), &["x.y", ""]].concat());
    (name, "[1-9][0-9]?", anything(), anything(), 0..6_u8).prop_map(|(name, id, payload, odd, spoilt)| {
        let mut envelope = asked(&id, name, payload);
        let spoils = ["source", "v", "kind", "id"].get(usize::from(spoilt));
        if let Some(field) = spoils {
            envelope[*field] = odd;
        }
        envelope
    })
}

proptest! {
    /// Whatever comes in, in whatever order it is answered: one answer for each request, to its id, and none unasked.
    #[test]
    fn whatever_comes_in_each_request_has_one_answer(
        steps in prop::collection::vec((prop_oneof![anything(), nearly_an_envelope()], any::<bool>()), 0..60),
    ) {
        let mut talk = Talk::default();
        let (mut waiting, mut taken) = (Vec::new(), std::collections::BTreeSet::new());
        for (told, is_answered) in steps {
            match talk.hears(&told, Language::Ru) {
                Heard::Nothing => {}
                Heard::Answered(answer) => {
                    prop_assert_eq!(&answer["replyTo"], &told["id"]);
                    prop_assert_eq!(&answer["type"], "error");
                    prop_assert!(taken.insert(told["id"].as_str().map(str::to_owned)), "answered twice");
                }
                Heard::Asked(id, request) => {
                    prop_assert_eq!(told["type"].as_str(), Some(request.name()));
                    prop_assert!(taken.insert(Some(id.clone())), "taken twice");
                    waiting.push(id);
                }
            }
            if is_answered && let Some(id) = waiting.pop() {
                prop_assert!(talk.answers(&id, Ok(Value::Null)).is_some());
                prop_assert!(talk.answers(&id, Ok(Value::Null)).is_none());
            }
        }
        for id in waiting {
            prop_assert!(talk.answers(&id, Err(Trouble::Overdue.said(Language::En))).is_some());
        }
    }
}

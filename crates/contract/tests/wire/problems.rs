//! A no over HTTP.

use crate::understood;
use desk_contract::Refusal;
use desk_contract::refusal::Language;
use desk_contract::wire::{CloseCode, Fault, Problem};
use serde_json::json;
use std::collections::BTreeSet;

fn refusals() -> Vec<Refusal> {
    understood(include_str!("../../samples/refusals.json"))
}

#[test]
fn a_refusal_arrives_as_it_was_meant() {
    for refusal in refusals() {
        let sent = Problem::of_refusal(&refusal, Language::Ru, |_| "Анна".to_owned());
        assert_eq!((sent.code.as_str(), sent.status), (refusal.code(), refusal.status()));
        assert_eq!(sent.detail, refusal.sentence(Language::Ru, |_| "Анна".to_owned()));
        let text = serde_json::to_string(&sent).unwrap();
        let read: Problem = serde_json::from_str(&text).unwrap();
        assert_eq!((read.refusal(), read.fault()), (Some(refusal), None), "{text}");
        assert_eq!(read, sent);
    }
}

#[test]
fn a_problem_is_one_of_the_standard() {
    let by = "019cadc6-9a80-7021-8000-000000000021";
    let refusal: Refusal = serde_json::from_value(json!({ "code": "already_taken", "by": by })).unwrap();
    let problem = Problem::of_refusal(&refusal, Language::En, |_| "Anna".to_owned());
    let expected = json!({
        "type": "/problems/already_taken",
        "title": "Not possible now",
        "status": 409,
        "detail": "Already taken by Anna",
        "code": "already_taken",
        "refusal": { "code": "already_taken", "by": by },
    });
    assert_eq!(serde_json::to_value(problem).unwrap(), expected);
}

#[test]
fn a_fault_is_told_from_a_refusal() {
    let codes: BTreeSet<_> =
        Fault::ALL.iter().map(|fault| fault.code()).chain(Refusal::CODES.iter().copied()).collect();
    assert_eq!(codes.len(), Fault::ALL.len() + Refusal::CODES.len(), "a code means one thing");
    for fault in Fault::ALL {
        let [ru, en] = [Language::Ru, Language::En].map(|language| Problem::of_fault(*fault, language));
        assert_eq!((ru.fault(), ru.refusal()), (Some(*fault), None));
        assert_ne!((&ru.title, &ru.detail), (&en.title, &en.detail), "{fault:?} is said in both languages");
        assert!(matches!(ru.status, 400..=599) && !ru.detail.ends_with('.'), "{ru:?}");
    }
}

#[test]
fn a_no_that_an_older_browser_does_not_know_is_read_all_the_same() {
    let newer = json!({
        "type": "/problems/on_strike", "title": "Сейчас нельзя", "status": 409, "detail": "Забастовка",
        "code": "on_strike", "refusal": { "code": "on_strike", "until": "noon" }, "instance": "/x",
    });
    let read: Problem = serde_json::from_value(newer).unwrap();
    assert_eq!((read.refusal(), read.fault(), read.detail.as_str()), (None, None, "Забастовка"));
}

#[test]
fn a_socket_closes_for_one_reason() {
    let codes: BTreeSet<_> = CloseCode::ALL.into_iter().map(CloseCode::code).collect();
    assert_eq!(codes.len(), CloseCode::ALL.len());
    for code in CloseCode::ALL {
        assert_eq!(CloseCode::of(code.code()), Some(code));
        assert!(matches!(code.code(), 1001 | 4000..=4999) && code.reason().len() <= 123);
    }
    assert_eq!(CloseCode::of(1006), None, "a connection that broke has no reason");
}

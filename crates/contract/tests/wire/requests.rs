//! Commands as requests, and requests as commands.

use crate::commands;
use desk_contract::command::{Command, SaveContact, SaveDraft, TakeAppeal, UnlinkAppeal};
use desk_contract::id::AppealId;
use desk_contract::refusal::Language;
use desk_contract::wire::names::PREFIX;
use desk_contract::wire::questions::{HearEvents, ReadAppeal, ReadSession};
use desk_contract::wire::{
    AppealsQuery, Ask, EventsQuery, Limit, Method, Request, Unread, command, query_text, request,
};

const APPEAL: &str = "019cadc6-9a80-7001-8000-000000000001";

fn appeal() -> AppealId {
    APPEAL.parse().unwrap()
}

/// Reads a request below the prefix.
fn read(method: &str, path: &str, body: &str) -> Result<Command, Unread> {
    command(method, &format!("{PREFIX}{path}"), body)
}

#[test]
fn what_is_sent_is_read_as_the_same() {
    for sent in commands() {
        let Request { method, path, body } = request(&sent).unwrap();
        let read = command(method.as_str(), &path, body.as_deref().unwrap_or_default());
        assert_eq!(read.as_ref(), Ok(&sent), "{method} {path} {body:?}");
    }
}

#[test]
fn what_is_in_the_path_is_not_in_the_body() {
    let take = request(&TakeAppeal { appeal: appeal() }.into()).unwrap();
    assert_eq!((take.method, take.body), (Method::Post, None));
    assert_eq!(take.path, format!("/api/v1/appeals/{APPEAL}/take"));

    let draft = r#"{"appeal":"019cadc6-9a80-7001-8000-000000000001","kind":"note","text":"Позвонить"}"#;
    let draft: SaveDraft = serde_json::from_str(draft).unwrap();
    let draft = request(&draft.into()).unwrap();
    assert_eq!(draft.path, format!("/api/v1/session/drafts/{APPEAL}/note"));
    assert_eq!(draft.body.as_deref(), Some(r#"{"text":"Позвонить"}"#));
}

#[test]
fn a_body_may_say_again_what_the_path_says_but_nothing_else() {
    let take = Ok(TakeAppeal { appeal: appeal() }.into());
    let path = format!("/appeals/{APPEAL}/take");
    for body in ["", " \n", "{}", &format!(r#"{{"appeal":"{APPEAL}"}}"#), r#"{"unknown":1}"#] {
        assert_eq!(read("POST", &path, body), take, "{body}");
    }
    for body in [r#"{"appeal":"019cadc6-9a80-7001-8000-000000000002"}"#, r#"{"appeal":null}"#] {
        assert_eq!(read("POST", &path, body), Err(Unread::Contradiction { field: "appeal" }), "{body}");
    }
}

#[test]
fn an_address_that_means_nothing_is_told_from_a_wrong_method() {
    for path in ["", "/", "/appeals//take", "/appeals/1/take/", "/appeals/1/burn", "/api/v1/appeals/1/take"] {
        assert_eq!(read("POST", path, ""), Err(Unread::UnknownRoute), "{path}");
    }
    assert_eq!(command("POST", "/appeals/1/take", ""), Err(Unread::UnknownRoute), "without the prefix");
    let by = |method, path| match read(method, path, "") {
        Err(Unread::MethodNotAllowed { allowed }) => allowed,
        other => panic!("{other:?}"),
    };
    assert_eq!(by("DELETE", "/appeals/1/take"), [Method::Post]);
    assert_eq!(by("PATCH", "/contacts/1"), [Method::Get, Method::Put], "questions stand there too");
    assert_eq!(by("POST", "/session"), [Method::Get, Method::Post, Method::Delete]);
    assert_eq!(by("post", "/appeals/1/take"), [Method::Post], "methods have a case (RFC 9110, section 9.1)");
}

#[test]
fn a_body_of_a_wrong_shape_is_told_where() {
    let contact = "019cadc6-9a80-7033-8000-000000000033";
    let path = format!("/contacts/{contact}");
    let card = |card: &str| format!(r#"{{"version":null,"card":{card}}}"#);
    let places = [
        ("{}", ""),
        (r#"{"version":null,"card":null}"#, "/card"),
        (r#"{"version":"1","card":{"name":"М"}}"#, "/version"),
        (r#"{"version":-1,"card":{"name":"М"}}"#, "/version"),
        (&card("{}"), "/card"),
        (&card("[]"), "/card"),
        (&card(r#"{"name":7}"#), "/card/name"),
        (&card(r#"{"name":["М"]}"#), "/card/name"),
        (&card(r#"{"name":{"first":"М"}}"#), "/card/name"),
        (&card(r#"{"name":"М","mails":["a@b.c",{"d":1}]}"#), "/card/mails/1"),
        (&card(r#"{"name":"{\"[,:","mails":["a\\",5]}"#), "/card/mails/1"),
        (&card(r#"{"name":"М","numbers":[{"kind":"fax","number":"+79161234567"}]}"#), "/card/numbers/0/kind"),
        (&card(r#"{"name":"М","numbers":[{"kind":"work","number":"02"}]}"#), "/card/numbers/0"),
        (&card(r#"{"name":"М","numbers":[{"kind":"work"}]}"#), "/card/numbers/0"),
        (&card(r#"{"name":"М","comment":false}"#), "/card/comment"),
    ];
    for (body, expected) in places {
        match read("PUT", &path, body) {
            Err(Unread::Shape { pointer, message }) => {
                assert_eq!(pointer, expected, "{body}: {message}");
                assert!(!message.is_empty() && !message.contains("column"), "{message}");
            }
            other => panic!("{body}: {other:?}"),
        }
    }
    let in_path = read("PUT", "/contacts/nobody", &card(r#"{"name":"М"}"#));
    assert!(matches!(&in_path, Err(Unread::Shape { pointer, .. }) if pointer == "/contact"), "{in_path:?}");
    let good: SaveContact = match read("PUT", &path, &card(r#"{"name":"М"}"#)) {
        Ok(Command::SaveContact(it)) => it,
        other => panic!("{other:?}"),
    };
    assert_eq!(good.card.name, "М");
}

#[test]
fn what_is_no_object_is_no_payload() {
    let path = format!("/appeals/{APPEAL}/take");
    for body in ["null", "[]", "7", "\"appeal\""] {
        assert_eq!(read("POST", &path, body), Err(Unread::NotAnObject), "{body}");
    }
    for body in ["{", "take", "{}{}", "{\"a\":}"] {
        assert!(matches!(read("POST", &path, body), Err(Unread::NotJson { .. })), "{body}");
    }
}

#[test]
fn what_is_wrong_with_a_request_becomes_a_problem() {
    let path = format!("/appeals/{APPEAL}/links/cousin");
    let unread = read("DELETE", &path, "").unwrap_err();
    let problem = unread.problem(Language::En);
    assert_eq!((problem.status, problem.code.as_str()), (422, "unprocessable"));
    let [error] = problem.errors.as_slice() else { panic!("{problem:?}") };
    assert_eq!(error.pointer, "/kind");
    assert!(error.message.contains("cousin"), "{error:?}");
    assert_eq!(Unread::UnknownRoute.problem(Language::Ru).status, 404);
    assert_eq!(Unread::MethodNotAllowed { allowed: Vec::new() }.problem(Language::Ru).status, 405);
    assert_eq!(
        read("POST", &format!("/appeals/{APPEAL}/take"), "{").unwrap_err().problem(Language::Ru).status,
        400
    );
    let good = read("DELETE", &format!("/appeals/{APPEAL}/links/deal"), "");
    assert!(matches!(good, Ok(Command::UnlinkAppeal(UnlinkAppeal { .. }))), "{good:?}");
}

#[test]
fn a_question_has_its_address() {
    assert_eq!(ReadSession::QUESTION.address(&[]).unwrap(), "/api/v1/session");
    assert_eq!(ReadAppeal::QUESTION.address(&[&appeal()]).unwrap(), format!("/api/v1/appeals/{APPEAL}"));
    assert!(ReadAppeal::QUESTION.address(&[]).is_err());
    for way_out in ["", "../session", "a/b", "a?b", "ю", "%2e"] {
        assert!(ReadAppeal::QUESTION.address(&[&way_out]).is_err(), "{way_out}");
    }
    let after = query_text(&EventsQuery { after: 17 }).unwrap();
    assert_eq!(format!("{}?{after}", HearEvents::QUESTION.full_path()), "/api/v1/events?after=17");
}

#[test]
fn a_query_is_written_so_that_nothing_in_it_is_taken_for_its_end() {
    let asked = AppealsQuery {
        place: desk_contract::listing::Place::InWork,
        channel: None,
        search: Some("Кот & +7=?".to_owned()),
        cursor: None,
        limit: Limit::default(),
    };
    let text = query_text(&asked).unwrap();
    assert!(text.is_ascii());
    let mut parts: Vec<_> = text.split('&').collect();
    parts.sort_unstable();
    let search = "search=%D0%9A%D0%BE%D1%82%20%26%20%2B7%3D%3F";
    assert_eq!(parts, ["limit=50", "place=in_work", search]);
    assert_eq!(query_text(&()).unwrap(), "");
    assert!(query_text(&vec![1]).is_err(), "a list is no query");
}

//! The worked examples of docs/backend.md are what the contract really writes.

use desk_contract::appeal::Receiver;
use desk_contract::command::{Command, SendMessage, SetPresence, TakeAppeal, TransferAppeal};
use desk_contract::event::{AppealTaken, Event, MessageSent, Recorded};
use desk_contract::id::{AppealId, CommandId, EventId, GroupId, MessageId, OperatorId, TaskId};
use desk_contract::message::{Author, Delivery, Message, MessageKind};
use desk_contract::operator::Presence;
use desk_contract::refusal::Language;
use desk_contract::wire::questions::{ListTasks, OpenSession, ReadReport};
use desk_contract::wire::{
    Ask, BrowserFrame, Cursor, Fault, Heartbeat, Limit, Pass, Problem, Receipt, Reset, ServerFrame, SignIn,
    TasksQuery, Unread, command, names, query_text, request,
};
use desk_contract::{Refusal, Timestamp, deal, history};
use serde::Serialize;
use std::path::Path;

/// Set, the test writes the examples into the document instead.
const WRITE: &str = "DESK_WRITE_EXAMPLES";

fn noon() -> Timestamp {
    "2026-11-27T12:00:00Z".parse().unwrap()
}

fn appeal() -> AppealId {
    AppealId::new(noon(), [1; 10])
}

fn anna() -> OperatorId {
    OperatorId::new(noon(), [2; 10])
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// A wish as it travels, with what it is answered with.
fn wish(wish: impl Into<Command>, answer: &str) -> String {
    let wish = request(&wish.into()).unwrap();
    let key = CommandId::new(noon(), [3; 10]);
    let body = wish.body.map_or_else(String::new, |body| {
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        format!("Content-Type: {}\n\n{}\n", names::JSON, json(&body))
    });
    format!(
        "{} {}\nAuthorization: Bearer …\n{}: {key}\n{body}\n{answer}",
        wish.method,
        wish.path,
        names::IDEMPOTENCY_KEY
    )
}

fn no(problem: &Problem) -> String {
    format!("HTTP/1.1 {}\nContent-Type: {}\n\n{}", problem.status, names::PROBLEM_JSON, json(problem))
}

fn yes(status: u16, body: &impl Serialize) -> String {
    format!("HTTP/1.1 {status}\nContent-Type: {}\n\n{}", names::JSON, json(body))
}

fn recorded(seq: u64, version: u64, event: Event) -> String {
    let (id, at) = (EventId::new(noon(), [4; 10]), noon());
    let command = Some(CommandId::new(noon(), [3; 10]));
    json(&ServerFrame::Recorded(Recorded { seq, id, at, version, command, event }))
}

fn sent() -> Event {
    let (id, author) = (MessageId::new(noon(), [5; 10]), Author::Operator { id: anna() });
    let (text, delivery, kind) = ("Здравствуйте".to_owned(), Delivery::Sent, MessageKind::Talk);
    let message =
        Message { id, appeal: appeal(), author, text, at: noon(), delivery, kind, attachments: Vec::new() };
    Event::MessageSent(MessageSent { message })
}

fn a_page_of_tasks() -> String {
    let query =
        TasksQuery { is_done: Some(false), limit: Limit::try_from(1).unwrap(), ..TasksQuery::default() };
    let card = deal::TaskCard {
        title: "Перезвонить".to_owned(),
        contact: None,
        deal: None,
        appeal: Some(appeal()),
        assignee: anna(),
        due_at: Some(noon()),
        comment: String::new(),
    };
    let task =
        deal::Task { id: TaskId::new(noon(), [6; 10]), version: 1, card, created_at: noon(), done_at: None };
    let page = desk_contract::wire::Page { items: vec![task], next_cursor: Some(Cursor::at(1)) };
    let asked = format!(
        "GET {}?{}\nAuthorization: Bearer …",
        ListTasks::QUESTION.full_path(),
        query_text(&query).unwrap()
    );
    format!("{asked}\n\n{}", yes(200, &page))
}

fn a_report() -> String {
    let mut query = history::HistoryQuery::of_period(noon() - chrono::TimeDelta::days(1), noon());
    query.groups.push(GroupId::new(noon(), [7; 10]));
    let report = history::report([], &query);
    let asked = format!(
        "POST {}\nAuthorization: Bearer …\nContent-Type: {}",
        ReadReport::QUESTION.full_path(),
        names::JSON
    );
    format!("{asked}\n\n{}\n\n{}", json(&query), yes(200, &report))
}

fn sign_in() -> String {
    let said = SignIn { login: "anna".to_owned(), password: "correct horse".to_owned() };
    let pass = Pass { token: "m2FhbGl0dGxlLW1vcmU".to_owned(), expires_at: noon() };
    let question = OpenSession::QUESTION;
    let asked = format!("{} {}\nContent-Type: {}", question.method, question.full_path(), names::JSON);
    format!("{asked}\n\n{}\n\n{}", json(&said), yes(question.status, &pass))
}

fn examples() -> Vec<(&'static str, String)> {
    let name_of = |_| "Анна Смирнова".to_owned();
    let receipt = yes(200, &Receipt { seq: 1_402 });
    let taken = Refusal::AlreadyTaken { by: anna() };
    let refused = Problem::of_refusal(&taken, Language::En, name_of);
    let text = "Здравствуйте".to_owned();
    let send = SendMessage {
        appeal: appeal(),
        message: MessageId::new(noon(), [5; 10]),
        text,
        attachments: Vec::new(),
    };
    let transfer = TransferAppeal {
        appeal: appeal(),
        to: Receiver::Operator { id: anna() },
        comment: "Это к вам".to_owned(),
    };
    let unread: Unread =
        command("PUT", &format!("{}/appeals/{}/topic", names::PREFIX, appeal()), r#"{"topic":"x"}"#)
            .unwrap_err();
    let heartbeat = Heartbeat { at: noon(), seq: 1_403 };
    vec![
        ("sign-in", sign_in()),
        ("take", wish(TakeAppeal { appeal: appeal() }, &receipt)),
        ("taken", no(&refused)),
        ("send", wish(send, &receipt)),
        ("transfer", wish(transfer, &receipt)),
        ("presence", wish(SetPresence { operator: anna(), presence: Presence::Ready }, &receipt)),
        ("no-key", no(&Problem::of_fault(Fault::KeyMissing, Language::En))),
        ("wrong-shape", no(&unread.problem(Language::En))),
        ("event-taken", recorded(1_402, 2, Event::AppealTaken(AppealTaken { appeal: appeal(), by: anna() }))),
        ("event-sent", recorded(1_403, 3, sent())),
        ("heartbeat", json(&ServerFrame::Heartbeat(heartbeat))),
        ("heartbeat-back", json(&BrowserFrame::Heartbeat(heartbeat))),
        ("reset", json(&ServerFrame::Reset(Reset { seq: 1_403 }))),
        ("page", a_page_of_tasks()),
        ("report", a_report()),
    ]
}

/// The document with the block behind each mark replaced.
fn with_examples(document: &str) -> String {
    examples().iter().fold(document.to_owned(), |document, (name, example)| {
        let mark = format!("<!-- example: {name} -->\n");
        let (before, after) =
            document.split_once(&mark).unwrap_or_else(|| panic!("docs/backend.md shows no {name}"));
        let (_, after) = after.split_once("```\n\n").unwrap_or_else(|| panic!("no block behind {name}"));
        let kind = if example.starts_with('{') { "json" } else { "http" };
        format!("{before}{mark}```{kind}\n{example}\n```\n\n{after}")
    })
}

#[test]
fn the_worked_examples_are_what_the_contract_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/backend.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let due = with_examples(&document);
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, due).unwrap();
        return;
    }
    assert!(
        document == due,
        "the examples of docs/backend.md are out of date: run this test with {WRITE}=1 set"
    );
}

/// What the document says can be called is there.
#[test]
fn the_document_names_groups_of_checks_that_there_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/backend.md");
    let document = std::fs::read_to_string(path).unwrap();
    let groups: std::collections::BTreeSet<_> =
        desk_conformance::names().map(|(name, ..)| name.split('.').next().unwrap().to_owned()).collect();
    let called =
        document.split("--only ").skip(1).filter_map(|rest| rest.split([' ', '`', '\n', ')', ',']).next());
    for word in called.filter(|word| word.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_')) {
        assert!(
            groups.contains(word),
            "docs/backend.md calls `--only {word}`, and there is no such group: {groups:?}"
        );
    }
}

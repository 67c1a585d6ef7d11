//! Commands over the wire: done once, refused with the rules' own words, and answered alike when asked again (U1).

use crate::on_both_databases;
use crate::person::read;
use crate::site::{Site, chance};
use desk_contract::Refusal;
use desk_contract::appeal::Stage;
use desk_contract::command::{CloseAppeal, Command, SaveOrganisation, SendMessage, SetTopic, TakeAppeal};
use desk_contract::contact::OrganisationCard;
use desk_contract::id::{CommandId, MessageId, OrganisationId};
use desk_contract::wire::questions::{ReadAppeal, ReadMessages, ReadOrganisation};
use desk_contract::wire::{Fault, Method, Receipt, names};

fn key() -> CommandId {
    CommandId::new(chrono::Utc::now(), chance())
}

on_both_databases! {
    /// The whole way of an appeal: from the client's words to its close.
    async fn a_client_is_answered(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Добрый день").await;
        let message = MessageId::new(chrono::Utc::now(), chance());
        let answer = SendMessage { appeal, message, text: "Здравствуйте".to_owned(), attachments: Vec::new() };
        people.anna.done(answer).await;
        let close = CloseAppeal { appeal, outcome: people.solved, comment: String::new() };
        people.anna.done(close).await;

        let read = people.anna.get::<ReadAppeal>(&[&appeal], &()).await.unwrap();
        assert!(matches!(read.stage, Stage::Closed { .. }));
        let thread = people.anna.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        let words: Vec<_> = thread.messages.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(words, ["Добрый день", "Здравствуйте"]);
        assert_eq!(thread.version, read.version);
    }

    /// The loser of two is told who was first (U3).
    async fn two_who_take_the_same_appeal_do_not_both_get_it(site: Site) {
        let people = site.people().await;
        let appeal = people.client_writes("Есть кто?").await;
        let take = || TakeAppeal { appeal };
        let (anna, boris) = tokio::join!(people.anna.wish(take()), people.boris.wish(take()));
        let (winner, refused) = match (&anna, &boris) {
            (Ok(_), Err(refused)) => (people.anna.id().await, refused),
            (Err(refused), Ok(_)) => (people.boris.id().await, refused),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused.refusal(), Some(Refusal::AlreadyTaken { by: winner }));
        assert_eq!(refused.status, 409);
        let name = if anna.is_ok() { "Анна" } else { "Борис" };
        assert!(refused.detail.contains(name), "{}", refused.detail);
    }

    /// Asked again by the same key, the same answer is given and nothing is done twice: granted or refused, before or
    /// after a restart.
    async fn the_same_key_is_answered_alike(site: Site) {
        let people = site.people().await;
        let appeal = people.client_writes("Алло").await;
        let (granted, refused) = (key(), key());
        let take: Command = TakeAppeal { appeal }.into();
        let first = people.anna.wish_by(granted, &take).await.unwrap();
        let no = people.boris.wish_by(refused, &take).await.unwrap_err();
        people.writes_again(appeal, "Вы тут?").await;
        let site = site.restarted().await;
        let (anna, boris) = (people.anna.through(&site.address()), people.boris.through(&site.address()));
        assert_eq!(anna.wish_by(granted, &take).await.unwrap(), first);
        assert_eq!(boris.wish_by(refused, &take).await.unwrap_err(), no);
    }

    /// Ten that arrive at once under one key are one.
    async fn a_double_click_is_one_click(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Алло").await;
        let message = MessageId::new(chrono::Utc::now(), chance());
        let text = "Слушаю".to_owned();
        let send: Command = SendMessage { appeal, message, text, attachments: Vec::new() }.into();
        let key = key();
        let all = futures_util::future::join_all((0..10).map(|_| people.anna.wish_by(key, &send))).await;
        let mut receipts: Vec<Receipt> = Vec::new();
        for answer in all {
            match answer {
                Ok(receipt) => receipts.push(receipt),
                Err(problem) => assert_eq!(problem.fault(), Some(Fault::StillUnderWay)),
            }
        }
        assert!(!receipts.is_empty());
        assert!(receipts.iter().all(|it| it == &receipts[0]));
        let thread = people.anna.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        assert_eq!(thread.messages.len(), 2);
    }

    /// One of two commands under one key would be lost: that is said.
    async fn a_key_is_for_one_command(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Алло").await;
        let key = key();
        people.anna.wish_by(key, &SetTopic { appeal, topic: None }.into()).await.unwrap();
        let other = people.anna.wish_by(key, &TakeAppeal { appeal }.into()).await.unwrap_err();
        assert_eq!(other.fault(), Some(Fault::KeyReused));
        assert!(people.boris.wish_by(key, &TakeAppeal { appeal }.into()).await.is_err_and(|it| it.fault().is_none()));
    }

    /// What two may change at once carries a version (412).
    async fn who_changes_what_somebody_else_changed_is_told(site: Site) {
        let people = site.people().await;
        let organisation = OrganisationId::new(chrono::Utc::now(), chance());
        let save = |title: &str, version| SaveOrganisation {
            organisation,
            version,
            card: OrganisationCard { title: title.to_owned(), ..OrganisationCard::default() },
        };
        people.anna.done(save("Ромашка", None)).await;
        people.boris.done(save("Ромашка и К", Some(1))).await;
        let late = people.anna.wish(save("Ромашка плюс", Some(1))).await.unwrap_err();
        assert_eq!(late.refusal(), Some(Refusal::Changed { version: 2 }));
        assert_eq!(late.status, 412);
        let kept = people.vera.get::<ReadOrganisation>(&[&organisation], &()).await.unwrap();
        assert_eq!(kept.card.title, "Ромашка и К");
    }
}

#[tokio::test]
async fn what_is_no_command_is_a_problem_document() {
    let site = Site::on_sqlite().await;
    let admin = site.admin().await;
    let appeal = "0198a000-0000-7000-8000-000000000001";
    let take = format!("/api/v1/appeals/{appeal}/take");
    let topic = format!("/api/v1/appeals/{appeal}/topic");
    let said = |media: &'static str, method, path: &str, body: &'static str| {
        let asked = admin.ask(method, path).header(names::IDEMPOTENCY_KEY, key().to_string());
        asked.header("content-type", media).body(body)
    };
    let json = |method, path: &str, body| said(names::JSON, method, path, body);
    for (what, asked, fault) in [
        ("no key", admin.ask(Method::Post, &take), Fault::KeyMissing),
        (
            "no id for a key",
            admin.ask(Method::Post, &take).header(names::IDEMPOTENCY_KEY, "1"),
            Fault::KeyMissing,
        ),
        ("no JSON", json(Method::Put, &topic, "{"), Fault::UnreadableBody),
        ("no object", json(Method::Put, &topic, "[]"), Fault::Unprocessable),
        ("no id for a topic", json(Method::Put, &topic, r#"{"topic":"x"}"#), Fault::Unprocessable),
        ("another appeal", json(Method::Put, &topic, r#"{"appeal":"x"}"#), Fault::Unprocessable),
        ("no such route", json(Method::Post, "/api/v1/weather", ""), Fault::UnknownRoute),
        ("the prefix alone", admin.ask(Method::Get, "/api/v1"), Fault::UnknownRoute),
        ("the prefix and a slash", admin.ask(Method::Get, "/api/v1/"), Fault::UnknownRoute),
        ("no such method", json(Method::Delete, &take, ""), Fault::MethodNotAllowed),
        ("not said to be JSON", said("text/plain", Method::Put, &topic, "{}"), Fault::UnreadableBody),
        ("a wrong query", admin.ask(Method::Get, "/api/v1/appeals?place=nowhere"), Fault::Unprocessable),
        ("no query", admin.ask(Method::Get, "/api/v1/appeals"), Fault::Unprocessable),
        ("an id that is none", admin.ask(Method::Get, "/api/v1/appeals/7"), Fault::UnknownRoute),
    ] {
        let problem = read::<Receipt>(asked.send().await.unwrap()).await.expect_err(what);
        assert_eq!(problem.fault(), Some(fault), "{what}");
        assert_eq!(problem.detail, fault.sentence(desk_contract::refusal::Language::En), "{what}");
    }
    let long = admin.ask(Method::Put, &topic).header(names::IDEMPOTENCY_KEY, key().to_string());
    let long = long.header("content-type", names::JSON).body("x".repeat(2 << 20)).send().await.unwrap();
    assert_eq!(read::<Receipt>(long).await.unwrap_err().fault(), Some(Fault::TooLarge));
}

//! A channel's connector hands in what clients do, and hears what operators send.

use crate::on_both_databases;
use crate::person::Person;
use crate::site::{Site, chance};
use desk_contract::command::{ReportDelivery, SendMessage, TakeAppeal};
use desk_contract::id::MessageId;
use desk_contract::message::{Author, Delivery};
use desk_contract::wire::questions::{ReadMessages, ReadSession};
use desk_contract::wire::{BrowserFrame, Fault};
use desk_contract::{Event, Refusal, Whisper};

on_both_databases! {
    /// An answer goes out by the feed, and how far it has come comes back by a command.
    async fn an_answer_reaches_the_client_and_says_so(site: Site) {
        let people = site.people().await;
        let from = people.anna.session().await.seq;
        let mut connector = people.connector.hears(from).await;
        let appeal = people.anna_has("Добрый день").await;
        let kind = desk_contract::own::DraftKind::Message;
        people.anna.done(desk_contract::command::SaveDraft { appeal, kind, text: "Здр".to_owned() }).await;
        let message = MessageId::new(chrono::Utc::now(), chance());
        let text = "Здравствуйте".to_owned();
        let sent = people.anna.done(SendMessage { appeal, message, text, attachments: Vec::new() }).await;
        let heard = connector.events_until(sent.seq).await;
        assert!(heard.iter().all(|it| !matches!(it.event, Event::DraftSaved(_))), "a draft is the operator's own");
        assert!(matches!(&heard.last().unwrap().event, Event::MessageSent(it) if it.message.id == message));

        let delivery = Delivery::Read;
        people.connector.done(ReportDelivery { appeal, message, delivery }).await;
        let thread = people.anna.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        assert_eq!(thread.messages.last().unwrap().delivery, delivery);
    }

    /// That a client types is told by his connector, and by nobody else.
    async fn a_client_who_types_is_seen(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Добрый день").await;
        let from = people.anna.session().await.seq;
        let (mut anna, mut boris) = (people.anna.hears(from).await, people.boris.hears(from).await);
        let mut connector = people.connector.hears(from).await;
        anna.next().await;
        let typing = Whisper::Typing { appeal, author: Author::Client };
        boris.says(BrowserFrame::Whisper(typing)).await;
        connector.says(BrowserFrame::Whisper(typing)).await;
        assert_eq!(anna.whisper().await, typing);
    }
}

#[tokio::test]
async fn a_connector_is_no_operator_and_an_operator_no_connector() {
    let site = Site::on_sqlite().await;
    let people = site.people().await;
    let appeal = people.client_writes("Алло").await;
    let take = people.connector.wish(TakeAppeal { appeal }).await.unwrap_err();
    assert_eq!(take.refusal(), Some(Refusal::NotYourPart));
    let message = MessageId::new(chrono::Utc::now(), chance());
    let delivery = Delivery::Read;
    let report = people.anna.wish(ReportDelivery { appeal, message, delivery }).await.unwrap_err();
    assert_eq!(report.refusal(), Some(Refusal::NotYourPart));
    assert!(people.connector.get::<ReadSession>(&[], &()).await.is_err());

    let closed = Site::otherwise(|config| config.connector_token = None).await;
    let stranger = Person::at(&closed.address(), crate::site::CONNECTOR_TOKEN);
    let no = stranger.wish(ReportDelivery { appeal, message, delivery }).await.unwrap_err();
    assert_eq!(no.fault(), Some(Fault::NotSignedIn));
}

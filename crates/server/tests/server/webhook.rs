//! What operators send reaches a connector's webhook: signed, in order, once it is there at all, from one process alone.

use crate::postgres;
use crate::site::{People, Site, chance};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use desk_contract::command::{RetryMessage, SendMessage, TakeAppeal, WriteNote};
use desk_contract::handover::{Handover, Taken};
use desk_contract::id::{AppealId, MessageId};
use desk_contract::incoming::{Answer, Happening, Incoming};
use desk_contract::message::Delivery;
use desk_contract::wire::Ask;
use desk_contract::wire::questions::{HandIn, ReadMessages};
use desk_server::Webhook;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const SECRET: &str = "a-secret-that-both-of-them-know-alone";

/// A connector that takes what is handed over, or not.
#[derive(Clone)]
struct Connector {
    url: String,
    kept: Arc<Mutex<Kept>>,
}

struct Kept {
    taken: Vec<Handover>,
    tries: usize,
    /// What it answers to a message with these words.
    refuses: Vec<(&'static str, u16)>,
    says: Taken,
}

impl Connector {
    async fn started() -> Self {
        let kept = Kept { taken: Vec::new(), tries: 0, refuses: Vec::new(), says: Taken::default() };
        let kept = Arc::new(Mutex::new(kept));
        let router = Router::new().route("/desk", post(take)).with_state(Arc::clone(&kept));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/desk", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, kept }
    }

    fn with<T>(&self, on: impl FnOnce(&mut Kept) -> T) -> T {
        on(&mut self.kept.lock().unwrap())
    }

    async fn site(&self, url: Option<String>, patience: Duration) -> Site {
        let webhook = Webhook { url: self.url.clone(), secret: SECRET.to_owned(), patience };
        Site::with(url, |config| config.outside.webhook = Some(webhook)).await
    }

    /// What it has taken, once it is so many.
    async fn has_taken(&self, count: usize) -> Vec<Handover> {
        let has = |kept: &mut Kept| (kept.taken.len() >= count).then(|| kept.taken.clone());
        until(async || self.with(has)).await
    }
}

async fn take(
    State(kept): State<Arc<Mutex<Kept>>>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, String) {
    let signature = headers["desk-signature"].to_str().unwrap();
    let (at, signature) = signature.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{at}.{body}").as_bytes());
    let expected: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(signature, expected);
    let handover: Handover = serde_json::from_str(&body).unwrap();
    assert_eq!(headers["desk-message"].to_str().unwrap(), handover.message.id.to_string());
    let mut kept = kept.lock().unwrap();
    kept.tries += 1;
    if let Some((_, status)) = kept.refuses.iter().find(|(words, _)| *words == handover.message.text) {
        return (StatusCode::from_u16(*status).unwrap(), String::new());
    }
    kept.taken.push(handover);
    (StatusCode::OK, serde_json::to_string(&kept.says).unwrap())
}

async fn until<T>(look: impl AsyncFn() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not come to that");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn says(people: &People, appeal: AppealId, words: &str) -> MessageId {
    let message = MessageId::new(chrono::Utc::now(), chance());
    people.anna.done(SendMessage { appeal, message, text: words.to_owned(), attachments: Vec::new() }).await;
    message
}

async fn comes_to(people: &People, appeal: AppealId, message: MessageId, delivery: Delivery) {
    until(async || {
        let chat = people.anna.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        chat.message(message).filter(|message| message.delivery == delivery).map(drop)
    })
    .await;
}

fn words(taken: &[Handover]) -> Vec<&str> {
    taken.iter().map(|handover| handover.message.text.as_str()).collect()
}

macro_rules! on_both {
    ($($(#[doc = $doc:literal])* async fn $name:ident($url:ident: Option<String>) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[doc = $doc])*
            async fn holds($url: Option<String>) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                holds(None).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                holds(Some(postgres::database().await)).await;
            }
        }
    )+};
}

on_both! {
    /// In the order in which they were sent, and nothing that is colleagues' own; what it answers is told to the operator.
    async fn what_an_operator_sends_is_handed_over(url: Option<String>) {
        let connector = Connector::started().await;
        let says_so = Taken { id: Some("tg-7".to_owned()), delivery: Some(Delivery::Delivered) };
        connector.with(|kept| kept.says = says_so);
        let site = connector.site(url, Duration::from_secs(60)).await;
        let people = site.people().await;
        let appeal = people.anna_has("Добрый день").await;
        let note = MessageId::new(chrono::Utc::now(), chance());
        people.anna.done(WriteNote { appeal, message: note, text: "Сложный".to_owned() }).await;
        let first = says(&people, appeal, "Раз").await;
        says(&people, appeal, "Два").await;
        says(&people, appeal, "Три").await;
        let taken = connector.has_taken(3).await;
        assert_eq!(words(&taken), ["Раз", "Два", "Три"]);
        assert_eq!((taken[0].appeal, taken[0].line.id), (appeal, people.line));
        comes_to(&people, appeal, first, Delivery::Delivered).await;
        let what = Happening::Delivery { message: Answer::Theirs { id: "tg-7".into() }, delivery: Delivery::Read };
        let read = Incoming { from: taken[0].to.clone(), group: None, what };
        let path = HandIn::QUESTION.address(&[&people.line]).unwrap();
        let told = people.connector.ask(HandIn::QUESTION.method, &path).json(&read).send().await.unwrap();
        assert_eq!(told.status(), 200);
        comes_to(&people, appeal, first, Delivery::Read).await;
    }

    /// What cannot be handed over holds up what comes after it in its appeal, nothing else, and outlives the process.
    async fn what_is_not_taken_waits_in_its_order(url: Option<String>) {
        let connector = Connector::started().await;
        connector.with(|kept| kept.refuses.push(("Раз", 503)));
        let site = connector.site(url, Duration::from_secs(60)).await;
        let people = site.people().await;
        let (one, other) = (people.anna_has("Добрый день").await, people.client_writes("Алло").await);
        people.anna.done(TakeAppeal { appeal: other }).await;
        says(&people, one, "Раз").await;
        says(&people, one, "Два").await;
        says(&people, other, "Другому").await;
        assert_eq!(words(&connector.has_taken(1).await), ["Другому"]);
        until(async || connector.with(|kept| (kept.tries > 2).then_some(()))).await;
        let site = site.restarted().await;
        connector.with(|kept| kept.refuses.clear());
        assert_eq!(words(&connector.has_taken(3).await), ["Другому", "Раз", "Два"]);
        drop(site);
    }

    /// The operator sees what nobody takes, and may send it again.
    async fn what_nobody_takes_has_failed(url: Option<String>) {
        let connector = Connector::started().await;
        connector.with(|kept| kept.refuses.extend([("Никогда", 422), ("Не сейчас", 503)]));
        let site = connector.site(url, Duration::from_millis(1_500)).await;
        let people = site.people().await;
        let appeal = people.anna_has("Добрый день").await;
        let never = says(&people, appeal, "Никогда").await;
        comes_to(&people, appeal, never, Delivery::Failed).await;
        assert_eq!(connector.with(|kept| kept.tries), 1, "it is not asked again");
        let late = says(&people, appeal, "Не сейчас").await;
        comes_to(&people, appeal, late, Delivery::Failed).await;
        connector.with(|kept| kept.refuses.clear());
        people.anna.done(RetryMessage { appeal, message: late }).await;
        assert_eq!(words(&connector.has_taken(1).await), ["Не сейчас"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_processes_one_hands_over_and_another_goes_on_after_it() {
    let connector = Connector::started().await;
    let site = connector.site(Some(postgres::database().await), Duration::from_secs(60)).await;
    let beside = site.beside().await;
    let people = site.people().await;
    let appeal = people.anna_has("Добрый день").await;
    for number in 0..10 {
        says(&people, appeal, &format!("{number}")).await;
    }
    connector.has_taken(10).await;
    // One that was told twice would have come by now, or with the next.
    site.server.stop().await;
    let anna = people.anna.through(&beside.address().to_string());
    let message = MessageId::new(chrono::Utc::now(), chance());
    anna.done(SendMessage { appeal, message, text: "10".to_owned(), attachments: Vec::new() }).await;
    let taken = connector.has_taken(11).await;
    let expected: Vec<String> = (0..11).map(|number| number.to_string()).collect();
    assert_eq!(words(&taken), expected);
    beside.stop().await;
}

//! A connector hands in what happens on its line, and knows nothing of appeals.

use crate::on_both_databases;
use crate::person::{Answered, Person, read};
use crate::site::{People, Site, chance};
use desk_contract::address::Address;
use desk_contract::call::CallEnd;
use desk_contract::channel::Channel;
use desk_contract::command::{CloseAppeal, SaveEntry, SendMessage, TakeAppeal};
use desk_contract::directory::{Entry, EntryPoint};
use desk_contract::id::{AttachmentId, EntryPointId, GroupId, MessageId};
use desk_contract::incoming::{Answer, Arrived, CallNews, Happening, Incoming};
use desk_contract::message::{Attachment, Author, Delivery};
use desk_contract::wire::Ask;
use desk_contract::wire::questions::{HandIn, ReadAppeal, ReadMessages, UploadFile};
use desk_contract::{Refusal, Whisper};

fn from(id: &str) -> Address {
    Address::Account { id: id.to_owned(), name: Some("@maria".to_owned()) }
}

fn said(id: &str, text: &str) -> Happening {
    Happening::Message { id: id.to_owned(), text: text.to_owned(), attachments: Vec::new(), mail: None }
}

async fn hands_in(
    who: &Person,
    (line, group): (EntryPointId, GroupId),
    from: Address,
    what: Happening,
) -> Answered<Arrived> {
    let path = HandIn::QUESTION.address(&[&line]).unwrap();
    let asked = who.ask(HandIn::QUESTION.method, &path).json(&Incoming { from, group: Some(group), what });
    read(asked.send().await.unwrap()).await
}

/// The messenger's line, to Anna's group.
fn to(people: &People) -> (EntryPointId, GroupId) {
    (people.line, people.support)
}

/// A line of another channel.
async fn line_of(people: &People, channel: Channel) -> EntryPointId {
    let id = EntryPointId::new(chrono::Utc::now(), chance());
    let entry = Entry::EntryPoint(EntryPoint { id, channel, address: "+74951234567".into(), comment: None });
    people.admin.done(SaveEntry { entry, seen: None }).await;
    id
}

async fn texts(people: &People, arrived: Arrived) -> Vec<String> {
    let chat =
        people.anna.get::<ReadMessages>(&[&arrived.appeal.unwrap()], &Default::default()).await.unwrap();
    chat.messages.into_iter().map(|message| message.text).collect()
}

on_both_databases! {
    /// The first words begin an appeal, the next go into it, the same again changes nothing, and after the close another begins.
    async fn a_client_is_found_by_where_he_writes_from(site: Site) {
        let people = site.people().await;
        let says = async |id: &str, text: &str| {
            hands_in(&people.connector, to(&people), from("7"), said(id, text)).await
        };
        let first = says("41", "Добрый день").await.unwrap();
        let second = says("42", "Где заказ?").await.unwrap();
        assert_eq!(first.appeal, second.appeal);
        let again = says("42", "Где заказ?").await.unwrap();
        assert_eq!((again.appeal, again.message), (second.appeal, second.message));
        let other = says("42", "Другое").await.unwrap_err();
        assert_eq!(other.refusal(), Some(Refusal::AlreadyExists));
        assert_eq!(texts(&people, first).await, ["Добрый день", "Где заказ?"]);

        let elsewhere = hands_in(&people.connector, to(&people), from("8"), said("42", "Я другой")).await.unwrap();
        assert_ne!(elsewhere.appeal, first.appeal);

        let appeal = first.appeal.unwrap();
        people.anna.done(TakeAppeal { appeal }).await;
        people.anna.done(CloseAppeal { appeal, outcome: people.solved, comment: String::new() }).await;
        let late = says("41", "Добрый день").await.unwrap();
        assert_eq!((late.appeal, late.message), (first.appeal, first.message), "a repeat after the close");
        let next = says("43", "Ещё вопрос").await.unwrap();
        assert_ne!(next.appeal, first.appeal);
    }

    /// Many at once with the same words are one appeal and one message.
    async fn what_is_handed_in_many_times_at_once_is_one(site: Site) {
        let people = site.people().await;
        let beside = site.beside().await;
        let other = people.connector.through(&beside.address().to_string());
        let mut all = Vec::new();
        for at in 0..16 {
            let who = if at % 2 == 0 { people.connector.clone() } else { other.clone() };
            let (line, id) = (to(&people), if at < 8 { "1" } else { "2" });
            all.push(tokio::spawn(async move { hands_in(&who, line, from("7"), said(id, "Алло")).await }));
        }
        let mut arrived = Vec::new();
        for one in all {
            arrived.push(one.await.unwrap().unwrap());
        }
        assert!(arrived.iter().all(|it| it.appeal == arrived[0].appeal), "{arrived:?}");
        assert_eq!(texts(&people, arrived[0]).await, ["Алло", "Алло"]);
        beside.stop().await;
    }

    /// Its files come with it, described once.
    async fn a_message_brings_its_files(site: Site) {
        let people = site.people().await;
        let id = AttachmentId::new(chrono::Utc::now(), chance());
        let path = UploadFile::QUESTION.address(&[&id]).unwrap();
        let up = people.connector.ask(UploadFile::QUESTION.method, &path).body("words").send().await.unwrap();
        assert_eq!(up.status(), 204);
        let file = Attachment { id, name: "письмо.txt".into(), media_type: "text/plain".into(), bytes: 5 };
        let what = |file: Attachment| Happening::Message {
            id: "1".into(), text: String::new(), attachments: vec![file], mail: None,
        };
        let wrong = what(Attachment { bytes: 6, ..file.clone() });
        let no = hands_in(&people.connector, to(&people), from("7"), wrong).await.unwrap_err();
        assert_eq!(no.refusal(), Some(Refusal::UnknownAttachment));
        let arrived = hands_in(&people.connector, to(&people), from("7"), what(file.clone())).await.unwrap();
        let appeal = arrived.appeal.unwrap();
        let chat = people.anna.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        assert_eq!(chat.messages[0].attachments, [file]);
    }

    /// How far an answer has come is told of the place that it went to, and of no other.
    async fn an_answer_is_told_of_by_its_id(site: Site) {
        let people = site.people().await;
        let appeal =
            hands_in(&people.connector, to(&people), from("7"), said("1", "Алло")).await.unwrap().appeal.unwrap();
        people.anna.done(TakeAppeal { appeal }).await;
        let message = MessageId::new(chrono::Utc::now(), chance());
        people.anna.done(SendMessage { appeal, message, text: "Да".into(), attachments: Vec::new() }).await;
        let told = || Happening::Delivery { message: Answer::Ours { id: message }, delivery: Delivery::Read };
        let no = hands_in(&people.connector, to(&people), from("8"), told()).await.unwrap_err();
        assert_eq!(no.refusal(), Some(Refusal::UnknownMessage));
        hands_in(&people.connector, to(&people), from("7"), told()).await.unwrap();
        let chat = people.anna.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        assert_eq!(chat.messages.last().unwrap().delivery, Delivery::Read);
    }

    /// A call is one appeal from its beginning to its end.
    async fn a_call_comes_and_ends(site: Site) {
        let people = site.people().await;
        let line = (line_of(&people, Channel::Call).await, people.support);
        let number = || Address::Phone { number: "+79161234567".parse().unwrap() };
        let call = |news| Happening::Call { id: "c1".into(), news };
        let begun = hands_in(&people.connector, line, number(), call(CallNews::Begun)).await.unwrap();
        let again = hands_in(&people.connector, line, number(), call(CallNews::Begun)).await.unwrap();
        assert_eq!(begun.appeal, again.appeal);
        let over = CallNews::Ended { why: CallEnd::ByClient };
        let ended = hands_in(&people.connector, line, number(), call(over)).await.unwrap();
        assert_eq!(ended.appeal, begun.appeal);
        let appeal = people.admin.get::<ReadAppeal>(&[&begun.appeal.unwrap()], &()).await.unwrap();
        assert!(appeal.live_call().is_none() && appeal.closing().is_some(), "a call that nobody took is missed");
    }

    /// That he types is seen where his appeal is open.
    async fn typing_is_passed_on(site: Site) {
        let people = site.people().await;
        let typing = || Happening::Typing { is_over: false };
        let nowhere = hands_in(&people.connector, to(&people), from("7"), typing()).await.unwrap();
        assert_eq!(nowhere.appeal, None);
        let appeal =
            hands_in(&people.connector, to(&people), from("7"), said("1", "Алло")).await.unwrap().appeal.unwrap();
        people.anna.done(TakeAppeal { appeal }).await;
        let mut anna = people.anna.hears(people.anna.session().await.seq).await;
        anna.next().await;
        hands_in(&people.connector, to(&people), from("7"), typing()).await.unwrap();
        assert_eq!(anna.whisper().await, Whisper::Typing { appeal, author: Author::Client });
    }
}

#[tokio::test]
async fn nobody_but_a_connector_hands_in_and_only_on_a_line_that_is_there() {
    let site = Site::on_sqlite().await;
    let people = site.people().await;
    let no = hands_in(&people.anna, to(&people), from("7"), said("1", "Алло")).await.unwrap_err();
    assert_eq!(no.refusal(), Some(Refusal::NotYourPart));
    let nowhere = EntryPointId::new(chrono::Utc::now(), chance());
    let no = hands_in(&people.connector, (nowhere, people.support), from("7"), said("1", "Алло"))
        .await
        .unwrap_err();
    assert_eq!(no.refusal(), Some(Refusal::UnknownEntryPoint));
    let nothing = hands_in(&people.connector, to(&people), from("7"), said("1", " ")).await.unwrap_err();
    assert_eq!(nothing.refusal(), Some(Refusal::EmptyText));
}

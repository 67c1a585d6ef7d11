//! Visitors of the site write in the server's own chat (O3, O5): each his own talk and no other.

use crate::on_both_databases;
use crate::person::{Answered, Person, read};
use crate::site::{People, Site, chance};
use desk_contract::channel::Channel;
use desk_contract::command::{MarkRead, SendMessage, TakeAppeal, WriteNote};
use desk_contract::directory::EntryPoint;
use desk_contract::id::{AppealId, AttachmentId, EntryPointId, MessageId};
use desk_contract::message::{Attachment, Author, Delivery};
use desk_contract::visitor::{
    Talk, TalkStage, VisitorFrame, VisitorMessage, VisitorSaw, VisitorSays, VisitorTypes,
};
use desk_contract::wire::questions::{
    BringAsVisitor, FetchAsVisitor, HearTalk, ListAppeals, ReadMessages, ReadTalk, SayAsVisitor,
    SeeAsVisitor, TypeAsVisitor,
};
use desk_contract::wire::{AppealsQuery, Ask, Fault};
use desk_contract::{Refusal, Whisper};
use futures_util::StreamExt;
use std::collections::VecDeque;
use std::time::Duration;

const ONE: &str = "1111111111111111111111111111111111111111111111111111111111111111";
const TWO: &str = "2222222222222222222222222222222222222222222222222222222222222222";

/// A visitor of the line that a new desk has.
struct Visitor {
    person: Person,
    line: EntryPointId,
}

impl Visitor {
    async fn of(site: &Site, people: &People, token: &str) -> Self {
        let directory = people.admin.session().await.directory;
        let is_chat = |point: &&EntryPoint| point.channel == Channel::SiteChat;
        let line = directory.entry_points.iter().find(is_chat).unwrap().id;
        Self { person: Person::at(&site.address(), token), line }
    }

    async fn says(&self, id: MessageId, text: &str, files: Vec<Attachment>) -> Answered<VisitorMessage> {
        let said = VisitorSays { id, text: text.to_owned(), attachments: files };
        let path = SayAsVisitor::QUESTION.address(&[&self.line]).unwrap();
        read(self.person.ask(SayAsVisitor::QUESTION.method, &path).json(&said).send().await.unwrap()).await
    }

    async fn talk(&self) -> Talk {
        self.person.get::<ReadTalk>(&[&self.line], &()).await.unwrap()
    }

    async fn saw(&self, message: MessageId, delivery: Delivery) -> u16 {
        let path = SeeAsVisitor::QUESTION.address(&[&self.line]).unwrap();
        let asked =
            self.person.ask(SeeAsVisitor::QUESTION.method, &path).json(&VisitorSaw { message, delivery });
        asked.send().await.unwrap().status().as_u16()
    }

    async fn brings(&self, id: AttachmentId, bytes: &'static [u8]) -> u16 {
        let path = BringAsVisitor::QUESTION.address(&[&self.line, &id]).unwrap();
        let asked = self.person.ask(BringAsVisitor::QUESTION.method, &path).body(bytes);
        asked.send().await.unwrap().status().as_u16()
    }

    async fn fetches(&self, id: AttachmentId) -> (u16, Vec<u8>) {
        let path = FetchAsVisitor::QUESTION.address(&[&self.line, &id]).unwrap();
        let answer = self.person.ask(FetchAsVisitor::QUESTION.method, &path).send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }

    async fn hears(&self) -> Ear {
        let path = HearTalk::QUESTION.address(&[&self.line]).unwrap();
        let answer = self.person.ask(HearTalk::QUESTION.method, &path).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        Ear { bytes: Box::pin(answer.bytes_stream()), text: String::new(), frames: VecDeque::new() }
    }
}

/// What a visitor's page hears.
struct Ear {
    bytes: std::pin::Pin<Box<dyn futures_util::Stream<Item = reqwest::Result<axum::body::Bytes>> + Send>>,
    text: String,
    frames: VecDeque<VisitorFrame>,
}

impl Ear {
    async fn next(&mut self) -> VisitorFrame {
        loop {
            if let Some(frame) = self.frames.pop_front() {
                return frame;
            }
            let some =
                tokio::time::timeout(Duration::from_secs(10), self.bytes.next()).await.expect("a frame");
            self.text.push_str(str::from_utf8(&some.unwrap().unwrap()).unwrap());
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                if let Some(data) = event.strip_prefix("data: ") {
                    self.frames.push_back(serde_json::from_str(data).unwrap());
                }
                self.text = rest.to_owned();
            }
        }
    }

    async fn talk(&mut self) -> Talk {
        loop {
            if let VisitorFrame::Talk(talk) = self.next().await {
                return talk;
            }
        }
    }
}

fn id() -> MessageId {
    MessageId::new(chrono::Utc::now(), chance())
}

async fn the_appeal(people: &People) -> AppealId {
    let place = desk_contract::listing::Place::Queue;
    let query = AppealsQuery { place, channel: None, search: None, cursor: None, limit: Default::default() };
    let queue = people.admin.get::<ListAppeals>(&[], &query).await.unwrap();
    queue.items.iter().find(|appeal| appeal.channel == Channel::SiteChat).unwrap().id
}

on_both_databases! {
    /// He writes, an operator answers, he sees the answer and the operator that he saw it.
    async fn two_people_really_talk(site: Site) {
        let people = site.people().await;
        let visitor = Visitor::of(&site, &people, ONE).await;
        let mut ear = visitor.hears().await;
        let empty = ear.talk().await;
        assert_eq!((empty.title.as_str(), empty.stage, empty.messages.len()), ("Сайт", TalkStage::None, 0));

        let first = id();
        let said = visitor.says(first, "Добрый день", Vec::new()).await.unwrap();
        assert!(said.is_own && said.delivery == Delivery::Sent);
        assert_eq!(visitor.says(first, "Добрый день", Vec::new()).await.unwrap(), said, "said again, it is the same");
        let heard = ear.talk().await;
        assert_eq!((heard.stage, heard.messages.len()), (TalkStage::Waiting, 1));

        let appeal = the_appeal(&people).await;
        people.admin.done(TakeAppeal { appeal }).await;
        people.admin.done(MarkRead { appeal, seen: None }).await;
        let (message, note) = (id(), id());
        people.admin.done(WriteNote { appeal, message: note, text: "Сложный".into() }).await;
        people.admin.done(SendMessage { appeal, message, text: "Здравствуйте".into(), attachments: Vec::new() }).await;
        let mut answer = ear.talk().await;
        while !answer.messages.iter().any(|it| it.id == message) {
            answer = ear.talk().await;
        }
        assert_eq!((answer.stage, answer.operator.as_deref()), (TalkStage::InWork, Some("Администратор")));

        assert_eq!(visitor.saw(message, Delivery::Delivered).await, 204);
        assert_eq!(visitor.saw(message, Delivery::Read).await, 204);
        assert_eq!(visitor.saw(message, Delivery::Failed).await, 204);
        assert_eq!(visitor.saw(note, Delivery::Read).await, 404, "a note is nothing of his");
        let chat = people.admin.get::<ReadMessages>(&[&appeal], &Default::default()).await.unwrap();
        assert_eq!(chat.messages.last().unwrap().delivery, Delivery::Read);
        let talk = visitor.talk().await;
        let texts: Vec<_> = talk.messages.iter().map(|it| (it.text.as_str(), it.delivery)).collect();
        assert_eq!(texts, [("Добрый день", Delivery::Read), ("Здравствуйте", Delivery::Read)]);
    }

    /// Files go both ways, and to nobody else.
    async fn files_go_both_ways_and_nowhere_else(site: Site) {
        let people = site.people().await;
        let (visitor, other) = (Visitor::of(&site, &people, ONE).await, Visitor::of(&site, &people, TWO).await);
        let file = AttachmentId::new(chrono::Utc::now(), chance());
        assert_eq!(visitor.brings(file, b"words").await, 204);
        assert_eq!(other.brings(file, b"wrong").await, 409, "it is another's");
        let described = Attachment { id: file, name: "чек.txt".into(), media_type: "text/plain".into(), bytes: 5 };
        let no = other.says(id(), "", vec![described.clone()]).await.unwrap_err();
        assert_eq!(no.refusal(), Some(Refusal::UnknownAttachment));
        visitor.says(id(), "", vec![described]).await.unwrap();
        assert_eq!(visitor.fetches(file).await, (200, b"words".to_vec()));
        assert_eq!(other.fetches(file).await.0, 404);
        assert_eq!(other.talk().await.messages.len(), 0);
    }

    /// Each hears his own talk alone, and typing goes both ways.
    async fn each_hears_his_own_talk_alone(site: Site) {
        let people = site.people().await;
        let (visitor, other) = (Visitor::of(&site, &people, ONE).await, Visitor::of(&site, &people, TWO).await);
        visitor.says(id(), "Добрый день", Vec::new()).await.unwrap();
        let appeal = the_appeal(&people).await;
        people.admin.done(TakeAppeal { appeal }).await;
        let (mut ear, mut others) = (visitor.hears().await, other.hears().await);
        ear.talk().await;
        others.talk().await;
        let me = people.admin.id().await;
        let mut admin = people.admin.hears(people.admin.session().await.seq).await;
        admin.next().await;
        let typing = Whisper::Typing { appeal, author: Author::Operator { id: me } };
        admin.says(desk_contract::wire::BrowserFrame::Whisper(typing)).await;
        while ear.next().await != VisitorFrame::Typing {}
        let path = TypeAsVisitor::QUESTION.address(&[&visitor.line]).unwrap();
        let types = visitor.person.ask(TypeAsVisitor::QUESTION.method, &path).json(&VisitorTypes { is_over: false });
        assert_eq!(types.send().await.unwrap().status(), 204);
        assert_eq!(admin.whisper().await, Whisper::Typing { appeal, author: Author::Client });

        other.says(id(), "Я другой", Vec::new()).await.unwrap();
        let heard = others.talk().await;
        assert_eq!(heard.messages.len(), 1);
        assert_eq!(heard.messages[0].text, "Я другой");
        let message = id();
        people.admin.done(SendMessage { appeal, message, text: "Да".into(), attachments: Vec::new() }).await;
        let mine = ear.talk().await;
        assert!(mine.messages.iter().all(|it| it.text != "Я другой"), "{mine:?}");
    }
}

#[tokio::test]
async fn only_a_visitor_of_a_sites_chat_is_let_in_and_not_too_often() {
    let site = Site::on_sqlite().await;
    let people = site.people().await;
    let visitor = Visitor::of(&site, &people, ONE).await;
    let guessed = Visitor { person: Person::at(&site.address(), "short"), line: visitor.line };
    assert_eq!(guessed.says(id(), "Алло", Vec::new()).await.unwrap_err().fault(), Some(Fault::NotSignedIn));
    let elsewhere = Visitor { person: visitor.person.clone(), line: people.line };
    let no = elsewhere.says(id(), "Алло", Vec::new()).await.unwrap_err();
    assert_eq!(no.fault(), Some(Fault::UnknownRoute), "a messenger's line is no chat of the site");
    assert!(visitor.person.get::<desk_contract::wire::questions::ReadSession>(&[], &()).await.is_err());
    let mut refused = None;
    for _ in 0..40 {
        refused = visitor.says(id(), "Алло", Vec::new()).await.err();
        if refused.is_some() {
            break;
        }
    }
    assert_eq!(refused.and_then(|no| no.fault()), Some(Fault::TooMany));
}

//! Whose things there are: Anna's appeals with a secret in each, an administrator's file of the history, and a stranger.

use super::made_up::Schemas;
use crate::journal::Journal;
use crate::site::{Site, chance};
use blake2::{Blake2s256, Digest};
use desk_contract::command::{
    CommentAppeal, SaveDraft, SaveEntry, SendMessage, StoreAttachment, TakeAppeal, WriteNote,
};
use desk_contract::directory::{Entry, Group};
use desk_contract::id::{AppealId, AttachmentId, GroupId, MessageId, OperatorId};
use desk_contract::message::Attachment;
use desk_contract::operator::Role;
use desk_contract::own::DraftKind;
use desk_contract::wire::questions::UploadFile;
use desk_contract::wire::{Ask, names};
use desk_contract::{Appeal, message::Message};
use sqlx::{AnyConnection, Connection};

/// What no stranger may ever read.
pub(super) const SECRET: &str = "СЕКРЕТ";

/// The scene.
pub(super) struct Scene {
    pub(super) address: String,
    pub(super) client: reqwest::Client,
    pub(super) schemas: Schemas,
    pub(super) problems: jsonschema::Validator,
    pub(super) stranger: OperatorId,
    pub(super) admin: OperatorId,
    pub(super) admins_token: String,
    appeals: Vec<AppealId>,
    anna: OperatorId,
    url: String,
}

/// What is Anna's and her group's.
#[derive(PartialEq, Eq)]
pub(super) struct Theirs {
    appeals: Vec<Appeal>,
    messages: Vec<Vec<Message>>,
    drafts: Vec<String>,
}

impl Scene {
    pub(super) async fn set(site: &Site) -> Self {
        let people = site.people().await;
        let now = chrono::Utc::now();
        let group = GroupId::new(now, chance());
        let entry =
            Group {
                id: group, title: "Чужие".into(), waiting_target_ms: 60_000, answering_target_ms: None
            };
        people.admin.done(SaveEntry { entry: Entry::Group(entry), seen: None }).await;
        let stranger = site.operator(&people.admin, "Чужой", group, Role::Operator, now).await;
        let (mut ids, mut appeals) = (Vec::new(), Vec::new());
        for number in 0..4 {
            let appeal = people.client_writes(&format!("{SECRET} клиента {number}")).await;
            if number > 0 {
                people.anna.done(TakeAppeal { appeal }).await;
                people.anna.done(CommentAppeal { appeal, comment: SECRET.to_owned() }).await;
                let message = MessageId::new(now, chance());
                people.anna.done(WriteNote { appeal, message, text: SECRET.to_owned() }).await;
                let text = SECRET.to_owned();
                people.anna.done(SaveDraft { appeal, kind: DraftKind::Message, text: text.clone() }).await;
                let message = MessageId::new(now, chance());
                let file = brings_file(&people.anna).await;
                people.anna.done(SendMessage { appeal, message, text, attachments: vec![file] }).await;
                ids.extend([message.to_string(), file.to_string()]);
            }
            ids.push(appeal.to_string());
            appeals.push(appeal);
        }
        let (anna, admin) = (people.anna.id().await, people.admin.id().await);
        ids.extend([
            anna.to_string(),
            admin.to_string(),
            people.support.to_string(),
            people.solved.to_string(),
        ]);
        let schemas = Schemas::of_document(ids);
        let problem = serde_json::json!({
            "$ref": "#/components/schemas/Problem",
            "components": schemas.document["components"],
        });
        Self {
            address: site.address(),
            // Each request has a connection of its own: one whose body was not read to its end is closed.
            client: reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap(),
            problems: jsonschema::validator_for(&problem).unwrap(),
            schemas,
            stranger: stranger.id().await,
            admin,
            admins_token: people.admin.token.clone(),
            appeals,
            anna,
            url: site.config.database_url.clone(),
        }
    }

    /// A new session of an operator's: each of them may ask so much before it has to wait.
    pub(super) async fn token_of(&self, operator: OperatorId) -> String {
        let token: String =
            [chance(), chance(), chance()].concat().iter().map(|it| format!("{it:02x}")).collect();
        let known_by: String =
            Blake2s256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut store = AnyConnection::connect(&self.url).await.unwrap();
        let sql = "INSERT INTO session (token, operator, expires_at) VALUES ($1, $2, $3)";
        let query = sqlx::query(sql).bind(known_by).bind(operator.to_string()).bind(i64::MAX);
        query.execute(&mut store).await.unwrap();
        token
    }

    pub(super) async fn theirs(&self) -> Theirs {
        let journal = Journal::read(&self.url).await;
        journal.folds_to_the_rows();
        let appeals = journal.world.appeals().filter(|it| self.appeals.contains(&it.id)).cloned().collect();
        let thread = |id: &AppealId| journal.world.thread(*id).map(|it| it.messages.clone());
        let messages = self.appeals.iter().filter_map(thread).collect();
        let drafts = journal.world.drafts_of(self.anna).map(|draft| format!("{draft:?}")).collect();
        Theirs { appeals, messages, drafts }
    }
}

async fn brings_file(person: &crate::person::Person) -> AttachmentId {
    let id = AttachmentId::new(chrono::Utc::now(), chance());
    let path = UploadFile::QUESTION.address(&[&id]).unwrap();
    let asked = person.ask(UploadFile::QUESTION.method, &path).header("content-type", names::BYTES);
    assert_eq!(asked.body(SECRET).send().await.unwrap().status(), 204);
    let bytes = u64::try_from(SECRET.len()).unwrap();
    let attachment =
        Attachment { id, name: format!("{SECRET}.txt"), media_type: "text/plain".to_owned(), bytes };
    person.done(StoreAttachment { attachment }).await;
    id
}

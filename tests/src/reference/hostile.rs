//! A desk full of hostile texts (tests/data/hostile.json): as names, words, letters, names of files, topics, comments.
//!
//! What the rules refuse is left out; that is another test's business.

use super::{Reference, bytes, chance, said};
use crate::failed::Unmet;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{
    CommentAppeal, ReceiveMessage, ReceivedMail, RegisterAppeal, SaveEntry, StoreAttachment, TakeAppeal,
};
use desk_contract::directory::{Entry, EntryPoint, Topic};
use desk_contract::id::{AppealId, AttachmentId, EntryPointId, GroupId, MessageId, TopicId};
use desk_contract::message::Attachment;
use desk_contract::wire::Session;

/// The longest name that the rules take.
const LONGEST_NAME: usize = 200;
/// So many files come with one message.
const FILES_A_MESSAGE: usize = 8;

/// Where hostile texts stand.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// An appeal of each of a few clients, in work and with a comment, and what he is called.
    pub named: Vec<(AppealId, String)>,
    /// One appeal whose messages they all are.
    pub talk: AppealId,
    /// One appeal whose letters they all are.
    pub letters: AppealId,
    /// One appeal whose files they all are.
    pub files: AppealId,
}

/// Whoever pours, with what he needs to know.
struct Pouring<'a> {
    server: &'a Reference,
    admin: String,
    group: GroupId,
    messenger: EntryPointId,
    mail: EntryPointId,
}

impl Reference {
    /// Every text that somebody could mean ill by.
    #[must_use]
    pub fn hostile_texts() -> Vec<String> {
        serde_json::from_str(include_str!("../../data/hostile.json")).unwrap_or_default()
    }

    /// Fills the queue with clients who are called so and write it, the topics, and the chats of a few appeals in work.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn takes_hostile_names(&self) -> Result<Theirs, Unmet> {
        let pouring = Pouring::begun(self).await?;
        let texts = Self::hostile_texts();
        let mut theirs = pouring.chats().await?;
        for (place, text) in texts.iter().enumerate() {
            let name: String = text.chars().take(LONGEST_NAME).collect();
            let address = Address::Account { id: format!("client-{place}"), name: Some(name.clone()) };
            if let Ok(appeal) = pouring.comes(Channel::Telegram, address).await {
                pouring.says(appeal, text).await?;
                // Those that are no markup: what is long, turned round, piled up, or nothing to see.
                if matches!(place, 192..=209 | 219..=231) && place % 2 == 1 {
                    pouring.is_in_work(appeal).await?;
                    pouring.by_admin(CommentAppeal { appeal, comment: text.clone() }).await;
                    theirs.named.push((appeal, name.clone()));
                }
            }
            let topic = Topic {
                id: TopicId::new(chance().1, bytes()),
                title: name,
                parent: None,
                is_put_away: false,
            };
            pouring.by_admin(SaveEntry { entry: Entry::Topic(topic), seen: None }).await;
            pouring.says(theirs.talk, text).await?;
        }
        Ok(theirs)
    }

    /// Fills the chats of two appeals in work: letters that are markup, files that are called so.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn takes_hostile_letters(&self) -> Result<Theirs, Unmet> {
        let pouring = Pouring::begun(self).await?;
        let theirs = pouring.chats().await?;
        let texts = Self::hostile_texts();
        for text in &texts {
            pouring.mails(theirs.letters, text).await?;
        }
        for some in texts.chunks(FILES_A_MESSAGE) {
            let mut attachments = Vec::new();
            for name in some {
                attachments.extend(pouring.brings(name).await?);
            }
            let text = "Файлы".to_owned();
            pouring.receives(theirs.files, text, attachments, None).await?;
        }
        Ok(theirs)
    }
}

impl<'a> Pouring<'a> {
    async fn begun(server: &'a Reference) -> Result<Self, Unmet> {
        let admin = server.token().await?;
        let asked = server.client.get(format!("{}/session", server.address)).bearer_auth(&admin);
        let Session { directory, .. } = asked.send().await.map_err(said)?.json().await.map_err(said)?;
        let group = directory.groups.first().map(|it| it.id).ok_or_else(|| Unmet("a group".to_owned()))?;
        let entry_point = || EntryPointId::new(chance().1, bytes());
        let (messenger, mail) = (entry_point(), entry_point());
        let pouring = Self { server, admin, group, messenger, mail };
        for (id, channel) in [(messenger, Channel::Telegram), (mail, Channel::Email)] {
            let line = EntryPoint { id, channel, address: "shop@lavka.example".to_owned(), comment: None };
            let wish = SaveEntry { entry: Entry::EntryPoint(line), seen: None };
            server.wishes_by(&pouring.admin, &wish.into()).await?;
        }
        Ok(pouring)
    }

    async fn chats(&self) -> Result<Theirs, Unmet> {
        let plain = |id: &str| Address::Account {
            id: id.to_owned(),
            name: Some("Обычный Клиент".to_owned()),
        };
        let talk = self.comes(Channel::Telegram, plain("talk")).await?;
        let files = self.comes(Channel::Telegram, plain("files")).await?;
        let address = Address::Mail { address: "maria@mail.example".to_owned() };
        let letters = self.comes(Channel::Email, address).await?;
        for appeal in [talk, files, letters] {
            self.is_in_work(appeal).await?;
        }
        Ok(Theirs { named: Vec::new(), talk, letters, files })
    }

    async fn comes(&self, channel: Channel, address: Address) -> Result<AppealId, Unmet> {
        let appeal = AppealId::new(chance().1, bytes());
        let line = if channel == Channel::Email { self.mail } else { self.messenger };
        let register = RegisterAppeal::of_client(appeal, (channel, line), self.group, address);
        self.server.wishes(&register.into()).await.map(|()| appeal)
    }

    async fn is_in_work(&self, appeal: AppealId) -> Result<(), Unmet> {
        self.server.wishes_by(&self.admin, &TakeAppeal { appeal }.into()).await
    }

    async fn by_admin(&self, wish: impl Into<desk_contract::Command>) {
        // What is refused is left out.
        _ = self.server.wishes_by(&self.admin, &wish.into()).await;
    }

    async fn says(&self, appeal: AppealId, text: &str) -> Result<(), Unmet> {
        self.receives(appeal, text.to_owned(), Vec::new(), None).await
    }

    async fn mails(&self, appeal: AppealId, text: &str) -> Result<(), Unmet> {
        let (to, subject) = (vec!["shop@lavka.example".to_owned()], text.to_owned());
        let mail = ReceivedMail { to, cc: Vec::new(), subject, html: Some(text.to_owned()) };
        self.receives(appeal, text.to_owned(), Vec::new(), Some(mail)).await
    }

    async fn receives(
        &self,
        appeal: AppealId,
        text: String,
        attachments: Vec<AttachmentId>,
        mail: Option<ReceivedMail>,
    ) -> Result<(), Unmet> {
        let message = MessageId::new(chance().1, bytes());
        let receive = ReceiveMessage { appeal, message, text, attachments, mail };
        // What is refused is left out.
        _ = self.server.wishes(&receive.into()).await;
        Ok(())
    }

    async fn brings(&self, name: &str) -> Result<Option<AttachmentId>, Unmet> {
        let id = AttachmentId::new(chance().1, bytes());
        let asked = self.server.client.put(format!("{}/attachments/{id}/content", self.server.address));
        let sent = asked.bearer_auth(super::CONNECTOR).body("x").send().await.map_err(said)?;
        if !sent.status().is_success() {
            return Err(said(sent.status()));
        }
        let media_type = "text/plain".to_owned();
        let attachment = Attachment { id, name: name.to_owned(), media_type, bytes: 1 };
        Ok(self.server.wishes(&StoreAttachment { attachment }.into()).await.is_ok().then_some(id))
    }
}

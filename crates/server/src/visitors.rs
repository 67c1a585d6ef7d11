//! Visitors of the site: for them the server itself is the connector of the site's chat.
//!
//! Owns: which talk is whose, and telling what changes in it. Never: what of a talk a visitor sees; the contract says.
//!
//! Always: a visitor is what his token is known by, and nothing but it; there is no way from one to another's talk.

use crate::chance;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::feed::News;
use crate::incoming::HandedIn;
use crate::store::{appeals, incoming};
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::ReportDelivery;
use desk_contract::directory::{Directory, EntryPoint};
use desk_contract::id::{AppealId, AttachmentId, EntryPointId, MessageId};
use desk_contract::incoming::{Happening, Incoming};
use desk_contract::message::{Attachment, Author, Delivery, Message};
use desk_contract::visitor::{
    Talk, VisitorFrame, VisitorMessage, VisitorSaw, VisitorSays, is_told, may_say, seen, standing,
};
use desk_contract::wire::{Fault, MessagesQuery};
use desk_contract::{Appeal, Refusal, Whisper};
use sqlx::AnyConnection;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// So many of his last appeals make his talk.
const APPEALS: usize = 20;
/// So many messages of it are shown.
const MESSAGES: usize = 200;

/// A visitor of a line.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// What his token is known by.
    pub(crate) id: String,
    /// The chat that he is in.
    pub(crate) line: EntryPointId,
}

/// His appeals with their chats, oldest first.
type Chats = Vec<(Appeal, Vec<Message>)>;

impl Visitor {
    /// Whoever has this token. What colleagues see of him does not lead back to it.
    pub(crate) fn of(token: &str, line: EntryPointId) -> Option<Self> {
        let is_token = token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_token
            .then(|| Self { id: chance::digest(&format!("visitor:{}", token.to_ascii_lowercase())), line })
    }

    /// Who brings his files.
    pub(crate) fn actor(&self) -> String {
        format!("visitor:{}", self.id)
    }

    fn address(&self) -> Address {
        Address::Visitor { id: self.id.clone() }
    }

    async fn chats(&self, connection: &mut AnyConnection) -> Result<Chats, Failure> {
        let place = incoming::place(Channel::SiteChat, &self.address())?;
        let mut chats = Vec::new();
        for appeal in incoming::last_at(connection, &place, self.line, APPEALS).await? {
            let newest = MessagesQuery { before: None, ..Default::default() };
            let thread = appeals::thread(connection, appeal.id, &newest).await?;
            chats.push((appeal, thread.map(|thread| thread.messages).unwrap_or_default()));
        }
        Ok(chats)
    }

    /// Whether nobody has heard of him yet.
    pub(crate) async fn is_stranger(&self, desk: &Desk) -> Result<bool, Failure> {
        let place = incoming::place(Channel::SiteChat, &self.address())?;
        let mut connection = desk.store.reading().await?;
        Ok(incoming::open_at(&mut connection, &place).await?.is_empty())
    }

    /// His talk, with the appeals that it is in.
    pub(crate) async fn talk(&self, desk: &Desk) -> Result<(Talk, Vec<AppealId>), Failure> {
        let mut connection = desk.store.reading().await?;
        let directory = desk.store.directory_by(&mut connection).await?;
        let line = line(&directory, self.line)?;
        let chats = self.chats(&mut connection).await?;
        let (stage, operator) = standing(&directory, chats.last().map(|(appeal, _)| appeal));
        let mut messages: Vec<VisitorMessage> =
            chats.iter().flat_map(|(appeal, chat)| seen(&directory, appeal, chat)).collect();
        let too_many = messages.len().saturating_sub(MESSAGES);
        messages.drain(..too_many);
        let appeals = chats.iter().map(|(appeal, _)| appeal.id).collect();
        let talk =
            Talk { title: title(&directory, line), stage, operator, messages, has_earlier: too_many > 0 };
        Ok((talk, appeals))
    }

    /// Says something; said before under the same id, it is the same.
    pub(crate) async fn says(&self, desk: &Arc<Desk>, said: VisitorSays) -> Result<VisitorMessage, Failure> {
        may_say(&said)?;
        let VisitorSays { id, text, attachments } = said;
        let what = Happening::Message { id: id.to_string(), text, attachments, mail: None };
        let incoming = Incoming { from: self.address(), group: None, what };
        let (line, brought_by) = (self.line, self.actor());
        desk.take_in(HandedIn { line, incoming, brought_by, message: Some(id) }).await?;
        let (talk, _) = self.talk(desk).await?;
        Ok(talk.messages.into_iter().find(|message| message.id == id).ok_or(Refusal::UnknownMessage)?)
    }

    /// Says that he writes.
    pub(crate) async fn types(&self, desk: &Arc<Desk>, is_over: bool) -> Result<(), Failure> {
        let incoming = Incoming { from: self.address(), group: None, what: Happening::Typing { is_over } };
        let (line, brought_by) = (self.line, self.actor());
        desk.take_in(HandedIn { line, incoming, brought_by, message: None }).await.map(drop)
    }

    /// Says how far the desk's messages have come.
    pub(crate) async fn saw(&self, desk: &Desk, saw: VisitorSaw) -> Result<(), Failure> {
        if !matches!(saw.delivery, Delivery::Delivered | Delivery::Read) {
            return Ok(());
        }
        let chats = self.chats(&mut *desk.store.reading().await?).await?;
        let all: Vec<&Message> = chats.iter().flat_map(|(_, chat)| chat).filter(|it| is_told(it)).collect();
        let until =
            all.iter().position(|message| message.id == saw.message).ok_or(Refusal::UnknownMessage)?;
        let is_news = |message: &&&Message| -> bool {
            message.author != Author::Client && message.delivery.may_become(saw.delivery)
        };
        let report = |message: &&Message| {
            let delivery = saw.delivery;
            ReportDelivery { appeal: message.appeal, message: message.id, delivery }.into()
        };
        let reports: Vec<_> = all.iter().take(until.saturating_add(1)).filter(is_news).map(report).collect();
        if reports.is_empty() {
            return Ok(());
        }
        let mut writing = desk.store.begin().await?;
        desk.carry_out_all(&mut writing, &reports).await?;
        writing.commit().await?;
        desk.feed.wake();
        Ok(())
    }

    /// A file of his talk.
    pub(crate) async fn file(&self, desk: &Desk, id: AttachmentId) -> Result<Option<Attachment>, Failure> {
        let chats = self.chats(&mut *desk.store.reading().await?).await?;
        let told = chats.into_iter().flat_map(|(_, chat)| chat).filter(is_told);
        Ok(told.flat_map(|message| message.attachments).find(|file| file.id == id))
    }
}

/// The line, where visitors of the site come by it.
pub(crate) fn line(directory: &Directory, id: EntryPointId) -> Result<&EntryPoint, Failure> {
    let line = directory.entry_point(id).filter(|line| line.channel == Channel::SiteChat);
    Ok(line.ok_or(Fault::UnknownRoute)?)
}

/// Who is written to: the company, as clients know it; where it has no name yet, the widget's.
fn title(directory: &Directory, line: &EntryPoint) -> String {
    if !directory.settings.company.is_empty() {
        return directory.settings.company.clone();
    }
    let widget = directory.widgets.iter().find(|widget| widget.entry_points.contains(&line.id));
    widget.map_or_else(|| line.address.clone(), |widget| widget.title.clone())
}

/// Somebody who hears a talk.
pub(crate) struct TalkListener {
    desk: Arc<Desk>,
    visitor: Visitor,
    news: Receiver<News>,
    appeals: Vec<AppealId>,
    /// As it was last told; none before the first time.
    told: Option<Talk>,
    messages: HashMap<MessageId, VisitorMessage>,
    /// Whether something of it may be other by now.
    is_stale: bool,
}

impl TalkListener {
    /// Begins to listen; the first frame is all of the talk.
    pub(crate) fn to(desk: Arc<Desk>, visitor: Visitor) -> Self {
        // First of all: what happens from here on is not missed.
        let news = desk.feed.news();
        let (appeals, messages) = (Vec::new(), HashMap::new());
        Self { desk, visitor, news, appeals, told: None, messages, is_stale: true }
    }

    /// What comes next; waits until there is something. `None` where nothing comes any more. Dropped while it waits, it
    /// loses nothing.
    pub(crate) async fn next(&mut self) -> Result<Option<VisitorFrame>, Failure> {
        loop {
            if self.is_stale {
                let changed = self.changed().await?;
                self.is_stale = false;
                if let Some(talk) = changed {
                    return Ok(Some(VisitorFrame::Talk(talk)));
                }
            }
            match self.news.recv().await {
                Ok(News::Happened(frame)) => self.is_stale = self.is_mine(&frame.text),
                Ok(News::Whispered(it)) => {
                    if let Some(frame) = self.typing(&it.whisper) {
                        return Ok(Some(frame));
                    }
                }
                Ok(News::SessionOver(_)) => {}
                // What was missed is read with all else.
                Err(RecvError::Lagged(_)) => self.is_stale = true,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    /// Whether an event names him or an appeal of his.
    fn is_mine(&self, event: &str) -> bool {
        event.contains(&self.visitor.id) || self.appeals.iter().any(|id| event.contains(&id.to_string()))
    }

    fn typing(&self, whisper: &Whisper) -> Option<VisitorFrame> {
        let is_his = |appeal: &AppealId| self.appeals.last() == Some(appeal);
        match whisper {
            Whisper::Typing { appeal, author: Author::Operator { .. } } if is_his(appeal) => {
                Some(VisitorFrame::Typing)
            }
            Whisper::StoppedTyping { appeal, author: Author::Operator { .. } } if is_his(appeal) => {
                Some(VisitorFrame::StoppedTyping)
            }
            _ => None,
        }
    }

    /// What of the talk he has not been told.
    async fn changed(&mut self) -> Result<Option<Talk>, Failure> {
        let (mut talk, appeals) = self.visitor.talk(&self.desk).await?;
        self.appeals = appeals;
        talk.messages.retain(|message| self.messages.get(&message.id) != Some(message));
        for message in &talk.messages {
            self.messages.insert(message.id, message.clone());
        }
        let head = Talk { messages: Vec::new(), ..talk.clone() };
        let is_other = self.told.as_ref() != Some(&head) || !talk.messages.is_empty();
        self.told = Some(head);
        Ok(is_other.then_some(talk))
    }
}

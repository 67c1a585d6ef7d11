//! What the scenarios wish, in as few words as they want.

use crate::check::Broken;
use crate::dice::{below, id};
use crate::kit::Kit;
use crate::person::Person;
use crate::raw::Raw;
use desk_contract::Recorded;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{CloseAppeal, Command, ReceiveMessage, RegisterAppeal, SendMessage, TakeAppeal};
use desk_contract::id::{AppealId, AttachmentId, CommandId, MessageId};
use desk_contract::message::Attachment;
use desk_contract::phone::PhoneNumber;
use desk_contract::wire::questions::UploadFile;
use desk_contract::wire::{Ask, names, request};

/// An account that nobody has.
pub(crate) fn account() -> Address {
    let number = format!("conformance-{}", below(u64::MAX));
    Address::Account { name: Some(format!("@{number}")), id: number }
}

/// A number that nobody has; now and then somebody might, so it is drawn from many.
pub(crate) fn number() -> Result<PhoneNumber, Broken> {
    let text = format!("+7999{:07}", below(10_000_000));
    text.parse().map_err(|_| Broken::not_tried(format!("{text} is no number")))
}

pub(crate) fn send(appeal: AppealId, text: &str) -> SendMessage {
    SendMessage { appeal, message: id(MessageId::new), text: text.to_owned(), attachments: Vec::new() }
}

pub(crate) fn receive(appeal: AppealId, text: &str) -> ReceiveMessage {
    let (message, text) = (id(MessageId::new), text.to_owned());
    ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None }
}

impl Kit {
    /// Somebody who comes by a channel to the first group.
    pub(crate) fn comes(&self, channel: Channel, address: Address) -> RegisterAppeal {
        let line = (channel, self.things.line(channel));
        RegisterAppeal::of_client(id(AppealId::new), line, self.things.support, address)
    }

    /// A guest who waits, having written these words by Telegram.
    pub(crate) async fn waits(&mut self, words: &str) -> Result<AppealId, Broken> {
        let comes = self.comes(Channel::Telegram, account());
        let appeal = comes.appeal;
        let connector = self.connector.clone();
        self.model.grants(&connector, comes).await?;
        self.model.grants(&connector, receive(appeal, words)).await?;
        Ok(appeal)
    }

    /// The same, whom Anna has taken.
    pub(crate) async fn anna_has(&mut self, words: &str) -> Result<AppealId, Broken> {
        let appeal = self.waits(words).await?;
        self.model.grants(&self.anna.clone(), TakeAppeal { appeal }).await?;
        Ok(appeal)
    }

    /// A caller who waits.
    pub(crate) async fn calls(&mut self) -> Result<AppealId, Broken> {
        let comes = self.comes(Channel::Call, Address::Phone { number: number()? });
        let appeal = comes.appeal;
        self.model.grants(&self.connector.clone(), comes).await?;
        Ok(appeal)
    }

    pub(crate) fn closes(&self, appeal: AppealId) -> CloseAppeal {
        CloseAppeal { appeal, outcome: self.things.solved(), comment: String::new() }
    }

    /// Wishes something whose body was changed on the way.
    pub(crate) async fn raw_with(
        &self,
        who: &Person,
        command: &Command,
        change: impl FnOnce(&mut String),
    ) -> Result<Raw, Broken> {
        let request = request(command).map_err(|cause| Broken::not_tried(cause.to_string()))?;
        let mut body = request.body.unwrap_or_default();
        change(&mut body);
        let asked = who.ask(request.method, &request.path).header("content-type", names::JSON);
        let asked = asked.header(names::IDEMPOTENCY_KEY, id(CommandId::new).to_string()).body(body);
        who.send(command.name(), asked).await
    }

    /// Brings the bytes of a file.
    pub(crate) async fn brings(
        &self,
        who: &Person,
        file: AttachmentId,
        bytes: Vec<u8>,
    ) -> Result<Raw, Broken> {
        let question = UploadFile::QUESTION;
        let path = question.address(&[&file]).map_err(|cause| Broken::not_tried(cause.to_string()))?;
        who.send(question.name, who.ask(question.method, &path).body(bytes)).await
    }

    /// Brings a file whole.
    pub(crate) async fn stores(
        &mut self,
        who: &Person,
        name: &str,
        text: &str,
    ) -> Result<Attachment, Broken> {
        let file = Attachment {
            id: id(AttachmentId::new),
            name: name.to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: u64::try_from(text.len()).unwrap_or_default(),
        };
        let brought = self.brings(who, file.id, text.as_bytes().to_vec()).await?;
        if !brought.is_yes() {
            return Err(Broken::new("a file may be brought", brought.problem()?.detail));
        }
        let store = desk_contract::command::StoreAttachment { attachment: file.clone() };
        let _: Vec<Recorded> = self.model.grants(who, store).await?;
        Ok(file)
    }
}

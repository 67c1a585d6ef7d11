//! What a channel's connector hands in, without knowing an appeal: a client from this place wrote, called, types, or has
//! got an answer.
//!
//! Owns: the shape of it, and which commands follow: the open appeal of that place is found, or one is registered.
//! Never: decides a command (`decide` does), or keeps by which id a connector knows a thing; a backend keeps that.
//!
//! Always: handed in twice under one id, it is one thing; what came first is wished again, which changes nothing.
//!
//! Start at [`what_follows`].

#[cfg(test)]
mod tests;

use crate::address::Address;
use crate::appeal::Appeal;
use crate::call::{CallEnd, Party};
use crate::channel::Channel;
use crate::command::{
    CallReport, Command, ReceiveMessage, ReceivedMail, RegisterAppeal, ReportCall, ReportDelivery,
    StoreAttachment,
};
use crate::decide::is_title;
use crate::directory::{Directory, EntryPoint};
use crate::id::{AppealId, GroupId, MessageId, OperatorId};
use crate::message::{Attachment, Author, Delivery};
use crate::refusal::Refusal;
use crate::whisper::Whisper;
use serde::{Deserialize, Serialize};

/// What happened on a line, as its connector knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Incoming {
    /// Where the client writes or calls from.
    pub from: Address,
    /// Whose queue a new appeal enters. Without it: where the client's last appeal by this line was, else the first group.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// What happened.
    pub what: Happening,
}

/// What a client did, or what became of an answer to him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// He wrote.
    Message {
        /// The connector's own id of it, which is this one's alone among those of this client on this line.
        id: String,
        /// What he said; may be empty where files came.
        #[serde(default)]
        text: String,
        /// What came with it; its bytes are brought before (`upload_file`).
        #[serde(default)]
        attachments: Vec<Attachment>,
        /// The envelope, of a letter.
        #[serde(default)]
        mail: Option<ReceivedMail>,
    },
    /// How far an answer to him has come.
    Delivery {
        /// Which.
        message: Answer,
        /// How far.
        delivery: Delivery,
    },
    /// His call.
    Call {
        /// The connector's own id of the call.
        id: String,
        /// What it does.
        news: CallNews,
    },
    /// He is writing.
    Typing {
        /// Whether he has stopped.
        #[serde(default)]
        is_over: bool,
    },
}

/// An answer to a client, by one of the ids that it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// As the desk called it when it handed it over.
    Ours {
        /// Its id.
        id: MessageId,
    },
    /// As the connector called it when it took it.
    Theirs {
        /// Its id.
        id: String,
    },
}

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallNews {
    /// The client is on the line and waits.
    Begun,
    /// An operator's telephone rings.
    Rings {
        /// Whose.
        operator: OperatorId,
    },
    /// He picked up.
    Answered {
        /// Who.
        operator: OperatorId,
    },
    /// It is over.
    Ended {
        /// Why.
        why: CallEnd,
    },
}

/// What became of something that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrived {
    /// The appeal that it is in; none where the client has none open and needs none for this.
    #[serde(default)]
    pub appeal: Option<AppealId>,
    /// The message that it became or is about.
    #[serde(default)]
    pub message: Option<MessageId>,
    /// Whatever followed from it has a number up to this one.
    pub seq: u64,
}

/// What a connector's id is known to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    /// In which appeal it is.
    pub appeal: AppealId,
    /// Which message; none for a call.
    pub message: Option<MessageId>,
}

/// What is known when something is handed in.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// People, groups and lines.
    pub directory: &'a Directory,
    /// By which line it came.
    pub line: &'a EntryPoint,
    /// The open appeals of that place, oldest first.
    pub open: &'a [Appeal],
    /// The group of the last appeal of that place by this line, open or not.
    pub last_group: Option<GroupId>,
    /// What the id in it is known to mean, if it came before.
    pub handed: Option<Handed>,
    /// The id of an appeal that may begin.
    pub new_appeal: AppealId,
    /// The id of a message that may come.
    pub new_message: MessageId,
}

/// What follows from something that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// To be decided in their order, all or none, as a connector's.
    pub commands: Vec<Command>,
    /// To be told beside them.
    pub whisper: Option<Whisper>,
    /// What the id in it means from now on.
    pub handed: Option<Handed>,
}

/// The connector's id in it, where it has one.
#[must_use]
pub fn own_id(incoming: &Incoming) -> Option<&str> {
    match &incoming.what {
        Happening::Message { id, .. } | Happening::Call { id, .. } => Some(id),
        Happening::Delivery { message: Answer::Theirs { id }, .. } => Some(id),
        Happening::Delivery { message: Answer::Ours { .. }, .. } | Happening::Typing { .. } => None,
    }
}

/// What follows.
///
/// # Errors
/// The [`Refusal`] of something that can follow from nothing: an id that is none, an answer that nobody gave.
pub fn what_follows(incoming: &Incoming, known: &Known<'_>) -> Result<Followed, Refusal> {
    own_id(incoming).map(is_title).transpose()?;
    match &incoming.what {
        Happening::Message { .. } => message(incoming, known),
        Happening::Delivery { delivery, .. } => {
            let handed = known.handed.ok_or(Refusal::UnknownMessage)?;
            let message = handed.message.ok_or(Refusal::UnknownMessage)?;
            let report = ReportDelivery { appeal: handed.appeal, message, delivery: *delivery };
            Ok(Followed { commands: vec![report.into()], whisper: None, handed: Some(handed) })
        }
        Happening::Call { news, .. } => call(incoming, *news, known),
        Happening::Typing { is_over } => {
            let author = Author::Client;
            let open = known.open_by_line().map(|appeal| appeal.id);
            let whisper = open.map(|appeal| match is_over {
                false => Whisper::Typing { appeal, author },
                true => Whisper::StoppedTyping { appeal, author },
            });
            let handed = open.map(|appeal| Handed { appeal, message: None });
            Ok(Followed { commands: Vec::new(), whisper, handed })
        }
    }
}

/// Into the appeal that is open, or a new one. A message that came before is wished again as it was then.
fn message(incoming: &Incoming, known: &Known<'_>) -> Result<Followed, Refusal> {
    let Happening::Message { text, attachments, mail, .. } = &incoming.what else {
        return Err(Refusal::UnknownMessage);
    };
    if text.trim().is_empty() && attachments.is_empty() && mail.is_none() {
        return Err(Refusal::EmptyText);
    }
    let before = known.handed.and_then(|handed| Some((handed.appeal, handed.message?)));
    let mut commands: Vec<Command> = attachments
        .iter()
        .map(|attachment| StoreAttachment { attachment: attachment.clone() }.into())
        .collect();
    let (appeal, message) = match (before, known.open_by_line()) {
        (Some(before), _) => before,
        (None, Some(open)) => (open.id, known.new_message),
        (None, None) => {
            commands.push(registered(incoming, known)?.into());
            (known.new_appeal, known.new_message)
        }
    };
    let attachments = attachments.iter().map(|attachment| attachment.id).collect();
    let (text, mail) = (text.clone(), mail.clone());
    commands.push(ReceiveMessage { appeal, message, text, attachments, mail }.into());
    Ok(Followed { commands, whisper: None, handed: Some(Handed { appeal, message: Some(message) }) })
}

/// A call that nobody has told of begins with whatever is told first: one that is over already was missed.
fn call(incoming: &Incoming, news: CallNews, known: &Known<'_>) -> Result<Followed, Refusal> {
    if known.line.channel != Channel::Call {
        return Err(Refusal::NoCallHere);
    }
    let mut commands = Vec::new();
    let appeal = match known.handed {
        Some(handed) => handed.appeal,
        None => {
            commands.push(registered(incoming, known)?.into());
            known.new_appeal
        }
    };
    let report = match news {
        CallNews::Begun => None,
        CallNews::Rings { operator } => Some(CallReport::Rings { party: Party::Operator { id: operator } }),
        CallNews::Answered { operator } => {
            Some(CallReport::Answered { party: Party::Operator { id: operator } })
        }
        CallNews::Ended { why } => Some(CallReport::Ended { why }),
    };
    commands.extend(report.map(|report| ReportCall { appeal, report }.into()));
    Ok(Followed { commands, whisper: None, handed: Some(Handed { appeal, message: None }) })
}

fn registered(incoming: &Incoming, known: &Known<'_>) -> Result<RegisterAppeal, Refusal> {
    let exists = |group: &GroupId| known.directory.group(*group).is_some();
    let first = known.directory.groups.first().map(|group| group.id);
    let group = match incoming.group {
        Some(group) => group,
        None => known.last_group.filter(exists).or(first).ok_or(Refusal::UnknownGroup)?,
    };
    let line = (known.line.channel, known.line.id);
    Ok(RegisterAppeal::of_client(known.new_appeal, line, group, incoming.from.clone()))
}

impl Known<'_> {
    /// The latest open appeal of that place by this line.
    fn open_by_line(&self) -> Option<&Appeal> {
        let is_open = |appeal: &&Appeal| appeal.entry_point == self.line.id && appeal.closing().is_none();
        self.open.iter().rev().find(is_open)
    }
}

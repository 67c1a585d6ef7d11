//! The talk as a visitor of the site sees it: his own words and the desk's, and nothing that is colleagues' alone (O3, O5).
//!
//! Owns: what of a chat he may see, what he may send, and the shapes in which both travel. Never: who he is; a backend
//! knows him by his token alone, and no other's talk by it.

#[cfg(test)]
mod tests;

use crate::Timestamp;
use crate::appeal::{Appeal, Stage};
use crate::channel::Channel;
use crate::decide::carries;
use crate::directory::Directory;
use crate::id::MessageId;
use crate::json::field;
use crate::message::{Attachment, Author, Delivery, Message, MessageKind};
use crate::refusal::Refusal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A message as the visitor sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorMessage {
    /// Which.
    pub id: MessageId,
    /// Whether he wrote it.
    pub is_own: bool,
    /// Who of the desk wrote it, where a person did.
    #[serde(default)]
    pub by: Option<String>,
    /// Plain text, never markup.
    pub text: String,
    /// When the desk got it.
    #[serde(deserialize_with = "crate::json::read_moment")]
    #[cfg_attr(feature = "schema", schemars(with = "Timestamp"))]
    pub at: Timestamp,
    /// How far it has come: his own to the operator, an operator's to him.
    pub delivery: Delivery,
    /// The files that go with it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// An address that it invites to.
    #[serde(default)]
    pub link: Option<String>,
}

/// How the matter stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TalkStage {
    /// He has not written yet.
    #[default]
    None,
    /// He waits for an operator.
    Waiting,
    /// An operator has it.
    InWork,
    /// It is closed; what he writes begins another.
    Closed,
}

/// A visitor's talk, or what of it has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Talk {
    /// Whose chat it is, in the company's words.
    pub title: String,
    /// How it stands.
    pub stage: TalkStage,
    /// The operator who has it.
    #[serde(default)]
    pub operator: Option<String>,
    /// In their order; of a change, those that are new or other.
    pub messages: Vec<VisitorMessage>,
    /// Whether older ones exist that are not shown.
    #[serde(default)]
    pub has_earlier: bool,
}

/// What a visitor writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorSays {
    /// Made by his page at the click; sent again under it, it is the same message.
    pub id: MessageId,
    /// What he says; may be empty where files go with it.
    #[serde(default)]
    pub text: String,
    /// What goes with it; the bytes are brought before.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// How far the desk's messages have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorSaw {
    /// The last one; those before it have come as far.
    pub message: MessageId,
    /// How far: his page has it, or he has it before his eyes.
    pub delivery: Delivery,
}

/// That a visitor writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorTypes {
    /// Whether he has stopped.
    #[serde(default)]
    pub is_over: bool,
}

/// What a visitor's page hears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum VisitorFrame {
    /// The talk; at first all of it, then what has changed.
    Talk(Talk),
    /// An operator writes.
    Typing,
    /// He stopped.
    StoppedTyping,
}

impl VisitorFrame {
    const NAMES: &'static [&'static str] = &["talk", "typing", "stopped_typing"];

    fn of_value(told: &Value) -> Result<Self, serde_json::Error> {
        match field::<String>(told, "type")?.as_str() {
            "talk" => field(told, "data").map(Self::Talk),
            "typing" => Ok(Self::Typing),
            "stopped_typing" => Ok(Self::StoppedTyping),
            unknown => Err(Error::unknown_variant(unknown, Self::NAMES)),
        }
    }
}

// By hand, as `Refusal` is and for the same reason.
impl<'de> Deserialize<'de> for VisitorFrame {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_value(&Value::deserialize(deserializer)?).map_err(Error::custom)
    }
}

/// Whether a visitor may send that.
///
/// # Errors
/// The [`Refusal`] that says why not.
pub fn may_say(said: &VisitorSays) -> Result<(), Refusal> {
    if said.text.trim().is_empty() && said.attachments.is_empty() {
        return Err(Refusal::EmptyText);
    }
    let limit = Channel::SiteChat.longest_text();
    if said.text.chars().count() > limit {
        return Err(Refusal::TextTooLong { limit });
    }
    carries(Channel::SiteChat, &said.attachments)
}

/// Whether a message of the chat is told to its client at all: notes are colleagues' own, and an SMS goes beside.
#[must_use]
pub fn is_told(message: &Message) -> bool {
    !matches!(message.kind, MessageKind::Note | MessageKind::Sms { .. })
}

/// The messages of one appeal, oldest first, as the visitor sees them.
#[must_use]
pub fn seen(directory: &Directory, appeal: &Appeal, messages: &[Message]) -> Vec<VisitorMessage> {
    let mut unread = appeal.unread;
    let newest_first = messages.iter().rev().filter(|message| is_told(message));
    let mut seen: Vec<_> = newest_first
        .map(|message| {
            let is_own = message.author == Author::Client;
            let delivery = match is_own && unread > 0 {
                true => Delivery::Sent,
                false => message.delivery,
            };
            unread = unread.saturating_sub(u32::from(is_own));
            let link = match &message.kind {
                MessageKind::Conference { url } => Some(url.clone()),
                _ => None,
            };
            VisitorMessage {
                id: message.id,
                is_own,
                by: name(directory, message.author),
                text: message.text.clone(),
                at: message.at,
                delivery,
                attachments: message.attachments.clone(),
                link,
            }
        })
        .collect();
    seen.reverse();
    seen
}

fn name(directory: &Directory, author: Author) -> Option<String> {
    match author {
        Author::Operator { id } => directory.operator(id).map(|operator| operator.name.clone()),
        Author::Client | Author::Rule { .. } => None,
    }
}

/// How the matter of the last appeal stands, and who has it.
#[must_use]
pub fn standing(directory: &Directory, last: Option<&Appeal>) -> (TalkStage, Option<String>) {
    match last.map(|appeal| &appeal.stage) {
        None => (TalkStage::None, None),
        Some(Stage::Waiting) => (TalkStage::Waiting, None),
        Some(Stage::InWork { taken }) => {
            (TalkStage::InWork, name(directory, Author::Operator { id: taken.by }))
        }
        Some(Stage::Closed { .. }) => (TalkStage::Closed, None),
    }
}

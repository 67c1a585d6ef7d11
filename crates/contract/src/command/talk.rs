//! Wishes about what is written and said: messages, notes, letters, conferences, calls (H1 to H3, W1, W2, U7).

use crate::call::{CallEnd, Party};
use crate::id::{AppealId, AttachmentId, EntryPointId, MailboxId, MessageId};
use crate::message::{Attachment, Delivery};
use crate::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

/// Write to the client (W1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendMessage {
    /// The appeal it was written in, whatever is open by the time it leaves (U1).
    pub appeal: AppealId,
    /// Made at the moment of the click.
    pub message: MessageId,
    /// What to say; may be empty where files go with it.
    pub text: String,
    /// What goes with it (W2).
    #[serde(default)]
    pub attachments: Vec<AttachmentId>,
}

/// Write a letter to the client (O4, O5, H2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendMail {
    /// Which appeal.
    pub appeal: AppealId,
    /// Made at the moment of the click.
    pub message: MessageId,
    /// From which box.
    pub from: MailboxId,
    /// Кому.
    pub to: Vec<String>,
    /// Копия.
    #[serde(default)]
    pub cc: Vec<String>,
    /// Тема.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML, where it was written so.
    #[serde(default)]
    pub html: Option<String>,
    /// What goes with it.
    #[serde(default)]
    pub attachments: Vec<AttachmentId>,
}

/// Leave a note that only colleagues see (U7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WriteNote {
    /// Which appeal.
    pub appeal: AppealId,
    /// Made at the moment of the click.
    pub message: MessageId,
    /// What to say.
    pub text: String,
}

/// Try a failed message once more (W1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetryMessage {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which message.
    pub message: MessageId,
}

/// The client wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReceiveMessage {
    /// Which appeal.
    pub appeal: AppealId,
    /// The connector's id for it.
    pub message: MessageId,
    /// What the client said.
    pub text: String,
    /// What came with it.
    #[serde(default)]
    pub attachments: Vec<AttachmentId>,
    /// The envelope, of a letter.
    #[serde(default)]
    pub mail: Option<ReceivedMail>,
}

/// The channel says how far an answer has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportDelivery {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which message.
    pub message: MessageId,
    /// How far.
    pub delivery: Delivery,
}

/// The operator has seen everything the client wrote so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkRead {
    /// Which appeal.
    pub appeal: AppealId,
    /// The newest of the client's messages that he sees: one that came meanwhile stays unread. None means all.
    #[serde(default)]
    pub seen: Option<MessageId>,
}

/// A file has arrived whole (W2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoreAttachment {
    /// The file.
    pub attachment: Attachment,
}

/// Make a video room and invite the client in the appeal's channel (H3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InviteToConference {
    /// Which appeal.
    pub appeal: AppealId,
    /// The invitation's id; also the room's name, which nobody can guess.
    pub message: MessageId,
    /// The words before the room's address.
    pub text: String,
}

/// Call the client of a call appeal that one has in work: back, or again (H1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceCall {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which of his numbers.
    pub number: PhoneNumber,
    /// By which of the company's lines; none takes the appeal's.
    #[serde(default)]
    pub entry_point: Option<EntryPointId>,
}

/// Pick up (H1); what rings is taken into work by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerCall {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Let the client listen to music.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoldCall {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Talk to him again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResumeCall {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Turn the microphone off or on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MuteCall {
    /// Which appeal.
    pub appeal: AppealId,
    /// Whether it is off.
    pub is_muted: bool,
}

/// Press keys of the keypad.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PressKeys {
    /// Which appeal.
    pub appeal: AppealId,
    /// `0` to `9`, `*` and `#`.
    pub keys: String,
}

/// End the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HangUp {
    /// Which appeal.
    pub appeal: AppealId,
}

/// The telephony says what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCall {
    /// Which appeal.
    pub appeal: AppealId,
    /// What.
    pub report: CallReport,
}

/// The envelope of a letter that came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReceivedMail {
    /// Кому.
    pub to: Vec<String>,
    /// Копия.
    #[serde(default)]
    pub cc: Vec<String>,
    /// Тема.
    pub subject: String,
    /// The letter as HTML, where it came so.
    #[serde(default)]
    pub html: Option<String>,
}

/// What the telephony has to say of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallReport {
    /// Somebody's telephone rings.
    Rings {
        /// Whose.
        party: Party,
    },
    /// Somebody picked up.
    Answered {
        /// Who.
        party: Party,
    },
    /// It is over.
    Ended {
        /// Why.
        why: CallEnd,
    },
}

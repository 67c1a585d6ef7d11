//! Identifiers: a type for each thing that has one, so that no two are ever mixed up.
//!
//! Owns: their shape (UUID version 7, RFC 9562) and their spelling.
//! Never: makes one up; time and chance are the caller's.

use crate::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A UUIDv7 of the moment it is made and ten bytes of chance.
            #[must_use]
            pub fn new(at: Timestamp, chance: [u8; 10]) -> Self {
                let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
            }

            /// Its sixteen bytes, for whoever makes one id out of others.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An appeal (обращение).
    AppealId,
    /// A message of an appeal's chat.
    MessageId,
    /// A client known to the address book.
    ContactId,
    /// Somebody who works at the desk (сотрудник).
    OperatorId,
    /// A group of operators, which has a queue.
    GroupId,
    /// A line through which clients come in (точка входа).
    EntryPointId,
    /// An entry of the directory of results (результат).
    OutcomeId,
    /// An entry of the tree of topics (тематика).
    TopicId,
    /// A file that came or went with a message.
    AttachmentId,
    /// A file kept in the card of a client or of a deal.
    DocumentId,
    /// A company in the address book (организация).
    OrganisationId,
    /// A deal (сделка).
    DealId,
    /// A stage that deals go through.
    DealStageId,
    /// A task (задача).
    TaskId,
    /// A payment asked for by a link (платёж).
    PaymentId,
    /// A form sent to a client to be filled in.
    SentFormId,
    /// A form as the administrator composed it.
    FormId,
    /// A script of a talk.
    ScriptId,
    /// A step of a script.
    StepId,
    /// A task of the dialer: one number to be called (задание на обзвон).
    CampaignTaskId,
    /// A campaign of the dialer (исходящий обзвон).
    CampaignId,
    /// A widget with its channels.
    WidgetId,
    /// A rule of automatic actions.
    RuleId,
    /// A mail box that letters leave from.
    MailboxId,
    /// A quick reply.
    QuickReplyId,
    /// Two contacts made one.
    MergeId,
    /// One recorded event.
    EventId,
    /// One command; also the idempotency key under which it travels.
    CommandId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn ids_sort_by_the_moment_they_were_made() {
        let early = AppealId::new(DateTime::from_timestamp_millis(1_000).unwrap(), [255; 10]);
        let late = AppealId::new(DateTime::from_timestamp_millis(1_001).unwrap(), [0; 10]);
        assert!(early < late);
        assert_eq!(early.to_string().parse(), Ok(early));
        assert!("not an id".parse::<AppealId>().is_err());
    }
}

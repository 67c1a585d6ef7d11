//! One entry of the directory, whatever kind it is, and how putting and removing one folds in.
//!
//! Owns: the kinds of entries. Never: who may change one, or whether it is sound (`decide` does).

use super::{
    Directory, EntryPoint, Group, Mailbox, Operator, OutcomeEntry, QuickReply, Settings, Topic, Widget,
};
use crate::automation::Rule;
use crate::campaign::Campaign;
use crate::deal::DealStage;
use crate::form::Form;
use crate::id::{
    CampaignId, DealStageId, EntryPointId, FormId, GroupId, MailboxId, OperatorId, OutcomeId, QuickReplyId,
    RuleId, ScriptId, TopicId, WidgetId,
};
use crate::script::Script;
use serde::{Deserialize, Serialize};

macro_rules! entries {
    ($($(#[$doc:meta])* $Kind:ident($Type:ident, $Id:ident) in $many:ident,)+) => {
        /// An entry of the directory, new or changed.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Entry {
            /// What the desk as a whole is set up with.
            Settings(Settings),
            $( $(#[$doc])* $Kind($Type), )+
        }

        /// Which entry of the directory.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum EntryRef {
            $( $(#[$doc])* $Kind($Id), )+
        }

        impl Directory {
            /// Puts an entry in the place of the one with its id, or after the last of its kind.
            pub(crate) fn put(&mut self, entry: &Entry) {
                match entry {
                    Entry::Settings(settings) => self.settings = settings.clone(),
                    $( Entry::$Kind(entry) => {
                        match self.$many.iter_mut().find(|known| known.id == entry.id) {
                            Some(known) => *known = entry.clone(),
                            None => self.$many.push(entry.clone()),
                        }
                    } )+
                }
            }

            /// Takes an entry out.
            pub(crate) fn remove(&mut self, entry: EntryRef) {
                match entry {
                    $( EntryRef::$Kind(id) => self.$many.retain(|known| known.id != id), )+
                }
            }

            /// The entry as it stands.
            #[must_use]
            pub fn entry(&self, entry: EntryRef) -> Option<Entry> {
                match entry {
                    $( EntryRef::$Kind(id) => {
                        self.$many.iter().find(|known| known.id == id).cloned().map(Entry::$Kind)
                    } )+
                }
            }

            /// What stands in the place of such an entry; none where a new one would be the first.
            #[must_use]
            pub fn known(&self, entry: &Entry) -> Option<Entry> {
                match entry.reference() {
                    None => Some(Entry::Settings(self.settings.clone())),
                    Some(entry) => self.entry(entry),
                }
            }

            /// Whether the directory has it.
            #[must_use]
            pub fn has(&self, entry: EntryRef) -> bool {
                match entry {
                    $( EntryRef::$Kind(id) => self.$many.iter().any(|known| known.id == id), )+
                }
            }
        }

        impl Entry {
            /// Which entry it is; none for the settings, of which there is one.
            #[must_use]
            pub fn reference(&self) -> Option<EntryRef> {
                match self {
                    Self::Settings(_) => None,
                    $( Self::$Kind(entry) => Some(EntryRef::$Kind(entry.id)), )+
                }
            }
        }
    };
}

entries! {
    /// Somebody who works at the desk.
    Operator(Operator, OperatorId) in operators,
    /// A group.
    Group(Group, GroupId) in groups,
    /// A line.
    EntryPoint(EntryPoint, EntryPointId) in entry_points,
    /// A widget.
    Widget(Widget, WidgetId) in widgets,
    /// A topic.
    Topic(Topic, TopicId) in topics,
    /// A result.
    Outcome(OutcomeEntry, OutcomeId) in outcomes,
    /// A stage of deals.
    DealStage(DealStage, DealStageId) in deal_stages,
    /// A ready-made answer.
    QuickReply(QuickReply, QuickReplyId) in quick_replies,
    /// A mail box.
    Mailbox(Mailbox, MailboxId) in mailboxes,
    /// A script.
    Script(Script, ScriptId) in scripts,
    /// A form.
    Form(Form, FormId) in forms,
    /// A campaign of the dialer.
    Campaign(Campaign, CampaignId) in campaigns,
    /// An automatic action.
    Rule(Rule, RuleId) in rules,
}

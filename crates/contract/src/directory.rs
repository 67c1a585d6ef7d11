//! The directory: the people, groups, lines and words that appeals refer to, as an administrator
//! sets them up (E7). What is connected here decides what O1 to O5, W8 and H9 offer.
//!
//! Owns: what the desk is set up with, and the look-up by id. Never: changes by itself, or holds a
//! client (the [`contact`](crate::contact) cards do).
//!
//! Always: an entry that appeals may refer to is put away rather than deleted, so that the history keeps its name.

mod entry;

pub use crate::operator::{Group, Operator};
pub use entry::{Entry, EntryRef};

use crate::automation::Rule;
use crate::campaign::Campaign;
use crate::channel::Channel;
use crate::deal::DealStage;
use crate::event::Event;
use crate::form::Form;
use crate::id::{
    CampaignId, DealStageId, EntryPointId, FormId, GroupId, MailboxId, OperatorId, OutcomeId, QuickReplyId,
    RuleId, ScriptId, TopicId, WidgetId,
};
use crate::refusal::Language;
use crate::script::Script;
use serde::{Deserialize, Serialize};

/// A line through which clients come in, and by which the desk writes and calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryPoint {
    /// Identity.
    pub id: EntryPointId,
    /// The kind of line.
    pub channel: Channel,
    /// The number, account or site itself.
    pub address: String,
    /// The administrator's word about it («О номере»), where there is one.
    pub comment: Option<String>,
}

/// A widget with the channels connected to it (O3, O5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Widget {
    /// Identity.
    pub id: WidgetId,
    /// Its name on screen.
    pub title: String,
    /// The lines connected to it.
    pub entry_points: Vec<EntryPointId>,
}

/// A topic of the tree of topics (H7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Topic {
    /// Identity.
    pub id: TopicId,
    /// Its name on screen.
    pub title: String,
    /// The topic it stands under; none at the top.
    #[serde(default)]
    pub parent: Option<TopicId>,
    /// Whether it is offered no more.
    #[serde(default)]
    pub is_put_away: bool,
}

/// A result that an appeal may be closed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutcomeEntry {
    /// Identity.
    pub id: OutcomeId,
    /// Its name on screen.
    pub title: String,
    /// Whether it is offered no more.
    #[serde(default)]
    pub is_put_away: bool,
}

/// A ready-made answer (W1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuickReply {
    /// Identity.
    pub id: QuickReplyId,
    /// What it is found by.
    pub title: String,
    /// What is put into the message.
    pub text: String,
    /// The groups it is for; none means all.
    #[serde(default)]
    pub groups: Vec<GroupId>,
}

impl QuickReply {
    /// Whether it is offered in appeals of that group: it names none, or this one.
    #[must_use]
    pub fn is_for(&self, group: GroupId) -> bool {
        self.groups.is_empty() || self.groups.contains(&group)
    }
}

/// A mail box that letters leave from (O4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mailbox {
    /// Identity.
    pub id: MailboxId,
    /// Its address.
    pub address: String,
    /// Whose it is; none for the company's.
    #[serde(default)]
    pub owner: Option<OperatorId>,
    /// Whether the desk may send from it: an operator authorises his own in «Настройки/Телефония и e-mail».
    pub is_authorised: bool,
}

/// What the desk as a whole is set up with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Settings {
    /// The company's name, as clients read it.
    pub company: String,
    /// The language in which the desk writes by itself.
    pub language: Language,
    /// The company's time, in minutes ahead of UTC: for the date and hour in what the desk writes by itself.
    pub utc_offset_min: i32,
    /// Where conference rooms are made; Jitsi-compatible, ends with a slash (H3).
    pub conference_base: String,
    /// Whether YooKassa is connected (W8).
    pub has_payments: bool,
    /// The CRM's name, where one is connected (H9).
    pub crm: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            company: String::new(),
            language: Language::Ru,
            utc_offset_min: 180,
            conference_base: "https://meet.jit.si/".to_owned(),
            has_payments: false,
            crm: None,
        }
    }
}

/// Everything an appeal refers to by id, clients excepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Directory {
    /// One more with each change.
    pub version: u64,
    /// What the desk as a whole is set up with.
    pub settings: Settings,
    /// All operators.
    pub operators: Vec<Operator>,
    /// All groups.
    pub groups: Vec<Group>,
    /// All entry points.
    pub entry_points: Vec<EntryPoint>,
    /// All widgets.
    pub widgets: Vec<Widget>,
    /// The tree of topics.
    pub topics: Vec<Topic>,
    /// The results offered when closing; Спам is not among them, it has its own command.
    pub outcomes: Vec<OutcomeEntry>,
    /// The stages of deals, in order.
    pub deal_stages: Vec<DealStage>,
    /// Ready-made answers.
    pub quick_replies: Vec<QuickReply>,
    /// Mail boxes.
    pub mailboxes: Vec<Mailbox>,
    /// Scripts of talks.
    pub scripts: Vec<Script>,
    /// Forms that collect contacts.
    pub forms: Vec<Form>,
    /// The dialer's campaigns.
    pub campaigns: Vec<Campaign>,
    /// Automatic actions.
    pub rules: Vec<Rule>,
}

macro_rules! look_up {
    ($($(#[$doc:meta])* $one:ident in $many:ident: $id:ident => $Type:ident;)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $one(&self, id: $id) -> Option<&$Type> {
            self.$many.iter().find(|entry| entry.id == id)
        }
    )+};
}

impl Directory {
    look_up! {
        /// The operator with this id.
        operator in operators: OperatorId => Operator;
        /// The group with this id.
        group in groups: GroupId => Group;
        /// The entry point with this id.
        entry_point in entry_points: EntryPointId => EntryPoint;
        /// The widget with this id.
        widget in widgets: WidgetId => Widget;
        /// The topic with this id.
        topic in topics: TopicId => Topic;
        /// The result with this id.
        outcome in outcomes: OutcomeId => OutcomeEntry;
        /// The stage of deals with this id.
        deal_stage in deal_stages: DealStageId => DealStage;
        /// The ready-made answer with this id.
        quick_reply in quick_replies: QuickReplyId => QuickReply;
        /// The mail box with this id.
        mailbox in mailboxes: MailboxId => Mailbox;
        /// The script with this id.
        script in scripts: ScriptId => Script;
        /// The form with this id.
        form in forms: FormId => Form;
        /// The campaign with this id.
        campaign in campaigns: CampaignId => Campaign;
        /// The automatic action with this id.
        rule in rules: RuleId => Rule;
    }

    /// Whether a channel is connected in at least one widget (O3, O5).
    #[must_use]
    pub fn is_connected(&self, channel: Channel) -> bool {
        self.line_of(channel).is_some()
    }

    /// A line of a channel that is connected in a widget: by which the desk writes first.
    #[must_use]
    pub fn line_of(&self, channel: Channel) -> Option<&EntryPoint> {
        let lines = self.widgets.iter().flat_map(|widget| &widget.entry_points);
        lines.filter_map(|id| self.entry_point(*id)).find(|line| line.channel == channel)
    }

    /// The topic's names from the top of the tree down; empty for a topic that does not exist.
    #[must_use]
    pub fn topic_path(&self, id: TopicId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = self.topic(id);
        while let Some(topic) = next.filter(|_| path.len() < self.topics.len()) {
            path.push(topic.title.as_str());
            next = topic.parent.and_then(|parent| self.topic(parent));
        }
        path.reverse();
        path
    }

    /// The topic and all that hangs on it: whoever asks for a branch of the tree means every one of them.
    #[must_use]
    pub fn topic_branch(&self, id: TopicId) -> Vec<TopicId> {
        let mut branch = vec![id];
        let mut place = 0;
        while let Some(above) = branch.get(place).copied() {
            let hangs = |topic: &&Topic| topic.parent == Some(above) && !branch.contains(&topic.id);
            let below: Vec<_> = self.topics.iter().filter(hangs).map(|topic| topic.id).collect();
            branch.extend(below);
            place += 1;
        }
        branch
    }
}

impl Directory {
    /// Takes in one event about the directory.
    pub fn fold(&mut self, event: &Event, version: u64) {
        self.version = version;
        match event {
            Event::EntrySaved(it) => self.put(&it.entry),
            Event::EntryRemoved(it) => self.remove(it.entry),
            Event::PresenceChanged(it) => {
                if let Some(operator) = self.operators.iter_mut().find(|known| known.id == it.operator) {
                    operator.presence = it.presence;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

//! What the kit sets up for itself on the desk: groups, lines, words; all with ids of its own.
//!
//! Owns: the things and their names. Never: assumes that they are the only ones.

use crate::dice::{below, id};
use desk_contract::automation::{Conditions, Rule};
use desk_contract::campaign::Campaign;
use desk_contract::channel::Channel;
use desk_contract::deal::{DealStage, StageKind};
use desk_contract::directory::{
    Entry, EntryPoint, EntryRef, Group, Mailbox, OutcomeEntry, QuickReply, Topic, Widget,
};
use desk_contract::form::{FieldKind, Form, FormField};
use desk_contract::id::*;
use desk_contract::script::{Script, Step, Transition};

/// The ids of what the kit has set up.
#[derive(Clone, Debug)]
pub(crate) struct Things {
    /// What its titles end with, so that a person who finds them knows of which run they are.
    pub(crate) mark: String,
    /// The group of Anna and Boris.
    pub(crate) support: GroupId,
    /// The group of Vera.
    pub(crate) sales: GroupId,
    /// A line of every channel, in the order of [`Channel::ALL`].
    pub(crate) lines: Vec<EntryPointId>,
    /// Telegram, WhatsApp, the site's chat and mail are connected in it.
    pub(crate) widget: WidgetId,
    /// Solved; refused; and one that is put away.
    pub(crate) outcomes: [OutcomeId; 3],
    /// One, one under it, and one that is put away.
    pub(crate) topics: [TopicId; 3],
    /// A stage of deals that goes on, and one that is won.
    pub(crate) stages: [DealStageId; 2],
    /// The company's, and one that is not authorised.
    pub(crate) mailboxes: [MailboxId; 2],
    /// A script of three steps.
    pub(crate) script: ScriptId,
    /// Its steps.
    pub(crate) steps: [StepId; 3],
    /// A form that asks for name, telephone and a wish; the first two must be answered.
    pub(crate) form: FormId,
    /// A campaign of the dialer.
    pub(crate) campaign: CampaignId,
    /// An SMS after a talk; and one after a refusal.
    pub(crate) rules: [RuleId; 2],
    /// A ready-made answer.
    pub(crate) reply: QuickReplyId,
}

impl Things {
    /// Ids that nobody has yet.
    pub(crate) fn new() -> Self {
        Self {
            mark: format!("Conformance {:06}", below(1_000_000)),
            support: id(GroupId::new),
            sales: id(GroupId::new),
            lines: Channel::ALL.iter().map(|_| id(EntryPointId::new)).collect(),
            widget: id(WidgetId::new),
            outcomes: [(); 3].map(|()| id(OutcomeId::new)),
            topics: [(); 3].map(|()| id(TopicId::new)),
            stages: [(); 2].map(|()| id(DealStageId::new)),
            mailboxes: [(); 2].map(|()| id(MailboxId::new)),
            script: id(ScriptId::new),
            steps: [(); 3].map(|()| id(StepId::new)),
            form: id(FormId::new),
            campaign: id(CampaignId::new),
            rules: [(); 2].map(|()| id(RuleId::new)),
            reply: id(QuickReplyId::new),
        }
    }

    /// The line of a channel.
    pub(crate) fn line(&self, channel: Channel) -> EntryPointId {
        let place = Channel::ALL.iter().position(|one| *one == channel).unwrap_or_default();
        self.lines.get(place).copied().unwrap_or_else(|| id(EntryPointId::new))
    }

    /// The result «solved».
    pub(crate) fn solved(&self) -> OutcomeId {
        self.outcomes[0]
    }

    /// What is put into the directory, in an order in which each finds what it names.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let mut entries = vec![self.group(self.support, "support"), self.group(self.sales, "sales")];
        entries.extend(Channel::ALL.map(|channel| self.entry_point(channel)));
        let connected = [Channel::Telegram, Channel::WhatsApp, Channel::SiteChat, Channel::Email];
        entries.push(Entry::Widget(Widget {
            id: self.widget,
            title: self.title("site"),
            entry_points: connected.map(|channel| self.line(channel)).to_vec(),
        }));
        entries.extend(self.words());
        entries.extend(self.mailboxes.iter().zip([true, false]).map(|(id, is_authorised)| {
            let address = format!("{}@conformance.example", if is_authorised { "info" } else { "later" });
            Entry::Mailbox(Mailbox { id: *id, address, owner: None, is_authorised })
        }));
        entries.push(Entry::Script(self.script()));
        entries.push(Entry::Form(self.form()));
        let campaign = Campaign { id: self.campaign, title: self.title("campaign"), group: self.support };
        entries.push(Entry::Campaign(campaign));
        entries.extend(self.automatic());
        entries
    }

    /// What of it can be taken out again.
    pub(crate) fn removable(&self) -> Vec<EntryRef> {
        let mut entries = vec![
            EntryRef::Widget(self.widget),
            EntryRef::Script(self.script),
            EntryRef::Form(self.form),
            EntryRef::QuickReply(self.reply),
        ];
        entries.extend(self.rules.map(EntryRef::Rule));
        entries.extend(self.mailboxes.map(EntryRef::Mailbox));
        entries.extend(self.topics.map(EntryRef::Topic));
        entries.extend(self.outcomes.map(EntryRef::Outcome));
        entries
    }

    /// A title that says whose it is.
    pub(crate) fn title(&self, what: &str) -> String {
        format!("{}: {what}", self.mark)
    }

    fn group(&self, id: GroupId, what: &str) -> Entry {
        let title = self.title(what);
        Entry::Group(Group { id, title, waiting_target_ms: 60_000, answering_target_ms: Some(120_000) })
    }

    fn entry_point(&self, channel: Channel) -> Entry {
        let address =
            if channel == Channel::Call { "+74951234567".to_owned() } else { self.title(channel.as_str()) };
        Entry::EntryPoint(EntryPoint { id: self.line(channel), channel, address, comment: None })
    }

    fn words(&self) -> Vec<Entry> {
        let outcomes = self.outcomes.iter().zip(["solved", "refused", "put away"]);
        let outcomes = outcomes.map(|(id, what)| {
            let is_put_away = what == "put away";
            Entry::Outcome(OutcomeEntry { id: *id, title: self.title(what), is_put_away })
        });
        let topics =
            self.topics.iter().zip([("delivery", None), ("delay", Some(self.topics[0])), ("put away", None)]);
        let topics = topics.map(|(id, (what, parent))| {
            let is_put_away = what == "put away";
            Entry::Topic(Topic { id: *id, title: self.title(what), parent, is_put_away })
        });
        let stages = self.stages.iter().zip([("new", StageKind::Open), ("won", StageKind::Won)]);
        let stages = stages
            .map(|(id, (what, kind))| Entry::DealStage(DealStage { id: *id, title: self.title(what), kind }));
        let text = "Здравствуйте!".to_owned();
        let reply =
            QuickReply { id: self.reply, title: self.title("greeting"), text, groups: vec![self.support] };
        outcomes.chain(topics).chain(stages).chain([Entry::QuickReply(reply)]).collect()
    }

    fn script(&self) -> Script {
        let [first, second, third] = self.steps;
        let to = |to| Transition { title: "дальше".to_owned(), to };
        let step = |id, title: &str, transitions| Step {
            id,
            title: title.to_owned(),
            text: "Добрый день!".to_owned(),
            transitions,
        };
        let steps = vec![
            step(first, "Приветствие", vec![to(second), to(third)]),
            step(second, "Цена", vec![to(third)]),
            step(third, "Прощание", Vec::new()),
        ];
        Script { id: self.script, title: self.title("script"), steps }
    }

    fn form(&self) -> Form {
        let field = |key: &str, label: &str, kind, is_required| FormField {
            key: key.to_owned(),
            label: label.to_owned(),
            kind,
            is_required,
        };
        let fields = vec![
            field("name", "Имя", FieldKind::Name, true),
            field("phone", "Телефон", FieldKind::Phone, true),
            field("wish", "Пожелание", FieldKind::Text, false),
        ];
        Form { id: self.form, title: self.title("form"), fields }
    }

    /// Only for what comes to the kit's own group.
    fn automatic(&self) -> Vec<Entry> {
        let ours = Conditions { groups: vec![self.support], only_answered: true, ..Conditions::default() };
        let refused = Conditions {
            outcomes: vec![self.outcomes[1]],
            groups: vec![self.support],
            ..Conditions::default()
        };
        let texts = ["Спасибо за звонок! {company}", "Жаль. Обращение {appeal_number}"];
        let rules = self.rules.iter().zip([ours, refused]).zip(texts);
        let rule = |((id, conditions), text): ((&RuleId, Conditions), &str)| {
            let (id, title, text) = (*id, self.title("thanks"), text.parse().ok()?);
            Some(Entry::Rule(Rule { id, title, is_on: true, conditions, text }))
        };
        rules.filter_map(rule).collect()
    }
}

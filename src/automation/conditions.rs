//! When a rule acts: the conditions in words, and their fields.

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{checked_ids, checked_keys, group_choices};
use crate::ui::{CheckField, CheckList};
use desk_contract::Channel;
use desk_contract::automation::Conditions;
use desk_contract::directory::Directory;
use desk_contract::history::Direction;
use leptos::prelude::*;

/// Those that a call can have.
const DIRECTIONS: [Direction; 2] = [Direction::Incoming, Direction::Outgoing];

/// The conditions on one line: «Входящие · Поддержка · после ответа».
pub(super) fn in_words(directory: &Directory, conditions: &Conditions) -> String {
    let Conditions { directions, groups, entry_points, outcomes, only_answered } = conditions;
    let mut said = Vec::new();
    if directions.len() == 1 {
        said.extend(directions.iter().map(|direction| direction_name(*direction)));
    }
    let titles = |titles: Vec<String>| (!titles.is_empty()).then(|| titles.join(", "));
    let groups = groups.iter().filter_map(|id| directory.group(*id)).map(|it| it.title.clone());
    let lines = entry_points.iter().filter_map(|id| directory.entry_point(*id));
    let lines = lines.map(|it| it.comment.clone().unwrap_or_else(|| it.address.clone()));
    let outcomes = outcomes.iter().filter_map(|id| directory.outcome(*id)).map(|it| it.title.clone());
    said.extend(titles(groups.collect()));
    said.extend(titles(lines.collect()));
    said.extend(titles(outcomes.collect()).map(|titles| tr!(rule.with_result, titles = titles)));
    if *only_answered {
        said.push(tr!(rule.after_answer));
    }
    if said.is_empty() { tr!(rule.every_call) } else { capitalised(&said.join(" · ")) }
}

/// The words with a capital at their beginning: which condition is told first is not known beforehand.
fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// The conditions while they are edited.
#[derive(Clone, Copy)]
pub(super) struct ConditionFields {
    stood: StoredValue<Conditions>,
    directions: RwSignal<Vec<String>>,
    groups: RwSignal<Vec<String>>,
    entry_points: RwSignal<Vec<String>>,
    outcomes: RwSignal<Vec<String>>,
    only_answered: RwSignal<bool>,
}

impl ConditionFields {
    pub(super) fn of(stood: Conditions) -> Self {
        Self {
            directions: RwSignal::new(
                stood.directions.iter().map(|it| direction_key(*it).to_owned()).collect(),
            ),
            groups: RwSignal::new(checked_keys(&stood.groups)),
            entry_points: RwSignal::new(checked_keys(&stood.entry_points)),
            outcomes: RwSignal::new(checked_keys(&stood.outcomes)),
            only_answered: RwSignal::new(stood.only_answered),
            stood: StoredValue::new(stood),
        }
    }

    /// As they are now.
    pub(super) fn typed(self) -> Conditions {
        let is_chosen = |one: &Direction| self.directions.read().iter().any(|key| key == direction_key(*one));
        self.stood.with_value(|stood| Conditions {
            directions: DIRECTIONS.into_iter().filter(is_chosen).collect(),
            groups: checked_ids(&stood.groups, &self.groups.read()),
            entry_points: checked_ids(&stood.entry_points, &self.entry_points.read()),
            outcomes: checked_ids(&stood.outcomes, &self.outcomes.read()),
            only_answered: self.only_answered.get(),
        })
    }

    /// The fields.
    pub(super) fn view(self) -> impl IntoView {
        let desk = use_desk();
        let directions = Signal::derive(|| {
            DIRECTIONS.map(|it| (direction_key(it).to_owned(), direction_name(it))).to_vec()
        });
        let groups = Signal::derive(move || group_choices(&desk.directory.read()));
        let lines = Signal::derive(move || {
            let directory = desk.directory.read();
            let lines = directory.entry_points.iter().filter(|line| line.channel == Channel::Call);
            let words = |comment: &Option<String>, address: &str| match comment {
                Some(comment) => format!("{address} · {comment}"),
                None => address.to_owned(),
            };
            lines.map(|line| (line.id.to_string(), words(&line.comment, &line.address))).collect()
        });
        let stood = self.stood;
        let outcomes = Signal::derive(move || {
            let directory = desk.directory.read();
            // One that is put away is offered only where it stands already.
            let is_offered =
                |id, is_put_away: bool| !is_put_away || stood.with_value(|it| it.outcomes.contains(&id));
            let offered = directory.outcomes.iter().filter(|it| is_offered(it.id, it.is_put_away));
            offered.map(|it| (it.id.to_string(), it.title.clone())).collect()
        });
        let has_result = move || !self.outcomes.read().is_empty();
        let hint = move || if has_result() { tr!(rule.acts_on_close) } else { tr!(rule.acts_on_end) };
        view! {
            <section class="conditions" aria-label=words!(rule.conditions)>
                <h3 class="conditions__title">{words!(rule.conditions)}</h3>
                <p class="field__note" role="status">{hint}</p>
                <CheckField label=words!(rule.only_answered) value=self.only_answered />
                <CheckList label=words!(rule.directions) options=directions value=self.directions />
                <CheckList label=words!(rule.groups) options=groups value=self.groups />
                <CheckList label=words!(rule.lines) options=lines value=self.entry_points />
                <CheckList label=words!(rule.outcomes) options=outcomes value=self.outcomes />
                <p class="field__note">{words!(rule.nothing_checked)}</p>
            </section>
        }
    }
}

fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::Incoming => "incoming",
        Direction::Outgoing => "outgoing",
        Direction::Proactive => "proactive",
    }
}

fn direction_name(direction: Direction) -> String {
    match direction {
        Direction::Incoming => tr!(rule.incoming),
        Direction::Outgoing => tr!(rule.outgoing),
        Direction::Proactive => tr!(rule.proactive),
    }
}

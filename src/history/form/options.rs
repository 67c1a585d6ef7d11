//! What the filters and the grouping offer, out of the directory and in the words of the history.
//!
//! Never: which rows a choice matches.

use super::choice::Choice;
use super::draft::{Filter, grouping_key, key_of, named_outcomes, outcome_key};
use crate::i18n::tr;
use desk_contract::appeal::Outcome;
use desk_contract::directory::Directory;
use desk_contract::history::{Column, Creation, Grouping, RatingChoice, Spoken, Words};
use desk_contract::id::TopicId;
use desk_contract::operator::Role;
use desk_contract::refusal::Language;

/// Whether a role may filter by it: as far as it sees the column.
pub(super) fn is_open_to(filter: Filter, role: Role) -> bool {
    filter != Filter::Rating || Column::Rating1.is_open_to(role)
}

/// What a filter is called.
pub(super) fn title(filter: Filter) -> String {
    match filter {
        Filter::Rating => tr!(history.rating),
        Filter::Operator => tr!(history.operator),
        Filter::EntryPoint => tr!(history.entry_point),
        Filter::Outcome => tr!(history.outcome),
        Filter::Topic => tr!(history.topic),
        Filter::Creation => tr!(history.creation),
    }
}

/// What a filter offers.
pub(super) fn choices(filter: Filter, directory: &Directory, language: Language) -> Vec<Choice> {
    let words = Spoken::new(directory, language);
    match filter {
        Filter::Rating => {
            let title = |it: RatingChoice| {
                it.rating().map_or_else(|| tr!(history.unrated), |it| words.rating(it).to_owned())
            };
            RatingChoice::ALL.into_iter().map(|it| Choice::alone(key_of(&it), title(it))).collect()
        }
        Filter::Operator => {
            let mut all: Vec<_> = directory
                .operators
                .iter()
                .map(|it| Choice::alone(it.id.to_string(), it.name.clone()))
                .collect();
            all.sort_by_key(|it| it.title.to_lowercase());
            all
        }
        Filter::EntryPoint => {
            let title = |comment: Option<&str>, number: &str| match comment {
                Some(comment) => format!("{number} · {comment}"),
                None => number.to_owned(),
            };
            let one = |it: &desk_contract::directory::EntryPoint| {
                Choice::alone(it.id.to_string(), title(it.comment.as_deref(), &it.address))
            };
            directory.entry_points.iter().map(one).collect()
        }
        Filter::Outcome => {
            let listed = directory.outcomes.iter().map(|it| Outcome::Listed { id: it.id });
            let all = listed.chain(named_outcomes());
            all.map(|it| Choice::alone(outcome_key(it), words.outcome(it).to_owned())).collect()
        }
        Filter::Topic => topics(directory),
        Filter::Creation => {
            Creation::ALL.into_iter().map(|it| Choice::alone(key_of(&it), creation_word(it))).collect()
        }
    }
}

/// The tree of topics from top to bottom; whoever takes a branch takes all that hangs on it.
fn topics(directory: &Directory) -> Vec<Choice> {
    let under = |parent: Option<TopicId>| {
        let found = directory.topics.iter().filter(|topic| topic.parent == parent);
        found.map(|topic| topic.id).collect::<Vec<_>>()
    };
    let mut choices: Vec<Choice> = Vec::with_capacity(directory.topics.len());
    let mut left: Vec<_> = under(None).into_iter().rev().map(|id| (id, 0)).collect();
    while let Some((id, level)) = left.pop() {
        let Some(topic) = directory.topic(id) else { continue };
        let branch = directory.topic_branch(id).iter().map(ToString::to_string).collect();
        let path = directory.topic_path(id).join(" › ");
        choices.push(Choice { key: id.to_string(), title: topic.title.clone(), level, branch, path });
        if choices.len() < directory.topics.len() {
            left.extend(under(Some(id)).into_iter().rev().map(|id| (id, level + 1)));
        }
    }
    choices
}

/// How an appeal came to be, in a word.
pub(in crate::history) fn creation_word(creation: Creation) -> String {
    match creation {
        Creation::Client => tr!(history.by_client),
        Creation::Operator => tr!(history.by_operator),
        Creation::Widget => tr!(history.by_widget),
        Creation::Dialer => tr!(history.by_dialer),
        Creation::CallBack => tr!(history.by_call_back),
    }
}

/// What the charts may be drawn by.
pub(super) fn groupings() -> Vec<(String, String)> {
    let word = |grouping| match grouping {
        Grouping::Channel => tr!(history.by_channels),
        Grouping::EntryPoint => tr!(history.by_entry_points),
        Grouping::Topic => tr!(history.by_topics),
        Grouping::Group => tr!(history.by_groups),
        Grouping::Operator => tr!(history.by_operators),
    };
    Grouping::ALL.into_iter().map(|grouping| (grouping_key(grouping), word(grouping))).collect()
}

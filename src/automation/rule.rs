//! One rule: how it stands in the list, how a new one begins, and its fields.

use super::conditions::{ConditionFields, in_words};
use super::text::RuleText;
use crate::desk::Desk;
use crate::i18n::{language, tr, words};
use crate::parts::{EntryRow, Fields, Section};
use crate::ui::{CheckField, TextField};
use desk_contract::automation::{Conditions, Rule};
use desk_contract::directory::{Directory, Entry, EntryRef};
use desk_contract::id::RuleId;
use desk_contract::template::Template;
use leptos::prelude::*;

pub(super) const SECTION: Section = Section {
    key: "rule",
    title: || tr!(rule.rules),
    add: || tr!(rule.add),
    empty: || tr!(rule.none),
    rows,
    blank,
    fields,
    is_removable: true,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |rule: &Rule| EntryRow {
        hint: in_words(directory, &rule.conditions),
        mark: Some(if rule.is_on { tr!(rule.on) } else { tr!(rule.off) }),
        ..EntryRow::named(rule.id, EntryRef::Rule(rule.id), &rule.title)
    };
    directory.rules.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    Entry::Rule(Rule {
        id: desk.new_id(RuleId::new),
        title: String::new(),
        is_on: true,
        conditions: Conditions { only_answered: true, ..Conditions::default() },
        text: Template::default(),
    })
}

fn fields(entry: Entry) -> Fields {
    let Entry::Rule(rule) = entry else { return Fields::none() };
    let id = rule.id;
    let title = RwSignal::new(rule.title);
    let is_on = RwSignal::new(rule.is_on);
    let text = RwSignal::new(untrack(|| rule.text.written(language())));
    let conditions = ConditionFields::of(rule.conditions);
    let typed = Signal::derive(move || {
        let text = text.read().parse().ok()?;
        Some(Entry::Rule(Rule {
            id,
            title: title.get(),
            is_on: is_on.get(),
            conditions: conditions.typed(),
            text,
        }))
    });
    let view = view! {
        <TextField label=words!(entries.name) value=title placeholder=words!(rule.title_example) />
        <CheckField label=words!(rule.is_on) value=is_on />
        <RuleText text />
        {conditions.view()}
    };
    Fields { view: view.into_any(), typed }
}

//! The tree of topics (H7): added, renamed, moved under another, put away.

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{EntryRow, Fields, Section};
use crate::ui::{CheckField, SelectField, TextField};
use desk_contract::directory::{Directory, Entry, EntryRef, Topic};
use desk_contract::id::TopicId;
use leptos::prelude::*;

pub(super) const SECTION: Section = Section {
    key: "topic",
    title: || tr!(settings.topics),
    add: || tr!(topic_entry.add),
    empty: || tr!(topic_entry.none),
    rows,
    blank,
    fields,
    is_removable: false,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let mut rows = Vec::new();
    put_below(directory, None, 0, &mut rows);
    rows
}

/// What stands under a topic, each followed by what stands under it. The rules let no ring come about.
fn put_below(directory: &Directory, parent: Option<TopicId>, depth: usize, rows: &mut Vec<EntryRow>) {
    for topic in directory.topics.iter().filter(|topic| topic.parent == parent) {
        rows.push(EntryRow {
            depth,
            mark: topic.is_put_away.then(|| tr!(topic_entry.is_put_away)),
            ..EntryRow::named(topic.id, EntryRef::Topic(topic.id), &topic.title)
        });
        put_below(directory, Some(topic.id), depth + 1, rows);
    }
}

fn blank(desk: Desk) -> Entry {
    let id = desk.new_id(TopicId::new);
    Entry::Topic(Topic { id, title: String::new(), parent: None, is_put_away: false })
}

fn fields(entry: Entry) -> Fields {
    let Entry::Topic(topic) = entry else { return Fields::none() };
    let desk = use_desk();
    let id = topic.id;
    let title = RwSignal::new(topic.title);
    let parent = RwSignal::new(topic.parent.map(|id| id.to_string()).unwrap_or_default());
    let is_offered = RwSignal::new(!topic.is_put_away);
    let parents = Signal::derive(move || {
        let directory = desk.directory.read();
        let others = directory.topics.iter().filter(|other| other.id != id);
        let path = |other: &Topic| (other.id.to_string(), directory.topic_path(other.id).join(" / "));
        std::iter::once((String::new(), tr!(topic_entry.at_the_top))).chain(others.map(path)).collect()
    });
    let typed = Signal::derive(move || {
        let parent = parent.read().parse().ok();
        Some(Entry::Topic(Topic { id, title: title.get(), parent, is_put_away: !is_offered.get() }))
    });
    let view = view! {
        <TextField label=words!(entries.name) value=title />
        <SelectField label=words!(topic_entry.under) options=parents value=parent />
        <CheckField label=words!(topic_entry.is_offered) value=is_offered />
        <p class="field__note">{words!(topic_entry.put_away_hint)}</p>
    };
    Fields { view: view.into_any(), typed }
}

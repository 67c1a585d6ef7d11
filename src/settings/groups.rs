//! Groups: their name and how long a client may wait (U8).

use super::span;
use crate::desk::Desk;
use crate::i18n::{tr, words};
use crate::parts::{EntryRow, Fields, Section};
use crate::ui::TextField;
use desk_contract::directory::{Directory, Entry, EntryRef, Group};
use desk_contract::id::GroupId;
use leptos::prelude::*;

/// How long may be waited in a new group, in milliseconds.
const USUAL_TARGET_MS: u32 = 60_000;

pub(super) const SECTION: Section = Section {
    key: "group",
    title: || tr!(staff.groups),
    add: || tr!(staff.add_group),
    empty: || tr!(staff.no_groups),
    rows,
    blank,
    fields,
    is_removable: false,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |group: &Group| {
        let waiting = span::written(group.waiting_target_ms);
        let hint = match group.answering_target_ms.map(span::written) {
            Some(answering) => tr!(staff.targets, waiting = waiting, answering = answering),
            None => tr!(staff.waiting_alone, waiting = waiting),
        };
        EntryRow { hint, ..EntryRow::named(group.id, EntryRef::Group(group.id), &group.title) }
    };
    directory.groups.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    Entry::Group(Group {
        id: desk.new_id(GroupId::new),
        title: String::new(),
        waiting_target_ms: USUAL_TARGET_MS,
        answering_target_ms: Some(USUAL_TARGET_MS),
    })
}

fn fields(entry: Entry) -> Fields {
    let Entry::Group(group) = entry else { return Fields::none() };
    let id = group.id;
    let title = RwSignal::new(group.title);
    let waiting = RwSignal::new(span::written(group.waiting_target_ms));
    let answering = RwSignal::new(group.answering_target_ms.map(span::written).unwrap_or_default());
    let wrong = move |text: RwSignal<String>, may_be_empty: bool| {
        Signal::derive(move || {
            let text = text.read();
            let is_right = (may_be_empty && text.trim().is_empty()) || span::parsed(&text).is_some();
            (!is_right).then(|| tr!(staff.bad_span))
        })
    };
    let typed = Signal::derive(move || {
        let answering_target_ms = match answering.read().trim() {
            "" => None,
            text => Some(span::parsed(text)?),
        };
        let waiting_target_ms = span::parsed(&waiting.read())?;
        Some(Entry::Group(Group { id, title: title.get(), waiting_target_ms, answering_target_ms }))
    });
    let view = view! {
        <TextField label=words!(entries.name) value=title />
        <div class="form__row">
            <TextField label=words!(staff.waiting_target) value=waiting error=wrong(waiting, false) hint=words!(staff.waiting_hint) />
            <TextField label=words!(staff.answering_target) value=answering error=wrong(answering, true) hint=words!(staff.answering_hint) />
        </div>
    };
    Fields { view: view.into_any(), typed }
}

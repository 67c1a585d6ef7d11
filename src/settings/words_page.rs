//! Words that operators choose among: results (H8) and quick replies (W1).

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{EntryRow, Fields, Section, checked_ids, checked_keys, group_choices};
use crate::ui::{CheckField, CheckList, TextArea, TextField};
use desk_contract::directory::{Directory, Entry, EntryRef, OutcomeEntry, QuickReply};
use desk_contract::id::{OutcomeId, QuickReplyId};
use leptos::prelude::*;

pub(super) const OUTCOMES: Section = Section {
    key: "result",
    title: || tr!(settings.outcomes),
    add: || tr!(outcome_entry.add),
    empty: || tr!(outcome_entry.none),
    rows: outcome_rows,
    blank: outcome_blank,
    fields: outcome_fields,
    is_removable: false,
};

fn outcome_rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |outcome: &OutcomeEntry| EntryRow {
        mark: outcome.is_put_away.then(|| tr!(outcome_entry.is_put_away)),
        ..EntryRow::named(outcome.id, EntryRef::Outcome(outcome.id), &outcome.title)
    };
    directory.outcomes.iter().map(row).collect()
}

fn outcome_blank(desk: Desk) -> Entry {
    let id = desk.new_id(OutcomeId::new);
    Entry::Outcome(OutcomeEntry { id, title: String::new(), is_put_away: false })
}

fn outcome_fields(entry: Entry) -> Fields {
    let Entry::Outcome(outcome) = entry else { return Fields::none() };
    let id = outcome.id;
    let title = RwSignal::new(outcome.title);
    let is_offered = RwSignal::new(!outcome.is_put_away);
    let typed = Signal::derive(move || {
        Some(Entry::Outcome(OutcomeEntry { id, title: title.get(), is_put_away: !is_offered.get() }))
    });
    let view = view! {
        <TextField label=words!(entries.name) value=title />
        <CheckField label=words!(outcome_entry.is_offered) value=is_offered />
        <p class="field__note">{words!(outcome_entry.put_away_hint)}</p>
    };
    Fields { view: view.into_any(), typed }
}

pub(super) const REPLIES: Section = Section {
    key: "reply",
    title: || tr!(settings.replies),
    add: || tr!(reply_entry.add),
    empty: || tr!(reply_entry.none),
    rows: reply_rows,
    blank: reply_blank,
    fields: reply_fields,
    is_removable: true,
};

fn reply_rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |reply: &QuickReply| EntryRow {
        hint: reply.text.clone(),
        ..EntryRow::named(reply.id, EntryRef::QuickReply(reply.id), &reply.title)
    };
    directory.quick_replies.iter().map(row).collect()
}

fn reply_blank(desk: Desk) -> Entry {
    let id = desk.new_id(QuickReplyId::new);
    Entry::QuickReply(QuickReply { id, title: String::new(), text: String::new(), groups: Vec::new() })
}

fn reply_fields(entry: Entry) -> Fields {
    let Entry::QuickReply(reply) = entry else { return Fields::none() };
    let desk = use_desk();
    let (id, stood) = (reply.id, reply.groups);
    let (title, text) = (RwSignal::new(reply.title), RwSignal::new(reply.text));
    let chosen = RwSignal::new(checked_keys(&stood));
    let typed = Signal::derive(move || {
        let groups = checked_ids(&stood, &chosen.read());
        Some(Entry::QuickReply(QuickReply { id, title: title.get(), text: text.get(), groups }))
    });
    let view = view! {
        <TextField label=words!(reply_entry.title) value=title hint=words!(reply_entry.title_hint) />
        <TextArea label=words!(reply_entry.text) value=text rows=5 />
        <CheckList
            label=words!(reply_entry.groups) options=Signal::derive(move || group_choices(&desk.directory.read())) value=chosen
            hint=words!(reply_entry.groups_hint)
        />
    };
    Fields { view: view.into_any(), typed }
}

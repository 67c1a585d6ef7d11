//! Stages of deals, and which of them end one (W7).

use crate::desk::Desk;
use crate::i18n::{tr, words};
use crate::parts::{EntryRow, Fields, Section};
use crate::ui::{SelectField, TextField};
use desk_contract::deal::{DealStage, StageKind};
use desk_contract::directory::{Directory, Entry, EntryRef};
use desk_contract::id::DealStageId;
use leptos::prelude::*;

const KINDS: [StageKind; 3] = [StageKind::Open, StageKind::Won, StageKind::Lost];

pub(super) const SECTION: Section = Section {
    key: "stage",
    title: || tr!(settings.stages),
    add: || tr!(stage_entry.add),
    empty: || tr!(stage_entry.none),
    rows,
    blank,
    fields,
    is_removable: false,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |stage: &DealStage| EntryRow {
        mark: (stage.kind != StageKind::Open).then(|| kind_name(stage.kind)),
        ..EntryRow::named(stage.id, EntryRef::DealStage(stage.id), &stage.title)
    };
    directory.deal_stages.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    let id = desk.new_id(DealStageId::new);
    Entry::DealStage(DealStage { id, title: String::new(), kind: StageKind::Open })
}

fn fields(entry: Entry) -> Fields {
    let Entry::DealStage(stage) = entry else { return Fields::none() };
    let id = stage.id;
    let title = RwSignal::new(stage.title);
    let kind = RwSignal::new(kind_key(stage.kind).to_owned());
    let kinds = Signal::derive(|| KINDS.map(|kind| (kind_key(kind).to_owned(), kind_name(kind))).to_vec());
    let typed = Signal::derive(move || {
        let kind = KINDS.into_iter().find(|one| kind_key(*one) == kind.read().as_str())?;
        Some(Entry::DealStage(DealStage { id, title: title.get(), kind }))
    });
    let view = view! {
        <TextField label=words!(entries.name) value=title />
        <SelectField label=words!(stage_entry.kind) options=kinds value=kind />
    };
    Fields { view: view.into_any(), typed }
}

fn kind_key(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Open => "open",
        StageKind::Won => "won",
        StageKind::Lost => "lost",
    }
}

fn kind_name(kind: StageKind) -> String {
    match kind {
        StageKind::Open => tr!(stage_entry.open),
        StageKind::Won => tr!(stage_entry.won),
        StageKind::Lost => tr!(stage_entry.lost),
    }
}

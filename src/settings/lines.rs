//! Entry points: the numbers, accounts and sites by which clients come, and the word about each («О номере»).

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{CopyButton, EntryRow, Fields, Section, channel_name};
use crate::ui::{SelectField, TextField};
use desk_contract::Channel;
use desk_contract::directory::{Directory, Entry, EntryPoint, EntryRef};
use desk_contract::id::EntryPointId;
use leptos::prelude::*;

pub(super) const SECTION: Section = Section {
    key: "line",
    title: || tr!(line_entry.lines),
    add: || tr!(line_entry.add),
    empty: || tr!(line_entry.none),
    rows,
    blank,
    fields,
    is_removable: false,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |line: &EntryPoint| EntryRow {
        hint: line.comment.clone().unwrap_or_default(),
        channel: Some(line.channel),
        ..EntryRow::named(line.id, EntryRef::EntryPoint(line.id), &line.address)
    };
    directory.entry_points.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    let id = desk.new_id(EntryPointId::new);
    Entry::EntryPoint(EntryPoint { id, channel: Channel::Call, address: String::new(), comment: None })
}

fn fields(entry: Entry) -> Fields {
    let Entry::EntryPoint(line) = entry else { return Fields::none() };
    let id = line.id;
    // Appeals came by it through its channel: only a line that nobody knows yet may have another.
    let is_known = use_desk().directory.read_untracked().entry_point(id).is_some();
    let channel = RwSignal::new(line.channel.as_str().to_owned());
    let address = RwSignal::new(line.address);
    let comment = RwSignal::new(line.comment.unwrap_or_default());
    let offered = move || {
        let all = Channel::ALL.into_iter().filter(move |one| !is_known || *one == line.channel);
        all.map(|one| (one.as_str().to_owned(), channel_name(one))).collect()
    };
    let typed = Signal::derive(move || {
        let channel = Channel::ALL.into_iter().find(|one| one.as_str() == channel.read().as_str())?;
        let comment = Some(comment.read().trim().to_owned()).filter(|comment| !comment.is_empty());
        Some(Entry::EntryPoint(EntryPoint { id, channel, address: address.get(), comment }))
    });
    let view = view! {
        <div class="form__row">
            <SelectField label=words!(line_entry.channel) options=Signal::derive(offered) value=channel />
            <TextField label=words!(line_entry.address) value=address placeholder=words!(line_entry.address_example) />
        </div>
        <TextField label=words!(line_entry.comment) value=comment hint=words!(line_entry.comment_hint) />
        {(is_known && line.channel == Channel::SiteChat).then(|| view! { <VisitorsPage id /> })}
    };
    Fields { view: view.into_any(), typed }
}

/// Where the visitors of the site write, to be put into its page.
#[component]
fn VisitorsPage(id: EntryPointId) -> impl IntoView {
    let page = use_desk().visitors_page(id)?;
    Some(view! {
        <div class="field">
            <span class="field__label">{words!(line_entry.visitors)}</span>
            <span class="visitors-page">
                <a href=page.clone() target="_blank" rel="noopener">{page.clone()}</a>
                <CopyButton text=page />
            </span>
            <small class="field__note">{words!(line_entry.visitors_hint)}</small>
        </div>
    })
}

//! Lists of the directory's entries, each with its form beside: the one pattern by which the desk is set up (E7, A1).
//!
//! A kind of entry is a [`Section`]: how its entries are listed, how a new one begins, and its fields. All else is
//! here: the list, the form, saving with what was seen, what somebody else changed meanwhile, taking back.
//!
//! Never: knows a kind, or decides who may change one: that is asked of the desk.
//!
//! Start at [`EntriesPage`], then [`EntryForm`].

mod done;
mod form;
mod naming;
mod page;
mod unsaved;

pub(crate) use form::EntryForm;
pub(crate) use page::EntriesPage;
pub(crate) use unsaved::Unsaved;

use crate::desk::Desk;
use crate::i18n::language;
use desk_contract::command::SaveEntry;
use desk_contract::directory::{Directory, Entry, EntryRef};
use desk_contract::{Channel, Refusal};
use leptos::prelude::*;

/// One kind of entry on a page.
#[derive(Clone, Copy)]
pub(crate) struct Section {
    /// What the kind is known by in an address: Latin letters and dashes.
    pub(crate) key: &'static str,
    /// What the list is called.
    pub(crate) title: fn() -> String,
    /// The word on the button that begins a new one, which is also the new one's title.
    pub(crate) add: fn() -> String,
    /// What is said where there is none yet.
    pub(crate) empty: fn() -> String,
    /// The list, in the order of the screen.
    pub(crate) rows: fn(&Directory) -> Vec<EntryRow>,
    /// A new one, with an id of its own.
    pub(crate) blank: fn(Desk) -> Entry,
    /// Its fields, filled in.
    pub(crate) fields: fn(Entry) -> Fields,
    /// Whether the contract lets one be taken out; what appeals refer to stays.
    pub(crate) is_removable: bool,
}

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct EntryRow {
    /// Its id as it stands in an address.
    pub(crate) id: String,
    /// Which one it is.
    pub(crate) entry: EntryRef,
    /// Its name.
    pub(crate) title: String,
    /// A quiet word below it; may be empty.
    pub(crate) hint: String,
    /// A word at the right, where there is something to say at once.
    pub(crate) mark: Option<String>,
    /// Its channel, where it has one.
    pub(crate) channel: Option<Channel>,
    /// How deep it stands in a tree.
    pub(crate) depth: usize,
}

impl EntryRow {
    /// A row with nothing but a name.
    pub(crate) fn named(id: impl ToString, entry: EntryRef, title: &str) -> Self {
        let (id, title) = (id.to_string(), title.to_owned());
        Self { id, entry, title, hint: String::new(), mark: None, channel: None, depth: 0 }
    }
}

/// The fields of an entry: how they look, and the entry as they make it.
pub(crate) struct Fields {
    /// The fields.
    pub(crate) view: AnyView,
    /// The entry as typed; none while a field says what is wrong with it.
    pub(crate) typed: Signal<Option<Entry>>,
}

impl Fields {
    /// No fields: the entry is of another kind.
    pub(crate) fn none() -> Self {
        Self { view: ().into_any(), typed: Signal::stored(None) }
    }
}

/// Why this operator may not change such an entry, whatever he types; in words.
pub(crate) fn why_not_mine(desk: Desk, entry: &Entry) -> Option<String> {
    let refusal = desk.refusal_beside(&SaveEntry { entry: entry.clone(), seen: None })?;
    (refusal == Refusal::NotYourPart).then(|| desk.sentence(&refusal, language()))
}

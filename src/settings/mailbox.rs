//! The company's mail boxes: from which letters leave that come from nobody's own (O4).

use crate::desk::Desk;
use crate::i18n::{tr, words};
use crate::parts::{EntryRow, Fields, Section};
use crate::ui::{CheckField, LineKind, TextField};
use desk_contract::directory::{Directory, Entry, EntryRef, Mailbox};
use desk_contract::id::MailboxId;
use leptos::prelude::*;

pub(super) const SECTION: Section = Section {
    key: "box",
    title: || tr!(mailbox_entry.of_the_company),
    add: || tr!(mailbox_entry.add),
    empty: || tr!(mailbox_entry.none),
    rows,
    blank,
    fields,
    is_removable: true,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let of_the_company = directory.mailboxes.iter().filter(|it| it.owner.is_none());
    let row = |it: &Mailbox| EntryRow {
        hint: if it.is_authorised {
            tr!(mailbox_entry.authorised)
        } else {
            tr!(mailbox_entry.not_authorised)
        },
        ..EntryRow::named(it.id, EntryRef::Mailbox(it.id), &it.address)
    };
    of_the_company.map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    let id = desk.new_id(MailboxId::new);
    Entry::Mailbox(Mailbox { id, address: String::new(), owner: None, is_authorised: true })
}

fn fields(entry: Entry) -> Fields {
    let Entry::Mailbox(stood) = entry else { return Fields::none() };
    let address = RwSignal::new(stood.address.clone());
    let is_authorised = RwSignal::new(stood.is_authorised);
    let typed = Signal::derive(move || {
        let (address, is_authorised) = (address.read().trim().to_owned(), is_authorised.get());
        Some(Entry::Mailbox(Mailbox { address, is_authorised, ..stood.clone() }))
    });
    let view = view! {
        <TextField label=words!(mailbox_entry.address) value=address kind=LineKind::Mail />
        <CheckField label=words!(mailbox_entry.may_send) value=is_authorised />
    };
    Fields { view: view.into_any(), typed }
}

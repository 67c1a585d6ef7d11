//! Clients and companies as they are found: the best match first, walked with the arrows, a page at a time.

use super::form::{ContactDraft, ContactForm};
use super::organisation_form::OrganisationForm;
use super::page::Named;
use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use crate::parts::{
    DialogButton, SearchEnd, contact_hint, contact_path, organisation_path, use_search, walk_rows,
};
use crate::ui::{Each, LineKind, TextField};
use desk_contract::contact::{Contact, Organisation};
use desk_contract::id::{ContactId, OrganisationId};
use desk_contract::wire::SearchQuery;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The clients.
#[component]
pub(super) fn ContactList(open: Named<ContactId>) -> impl IntoView {
    let desk = use_desk();
    let known = Memo::new(move |_| {
        let cards = desk.cards.read();
        cards.contacts.values().filter(|it| it.merged_into.is_none()).count()
    });
    let search = use_search(move |search, cursor, limit| {
        // Somebody new may belong into the list.
        _ = known.get();
        Box::pin(desk.find_contacts(SearchQuery { search, cursor, limit }))
    });
    let navigate = use_navigate();
    let form = move |close: Callback<()>| {
        let navigate = navigate.clone();
        let done = move |id| {
            close.run(());
            navigate(&contact_path(id), Default::default());
        };
        view! { <ContactForm draft=ContactDraft::default() on_done=done /> }.into_any()
    };
    let one = move |contact: Contact| {
        let (id, read) = (contact.id, contact.card);
        let card = Memo::new(move |_| {
            desk.cards.read().contact(id).map_or_else(|| read.clone(), |it| it.card.clone())
        });
        view! {
            <li>
                <a href=contact_path(id) class="line" aria-current=move || is_open(open, id)>
                    <span class="line__title">{move || card.get().name}</span>
                    <span class="line__hint">{move || contact_hint(desk, &card.read())}</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="book__search" on:keydown=move |event| walk_rows(&event)>
            <div class="book__find">
                <TextField label=words!(card.search) value=search.sought kind=LineKind::Search placeholder=words!(contact.find_hint) />
                <DialogButton label=words!(contact.new) icon=icondata_lu::LuUserRoundPlus icon_alone=true content=form />
            </div>
            <div class="book__found" aria-busy=move || search.busy.get().to_string()>
                <ul class="lines" aria-label=words!(contact.many)>
                    <Each each=move || search.found.get() key=|contact| contact.id children=one />
                </ul>
                <SearchEnd search nothing=words!(contact.nothing_found) />
            </div>
        </div>
    }
}

/// The companies.
#[component]
pub(super) fn OrganisationList(open: Named<OrganisationId>) -> impl IntoView {
    let desk = use_desk();
    let known = Memo::new(move |_| desk.cards.read().organisations.len());
    let search = use_search(move |search, cursor, limit| {
        _ = known.get();
        Box::pin(desk.find_organisations(SearchQuery { search, cursor, limit }))
    });
    let navigate = use_navigate();
    let form = move |close: Callback<()>| {
        let navigate = navigate.clone();
        let done = move |id| {
            close.run(());
            navigate(&organisation_path(id), Default::default());
        };
        view! { <OrganisationForm on_done=done /> }.into_any()
    };
    let one = move |organisation: Organisation| {
        let id = organisation.id;
        view! {
            <li>
                <a href=organisation_path(id) class="line" aria-current=move || is_open(open, id)>
                    <span class="line__title">{move || title_now(desk, &organisation)}</span>
                    <span class="line__hint">{move || people(desk, id)}</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="book__search" on:keydown=move |event| walk_rows(&event)>
            <div class="book__find">
                <TextField label=words!(card.search) value=search.sought kind=LineKind::Search placeholder=words!(organisation.find_hint) />
                <DialogButton label=words!(organisation.new) icon=icondata_lu::LuPlus icon_alone=true content=form />
            </div>
            <div class="book__found" aria-busy=move || search.busy.get().to_string()>
                <ul class="lines" aria-label=words!(organisation.many)>
                    <Each each=move || search.found.get() key=|organisation| organisation.id children=one />
                </ul>
                <SearchEnd search nothing=words!(organisation.nothing_found) />
            </div>
        </div>
    }
}

fn is_open<Id: Copy + PartialEq + Send + Sync + 'static>(open: Named<Id>, id: Id) -> Option<&'static str> {
    (open.get() == Some(Ok(id))).then_some("page")
}

fn title_now(desk: Desk, organisation: &Organisation) -> String {
    let cards = desk.cards.read();
    let card = cards.organisations.get(&organisation.id).map_or(&organisation.card, |it| &it.card);
    card.title.clone()
}

/// The people of a company that are known, by name.
fn people(desk: Desk, id: OrganisationId) -> String {
    let cards = desk.cards.read();
    let theirs =
        cards.contacts.values().filter(|it| it.card.organisation == Some(id) && it.merged_into.is_none());
    theirs.map(|it| it.card.name.clone()).collect::<Vec<_>>().join(", ")
}

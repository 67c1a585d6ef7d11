//! The pages of the address book: what was found at the left, the chosen card beside it; one at a time where it is narrow.

use super::card::ContactPage;
use super::list::{ContactList, OrganisationList};
use super::organisation_card::OrganisationPage;
use crate::i18n::words;
use crate::ui::{Empty, piece};
use desk_contract::id::{ContactId, OrganisationId};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::str::FromStr;

piece!(pub(crate) contacts = ContactsPage);

/// Clients.
#[component]
fn ContactsPage() -> impl IntoView {
    let open = named::<ContactId>("/contacts/");
    view! {
        <main class="book" aria-label=words!(contact.many) data-open=move || open.get().map(|_| "")>
            <div class="book__side">
                <Sections />
                <ContactList open />
            </div>
            <div class="book__room">
                {move || match open.get() {
                    Some(Ok(id)) => view! { <ContactPage id /> }.into_any(),
                    Some(Err(())) => view! { <UnknownCard /> }.into_any(),
                    None => view! { <NothingChosen /> }.into_any(),
                }}
            </div>
        </main>
    }
}

piece!(pub(crate) organisations = OrganisationsPage);

/// Companies.
#[component]
fn OrganisationsPage() -> impl IntoView {
    let open = named::<OrganisationId>("/organisations/");
    view! {
        <main class="book" aria-label=words!(organisation.many) data-open=move || open.get().map(|_| "")>
            <div class="book__side">
                <Sections />
                <OrganisationList open />
            </div>
            <div class="book__room">
                {move || match open.get() {
                    Some(Ok(id)) => view! { <OrganisationPage id /> }.into_any(),
                    Some(Err(())) => view! { <UnknownCard /> }.into_any(),
                    None => view! { <NothingChosen /> }.into_any(),
                }}
            </div>
        </main>
    }
}

/// What the address names below a page: a card, something that is none, or nothing.
pub(super) type Named<Id> = Memo<Option<Result<Id, ()>>>;

fn named<Id: FromStr + PartialEq + Send + Sync + 'static>(below: &'static str) -> Named<Id> {
    let path = use_location().pathname;
    Memo::new(move |_| {
        let path = path.read();
        let id = path.strip_prefix(below).map(|it| it.trim_end_matches('/')).filter(|it| !it.is_empty())?;
        Some(id.parse().map_err(|_| ()))
    })
}

/// Clients or companies: two pages of one book.
#[component]
fn Sections() -> impl IntoView {
    let path = use_location().pathname;
    let one = move |href: &'static str, label: Signal<String>| {
        let is_here = move || path.read().starts_with(href).then_some("page");
        view! { <a class="book__section" href=href aria-current=is_here>{label}</a> }
    };
    view! {
        <nav class="book__sections" aria-label=words!(contact.book)>
            {one("/contacts", words!(contact.many))}
            {one("/organisations", words!(organisation.many))}
        </nav>
    }
}

#[component]
fn NothingChosen() -> impl IntoView {
    view! { <Empty icon=icondata_lu::LuBookUser title=words!(card.choose) hint=words!(card.choose_hint) /> }
}

/// No card has this address.
#[component]
pub(super) fn UnknownCard() -> impl IntoView {
    view! { <Empty icon=icondata_lu::LuSearchX title=words!(card.unknown) hint=words!(card.unknown_hint) /> }
}

//! Whose appeal it is: a client of the address book, or a guest known by a number, an account or a mail box.

use super::address::AddressKind;
use super::form::{NewAppeal, Part};
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::ui::{Button, Finder, Found, LineKind, Look, SelectField, TextField};
use desk_contract::contact::Contact;
use desk_contract::wire::SearchQuery;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// How long after the last key press a search begins, in milliseconds.
const SETTLES_MS: u32 = 200;
/// What an address stands for that is on no card.
const ANOTHER: &str = "another";

/// The client, and where he can be reached.
#[component]
pub(super) fn ClientField(form: NewAppeal) -> impl IntoView {
    let desk = use_desk();
    let name = Memo::new(move |_| {
        let id = form.contact.get()?;
        desk.cards.read().contact(id).map(|contact| contact.card.name.clone())
    });
    view! {
        {move || match name.get() {
            Some(name) => view! { <Chosen form name /> }.into_any(),
            None => view! { <Sought form /> }.into_any(),
        }}
        <ReachedAt form />
    }
}

#[component]
fn Chosen(form: NewAppeal, name: String) -> impl IntoView {
    view! {
        <div class="field">
            <span class="field__label">{words!(create.client)}</span>
            <p class="create__client">
                <strong>{name}</strong>
                <Button label=words!(create.another_client) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=move |()| form.contact.set(None) />
            </p>
        </div>
    }
}

#[component]
fn Sought(form: NewAppeal) -> impl IntoView {
    let (found, busy) = contacts_found(form);
    let take = move |key: String| {
        form.contact.set(key.parse().ok());
        form.of_card.set(String::new());
        form.sought.set(String::new());
    };
    let nothing = Signal::derive(move || {
        if form.sought.read().trim().is_empty() { String::new() } else { tr!(create.nobody_found) }
    });
    view! {
        <Finder
            label=words!(create.client) placeholder=words!(create.client_hint) sought=form.sought found nothing busy
            on_take=take
        />
    }
}

/// Clients of the address book for what is typed, a moment after the last key.
fn contacts_found(form: NewAppeal) -> (Signal<Vec<Found>>, RwSignal<bool>) {
    let desk = use_desk();
    let (found, busy) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let waiting = StoredValue::new_local(None::<Timeout>);
    let search = move |text: String| {
        leptos::task::spawn_local(async move {
            let query = SearchQuery { search: Some(text.clone()), ..SearchQuery::default() };
            let page = desk.find_contacts(query).await;
            // What was typed since asks for itself.
            if form.sought.try_get_untracked().is_some_and(|now| now.trim() == text) {
                found.try_set(page.map(|page| page.items.iter().map(one).collect()).unwrap_or_default());
                busy.try_set(false);
            }
        });
    };
    Effect::new(move |_| {
        let text = form.sought.get().trim().to_owned();
        waiting.set_value(None);
        busy.set(!text.is_empty());
        if text.is_empty() {
            found.set(Vec::new());
        } else {
            waiting.set_value(Some(Timeout::new(SETTLES_MS, move || search(text))));
        }
    });
    (found.into(), busy)
}

fn one(contact: &Contact) -> Found {
    let numbers = contact.card.numbers.iter().map(|it| it.number.grouped());
    let accounts = contact.card.accounts.iter().filter_map(|it| it.name.clone());
    let hint = numbers.chain(accounts).chain(contact.card.mails.iter().cloned()).take(2).collect::<Vec<_>>();
    Found {
        key: contact.id.to_string(),
        title: contact.card.name.clone(),
        hint: hint.join(", "),
        refusal: None,
    }
}

/// Where he can be reached: one of his card's, or as it is typed.
#[component]
fn ReachedAt(form: NewAppeal) -> impl IntoView {
    let desk = use_desk();
    let kind = Memo::new(move |_| form.channel().map_or(AddressKind::Visitor, AddressKind::of));
    let on_card = Memo::new(move |_| {
        let (Some(id), Some(channel)) = (form.contact.get(), form.channel()) else { return Vec::new() };
        let cards = desk.cards.read();
        let places = cards.contact(id).map(|it| it.card.reached_by(channel).collect::<Vec<_>>());
        let shown = places.unwrap_or_default().into_iter().enumerate();
        shown
            .map(|(place, address)| (place.to_string(), address.shown().unwrap_or_default()))
            .collect::<Vec<_>>()
    });
    let offered = Signal::derive(move || {
        let mut offered = on_card.get();
        offered.push((ANOTHER.to_owned(), tr!(create.another_address)));
        offered
    });
    let is_typed = Memo::new(move |_| on_card.read().is_empty() || *form.of_card.read() == ANOTHER);
    view! {
        <Show when=move || !on_card.read().is_empty()>
            <SelectField label=words!(create.reached_at) options=offered value=form.of_card />
        </Show>
        {move || is_typed.get().then(|| view! { <Typed form kind=kind.get() /> })}
    }
}

#[component]
fn Typed(form: NewAppeal, kind: AddressKind) -> impl IntoView {
    let desk = use_desk();
    let has_left = RwSignal::new(false);
    // A number is read as soon as one is through with it; the rest is said at the button.
    let error = Signal::derive(move || {
        let typed = form.address.read();
        let wrong = || kind.read(&typed, String::new()).err();
        let early = (has_left.get() && !typed.trim().is_empty()).then(wrong).flatten();
        early.or_else(|| form.error(desk, Part::Client))
    });
    let left = move |()| has_left.set(true);
    match kind {
        AddressKind::Phone => view! {
            <TextField label=words!(create.number) value=form.address kind=LineKind::Phone placeholder="+7 916 123-45-67" error on_leave=left />
        }
        .into_any(),
        AddressKind::Account => view! {
            <TextField label=words!(create.account) value=form.address placeholder="@kotova" error on_leave=left />
        }
        .into_any(),
        AddressKind::Mail => view! {
            <TextField label=words!(create.mail) value=form.address kind=LineKind::Mail placeholder="kotova@example.org" error on_leave=left />
        }
        .into_any(),
        AddressKind::Visitor => view! { <p class="field__note">{words!(create.visitor)}</p> }.into_any(),
    }
}

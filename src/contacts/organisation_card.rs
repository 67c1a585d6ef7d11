//! A company's card on its page: what is known of it, its people, its deals.

use super::organisation_form::OrganisationForm;
use super::page::UnknownCard;
use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::{DealLine, DialogButton, Fold, contact_hint, contact_path};
use crate::ui::{Each, Icon};
use desk_contract::contact::Organisation;
use desk_contract::id::OrganisationId;
use desk_contract::wire::SearchQuery;
use leptos::prelude::*;

/// The page of one company.
#[component]
pub(super) fn OrganisationPage(id: OrganisationId) -> impl IntoView {
    let desk = use_desk();
    let organisation = Memo::new(move |_| desk.cards.read().organisations.get(&id).map(|it| (**it).clone()));
    let title = move || organisation.read().as_ref().map(|it| it.card.title.clone());
    let is_looking = RwSignal::new(true);
    leptos::task::spawn_local(async move {
        // A company opened by its address is among the first; its people are found by its name.
        let _ = desk.find_organisations(SearchQuery::default()).await;
        let search = untrack(title);
        let _ = desk.find_contacts(SearchQuery { search, ..SearchQuery::default() }).await;
        is_looking.try_set(false);
    });
    let is_known = Memo::new(move |_| organisation.read().is_some());
    move || match is_known.get() {
        true => view! { <Card id organisation /> }.into_any(),
        false if is_looking.get() => {
            view! { <div class="skeleton" data-shape="room" aria-busy="true"></div> }.into_any()
        }
        false => view! { <UnknownCard /> }.into_any(),
    }
}

#[component]
fn Card(id: OrganisationId, organisation: Memo<Option<Organisation>>) -> impl IntoView {
    let card = move || organisation.get().map(|it| it.card).unwrap_or_default();
    let form = move |close: Callback<()>| {
        let done = move |_| close.run(());
        match organisation.get_untracked() {
            Some(organisation) => view! { <OrganisationForm organisation on_done=done /> }.into_any(),
            None => ().into_any(),
        }
    };
    let known = move |text: String| (!text.is_empty()).then_some(text);
    let line = move || {
        let card = card();
        let tax = card.tax_number.map(|it| words!(organisation.tax_number_is, number = it.clone()).get());
        [tax, card.site].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <article class="card-page" aria-label=move || card().title>
            <header class="card-page__head">
                <a href="/organisations" class="button card-page__back" data-look="quiet" data-alone="" aria-label=words!(card.back)>
                    <Icon icon=icondata_lu::LuArrowLeft />
                </a>
                <div class="card-page__who">
                    <h1 class="card-page__name">{move || card().title}</h1>
                    <p class="card-page__line">{line}</p>
                </div>
                <div class="card-page__actions">
                    <DialogButton label=words!(card.edit) icon=icondata_lu::LuPencil title=words!(organisation.edit) content=form />
                </div>
            </header>
            {move || known(card().comment).map(|text| view! { <p class="card-page__comment">{text}</p> })}
            <div class="card-page__columns">
                <div class="card-page__column"><People id /></div>
                <div class="card-page__column"><Deals id /></div>
            </div>
        </article>
    }
}

#[component]
fn People(id: OrganisationId) -> impl IntoView {
    let desk = use_desk();
    let people = Memo::new(move |_| {
        let cards = desk.cards.read();
        let theirs =
            cards.contacts.values().filter(|it| it.card.organisation == Some(id) && it.merged_into.is_none());
        let mut people: Vec<_> = theirs.map(|it| (it.card.name.to_lowercase(), it.id)).collect();
        people.sort();
        people.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let one = move |id| {
        let contact = Memo::new(move |_| desk.cards.read().contact(id).cloned());
        view! {
            <li>
                <a href=contact_path(id) class="line">
                    <span class="line__title">{move || contact.get().map(|it| it.card.name)}</span>
                    <span class="line__hint">{move || contact.get().map(|it| contact_hint(desk, &it.card))}</span>
                </a>
            </li>
        }
    };
    view! {
        <Fold name="people" title=words!(organisation.people)>
            <Show when=move || !people.read().is_empty() fallback=|| view! { <p class="quiet-line">{words!(organisation.no_people)}</p> }>
                <ul class="lines"><Each each=move || people.get() key=|id| *id children=one /></ul>
            </Show>
        </Fold>
    }
}

#[component]
fn Deals(id: OrganisationId) -> impl IntoView {
    let desk = use_desk();
    let deals = Memo::new(move |_| {
        let cards = desk.cards.read();
        let theirs = cards.deals.values().filter(|it| it.card.organisation == Some(id));
        theirs.map(|it| it.id).collect::<Vec<_>>()
    });
    view! {
        <Fold name="deals" title=words!(deal.many)>
            <Show when=move || !deals.read().is_empty() fallback=|| view! { <p class="quiet-line">{words!(deal.none)}</p> }>
                <ul class="lines"><Each each=move || deals.get() key=|id| *id children=|id| view! { <DealLine id /> } /></ul>
            </Show>
        </Fold>
    }
}

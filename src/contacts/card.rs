//! A client's card on its page: who he is, where he can be reached, and all that is kept with him (W6).

use super::form::{ContactDraft, ContactForm};
use super::history::AppealHistory;
use super::merge::{MergeButton, MergedNotice};
use super::page::UnknownCard;
use crate::desk::{Beside, Failure, use_desk};
use crate::i18n::{long_date, words};
use crate::parts::{
    DealsSection, DialogButton, DocumentsSection, Fold, Offer, PaymentLine, Places, TaskDraft, TasksOf,
    TasksSection, WaysMenu, contact_name, contact_path, failure_words, organisation_path, organisation_title,
    places_of,
};
use crate::ui::{DialogSize, Each, Icon, Look, Trouble};
use desk_contract::contact::Contact;
use desk_contract::deal::DocumentOwner;
use desk_contract::id::ContactId;
use leptos::prelude::*;

/// The page of one client.
#[component]
pub(super) fn ContactPage(id: ContactId) -> impl IntoView {
    let desk = use_desk();
    let failure = RwSignal::new(None::<Failure>);
    let is_read = RwSignal::new(false);
    let read = Callback::new(move |()| {
        failure.set(None);
        leptos::task::spawn_local(async move {
            failure.try_set(desk.read_cards(Beside::Contact(id)).await.err());
            is_read.try_set(true);
        });
    });
    read.run(());
    let contact = Memo::new(move |_| desk.cards.read().contacts.get(&id).map(|it| (**it).clone()));
    let is_known = Memo::new(move |_| contact.read().is_some());
    let went_into = Memo::new(move |_| contact.read().as_ref().and_then(|it| it.merged_into));
    move || match (is_known.get(), went_into.get(), failure.get()) {
        (true, Some(into), _) => view! { <WentInto into /> }.into_any(),
        (true, None, _) => view! { <Card id contact /> }.into_any(),
        (false, _, Some(failure)) => {
            let hint = Signal::derive(move || failure_words(&failure));
            view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=read /> }
                .into_any()
        }
        (false, _, None) if is_read.get() => view! { <UnknownCard /> }.into_any(),
        (false, _, None) => {
            view! { <div class="skeleton" data-shape="room" aria-busy="true"></div> }.into_any()
        }
    }
}

/// The card is one with another now (U9).
#[component]
fn WentInto(into: ContactId) -> impl IntoView {
    let desk = use_desk();
    view! {
        <div class="place-state">
            <Icon icon=icondata_lu::LuMerge />
            <p class="place-state__title">{words!(merge.went_into)}</p>
            <a href=contact_path(into)>{move || contact_name(desk, into)}</a>
        </div>
    }
}

#[component]
fn Card(id: ContactId, contact: Memo<Option<Contact>>) -> impl IntoView {
    let comment =
        move || contact.read().as_ref().map(|it| it.card.comment.clone()).filter(|it| !it.is_empty());
    let places =
        Memo::new(move |_| contact.read().as_ref().map(|it| places_of(&it.card)).unwrap_or_default());
    view! {
        <article class="card-page" aria-label=move || contact.read().as_ref().map(|it| it.card.name.clone())>
            <Head id contact />
            <MergedNotice id />
            <div class="card-page__columns">
                <div class="card-page__column">
                    <Fold name="places" title=words!(client.addresses)>
                        {move || if places.read().is_empty() {
                            view! { <p class="quiet-line">{words!(contact.no_places)}</p> }.into_any()
                        } else {
                            view! { <Places places=places.get() /> }.into_any()
                        }}
                        {move || comment().map(|text| view! { <p class="card-page__comment">{text}</p> })}
                    </Fold>
                    <AppealHistory contact=id />
                </div>
                <div class="card-page__column">
                    <DealsSection contact=id />
                    <PaymentsOfContact id />
                    <TasksSection of=TasksOf::Contact(id) draft=Signal::stored(TaskDraft { contact: Some(id), ..TaskDraft::default() }) />
                    <DocumentsSection owners=documents_of(id) />
                </div>
            </div>
        </article>
    }
}

#[component]
fn Head(id: ContactId, contact: Memo<Option<Contact>>) -> impl IntoView {
    let desk = use_desk();
    let since = move || contact.read().as_ref().map(|it| long_date(it.created_at)).unwrap_or_default();
    let organisation = move || {
        let id = contact.read().as_ref()?.card.organisation?;
        let title = organisation_title(desk, id)?;
        Some(view! { <a href=organisation_path(id)>{title}</a> " · " })
    };
    let form = move |close: Callback<()>| {
        let draft = ContactDraft { contact: contact.get_untracked(), ..ContactDraft::default() };
        view! { <ContactForm draft on_done=move |_| close.run(()) /> }.into_any()
    };
    view! {
        <header class="card-page__head">
            <a href="/contacts" class="button card-page__back" data-look="quiet" data-alone="" aria-label=words!(card.back)>
                <Icon icon=icondata_lu::LuArrowLeft />
            </a>
            <div class="card-page__who">
                <h1 class="card-page__name">{move || contact.read().as_ref().map(|it| it.card.name.clone())}</h1>
                <p class="card-page__line">{organisation}{words!(client.known_since, date = since())}</p>
            </div>
            <div class="card-page__actions">
                <WaysMenu contact=Signal::stored(Some(id)) offer=Offer::Everything look=Look::Primary />
                <MergeButton id />
                <DialogButton label=words!(card.edit) icon=icondata_lu::LuPencil title=words!(contact.edit) size=DialogSize::Wide content=form />
            </div>
        </header>
    }
}

/// The cards whose documents stand with a client: his own and those of his deals.
fn documents_of(id: ContactId) -> Signal<Vec<DocumentOwner>> {
    let desk = use_desk();
    Signal::derive(move || {
        let cards = desk.cards.read();
        let deals = cards.deals_of(id).map(|deal| DocumentOwner::Deal { id: deal.id });
        std::iter::once(DocumentOwner::Contact { id }).chain(deals).collect()
    })
}

/// Every payment of the client's deals, the latest first; a new one begins at its deal.
#[component]
fn PaymentsOfContact(id: ContactId) -> impl IntoView {
    let desk = use_desk();
    let ids = Memo::new(move |_| {
        let cards = desk.cards.read();
        let deals: Vec<_> = cards.deals_of(id).map(|deal| deal.id).collect();
        let theirs = cards.payments.values().filter(|it| deals.contains(&it.deal));
        let mut found: Vec<_> = theirs.map(|it| (it.created_at, it.id)).collect();
        found.sort_by(|one, two| two.cmp(one));
        found.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let count = Signal::derive(move || Some(ids.read().len().to_string()).filter(|it| it != "0"));
    view! {
        <Fold name="payments" title=words!(payment.many) count>
            <Show when=move || !ids.read().is_empty() fallback=|| view! { <p class="quiet-line">{words!(payment.none_of_contact)}</p> }>
                <ul class="lines"><Each each=move || ids.get() key=|id| *id children=|id| view! { <PaymentLine id /> } /></ul>
            </Show>
        </Fold>
    }
}

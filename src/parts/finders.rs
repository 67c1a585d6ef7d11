//! Finding a client or a company of the address book, and the fields that hold one.
//!
//! Owns: what tells one of the found from another. Never: what is done with whom was taken.

use super::search::use_search;
use super::words::tell_error;
use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::ui::{Button, Finder, Found, Look, Toasts};
use desk_contract::command::SaveOrganisation;
use desk_contract::contact::{Contact, ContactCard, Organisation, OrganisationCard};
use desk_contract::id::{ContactId, OrganisationId};
use desk_contract::search::Sought;
use desk_contract::wire::SearchQuery;
use leptos::prelude::*;

/// A field in which a client is looked for.
#[component]
pub(crate) fn ContactFinder(
    /// What he is looked for for.
    #[prop(into)]
    label: Signal<String>,
    /// Told who was taken.
    #[prop(into)]
    on_take: Callback<ContactId>,
    /// Who is not offered.
    #[prop(optional)]
    except: Option<ContactId>,
) -> impl IntoView {
    let desk = use_desk();
    let search = use_search(move |search, cursor, limit| {
        Box::pin(desk.find_contacts(SearchQuery { search, cursor, limit }))
    });
    // Until the answer comes what was found before stands, as far as it answers to what is typed now.
    let found = Signal::derive(move || {
        let (found, cards) = (search.found.read(), desk.cards.read());
        let sought = Sought::read(&search.sought.read());
        let answers = |it: &&Contact| {
            let company = it.card.organisation.and_then(|id| cards.organisations.get(&id));
            Some(it.id) != except && sought.in_contact(it, company.map(AsRef::as_ref)).is_some()
        };
        let one = |it: &Contact| Found {
            key: it.id.to_string(),
            title: it.card.name.clone(),
            hint: contact_hint(desk, &it.card),
            refusal: None,
        };
        found.iter().filter(answers).map(one).collect::<Vec<_>>()
    });
    let take = move |key: String| {
        if let Ok(id) = key.parse() {
            on_take.run(id);
        }
    };
    view! {
        <Finder
            label placeholder=words!(contact.find_hint) sought=search.sought found nothing=words!(contact.nothing_found)
            busy=search.busy on_take=take takes_focus=true
        />
    }
}

/// What tells a client from another of that name: the company, then where he can be reached.
pub(crate) fn contact_hint(desk: Desk, card: &ContactCard) -> String {
    let organisation = card.organisation.and_then(|id| organisation_title(desk, id));
    let number = card.numbers.first().map(|it| it.number.grouped());
    let place = number.or_else(|| card.mails.first().cloned());
    let place = place.or_else(|| card.accounts.first().and_then(|it| it.name.clone()));
    [organisation, place].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The name of a company, once its card is known.
pub(crate) fn organisation_title(desk: Desk, id: OrganisationId) -> Option<String> {
    desk.cards.read().organisations.get(&id).map(|it| it.card.title.clone())
}

/// The name of a client, once his card is known.
pub(crate) fn contact_name(desk: Desk, id: ContactId) -> Option<String> {
    desk.cards.read().contacts.get(&id).map(|it| it.card.name.clone())
}

/// A field in which a company is looked for, or made under the name that was typed.
#[component]
pub(crate) fn OrganisationFinder(
    /// Told which was taken.
    #[prop(into)]
    on_take: Callback<OrganisationId>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let search = use_search(move |search, cursor, limit| {
        Box::pin(desk.find_organisations(SearchQuery { search, cursor, limit }))
    });
    let found = Signal::derive(move || {
        let (found, typed) = (search.found.read(), search.sought.read().trim().to_owned());
        let sought = Sought::read(&typed);
        // A new one is offered once it is known that there is none.
        let is_new =
            !typed.is_empty() && !search.busy.get() && !found.iter().any(|it| it.card.title == typed);
        let make = || Found {
            key: String::new(),
            title: tr!(organisation.make, title = typed.clone()),
            hint: String::new(),
            refusal: None,
        };
        let one = |it: &Organisation| Found {
            key: it.id.to_string(),
            title: it.card.title.clone(),
            hint: it.card.tax_number.clone().unwrap_or_default(),
            refusal: None,
        };
        let known = found.iter().filter(|it| sought.is_in_organisation(it)).map(one);
        known.chain(is_new.then(make)).collect::<Vec<_>>()
    });
    let make = move || {
        let title = search.sought.get_untracked().trim().to_owned();
        let card = OrganisationCard { title, ..OrganisationCard::default() };
        let organisation = desk.new_id(OrganisationId::new);
        leptos::task::spawn_local(async move {
            let made = desk.send(SaveOrganisation { organisation, version: None, card }.into()).await;
            match made {
                Ok(()) => _ = on_take.try_run(organisation),
                Err(error) => tell_error(desk, toasts, &error),
            }
        });
    };
    let take = move |key: String| match key.parse() {
        Ok(id) => on_take.run(id),
        Err(_) => make(),
    };
    view! {
        <Finder
            label=words!(organisation.one) placeholder=words!(organisation.find_hint) sought=search.sought found
            nothing=words!(organisation.nothing_found) busy=search.busy on_take=take takes_focus=true
        />
    }
}

/// The company of a form: the chosen one, or a field to choose it in.
#[component]
pub(crate) fn OrganisationField(
    /// Which is chosen.
    value: RwSignal<Option<OrganisationId>>,
) -> impl IntoView {
    let desk = use_desk();
    let name = move |id| organisation_title(desk, id).unwrap_or_default();
    let shown = Signal::derive(move || value.get().map(name));
    let seeker = move |close: Callback<()>| {
        let take = move |id| {
            value.set(Some(id));
            close.run(());
        };
        view! { <OrganisationFinder on_take=take /> }.into_any()
    };
    view! {
        <ChosenField
            label=words!(organisation.one) shown on_remove=move |()| value.set(None) choose=words!(organisation.choose)
            remove=words!(organisation.take_off) seeker
        />
    }
}

/// The client of a form: the chosen one, or a field to choose him in.
#[component]
pub(crate) fn ContactField(
    /// Who is chosen.
    value: RwSignal<Option<ContactId>>,
) -> impl IntoView {
    let desk = use_desk();
    let shown = Signal::derive(move || value.get().map(|id| contact_name(desk, id).unwrap_or_default()));
    let seeker = move |close: Callback<()>| {
        let take = move |id| {
            value.set(Some(id));
            close.run(());
        };
        view! { <ContactFinder label=words!(contact.one) on_take=take /> }.into_any()
    };
    view! {
        <ChosenField
            label=words!(contact.one) shown on_remove=move |()| value.set(None) choose=words!(contact.choose)
            remove=words!(contact.take_off) seeker
        />
    }
}

/// Something chosen with a cross beside it, or a button that opens the field to choose it in.
#[component]
fn ChosenField(
    label: Signal<String>,
    shown: Signal<Option<String>>,
    #[prop(into)] on_remove: Callback<()>,
    choose: Signal<String>,
    remove: Signal<String>,
    seeker: impl Fn(Callback<()>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let seeks = RwSignal::new(false);
    let close = Callback::new(move |()| seeks.set(false));
    move || {
        match shown.get() {
        Some(name) => view! {
            <div class="field" role="group" aria-label=label>
                <span class="field__label">{label}</span>
                <p class="chosen">
                    <span class="chosen__name">{name}</span>
                    <Button label=remove icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=on_remove />
                </p>
            </div>
        }
        .into_any(),
        None if seeks.get() => seeker(close),
        None => view! {
            <div class="field" role="group" aria-label=label>
                <span class="field__label">{label}</span>
                <p><Button label=choose icon=icondata_lu::LuSearch on_press=move |()| seeks.set(true) /></p>
            </div>
        }
        .into_any(),
    }
    }
}

//! Said at the form of a new client: somebody with that number, account or mail box is known already (W6).

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{contact_path, use_command};
use crate::ui::{Button, Toast, ToastTone, Toasts};
use desk_contract::Appeal;
use desk_contract::Channel;
use desk_contract::address::Address;
use desk_contract::command::BindContact;
use desk_contract::contact::{Contact, ContactCard};
use desk_contract::id::ContactId;
use desk_contract::wire::SearchQuery;
use leptos::prelude::*;

/// The notice; nothing while nobody is known.
#[component]
pub(super) fn KnownNotice(
    /// The card as typed.
    card: Signal<ContactCard>,
    /// The appeal whose guest may be him.
    appeal: Option<RwSignal<Appeal>>,
    /// Told whom the appeal was bound to.
    on_done: Callback<ContactId>,
) -> impl IntoView {
    let desk = use_desk();
    let places = Memo::new(move |_| places(&card.get()));
    // A backend may know cards that this desk does not: what it finds is in the desk's cards then.
    Effect::new(move |_| {
        for (_, address) in places.get() {
            let search = address.shown();
            leptos::task::spawn_local(async move {
                // The warning is a help; without an answer the card can be saved all the same.
                let _ = desk.find_contacts(SearchQuery { search, ..SearchQuery::default() }).await;
            });
        }
    });
    let known = Memo::new(move |_| {
        let cards = desk.cards.read();
        let known = places
            .get()
            .into_iter()
            .find_map(|(channel, address)| cards.contact_at(channel, &address).cloned());
        known.map(|contact| (contact.id, contact.card.name))
    });
    move || {
        known.get().map(|(id, name)| {
            let bind = appeal.map(|appeal| view! { <BindButton appeal id on_done /> });
            view! {
                <div class="notice" role="status" data-tone="waiting">
                    <p class="notice__title">{tr!(contact.known, name = name)}</p>
                    <div class="notice__ways">
                        {bind}
                        <a href=contact_path(id) class="button" data-look="quiet">{words!(contact.open_card)}</a>
                    </div>
                </div>
            }
        })
    }
}

/// Every place that tells who somebody is.
fn places(card: &ContactCard) -> Vec<(Channel, Address)> {
    let numbers = card.numbers.iter().map(|it| (Channel::Call, Address::Phone { number: it.number.clone() }));
    let accounts = card
        .accounts
        .iter()
        .map(|it| (it.channel, Address::Account { id: it.id.clone(), name: it.name.clone() }));
    let mails = card.mails.iter().map(|it| (Channel::Email, Address::Mail { address: it.trim().to_owned() }));
    numbers.chain(accounts).chain(mails).collect()
}

/// Binds the appeal to whoever is known, instead of making a second card of him.
#[component]
fn BindButton(appeal: RwSignal<Appeal>, id: ContactId, on_done: Callback<ContactId>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let this = appeal.read_untracked().id;
    let (busy, bind) = use_command(
        move || Some(BindContact { appeal: this, contact: id }.into()),
        move |_| {
            let name = desk.cards.read_untracked().contact(id).map(|it: &Contact| it.card.name.clone());
            let text = untrack(|| tr!(contact.bound, name = name.clone().unwrap_or_default()));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(id);
        },
    );
    let refusal = crate::parts::why_not(desk, appeal, BindContact { appeal: this, contact: id });
    view! { <Button label=words!(contact.bind_known) busy refusal on_press=bind /> }
}

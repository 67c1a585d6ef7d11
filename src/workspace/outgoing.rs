//! A new outgoing appeal: to whom, then by which way (O1 to O6).

use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::{Offer, WaysList, use_contact_search};
use crate::ui::{Button, Dialog, Finder, Look, Piece, piece};
use desk_contract::id::ContactId;
use leptos::prelude::*;

/// The dialog that begins an outgoing appeal.
#[component]
pub(crate) fn OutgoingDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let content = move || view! { <Outgoing on_gone=Callback::new(move |()| open.set(false)) /> }.into_any();
    view! { <Dialog title=words!(ways.outgoing) open close=words!(appeal.close_window) content /> }
}

#[component]
fn Outgoing(on_gone: Callback<()>) -> impl IntoView {
    view! { <Piece load=outgoing props=OutgoingChoiceProps { on_gone } /> }
}

piece!(outgoing in forms = OutgoingChoice(OutgoingChoiceProps));

#[component]
fn OutgoingChoice(on_gone: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(None::<ContactId>);
    move || match chosen.get() {
        None => view! { <ChooseClient on_choose=Callback::new(move |id| chosen.set(Some(id))) /> }.into_any(),
        Some(id) => view! {
            <div class="outgoing">
                <ChosenClient id on_another=Callback::new(move |()| chosen.set(None)) />
                <WaysList contact=Signal::stored(Some(id)) from=None offer=Offer::Everything on_gone />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn ChooseClient(on_choose: Callback<ContactId>) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let (found, busy) = use_contact_search(sought);
    let take = move |key: String| {
        if let Ok(id) = key.parse() {
            on_choose.run(id);
        }
    };
    view! {
        <Finder
            label=words!(ways.client) placeholder=words!(ways.client_hint) sought found busy
            nothing=words!(ways.nobody) on_take=take takes_focus=true
        />
    }
}

/// Who was chosen, and the way to choose another.
#[component]
fn ChosenClient(id: ContactId, on_another: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let name = move || desk.cards.read().contact(id).map(|contact| contact.card.name.clone());
    view! {
        <div class="chosen">
            <span class="chosen__who"><span class="chosen__name">{name}</span></span>
            <Button label=words!(ways.another) look=Look::Quiet on_press=move |()| on_another.run(()) />
        </div>
    }
}

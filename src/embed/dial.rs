//! What stands ready because the page around asked for it: a number to be called, a card to be filled in.
//!
//! Always: the operator presses himself, unless he has allowed the page to call (`Preferences::calls_for_host`).

use super::asked::start;
use crate::contacts::{ContactDraft, ContactForm};
use crate::desk::use_desk;
use crate::i18n::{language, words};
use crate::parts::{contact_name, contact_path, use_start};
use crate::ui::{Button, Dialog, DialogSize, Look};
use desk_contract::contact::ContactCard;
use desk_contract::frame::WhichContact;
use desk_contract::id::ContactId;
use desk_contract::phone::PhoneNumber;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What stands ready.
#[derive(Clone, Copy)]
pub(super) struct Dial {
    /// The dialog of numbers.
    open: RwSignal<bool>,
    /// Who, where he is known, and at which numbers.
    whom: RwSignal<(Option<ContactId>, Vec<PhoneNumber>)>,
    /// The card of somebody new, with what is known of him.
    pub(super) makes: RwSignal<Option<ContactCard>>,
}

impl Dial {
    /// Nothing does.
    pub(super) fn nobody() -> Self {
        Self {
            open: RwSignal::new(false),
            whom: RwSignal::new((None, Vec::new())),
            makes: RwSignal::new(None),
        }
    }

    /// Shows whom the page would have called.
    pub(super) fn shows(self, contact: Option<ContactId>, numbers: Vec<PhoneNumber>) {
        self.whom.set((contact, numbers));
        self.open.set(true);
    }
}

/// The dialogs.
#[component]
pub(super) fn DialShown(dial: Dial) -> impl IntoView {
    let form = RwSignal::new(false);
    Effect::new(move |_| {
        if dial.makes.read().is_some() {
            form.set(true);
        }
    });
    let navigate = use_navigate();
    let on_done = Callback::new(move |id: ContactId| {
        form.set(false);
        navigate(&contact_path(id), NavigateOptions::default());
    });
    let card = move || {
        let card = dial.makes.try_update_untracked(Option::take).flatten().unwrap_or_default();
        let draft = ContactDraft { card, ..ContactDraft::default() };
        view! { <ContactForm draft on_done /> }.into_any()
    };
    view! {
        <Dialog title=words!(embed.dial) open=dial.open close=words!(card.close) content=move || view! { <Numbers dial /> }.into_any() />
        <Dialog title=words!(contact.new) open=form size=DialogSize::Wide close=words!(card.close) content=card />
    }
}

#[component]
fn Numbers(dial: Dial) -> impl IntoView {
    let desk = use_desk();
    let name = move || dial.whom.read().0.and_then(|id| contact_name(desk, id));
    let makes = move |()| {
        let number = dial.whom.read_untracked().1.first().cloned();
        dial.open.set(false);
        dial.makes.set(number.map(|number| WhichContact::Number(number).card()));
    };
    let shown = move || {
        let (contact, numbers) = dial.whom.get();
        match contact {
            Some(id) => view! {
                <ul class="embed__numbers" aria-label=words!(call.whom)>
                    {numbers.into_iter().map(|number| view! { <li><NumberOf dial id number /></li> }).collect_view()}
                </ul>
            }
            .into_any(),
            None => view! {
                <p class="embed__number">{numbers.first().map(PhoneNumber::grouped)}</p>
                <p class="field__note">{words!(embed.unknown)}</p>
                <div class="form__buttons">
                    <Button label=words!(contact.new) look=Look::Primary icon=icondata_lu::LuUserRoundPlus on_press=makes />
                </div>
            }
            .into_any(),
        }
    };
    view! {
        <p class="embed__who">{name}</p>
        <p class="field__note">{words!(embed.asked)}</p>
        {shown}
    }
}

#[component]
fn NumberOf(dial: Dial, id: ContactId, number: PhoneNumber) -> impl IntoView {
    let desk = use_desk();
    let on_begun = Callback::new(move |()| dial.open.set(false));
    let (busy, begin) = use_start(Some(on_begun));
    let asked = number.clone();
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal_beside(&start(desk, id, &asked)?)?;
        Some(desk.sentence(&refusal, language()))
    });
    let grouped = number.grouped();
    let press = move |()| {
        if let Some(start) = untrack(|| start(desk, id, &number)) {
            begin.run(start);
        }
    };
    view! {
        <Button label=words!(embed.call, number = grouped.clone()) look=Look::Primary icon=icondata_lu::LuPhone refusal busy on_press=press />
        {move || refusal.get().map(|why| view! { <p class="field__note" aria-hidden="true">{why}</p> })}
    }
}

//! What became of a payment link or a form, where it was sent: live, in a word (W8, W9).

use super::review::ReviewButton;
use crate::desk::{Desk, use_desk};
use crate::i18n::{money, tr};
use crate::parts::{contact_name, contact_path, payment_status};
use desk_contract::form::FormState;
use desk_contract::id::{PaymentId, SentFormId};
use leptos::prelude::*;

/// A payment: how much, how far, and why not where it was cancelled.
#[component]
pub(crate) fn PaymentBadge(
    /// Which.
    payment: PaymentId,
) -> impl IntoView {
    let desk = use_desk();
    let payment = Memo::new(move |_| desk.cards.read().payments.get(&payment).cloned());
    move || {
        let payment = payment.get()?;
        let (status, tone) = payment_status(&payment);
        let reason = payment.reason.clone();
        Some(view! {
            <span class="beside-message" role="status">
                <span class="beside-message__amount">{money(payment.amount)}</span>
                <span class="chip" data-tone=tone>{status}</span>
                {reason.map(|reason| view! { <span class="beside-message__hint">{reason}</span> })}
            </span>
        })
    }
}

/// A form: whether the client has answered, and the way to look through his answers.
#[component]
pub(crate) fn FormBadge(
    /// Which.
    form: SentFormId,
) -> impl IntoView {
    let desk = use_desk();
    let state = Memo::new(move |_| desk.cards.read().forms.get(&form).map(|it| it.state.clone()));
    let is_answered = Memo::new(move |_| matches!(*state.read(), Some(FormState::Answered { .. })));
    view! {
        <span class="beside-message" role="status">
            {move || state.get().map(|state| said_of(desk, &state))}
            <Show when=move || is_answered.get()><ReviewButton form /></Show>
        </span>
    }
}

fn said_of(desk: Desk, state: &FormState) -> impl IntoView + use<> {
    let (words, tone) = match state {
        FormState::Sent => (tr!(form.sent), "waiting"),
        FormState::Answered { .. } => (tr!(form.answered), "open"),
        FormState::Accepted { .. } => (tr!(form.accepted), "done"),
        FormState::Discarded => (tr!(form.discarded), "lost"),
    };
    let contact = match state {
        FormState::Accepted { contact, .. } => Some(*contact),
        _ => None,
    };
    view! {
        <span class="chip" data-tone=tone>{words}</span>
        {contact.map(|id| view! { <a href=contact_path(id)>{move || contact_name(desk, id)}</a> })}
    }
}

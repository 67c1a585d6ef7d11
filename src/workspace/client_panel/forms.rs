//! The forms that were sent in this appeal, and the word that the client has filled one in (W9).

use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::Fold;
use crate::payments::{FormBadge, FormSendButton, ReviewButton};
use crate::ui::Each;
use desk_contract::Appeal;
use desk_contract::form::FormState;
use desk_contract::id::SentFormId;
use leptos::prelude::*;

/// Said at the top while the client's answers wait to be looked through.
#[component]
pub(super) fn AnsweredNotice(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let this = appeal.read_untracked().id;
    let answered = Memo::new(move |_| {
        let cards = desk.cards.read();
        let waits = |state: &FormState| matches!(state, FormState::Answered { .. });
        let forms = cards.forms.values().filter(|it| it.appeal == this && waits(&it.state));
        forms.map(|it| it.id).collect::<Vec<_>>()
    });
    let one = |form: SentFormId| {
        view! {
            <div class="notice" role="status" data-tone="action">
                <p class="notice__title">{words!(form.filled_in)}</p>
                <div class="notice__ways"><ReviewButton form /></div>
            </div>
        }
    };
    view! { <Each each=move || answered.get() key=|id| *id children=one /> }
}

/// The forms, the latest first, and a new one.
#[component]
pub(super) fn SentForms(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let this = appeal.read_untracked().id;
    let sent = Memo::new(move |_| {
        let cards = desk.cards.read();
        let mut forms: Vec<_> = cards.forms.values().filter(|it| it.appeal == this).collect();
        forms.sort_by_key(|it| std::cmp::Reverse((it.sent_at, it.id)));
        forms.into_iter().map(|it| it.id).collect::<Vec<_>>()
    });
    let one = move |form: SentFormId| {
        let title = move || desk.cards.read().forms.get(&form).map(|it| it.form.title.clone());
        view! { <li class="line" data-still=""><span class="line__title">{title}</span><FormBadge form /></li> }
    };
    let action = move || view! { <FormSendButton appeal /> };
    view! {
        <Fold name="forms" title=words!(form.many) action>
            <Show when=move || !sent.read().is_empty() fallback=|| view! { <p class="quiet-line">{words!(form.none)}</p> }>
                <ul class="lines"><Each each=move || sent.get() key=|id| *id children=one /></ul>
            </Show>
        </Fold>
    }
}

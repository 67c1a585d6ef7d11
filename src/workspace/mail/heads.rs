//! The lines above a letter: from which box, to whom, a copy to whom, about what.

use super::draft::MailDraft;
use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use crate::ui::{Button, Look};
use desk_contract::usable_mailboxes;
use leptos::prelude::*;

/// What the lines show when the draft does not say otherwise.
#[derive(Clone, Copy)]
pub(super) struct Suggested {
    pub(super) to: Signal<String>,
    pub(super) subject: Signal<String>,
}

/// The boxes that this operator can write from: what each is known by, and its address.
pub(super) fn mailboxes(desk: Desk) -> Memo<Vec<(desk_contract::id::MailboxId, String)>> {
    Memo::new(move |_| {
        let directory = desk.directory.read();
        let Some(me) = directory.operator(desk.me()) else { return Vec::new() };
        usable_mailboxes(&directory, me).map(|it| (it.id, it.address.clone())).collect()
    })
}

#[component]
pub(super) fn Heads(
    draft: Memo<MailDraft>,
    change: Callback<MailDraft>,
    suggested: Suggested,
) -> impl IntoView {
    let desk = use_desk();
    let boxes = mailboxes(desk);
    let asks_copy = RwSignal::new(false);
    let has_copy =
        Memo::new(move |_| asks_copy.get() || draft.read().cc.as_ref().is_some_and(|it| !it.is_empty()));
    let to = Signal::derive(move || draft.read().to.clone().unwrap_or_else(|| suggested.to.get()));
    let cc = Signal::derive(move || draft.read().cc.clone().unwrap_or_default());
    let subject =
        Signal::derive(move || draft.read().subject.clone().unwrap_or_else(|| suggested.subject.get()));
    let set_to = Callback::new(move |to| change.run(MailDraft { to: Some(to), ..draft.get_untracked() }));
    let set_cc = Callback::new(move |cc| change.run(MailDraft { cc: Some(cc), ..draft.get_untracked() }));
    let set_subject = Callback::new(move |subject| {
        change.run(MailDraft { subject: Some(subject), ..draft.get_untracked() })
    });
    let set_from = move |key: String| {
        let from = boxes.read_untracked().iter().find(|it| it.0.to_string() == key).map(|it| it.0);
        change.run(MailDraft { from, ..draft.get_untracked() });
    };
    let option = move |(id, address)| {
        let is_chosen = move || draft.read().from == Some(id);
        view! { <option value=id.to_string() selected=is_chosen>{address}</option> }
    };
    view! {
        <div class="mail-heads">
            <label class="mail-head">
                <span class="mail-head__name">{words!(mail.from)}</span>
                <select class="mail-head__input" on:change:target=move |event| set_from(event.target().value())>
                    {move || boxes.get().into_iter().map(option).collect_view()}
                </select>
            </label>
            <div class="mail-heads__row">
                <Head label=words!(mail.to) value=to on_write=set_to />
                <Show when=move || !has_copy.get()>
                    <Button label=words!(mail.add_cc) look=Look::Quiet on_press=move |()| asks_copy.set(true) />
                </Show>
            </div>
            <Show when=move || has_copy.get()><Head label=words!(mail.cc) value=cc on_write=set_cc /></Show>
            <Head label=words!(mail.subject) value=subject on_write=set_subject />
        </div>
    }
}

#[component]
fn Head(label: Signal<String>, value: Signal<String>, on_write: Callback<String>) -> impl IntoView {
    view! {
        <label class="mail-head">
            <span class="mail-head__name">{label}</span>
            <input class="mail-head__input" type="text" autocomplete="off" prop:value=value on:input:target=move |event| on_write.run(event.target().value()) />
        </label>
    }
}

//! What lies in the outbox, in words: what, to whom, since when; and what came back, with the reason.
//!
//! Owns: the dialog that the quiet line opens. Never: sends, or forgets what is not answered.

mod words;

use crate::desk::{Refused, Waiting, use_desk};
use crate::i18n::{list_time, local_date, tr, tr_count, words};
use crate::parts::{appeal_path, client_name, error_words};
use crate::ui::{Button, Dialog, DialogSize, Each, Look, Piece, piece};
use desk_contract::id::AppealId;
use leptos::prelude::*;
use words::{appeal_of, files_with, what_is};

/// The dialog.
#[component]
pub(super) fn Outbox(open: RwSignal<bool>) -> impl IntoView {
    let content = move || view! { <Piece load=outbox_list props=OutboxListProps { open } /> }.into_any();
    view! {
        <Dialog title=words!(outbox.title) open size=DialogSize::Wide close=words!(appeal.close_window) content />
    }
}

piece!(outbox_list in outbox = OutboxList(OutboxListProps));

/// Fetches the lists ahead: they are asked for while nothing can be fetched.
pub(super) async fn fetch_ahead() {
    let _ = outbox_list().await;
}

/// Both lists; the dialog closes when one goes to an appeal.
#[component]
fn OutboxList(open: RwSignal<bool>) -> impl IntoView {
    let line = use_desk().line;
    let has_waiting = Memo::new(move |_| !line.waiting.read().is_empty());
    let has_refused = Memo::new(move |_| !line.refused.read().is_empty());
    view! {
        <Show when=move || !has_waiting.get() && !has_refused.get()>
            <p class="outbox__hint">{words!(outbox.nothing)}</p>
        </Show>
        <Show when=move || has_refused.get()>
            <section class="outbox" aria-label=words!(outbox.refused)>
                <h3 class="outbox__title">{words!(outbox.refused)}</h3>
                <p class="outbox__hint">{words!(outbox.refused_hint)}</p>
                <ul class="outbox__list">
                    <Each each=move || line.refused.get() key=|it| it.what.id children=move |it| view! { <Back it open /> } />
                </ul>
            </section>
        </Show>
        <Show when=move || has_waiting.get()>
            <section class="outbox" aria-label=words!(outbox.waiting)>
                <h3 class="outbox__title">{words!(outbox.waiting)}</h3>
                <p class="outbox__hint">{words!(outbox.hint)}</p>
                <ul class="outbox__list">
                    <Each
                        each=move || line.waiting.get() key=|it| it.id
                        children=move |it| view! { <li class="outbox__item"><Given it open /></li> }
                    />
                </ul>
            </section>
        </Show>
    }
}

/// What was given: what, to whom, since when.
#[component]
fn Given(it: Waiting, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let (at, files) = (it.at, files_with(&it.command));
    let appeal = appeal_of(&it.command);
    let since = move || tr!(outbox.since, time = list_time(at, local_date(desk.clock.get())));
    let with_files = move || (files > 0).then(|| tr_count!(outbox.files, files));
    view! {
        <p class="outbox__what">{move || what_is(&it.command)}</p>
        <p class="outbox__about">
            {appeal.map(|appeal| view! { <Whom appeal open /> })}
            <span>{since}</span>
            <span>{with_files}</span>
        </p>
    }
}

/// The client, with the way to his appeal; of one that is not known here the way alone.
#[component]
fn Whom(appeal: AppealId, open: RwSignal<bool>) -> impl IntoView {
    let known = use_desk().known_appeal(appeal);
    let name = move || match &known {
        Some(appeal) => {
            let appeal = appeal.read();
            format!("{} · {}", client_name(&appeal), tr!(appeal.number, number = appeal.number))
        }
        None => tr!(appeal.label),
    };
    view! { <a href=appeal_path(appeal) on:click=move |_| open.set(false)>{name}</a> }
}

/// What came back, and why.
#[component]
fn Back(it: Refused, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let (id, error) = (it.what.id, it.error);
    view! {
        <li class="outbox__item" data-refused="">
            <Given it=it.what open />
            <p class="outbox__why">{move || error_words(desk, &error)}</p>
            <Button label=words!(outbox.seen) look=Look::Plain on_press=move |()| desk.has_seen_refused(id) />
        </li>
    }
}

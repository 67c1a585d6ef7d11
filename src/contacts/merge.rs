//! Two clients made one, in the direction that the operator chooses, with a preview; and parted again (U9).
//!
//! Never: says what a merged card holds, which is `ContactCard::merged_with`, or for how long it can be undone.

use super::form::places_view;
use crate::desk::{Beside, Desk, use_desk};
use crate::i18n::{long_date, tr, words};
use crate::parts::{
    ContactFinder, DialogButton, FormFoot, contact_name, contact_path, organisation_title, said, tell_error,
    use_command, use_form,
};
use crate::ui::{Button, DialogSize, Each, Look, Toast, ToastTone, Toasts};
use desk_contract::Command;
use desk_contract::command::{MergeContacts, UndoMerge};
use desk_contract::contact::Contact;
use desk_contract::id::{ContactId, MergeId};
use desk_contract::wire::{ContactAppealsQuery, Limit};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// The button on a client's page.
#[component]
pub(super) fn MergeButton(id: ContactId) -> impl IntoView {
    let content = move |close: Callback<()>| view! { <MergeForm id on_done=close /> }.into_any();
    view! {
        <DialogButton label=words!(merge.merge_with) icon=icondata_lu::LuMerge title=words!(merge.title) size=DialogSize::Wide content />
    }
}

/// First with whom, then which of the two remains.
#[component]
fn MergeForm(id: ContactId, on_done: Callback<()>) -> impl IntoView {
    let other = RwSignal::new(None::<ContactId>);
    move || {
        match other.get() {
        None => view! { <ContactFinder label=words!(merge.find) on_take=move |id| other.set(Some(id)) except=id /> }.into_any(),
        Some(found) => {
            view! { <Preview pair=(id, found) on_other=move |()| other.set(None) on_done /> }.into_any()
        }
    }
    }
}

#[component]
fn Preview(
    pair: (ContactId, ContactId),
    #[prop(into)] on_other: Callback<()>,
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let (here, there) = pair;
    let turned = RwSignal::new(false);
    let remains = move || if turned.get() { (there, here) } else { (here, there) };
    let merge = desk.new_id(MergeId::new);
    for id in [here, there] {
        // What moves is counted from what is known; the backend moves all of it.
        leptos::task::spawn_local(async move { drop(desk.read_cards(Beside::Contact(id)).await) });
    }
    let navigate = use_navigate();
    let command = move || {
        let (into, from) = remains();
        MergeContacts { merge, into, from }.into()
    };
    let why = Signal::derive(move || desk.refusal_beside(&command()).map(|refusal| said(desk, &refusal)));
    let sending = use_form(
        move || Some(untrack(command)),
        move |done| {
            let Command::MergeContacts(merged) = done else { return };
            tell_merged(desk, toasts, merged);
            on_done.try_run(());
            navigate(&contact_path(merged.into), Default::default());
        },
    );
    let beside = move || view! { <Button label=words!(merge.other) look=Look::Quiet on_press=on_other /> };
    view! {
        <div class="form">
            <div class="merge">
                {move || {
                    let (into, from) = remains();
                    view! { <Side id=into remains=true /><Side id=from remains=false /> }
                }}
            </div>
            <p><Button label=words!(merge.turn) icon=icondata_lu::LuArrowLeftRight on_press=move |()| turned.update(|it| *it = !*it) /></p>
            {move || view! { <Result pair=remains() /> }}
            <FormFoot label=words!(merge.go) why sending beside />
        </div>
    }
}

/// One of the two cards.
#[component]
fn Side(id: ContactId, remains: bool) -> impl IntoView {
    let desk = use_desk();
    let contact = move || desk.cards.read().contact(id).cloned();
    let role = move || if remains { tr!(merge.remains) } else { tr!(merge.goes) };
    let card = move |contact: Contact| {
        let company = contact.card.organisation.and_then(|id| organisation_title(desk, id));
        let since = long_date(contact.created_at);
        view! {
            <p class="merge__name">{contact.card.name.clone()}</p>
            {company.map(|title| view! { <p class="merge__line">{title}</p> })}
            {places_view(&contact.card)}
            <p class="merge__line">{tr!(client.known_since, date = since)}</p>
        }
    };
    view! {
        <section class="merge__side" data-remains=remains.then_some("") aria-label=role>
            <p class="merge__role">{role}</p>
            {move || contact().map(card)}
        </section>
    }
}

/// What the remaining card will be, and what moves to it.
#[component]
fn Result(pair: (ContactId, ContactId)) -> impl IntoView {
    let desk = use_desk();
    let (into, from) = pair;
    let appeals = RwSignal::new(None::<String>);
    leptos::task::spawn_local(async move {
        let query = ContactAppealsQuery { limit: Limit::MOST, ..ContactAppealsQuery::default() };
        if let Ok(page) = desk.find_appeals_of(from, query).await {
            let more = if page.next_cursor.is_some() { "+" } else { "" };
            appeals.try_set(Some(format!("{}{more}", page.items.len())));
        }
    });
    let moves = move || {
        let cards = desk.cards.read();
        let (deals, tasks) = (cards.deals_of(from).count(), cards.tasks_of(from).count());
        tr!(
            merge.moves,
            appeals = appeals.get().unwrap_or_else(|| "…".to_owned()),
            deals = deals,
            tasks = tasks
        )
    };
    let card = move || {
        let cards = desk.cards.read();
        let merged = cards.contact(into)?.card.merged_with(&cards.contact(from)?.card);
        Some(view! { <p class="merge__name">{merged.name.clone()}</p>{places_view(&merged)} })
    };
    view! {
        <section class="merge__result" aria-label=words!(merge.result)>
            <p class="merge__role">{words!(merge.result)}</p>
            {card}
            <p class="merge__line">{moves}</p>
        </section>
    }
}

fn tell_merged(desk: Desk, toasts: Toasts, merged: &MergeContacts) {
    let merge = merged.merge;
    let undo: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(UndoMerge { merge }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    let (text, word) = untrack(|| (tr!(merge.done), tr!(appeal.undo)));
    toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
}

/// For a day: with whom the card was merged, and the way to part them.
#[component]
pub(super) fn MergedNotice(id: ContactId) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    // By the minute: whether it can still be undone changes with the hour.
    let minute = Memo::new(move |_| desk.clock.get().timestamp() / 60);
    let merges = Memo::new(move |_| {
        _ = minute.get();
        let mine: Vec<_> =
            desk.cards.read().merges.values().filter(|it| it.into == id && !it.is_undone).cloned().collect();
        let may_part = |merge: MergeId| desk.refusal_beside(&UndoMerge { merge }).is_none();
        mine.into_iter().filter(|it| may_part(it.id)).map(|it| (it.id, it.from)).collect::<Vec<_>>()
    });
    let one = move |(merge, from): (MergeId, ContactId)| {
        let (busy, part) = use_command(
            move || Some(UndoMerge { merge }.into()),
            move |_| {
                let text = untrack(|| tr!(merge.parted));
                toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            },
        );
        let name = move || contact_name(desk, from).unwrap_or_default();
        view! {
            <div class="notice" role="status">
                <p class="notice__title">{words!(merge.merged_with, name = name())}</p>
                <div class="notice__ways"><Button label=words!(merge.part) icon=icondata_lu::LuSplit busy on_press=part /></div>
            </div>
        }
    };
    view! { <Each each=move || merges.get() key=|(merge, _)| *merge children=one /> }
}

//! The documents in the cards of a client and a deal: to save on this device, to take out again (W3).

use super::super::file_saving::use_file_saving;
use super::super::fold::Fold;
use super::super::form::said;
use super::super::sending::use_command;
use crate::desk::use_desk;
use crate::i18n::{day_and_time, list_time, local_date, tr, words};
use crate::ui::{Button, Each, Icon, Look, Menu, Toast, ToastTone, Toasts};
use desk_contract::command::RemoveDocument;
use desk_contract::deal::{Document, DocumentOwner};
use desk_contract::id::DocumentId;
use leptos::prelude::*;
use std::sync::Arc;

/// The documents of some cards, the latest first.
#[component]
pub(crate) fn DocumentsSection(
    /// Whose cards.
    #[prop(into)]
    owners: Signal<Vec<DocumentOwner>>,
) -> impl IntoView {
    let desk = use_desk();
    let ids = Memo::new(move |_| {
        let (cards, owners) = (desk.cards.read(), owners.read());
        let theirs = cards.documents.values().filter(|it| owners.contains(&it.owner));
        let mut found: Vec<_> = theirs.map(|it| (it.at, it.id)).collect();
        found.sort_by(|one, two| two.cmp(one));
        found.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let count = Signal::derive(move || Some(ids.read().len().to_string()).filter(|it| it != "0"));
    view! {
        <Fold name="documents" title=words!(document.many) count>
            <Show when=move || !ids.read().is_empty() fallback=|| view! { <p class="quiet-line">{words!(document.none)}</p> }>
                <ul class="lines"><Each each=move || ids.get() key=|id| *id children=|id| view! { <DocumentLine id /> } /></ul>
            </Show>
        </Fold>
    }
}

#[component]
fn DocumentLine(id: DocumentId) -> impl IntoView {
    let desk = use_desk();
    let document = desk.cards.read_untracked().documents.get(&id).cloned()?;
    let (name, at, by) = (document.file.name.clone(), document.at, document.by);
    let of_deal = matches!(document.owner, DocumentOwner::Deal { .. });
    let size = document.file.bytes;
    let hint = move || {
        let saved = list_time(at, local_date(desk.clock.get_untracked()));
        tr!(document.saved_by, size = bytes(size), name = desk.name_of(by), at = saved)
    };
    Some(view! {
        <li class="document">
            <Icon icon=icondata_lu::LuFile />
            <span class="document__name" title=name.clone()>{name.clone()}</span>
            <SaveButton document=Arc::clone(&document) />
            <RemoveButton id name />
            <span class="document__hint" title=move || day_and_time(at)>
                {hint}{of_deal.then(|| view! { " · " {words!(document.of_deal)} })}
            </span>
        </li>
    })
}

/// A size as people say it.
fn bytes(count: u64) -> String {
    match count {
        0..1024 => tr!(document.bytes, count = count),
        1024..1_048_576 => tr!(document.kilobytes, count = count / 1024),
        _ => tr!(document.megabytes, count = count / 1_048_576),
    }
}

/// Saves the file on this device.
#[component]
fn SaveButton(document: Arc<Document>) -> impl IntoView {
    let name = document.file.name.clone();
    let (busy, save) = use_file_saving(document.file.clone());
    view! {
        <Button label=words!(document.download, name = name.clone()) icon=icondata_lu::LuDownload icon_alone=true look=Look::Quiet busy on_press=save />
    }
}

/// Takes the file out of the card, after asking: nobody can put it back but by its message.
#[component]
fn RemoveButton(id: DocumentId, name: String) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let refusal = Signal::derive(move || {
        desk.refusal_beside(&RemoveDocument { document: id }).map(|refusal| said(desk, &refusal))
    });
    let (busy, remove) = use_command(
        move || Some(RemoveDocument { document: id }.into()),
        move |_| {
            let text = untrack(|| tr!(document.removed));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
        },
    );
    let label = words!(document.remove, name = name.clone());
    let content = move |_close| {
        view! {
            <div class="question">
                <p class="question__title">{words!(document.remove_question)}</p>
                <p class="question__hint">{words!(document.remove_hint)}</p>
                <Button label=words!(document.remove_yes) look=Look::Danger busy refusal on_press=remove />
            </div>
        }
        .into_any()
    };
    view! { <Menu label icon=icondata_lu::LuTrash2 icon_alone=true look=Look::Quiet content /> }
}

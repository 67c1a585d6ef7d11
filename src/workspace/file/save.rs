//! What may be done with a file: saved on the device, kept in the card of the client or the deal (W3).
//!
//! Never: a rule; whether a card takes the file is asked of the desk.

use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::{tell_error, use_command, use_file_saving};
use crate::ui::{Button, Look, Menu, Toast, ToastTone, Toasts};
use desk_contract::command::{RemoveDocument, SaveDocument};
use desk_contract::deal::DocumentOwner;
use desk_contract::id::DocumentId;
use desk_contract::message::Attachment;
use desk_contract::{Appeal, Command, Message};
use leptos::prelude::*;
use std::sync::Arc;

/// The menu of a file.
#[component]
pub(super) fn FileMenu(file: Attachment, message: Message, appeal: RwSignal<Appeal>) -> impl IntoView {
    let name = file.name.clone();
    let content = move |close: Callback<()>| {
        let client = Signal::derive(move || appeal.read().contact.map(|id| DocumentOwner::Contact { id }));
        let deal = Signal::derive(move || appeal.read().deal.map(|id| DocumentOwner::Deal { id }));
        let (of_client, of_deal) = ((file.clone(), message.clone()), (file.clone(), message.clone()));
        view! {
            <div class="file-menu">
                <DownloadButton file=file.clone() close />
                <SaveButton label=words!(file.to_client) nobody=words!(file.no_client) owner=client what=of_client appeal close />
                <SaveButton label=words!(file.to_deal) nobody=words!(file.no_deal) owner=deal what=of_deal appeal close />
            </div>
        }
        .into_any()
    };
    view! {
        <Menu
            label=Signal::derive(move || tr!(file.actions, name = name.clone())) icon=icondata_lu::LuEllipsis icon_alone=true look=Look::Quiet
            content
        />
    }
}

#[component]
fn DownloadButton(file: Attachment, close: Callback<()>) -> impl IntoView {
    let (busy, save) = use_file_saving(file);
    let press = move |()| {
        close.run(());
        save.run(());
    };
    view! { <Button label=words!(file.download) icon=icondata_lu::LuDownload look=Look::Quiet busy on_press=press /> }
}

#[component]
fn SaveButton(
    #[prop(into)] label: Signal<String>,
    /// Why nobody's card is there.
    #[prop(into)]
    nobody: Signal<String>,
    owner: Signal<Option<DocumentOwner>>,
    what: (Attachment, Message),
    appeal: RwSignal<Appeal>,
    close: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let (file, message) = what;
    let document = desk.new_id(DocumentId::new);
    let command = {
        let (attachment, message) = (file.id, message.id);
        move || {
            let (appeal, owner) = (appeal.read_untracked().id, owner.get_untracked()?);
            Some(SaveDocument { document, appeal, message, attachment, owner })
        }
    };
    let asked = command;
    let refusal = Signal::derive(move || {
        let Some(owner) = owner.get() else { return Some(nobody.get()) };
        let is_kept =
            desk.cards.read().documents.values().any(|it| it.file.id == file.id && it.owner == owner);
        if is_kept {
            return Some(tr!(file.kept_already));
        }
        let refusal = desk.refusal_at(&appeal.read(), &message, &asked()?)?;
        Some(desk.sentence(&refusal, language()))
    });
    // The menu is closed by then: whose card it was is read from the command.
    let is_deal = |done: &Command| {
        matches!(done, Command::SaveDocument(SaveDocument { owner: DocumentOwner::Deal { .. }, .. }))
    };
    let command = move || command().map(Into::into);
    let (busy, save) = use_command(command, move |done| say_saved(desk, toasts, document, is_deal(done)));
    let press = move |()| {
        save.run(());
        close.run(());
    };
    view! { <Button label icon=icondata_lu::LuSave look=Look::Quiet refusal busy on_press=press /> }
}

/// Says that the file is kept, with a way to take it back.
fn say_saved(desk: Desk, toasts: Toasts, document: DocumentId, is_deal: bool) {
    let undo = Arc::new(move || {
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(RemoveDocument { document }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    let (text, word) = untrack(|| {
        let text = if is_deal { tr!(file.kept_in_deal) } else { tr!(file.kept_in_client) };
        (text, tr!(appeal.undo))
    });
    toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
}

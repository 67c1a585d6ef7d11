//! The panel beside the chat: who the client is, with what the appeal is linked, and what is kept with him.
//!
//! Owns: the order of the sections, and that what is kept beside the appeal is read when it is opened. Never: a rule;
//! whether something may be linked is asked through the desk.

mod deal;
mod facts;
mod forms;
mod head;
mod new_contact;
mod open_appeals;
mod organisation;

use crate::desk::{Beside, use_desk};
use crate::i18n::words;
use crate::parts::{DocumentsSection, TaskDraft, TasksOf, TasksSection};
use deal::LinkedDeal;
use desk_contract::Appeal;
use desk_contract::deal::DocumentOwner;
use facts::AppealFacts;
use forms::{AnsweredNotice, SentForms};
use head::Head;
use leptos::prelude::*;
pub(super) use new_contact::known_of;
use open_appeals::OpenAppeals;
use organisation::LinkedOrganisation;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The panel. No piece: at the usual width it is seen with the chat, and alone it would load more than it saves.
#[component]
pub(super) fn ClientPanel(appeal: RwSignal<Appeal>, panel_open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let closed_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !is_over_the_panel(&event) {
            panel_open.set(false);
        }
    };
    let contact = Memo::new(move |_| appeal.read().contact);
    let id = appeal.read_untracked().id;
    Effect::new(move |_| {
        _ = contact.get();
        leptos::task::spawn_local(async move {
            // What cannot be read now is read when the appeal is opened again; what is known stands here.
            let _ = desk.read_cards(Beside::Appeal(id)).await;
        });
    });
    view! {
        <aside class="client-panel" on:keydown=closed_by_key aria-label=words!(client.panel) data-open=move || panel_open.get().then_some("")>
            <Head appeal />
            <AnsweredNotice appeal />
            <LinkedDeal appeal />
            <OpenAppeals appeal />
            <Tasks appeal />
            <DocumentsSection owners=documents_beside(appeal) />
            <LinkedOrganisation appeal />
            <SentForms appeal />
            <AppealFacts appeal />
        </aside>
    }
}

/// Whether the key was meant for a dialog or a menu that stands over the panel.
fn is_over_the_panel(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let over = target.and_then(|it| it.closest("dialog[open], [popover]").ok().flatten());
    over.is_some()
}

/// The tasks of the client, or of the appeal while nobody knows him.
#[component]
fn Tasks(appeal: RwSignal<Appeal>) -> impl IntoView {
    let id = appeal.read_untracked().id;
    let draft = Signal::derive(move || {
        let appeal = appeal.read();
        TaskDraft { task: None, contact: appeal.contact, deal: appeal.deal, appeal: Some(id) }
    });
    let of = Memo::new(move |_| appeal.read().contact.map_or(TasksOf::Appeal(id), TasksOf::Contact));
    move || view! { <TasksSection of=of.get() draft /> }
}

/// The cards whose documents stand beside the appeal: its client's and its deal's.
fn documents_beside(appeal: RwSignal<Appeal>) -> Signal<Vec<DocumentOwner>> {
    let linked = Memo::new(move |_| (appeal.read().contact, appeal.read().deal));
    Signal::derive(move || {
        let (contact, deal) = linked.get();
        let contact = contact.map(|id| DocumentOwner::Contact { id });
        contact.into_iter().chain(deal.map(|id| DocumentOwner::Deal { id })).collect()
    })
}

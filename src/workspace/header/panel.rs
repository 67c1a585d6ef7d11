//! The dialog of the header: one at a time, for whatever an action needs to be told.
//!
//! Owns: which is open. Never: what stands in one.

use super::bind::BindForm;
use super::call_button::CallNumbers;
use super::dialer::{PostponeForm, ReturnToCampaignForm};
use super::leaving::ReturnForm;
use super::topic::TopicPicker;
use super::transfer_form::TransferForm;
use crate::contacts::{ContactDraft, ContactForm};
use crate::i18n::{tr, words};
use crate::parts::{Offer, WaysList};
use crate::ui::{Dialog, Piece, piece};
use crate::workspace::client_panel::known_of;
use crate::workspace::close_form::CloseForm;
use desk_contract::Appeal;
use leptos::prelude::*;

/// What an action needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// Which number to call.
    Call,
    /// By which way to write.
    Ways,
    /// Why the client came.
    Topic,
    /// How the appeal ended.
    Close,
    /// Who gets it.
    Transfer,
    /// Who the guest is.
    Bind,
    /// What stands on the guest's new card.
    NewContact,
    /// Why it goes back into the queue.
    Return,
    /// When the dialer calls.
    Postpone,
    /// Why the dialer gets it back.
    ReturnToCampaign,
}

/// Which of them is open; provided once at the root, so that actions open them from anywhere.
#[derive(Clone, Copy)]
pub(crate) struct OpenPanel {
    which: RwSignal<Panel>,
    is_open: RwSignal<bool>,
}

impl OpenPanel {
    /// None is open.
    pub(crate) fn none() -> Self {
        Self { which: RwSignal::new(Panel::Transfer), is_open: RwSignal::new(false) }
    }

    /// Opens one.
    pub(crate) fn open(self, panel: Panel) {
        self.which.set(panel);
        self.is_open.set(true);
    }

    /// Closes whichever is open.
    pub(crate) fn close(self) {
        self.is_open.try_set(false);
    }

    /// A callback that opens one.
    pub(super) fn opener(self, panel: Panel) -> Callback<()> {
        Callback::new(move |()| self.open(panel))
    }
}

/// Where the dialog stands.
#[component]
pub(super) fn HeaderPanel(appeal: RwSignal<Appeal>) -> impl IntoView {
    let panel = expect_context::<OpenPanel>();
    let OpenPanel { which, is_open } = panel;
    // Another appeal has nothing to do with what was open here.
    on_cleanup(move || panel.close());
    let content = move || {
        view! { <Piece load=panel_form props=PanelFormProps { which: which.get(), appeal } /> }.into_any()
    };
    view! { <Dialog title=Signal::derive(move || title(which.get())) open=is_open close=words!(appeal.close_window) content /> }
}

piece!(panel_form in forms = PanelForm(PanelFormProps));

/// Fetches the forms ahead, so that whoever presses «Закрыть» does not wait for them. What is not had now is asked for
/// again when it is needed.
pub(crate) async fn fetch_forms_ahead() {
    let _ = panel_form().await;
}

/// What is asked in it.
#[component]
fn PanelForm(which: Panel, appeal: RwSignal<Appeal>) -> impl IntoView {
    let panel = expect_context::<OpenPanel>();
    let done = Callback::new(move |()| panel.close());
    let contact = Signal::derive(move || appeal.read().contact);
    let id = appeal.read_untracked().id;
    match which {
        Panel::Call => view! { <CallNumbers appeal on_gone=done /> }.into_any(),
        Panel::Ways => {
            view! { <WaysList contact from=Some(appeal) offer=Offer::Writing on_gone=done /> }.into_any()
        }
        Panel::Topic => view! { <TopicPicker appeal on_done=done /> }.into_any(),
        Panel::Close => view! { <CloseForm id appeal on_done=done /> }.into_any(),
        Panel::Transfer => view! { <TransferForm appeal on_done=done /> }.into_any(),
        Panel::Bind => {
            view! { <BindForm appeal on_done=done on_new=panel.opener(Panel::NewContact) /> }.into_any()
        }
        Panel::NewContact => {
            let card = known_of(&appeal.read_untracked());
            let draft = ContactDraft { contact: None, card, appeal: Some(appeal) };
            view! { <ContactForm draft on_done=move |_| panel.close() /> }.into_any()
        }
        Panel::Return => view! { <ReturnForm appeal on_done=done /> }.into_any(),
        Panel::Postpone => view! { <PostponeForm appeal on_done=done /> }.into_any(),
        Panel::ReturnToCampaign => view! { <ReturnToCampaignForm appeal on_done=done /> }.into_any(),
    }
}

fn title(panel: Panel) -> String {
    match panel {
        Panel::Call => tr!(call.call),
        Panel::Ways => tr!(ways.write),
        Panel::Topic => tr!(topic.label),
        Panel::Close => tr!(appeal.close_title),
        Panel::Transfer => tr!(transfer.title),
        Panel::Bind => tr!(bind.bind),
        Panel::NewContact => tr!(client.new_contact),
        Panel::Return => tr!(appeal.return_to_queue),
        Panel::Postpone => tr!(dialer.postpone),
        Panel::ReturnToCampaign => tr!(dialer.give_back_title),
    }
}

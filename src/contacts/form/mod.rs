//! The form of a client's card, new or changed (W6).
//!
//! Owns: what is typed, the warning that somebody with that number, account or mail box is known already, and that
//! a colleague's change is told. Never: what is a number or a mail box, which the contract says.

mod fields;
mod known;
mod lines;

use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::{
    ChangedNotice, FormFoot, OrganisationField, Places, organisation_title, places_of, refused, said,
    too_long, use_form,
};
use crate::ui::{Piece, TextArea, TextField, Toast, ToastTone, Toasts, piece};
use desk_contract::command::SaveContact;
use desk_contract::contact::{Contact, ContactCard};
use desk_contract::id::ContactId;
use desk_contract::{Appeal, Refusal};
use fields::Fields;
use known::KnownNotice;
use leptos::prelude::*;
use lines::{Accounts, AddLines, Mails, Numbers};

/// With what the form begins.
#[derive(Clone, Default)]
pub(crate) struct ContactDraft {
    /// The card that is changed; none for a new one.
    pub(crate) contact: Option<Contact>,
    /// What is known already of somebody new.
    pub(crate) card: ContactCard,
    /// The appeal whose guest becomes this client.
    pub(crate) appeal: Option<RwSignal<Appeal>>,
}

/// The form.
#[component]
pub(crate) fn ContactForm(
    /// With what it begins.
    draft: ContactDraft,
    /// Told whose card it was once it is saved; the form is no longer needed.
    #[prop(into)]
    on_done: Callback<ContactId>,
) -> impl IntoView {
    view! { <Piece load=contact_form props=ContactFieldsProps { draft, on_done } /> }
}

piece!(contact_form in forms = ContactFields(ContactFieldsProps));

#[component]
fn ContactFields(draft: ContactDraft, on_done: Callback<ContactId>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let is_new = draft.contact.is_none();
    let fields = Fields::of(draft.contact.as_ref().map_or(&draft.card, |it| &it.card));
    let (id, seen) = draft.contact.as_ref().map_or_else(
        || (desk.new_id(ContactId::new), RwSignal::new(None)),
        |contact| (contact.id, RwSignal::new(Some(contact.version))),
    );
    let appeal = draft.appeal;
    let from_appeal = appeal.map(|appeal| appeal.read_untracked().id);
    let command =
        move || SaveContact { contact: id, version: seen.get(), card: fields.card(), from_appeal }.into();
    let refusal = Memo::new(move |_| refused(desk, appeal, &command()));
    let wrong_mail = Signal::derive(move || match refusal.get()? {
        refusal @ Refusal::BadMailAddress { .. } => {
            let words = said(desk, &refusal);
            let Refusal::BadMailAddress { address } = refusal else { return None };
            Some((address, words))
        }
        _ => None,
    });
    let why = Signal::derive(move || {
        let mistake = fields.mistake().map(|mistake| mistake.sentence(language()).to_owned());
        mistake.or_else(|| refusal.get().map(|refusal| said(desk, &refusal)))
    });
    let sending = use_form(
        move || Some(untrack(command)),
        move |_| {
            let text = untrack(|| tr!(contact.saved));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(id);
        },
    );
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <TextField label=words!(contact.name) value=fields.name error=too_long(desk, refusal) takes_focus=true />
            <Numbers fields />
            <Accounts fields />
            <Mails fields wrong=wrong_mail />
            <AddLines fields />
            <OrganisationField value=fields.organisation />
            <TextArea label=words!(card.comment) value=fields.comment rows=2 />
            {is_new.then(|| view! { <KnownNotice card=Signal::derive(move || fields.card()) appeal on_done /> })}
            <Changed desk id fields seen refusal />
            <FormFoot label=words!(card.save) why sending />
        </form>
    }
}

/// What a colleague has saved meanwhile.
#[component]
fn Changed(
    desk: Desk,
    id: ContactId,
    fields: Fields,
    seen: RwSignal<Option<u64>>,
    refusal: Memo<Option<Refusal>>,
) -> impl IntoView {
    let now = move || desk.cards.read().contacts.get(&id).cloned();
    let lines = move || {
        let Some(contact) = now() else { return Vec::new() };
        let (card, typed) = (&contact.card, fields.card());
        let company = card.organisation.and_then(|id| organisation_title(desk, id)).unwrap_or_default();
        let lines = [
            (typed.name != card.name, tr!(contact.name), card.name.clone()),
            (reached(&typed) != reached(card), tr!(client.addresses), reached(card)),
            (typed.organisation != card.organisation, tr!(organisation.one), company),
            (typed.comment != card.comment, tr!(card.comment), card.comment.clone()),
        ];
        lines.into_iter().filter(|(differs, ..)| *differs).map(|(_, name, value)| (name, value)).collect()
    };
    let mine = move |()| seen.set(untrack(now).map(|contact| contact.version));
    let theirs = move |()| {
        if let Some(contact) = untrack(now) {
            fields.take(&contact.card);
            seen.set(Some(contact.version));
        }
    };
    let is_changed = Signal::derive(move || matches!(refusal.get(), Some(Refusal::Changed { .. })));
    view! { <ChangedNotice is_changed now=Signal::derive(lines) on_mine=mine on_theirs=theirs /> }
}

/// Where a client can be reached, on one line.
fn reached(card: &ContactCard) -> String {
    places_of(card).into_iter().map(|place| place.shown).collect::<Vec<_>>().join(", ")
}

/// Where a client can be reached, as a list; for two cards side by side.
pub(super) fn places_view(card: &ContactCard) -> AnyView {
    view! { <Places places=places_of(card) /> }.into_any()
}

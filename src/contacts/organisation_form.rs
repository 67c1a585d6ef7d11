//! The form of a company's card, new or changed (W6).

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{ChangedNotice, FormFoot, said, too_long, use_form};
use crate::ui::{TextArea, TextField, Toast, ToastTone, Toasts};
use desk_contract::Refusal;
use desk_contract::command::SaveOrganisation;
use desk_contract::contact::{Organisation, OrganisationCard};
use desk_contract::id::OrganisationId;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    tax_number: RwSignal<String>,
    site: RwSignal<String>,
    comment: RwSignal<String>,
}

impl Fields {
    fn take(self, card: &OrganisationCard) {
        self.title.set(card.title.clone());
        self.tax_number.set(card.tax_number.clone().unwrap_or_default());
        self.site.set(card.site.clone().unwrap_or_default());
        self.comment.set(card.comment.clone());
    }

    fn card(self) -> OrganisationCard {
        let filled = |field: RwSignal<String>| Some(field.get()).filter(|text| !text.trim().is_empty());
        OrganisationCard {
            title: self.title.get(),
            tax_number: filled(self.tax_number),
            site: filled(self.site),
            comment: self.comment.get(),
        }
    }
}

/// The form.
#[component]
pub(super) fn OrganisationForm(
    /// The card that is changed; none for a new one.
    #[prop(optional)]
    organisation: Option<Organisation>,
    /// Told which it was once it is saved.
    #[prop(into)]
    on_done: Callback<OrganisationId>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let empty = || RwSignal::new(String::new());
    let fields = Fields { title: empty(), tax_number: empty(), site: empty(), comment: empty() };
    let (id, seen) = organisation.as_ref().map_or_else(
        || (desk.new_id(OrganisationId::new), RwSignal::new(None)),
        |it| (it.id, RwSignal::new(Some(it.version))),
    );
    if let Some(organisation) = &organisation {
        fields.take(&organisation.card);
    }
    let command =
        move || SaveOrganisation { organisation: id, version: seen.get(), card: fields.card() }.into();
    let refusal = Memo::new(move |_| desk.refusal_beside(&command()));
    let why = Signal::derive(move || refusal.get().map(|refusal| said(desk, &refusal)));
    let sending = use_form(
        move || Some(untrack(command)),
        move |_| {
            let text = untrack(|| tr!(organisation.saved));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(id);
        },
    );
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <TextField label=words!(organisation.title) value=fields.title error=too_long(desk, refusal) takes_focus=true />
            <div class="form__row">
                <TextField label=words!(organisation.tax_number) value=fields.tax_number />
                <TextField label=words!(organisation.site) value=fields.site placeholder="example.org" />
            </div>
            <TextArea label=words!(card.comment) value=fields.comment rows=2 />
            <Changed id fields seen refusal />
            <FormFoot label=words!(card.save) why sending />
        </form>
    }
}

/// What a colleague has saved meanwhile.
#[component]
fn Changed(
    id: OrganisationId,
    fields: Fields,
    seen: RwSignal<Option<u64>>,
    refusal: Memo<Option<Refusal>>,
) -> impl IntoView {
    let desk = use_desk();
    let now = move || desk.cards.read().organisations.get(&id).cloned();
    let lines = move || {
        let Some(organisation) = now() else { return Vec::new() };
        let (card, typed) = (&organisation.card, fields.card());
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let lines = [
            (typed.title != card.title, tr!(organisation.title), card.title.clone()),
            (typed.tax_number != card.tax_number, tr!(organisation.tax_number), words(&card.tax_number)),
            (typed.site != card.site, tr!(organisation.site), words(&card.site)),
            (typed.comment != card.comment, tr!(card.comment), card.comment.clone()),
        ];
        lines.into_iter().filter(|(differs, ..)| *differs).map(|(_, name, value)| (name, value)).collect()
    };
    let mine = move |()| seen.set(untrack(now).map(|it| it.version));
    let theirs = move |()| {
        if let Some(organisation) = untrack(now) {
            fields.take(&organisation.card);
            seen.set(Some(organisation.version));
        }
    };
    let is_changed = Signal::derive(move || matches!(refusal.get(), Some(Refusal::Changed { .. })));
    view! { <ChangedNotice is_changed now=Signal::derive(lines) on_mine=mine on_theirs=theirs /> }
}

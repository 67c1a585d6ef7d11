//! The form of a deal, new or changed (W7).

use super::super::finders::{ContactField, OrganisationField, contact_name, organisation_title};
use super::super::form::{ChangedNotice, FormFoot, refused, said, too_long, use_form};
use super::fields::{assignees, currencies};
use crate::desk::{Desk, use_desk};
use crate::i18n::{amount_field, currency_code, money, tr, words};
use crate::ui::{LineKind, Piece, SelectField, TextArea, TextField, Toast, ToastTone, Toasts, piece};
use desk_contract::command::SaveDeal;
use desk_contract::deal::{Deal, DealCard};
use desk_contract::id::{ContactId, DealId, OrganisationId};
use desk_contract::money::{Currency, Money, NotAnAmount};
use desk_contract::{Appeal, Refusal};
use leptos::prelude::*;

/// With what a form of a deal begins.
#[derive(Clone, Default)]
pub(crate) struct DealDraft {
    /// The deal that is changed; none for a new one.
    pub(crate) deal: Option<Deal>,
    /// With whom, where that stands.
    pub(crate) contact: Option<ContactId>,
    /// The appeal that a new deal is linked with.
    pub(crate) appeal: Option<RwSignal<Appeal>>,
}

/// What is typed.
#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    contact: RwSignal<Option<ContactId>>,
    organisation: RwSignal<Option<OrganisationId>>,
    amount: RwSignal<String>,
    currency: RwSignal<String>,
    stage: RwSignal<String>,
    assignee: RwSignal<String>,
    comment: RwSignal<String>,
}

impl Fields {
    fn new(desk: Desk, draft: &DealDraft) -> Self {
        let fields = Self {
            title: RwSignal::new(String::new()),
            contact: RwSignal::new(draft.contact),
            organisation: RwSignal::new(None),
            amount: RwSignal::new(String::new()),
            currency: RwSignal::new(currency_code(Currency::default()).to_owned()),
            stage: RwSignal::new(String::new()),
            assignee: RwSignal::new(desk.me().to_string()),
            comment: RwSignal::new(String::new()),
        };
        if let Some(deal) = &draft.deal {
            fields.take(&deal.card);
        } else {
            let first = desk.directory.read_untracked().deal_stages.first().map(|it| it.id.to_string());
            fields.stage.set(first.unwrap_or_default());
            let cards = desk.cards.read_untracked();
            let card = draft.contact.and_then(|id| cards.contact(id));
            fields.organisation.set(card.and_then(|it| it.card.organisation));
        }
        fields
    }

    fn take(self, card: &DealCard) {
        self.title.set(card.title.clone());
        self.contact.set(Some(card.contact));
        self.organisation.set(card.organisation);
        self.amount.set(card.amount.map(amount_field).unwrap_or_default());
        self.currency.set(currency_code(card.amount.map(|it| it.currency).unwrap_or_default()).to_owned());
        self.stage.set(card.stage.to_string());
        self.assignee.set(card.assignee.to_string());
        self.comment.set(card.comment.clone());
    }

    fn amount(self) -> Result<Option<Money>, NotAnAmount> {
        let typed = self.amount.get();
        let code = self.currency.get();
        let currency = Currency::ALL.into_iter().find(|it| currency_code(*it) == code).unwrap_or_default();
        if typed.trim().is_empty() { Ok(None) } else { Money::read(&typed, currency).map(Some) }
    }

    /// The card as typed; `None` while something cannot be read.
    fn card(self) -> Option<DealCard> {
        Some(DealCard {
            title: self.title.get(),
            contact: self.contact.get()?,
            organisation: self.organisation.get(),
            amount: self.amount().ok()?,
            stage: self.stage.get().parse().ok()?,
            assignee: self.assignee.get().parse().ok()?,
            comment: self.comment.get(),
        })
    }
}

/// The form.
#[component]
pub(crate) fn DealForm(
    /// With what it begins.
    draft: DealDraft,
    /// Told once it is saved; the form is no longer needed.
    on_done: Callback<()>,
) -> impl IntoView {
    view! { <Piece load=deal_form props=DealFieldsProps { draft, on_done } /> }
}

piece!(deal_form in forms = DealFields(DealFieldsProps));

#[component]
fn DealFields(draft: DealDraft, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let fields = Fields::new(desk, &draft);
    let (id, seen) = draft.deal.as_ref().map_or_else(
        || (desk.new_id(DealId::new), RwSignal::new(None)),
        |deal| (deal.id, RwSignal::new(Some(deal.version))),
    );
    let appeal = draft.appeal;
    let from_appeal = appeal.map(|appeal| appeal.read_untracked().id);
    let command = move || Some(SaveDeal { deal: id, version: seen.get(), card: fields.card()?, from_appeal });
    let refusal = Memo::new(move |_| refused(desk, appeal, &command()?));
    let why = Signal::derive(move || {
        if fields.contact.get().is_none() {
            return Some(tr!(deal.needs_contact));
        }
        if fields.amount().is_err() {
            return Some(tr!(deal.not_an_amount));
        }
        refusal.get().map(|refusal| said(desk, &refusal))
    });
    let sending = use_form(
        move || untrack(command).map(Into::into),
        move |_| {
            let text = untrack(|| tr!(deal.saved));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    let stages = move || {
        let directory = desk.directory.read();
        directory.deal_stages.iter().map(|it| (it.id.to_string(), it.title.clone())).collect::<Vec<_>>()
    };
    let title_error = too_long(desk, refusal);
    let amount_error = Signal::derive(move || fields.amount().is_err().then(|| tr!(deal.not_an_amount)));
    let tidied = move |()| {
        if let Ok(Some(amount)) = untrack(|| fields.amount()) {
            fields.amount.set(amount_field(amount));
        }
    };
    let may_choose_contact = draft.contact.is_none() && draft.deal.is_none();
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <TextField label=words!(deal.title) value=fields.title error=title_error takes_focus=true />
            {may_choose_contact.then(|| view! { <ContactField value=fields.contact /> })}
            <div class="form__row">
                <TextField
                    label=words!(deal.amount) value=fields.amount kind=LineKind::Number placeholder=words!(deal.amount_hint)
                    error=amount_error on_leave=tidied
                />
                <SelectField label=words!(deal.currency) options=Signal::derive(currencies) value=fields.currency />
            </div>
            <div class="form__row">
                <SelectField label=words!(deal.stage) options=Signal::derive(stages) value=fields.stage />
                <SelectField label=words!(deal.assignee) options=Signal::derive(move || assignees(desk)) value=fields.assignee />
            </div>
            <OrganisationField value=fields.organisation />
            <TextArea label=words!(card.comment) value=fields.comment rows=2 />
            <Changed desk id fields seen refusal />
            <FormFoot label=words!(card.save) why sending />
        </form>
    }
}

/// What a colleague has saved meanwhile.
#[component]
fn Changed(
    desk: Desk,
    id: DealId,
    fields: Fields,
    seen: RwSignal<Option<u64>>,
    refusal: Memo<Option<Refusal>>,
) -> impl IntoView {
    let now = move || desk.cards.read().deals.get(&id).cloned();
    let lines = move || {
        let (Some(deal), Some(typed)) = (now(), fields.card()) else { return Vec::new() };
        let card = &deal.card;
        let directory = desk.directory.read();
        let stage = directory.deal_stage(card.stage).map(|it| it.title.clone()).unwrap_or_default();
        let company = card.organisation.and_then(|id| organisation_title(desk, id)).unwrap_or_default();
        let client = contact_name(desk, card.contact).unwrap_or_default();
        let lines = [
            (typed.title != card.title, tr!(deal.title), card.title.clone()),
            (typed.contact != card.contact, tr!(contact.one), client),
            (typed.amount != card.amount, tr!(deal.amount), card.amount.map(money).unwrap_or_default()),
            (typed.stage != card.stage, tr!(deal.stage), stage),
            (typed.assignee != card.assignee, tr!(deal.assignee), desk.name_of(card.assignee)),
            (typed.organisation != card.organisation, tr!(organisation.one), company),
            (typed.comment != card.comment, tr!(card.comment), card.comment.clone()),
        ];
        lines.into_iter().filter(|(differs, ..)| *differs).map(|(_, name, value)| (name, value)).collect()
    };
    let mine = move |()| seen.set(untrack(now).map(|deal| deal.version));
    let theirs = move |()| {
        if let Some(deal) = untrack(now) {
            fields.take(&deal.card);
            seen.set(Some(deal.version));
        }
    };
    let is_changed = Signal::derive(move || matches!(refusal.get(), Some(Refusal::Changed { .. })));
    view! { <ChangedNotice is_changed now=Signal::derive(lines) on_mine=mine on_theirs=theirs /> }
}

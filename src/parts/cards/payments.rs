//! The payments of a deal, live, and a new one (W8).

use super::super::client_name::client_name;
use super::super::copying::CopyButton;
use super::super::dialog_button::DialogButton;
use super::super::fold::Fold;
use super::super::form::{FormFoot, said, too_long, use_form};
use crate::desk::{Desk, use_desk};
use crate::i18n::{amount_field, currency_code, day_and_time, list_time, local_date, money, tr, words};
use crate::ui::{Each, LineKind, Look, Piece, SelectField, TextField, Toast, ToastTone, Toasts, piece};
use desk_contract::command::RequestPayment;
use desk_contract::id::{AppealId, DealId, PaymentId};
use desk_contract::money::{Currency, Money};
use desk_contract::payment::{Payment, PaymentStatus};
use desk_contract::{Appeal, Refusal};
use leptos::prelude::*;

/// How far a payment has come, in words.
pub(crate) fn payment_status(payment: &Payment) -> (String, &'static str) {
    match payment.status {
        PaymentStatus::Pending if payment.link.is_none() => (tr!(payment.linking), "waiting"),
        PaymentStatus::Pending => (tr!(payment.pending), "waiting"),
        PaymentStatus::WaitingForCapture => (tr!(payment.waiting_for_capture), "waiting"),
        PaymentStatus::Succeeded => (tr!(payment.succeeded), "done"),
        PaymentStatus::Canceled => (tr!(payment.canceled), "lost"),
    }
}

/// One payment: how much, how far, when, and its link while it can be paid.
#[component]
pub(crate) fn PaymentLine(id: PaymentId) -> impl IntoView {
    let desk = use_desk();
    let payment = Memo::new(move |_| desk.cards.read().payments.get(&id).cloned());
    let inside = move || {
        let payment = payment.get()?;
        let (status, tone) = payment_status(&payment);
        let at = payment.created_at;
        let link = payment.link.clone().filter(|_| payment.status == PaymentStatus::Pending);
        let today = local_date(desk.clock.get_untracked());
        let hint = tr!(payment.asked_by, name = desk.name_of(payment.by), at = list_time(at, today));
        Some(view! {
            <span class="line__title" title=payment.description.clone()>{money(payment.amount)}</span>
            <span class="chip" data-tone=tone>{status}</span>
            {link.map(|text| view! { <CopyButton text /> })}
            <span class="line__hint" title=day_and_time(at)>{hint}</span>
            {payment.reason.clone().map(|reason| view! { <span class="line__hint">{reason}</span> })}
        })
    };
    view! { <li class="line" data-still="">{inside}</li> }
}

/// The payments of a deal, the latest first.
#[component]
pub(crate) fn PaymentsSection(
    deal: DealId,
    /// The appeals in whose channel a link can go out; the first that may is taken at first.
    #[prop(into)]
    appeals: Signal<Vec<AppealId>>,
) -> impl IntoView {
    let desk = use_desk();
    let ids = Memo::new(move |_| {
        let cards = desk.cards.read();
        let mut payments: Vec<_> = cards.payments_of(deal).map(|it| (it.created_at, it.id)).collect();
        payments.sort_by(|one, two| two.cmp(one));
        payments.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let refusal = Signal::derive(move || why_no_payment(desk, deal, &appeals.read()));
    let form =
        move |close| view! { <PaymentForm deal appeals=appeals.get_untracked() on_done=close /> }.into_any();
    let action = move || {
        view! { <DialogButton label=words!(payment.new) icon=icondata_lu::LuPlus icon_alone=true look=Look::Quiet refusal content=form /> }
    };
    let count = Signal::derive(move || Some(ids.read().len().to_string()).filter(|it| it != "0"));
    view! {
        <Fold name="payments" title=words!(payment.many) count action>
            <Show
                when=move || !ids.read().is_empty()
                fallback=move || view! { <p class="quiet-line">{move || refusal.get().unwrap_or_else(|| tr!(payment.none))}</p> }
            >
                <ul class="lines"><Each each=move || ids.get() key=|id| *id children=|id| view! { <PaymentLine id /> } /></ul>
            </Show>
        </Fold>
    }
}

/// Why no link can be sent in any of these appeals; asked with a sum, which the form asks for.
fn why_no_payment(desk: Desk, deal: DealId, appeals: &[AppealId]) -> Option<String> {
    let mut why = tr!(payment.no_appeal);
    if !desk.directory.read().settings.has_payments {
        why = said(desk, &Refusal::PaymentsNotConnected);
    }
    for id in appeals {
        let Some(appeal) = desk.known_appeal(*id) else { continue };
        match refused(desk, &appeal.read(), &probe(desk, deal, *id)) {
            None => return None,
            Some(refusal) => why = said(desk, &refusal),
        }
    }
    Some(why)
}

fn refused(desk: Desk, appeal: &Appeal, command: &RequestPayment) -> Option<Refusal> {
    desk.refusal(appeal, &command.clone())
}

fn probe(desk: Desk, deal: DealId, appeal: AppealId) -> RequestPayment {
    let payment = desk.new_id(PaymentId::new);
    RequestPayment { payment, appeal, deal, amount: Money::rub(1), description: "1".to_owned() }
}

/// How much, what for, and in which appeal the link goes out.
#[component]
fn PaymentForm(deal: DealId, appeals: Vec<AppealId>, on_done: Callback<()>) -> impl IntoView {
    view! { <Piece load=payment_form props=PaymentFieldsProps { deal, appeals, on_done } /> }
}

piece!(payment_form in forms = PaymentFields(PaymentFieldsProps));

#[component]
fn PaymentFields(deal: DealId, appeals: Vec<AppealId>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let payment = desk.new_id(PaymentId::new);
    let card = desk.cards.read_untracked().deals.get(&deal).map(|it| it.card.clone());
    let asked = card.as_ref().and_then(|card| card.amount);
    let currency = asked.map(|it| it.currency).unwrap_or_default();
    let title = card.map(|card| card.title).unwrap_or_default();
    let amount = RwSignal::new(asked.map(amount_field).unwrap_or_default());
    let description = RwSignal::new(untrack(|| tr!(payment.for_deal, title = title)));
    let ways = untrack(|| ways(desk, deal, &appeals));
    let chosen = RwSignal::new(ways.first().map(|(key, _)| key.clone()).unwrap_or_default());
    let read = move || Money::read(&amount.get(), currency);
    let command = move || {
        let (appeal, amount) = (chosen.get().parse().ok()?, read().ok()?);
        Some(RequestPayment { payment, appeal, deal, amount, description: description.get() })
    };
    let refusal = Memo::new(move |_| {
        let command = command()?;
        let appeal = desk.known_appeal(command.appeal)?;
        refused(desk, &appeal.read(), &command)
    });
    let why = Signal::derive(move || {
        if read().is_err() {
            return Some(tr!(deal.not_an_amount));
        }
        refusal.get().map(|refusal| said(desk, &refusal))
    });
    let is_wrong = move || !amount.read().trim().is_empty() && read().is_err();
    let amount_error = Signal::derive(move || is_wrong().then(|| tr!(deal.not_an_amount)));
    let description_error = too_long(desk, refusal);
    let sending = use_form(
        move || untrack(command).map(Into::into),
        move |_| {
            let text = untrack(|| tr!(payment.requested));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    let several = (ways.len() > 1).then(
        || view! { <SelectField label=words!(payment.where_to) options=Signal::stored(ways) value=chosen /> },
    );
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <TextField
                label=words!(payment.amount, currency = currency_code_of(currency)) value=amount kind=LineKind::Number error=amount_error takes_focus=true
            />
            <TextField label=words!(payment.description) value=description error=description_error hint=words!(payment.description_hint) />
            {several}
            <FormFoot label=words!(payment.send) why sending />
        </form>
    }
}

fn currency_code_of(currency: Currency) -> String {
    currency_code(currency).to_owned()
}

/// The appeals in which a link may go out now, each with its number and its client.
fn ways(desk: Desk, deal: DealId, appeals: &[AppealId]) -> Vec<(String, String)> {
    let way = |id: &AppealId| {
        let appeal = desk.known_appeal(*id)?;
        let appeal = appeal.read();
        let is_open = refused(desk, &appeal, &probe(desk, deal, *id)).is_none();
        let channel = super::super::words::channel_name(appeal.channel);
        let name =
            format!("{channel} · {} · {}", tr!(appeal.number, number = appeal.number), client_name(&appeal));
        is_open.then(|| (id.to_string(), name))
    };
    appeals.iter().filter_map(way).collect()
}

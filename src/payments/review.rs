//! Looking through what the client wrote into a form: what stands on the card now, what he wrote, what is taken (W9).

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{DialogButton, FormFoot, contact_name, said, use_command, use_form};
use crate::ui::{Button, DialogSize, Look, Piece, SelectField, Toast, ToastTone, Toasts, piece};
use desk_contract::command::{AcceptAnswers, DiscardAnswers};
use desk_contract::contact::ContactCard;
use desk_contract::form::{Answer, FieldKind, FormField, FormState, SentForm};
use desk_contract::id::{ContactId, SentFormId};
use desk_contract::{Appeal, Channel, Command, Refusal, address::Address};
use leptos::prelude::*;
use std::sync::Arc;

/// The button that opens the answers.
#[component]
pub(crate) fn ReviewButton(form: SentFormId) -> impl IntoView {
    let content = move |close| view! { <Review form on_done=close /> }.into_any();
    view! { <DialogButton label=words!(form.look) title=words!(form.review) size=DialogSize::Wide content /> }
}

/// The answers, one a row.
#[component]
fn Review(form: SentFormId, on_done: Callback<()>) -> impl IntoView {
    view! { <Piece load=review props=ReviewedAnswersProps { form, on_done } /> }
}

piece!(review in forms = ReviewedAnswers(ReviewedAnswersProps));

#[component]
fn ReviewedAnswers(form: SentFormId, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let sent = desk.cards.read_untracked().forms.get(&form).cloned()?;
    let appeal = RwSignal::from(desk.known_appeal(sent.appeal)?);
    Some(view! { <Answers sent appeal on_done /> })
}

#[component]
fn Answers(sent: Arc<SentForm>, appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let id = sent.id;
    let FormState::Answered { answers, .. } = sent.state.clone() else {
        return view! { <p class="quiet-line">{words!(form.dealt_with)}</p> }.into_any();
    };
    let fresh = desk.new_id(ContactId::new);
    let cards = whose(desk, &sent, &answers, &appeal.read_untracked(), fresh);
    let chosen = RwSignal::new(cards.first().map(|(id, _)| id.to_string()).unwrap_or_default());
    let contact = Memo::new(move |_| chosen.get().parse::<ContactId>().unwrap_or(fresh));
    let without = RwSignal::new(Vec::<String>::new());
    let accept = move || AcceptAnswers { sent: id, contact: contact.get(), without: without.get() }.into();
    let why = Signal::derive(move || refused(desk, appeal, &accept()).map(|refusal| said(desk, &refusal)));
    let accepting = use_form(
        move || Some(untrack(accept)),
        move |_| {
            let text = untrack(|| tr!(form.accepted_done));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    let (busy, discard) =
        use_command(move || Some(DiscardAnswers { sent: id }.into()), move |_| _ = on_done.try_run(()));
    let beside =
        move || view! { <Button label=words!(form.discard) look=Look::Quiet busy on_press=discard /> };
    let rows: Vec<_> = sent
        .form
        .fields
        .iter()
        .filter_map(|field| {
            let answer = answers.iter().find(|answer| answer.key == field.key)?.clone();
            (!answer.value.trim().is_empty()).then(|| (field.clone(), answer))
        })
        .collect();
    let row = move |(field, answer): (FormField, Answer)| view! { <Row sent=Arc::clone(&sent) field answer contact without /> };
    let options: Vec<_> = cards.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    view! {
        <div class="form">
            {(options.len() > 1).then(|| view! { <SelectField label=words!(form.whose) options=Signal::stored(options) value=chosen /> })}
            <ul class="answers" aria-label=words!(form.answers)>{rows.into_iter().map(row).collect_view()}</ul>
            <FormFoot label=words!(form.accept) why sending=accepting beside />
        </div>
    }
    .into_any()
}

fn refused(desk: Desk, appeal: RwSignal<Appeal>, command: &Command) -> Option<Refusal> {
    desk.refusal(&appeal.read(), command)
}

/// On whose card the answers can be put: the appeal's client; for a guest whoever is known by what he wrote, or a new one.
fn whose(
    desk: Desk,
    sent: &SentForm,
    answers: &[Answer],
    appeal: &Appeal,
    fresh: ContactId,
) -> Vec<(ContactId, String)> {
    let cards = desk.cards.read_untracked();
    if let Some(contact) = appeal.contact {
        return vec![(contact, untrack(|| contact_name(desk, contact)).unwrap_or_default())];
    }
    let card = sent.form.fill_in(&ContactCard::default(), answers);
    let numbers = card.numbers.iter().map(|it| (Channel::Call, Address::Phone { number: it.number.clone() }));
    let mails = card.mails.iter().map(|it| (Channel::Email, Address::Mail { address: it.clone() }));
    let mut known: Vec<_> = numbers
        .chain(mails)
        .filter_map(|(channel, address)| cards.contact_at(channel, &address))
        .map(|it| (it.id, it.card.name.clone()))
        .collect();
    known.dedup();
    known.push((fresh, untrack(|| tr!(form.new_card))));
    known
}

/// One answer: what stands on the card, what the client wrote, and whether it is taken.
#[component]
fn Row(
    sent: Arc<SentForm>,
    field: FormField,
    answer: Answer,
    contact: Memo<ContactId>,
    without: RwSignal<Vec<String>>,
) -> impl IntoView {
    let desk = use_desk();
    let card = Memo::new(move |_| {
        desk.cards.read().contact(contact.get()).map(|it| it.card.clone()).unwrap_or_default()
    });
    let (kind, key, value) = (field.kind, field.key.clone(), answer.value.clone());
    let stands = move || {
        Some(stands(kind, &card.read())).filter(|it| !it.is_empty()).unwrap_or_else(|| "—".to_owned())
    };
    let goes = move || where_it_goes(&sent, &card.read(), &answer);
    let is_taken = {
        let key = key.clone();
        move || !without.read().contains(&key)
    };
    let turn = move |_| {
        without.update(|without| {
            if without.contains(&key) {
                without.retain(|it| *it != key);
            } else {
                without.push(key.clone());
            }
        });
    };
    let label = field.label.clone();
    view! {
        <li class="answer">
            <label class="answer__take">
                <input type="checkbox" prop:checked=is_taken on:change=turn />
                <span>{label}</span>
            </label>
            <p class="answer__now"><span class="answer__name">{words!(form.now)}</span>{stands}</p>
            <p class="answer__said"><span class="answer__name">{words!(form.said)}</span><b>{value}</b></p>
            <p class="answer__goes">{goes}</p>
        </li>
    }
}

/// What the card says now to what was asked.
fn stands(kind: FieldKind, card: &ContactCard) -> String {
    match kind {
        FieldKind::Name => card.name.clone(),
        FieldKind::Phone => card.numbers.iter().map(|it| it.number.grouped()).collect::<Vec<_>>().join(", "),
        FieldKind::Mail => card.mails.join(", "),
        FieldKind::Text => card.comment.clone(),
    }
}

/// Where on the card an answer comes to stand, as the contract puts it there.
fn where_it_goes(sent: &SentForm, card: &ContactCard, answer: &Answer) -> String {
    let filled = sent.form.fill_in(card, std::slice::from_ref(answer));
    if filled == *card {
        tr!(form.known)
    } else if filled.name != card.name {
        tr!(form.to_name)
    } else if filled.numbers != card.numbers {
        tr!(form.to_numbers)
    } else if filled.mails != card.mails {
        tr!(form.to_mails)
    } else {
        tr!(form.to_comment)
    }
}

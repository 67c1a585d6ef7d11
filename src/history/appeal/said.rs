//! A message of a past appeal: who said it, when, its words, its files; nothing can be done with it but to read and to save.

use crate::desk::use_desk;
use crate::i18n::{exact_moment, money, time_of_day, tr, words};
use crate::parts::{
    LetterView, client_name, icon_of, is_picture, linked, payment_status, size_words, use_address,
};
use crate::ui::{Button, Icon, Look, save_as};
use desk_contract::form::FormState;
use desk_contract::message::{Attachment, Author, Delivery, MessageKind};
use desk_contract::{Appeal, Message};
use leptos::prelude::*;

/// The message.
#[component]
pub(super) fn Said(message: Message, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let author = message.author;
    let speaker = move || match author {
        Author::Client => client_name(&appeal.read()),
        Author::Operator { id } => desk.name_of(id),
        Author::Rule { .. } => tr!(chat.rule),
    };
    let from = if author == Author::Client { "client" } else { "operator" };
    let is_note = (message.kind == MessageKind::Note).then_some("note");
    let has_failed = message.delivery == Delivery::Failed;
    let (at, kind, what) = (message.at, message.kind.clone(), message.kind.clone());
    let files = message.attachments.clone().into_iter().map(|file| view! { <PastFile file /> });
    let files = files.collect_view();
    view! {
        <div class="message" data-from=from data-kind=is_note data-failed=has_failed.then_some("")>
            <span class="message__kind">{speaker}{move || kind_word(&kind).map(|word| format!(" · {word}"))}</span>
            {body(&message)}
            {move || beside(&what)}
            {(!message.attachments.is_empty()).then(|| view! { <ul class="past__files">{files}</ul> })}
            <p class="message__foot">
                {has_failed.then(|| view! { <span class="delivery" data-state="failed">{words!(chat.failed)}</span> })}
                <time datetime=at.to_rfc3339() title=move || exact_moment(at)>{move || time_of_day(at)}</time>
            </p>
        </div>
    }
}

fn body(message: &Message) -> AnyView {
    let text = message.text.clone();
    match &message.kind {
        MessageKind::Mail { envelope } => {
            view! { <LetterView envelope=envelope.clone() author=message.author text /> }.into_any()
        }
        _ if text.is_empty() => ().into_any(),
        _ => view! { <p class="message__text">{linked(&text)}</p> }.into_any(),
    }
}

/// What a message is, where it is not just talk.
fn kind_word(kind: &MessageKind) -> Option<String> {
    Some(match kind {
        MessageKind::Talk | MessageKind::Mail { .. } => return None,
        MessageKind::Note => tr!(composer.note),
        MessageKind::Sms { to } => tr!(chat.sms, number = to.grouped()),
        MessageKind::Payment { .. } => tr!(chat.payment),
        MessageKind::Form { .. } => tr!(chat.form),
        MessageKind::Conference { .. } => tr!(chat.conference),
    })
}

/// What became of a payment link or a form.
fn beside(kind: &MessageKind) -> Option<AnyView> {
    let cards = use_desk().cards.read();
    let (amount, word, tone) = match kind {
        MessageKind::Payment { payment } => {
            let payment = cards.payments.get(payment)?;
            let (status, tone) = payment_status(payment);
            (Some(money(payment.amount)), status, tone)
        }
        MessageKind::Form { form } => {
            let (word, tone) = match cards.forms.get(form)?.state {
                FormState::Sent => (tr!(form.sent), "waiting"),
                FormState::Answered { .. } => (tr!(form.answered), "open"),
                FormState::Accepted { .. } => (tr!(form.accepted), "done"),
                FormState::Discarded => (tr!(form.discarded), "lost"),
            };
            (None, word, tone)
        }
        _ => return None,
    };
    let amount = amount.map(|amount| view! { <span class="beside-message__amount">{amount}</span> });
    let chip = view! { <span class="chip" data-tone=tone>{word}</span> };
    Some(view! { <span class="beside-message">{amount}{chip}</span> }.into_any())
}

/// A file: a picture is seen, any can be saved.
#[component]
fn PastFile(file: Attachment) -> impl IntoView {
    let address = use_address(file.id);
    let (name, whole, alt) = (file.name.clone(), file.name.clone(), file.name.clone());
    let (icon, bytes, shows) = (icon_of(&file), file.bytes, is_picture(&file));
    let save = move |()| {
        if let Some(Ok(address)) = address.get_untracked() {
            save_as(&file.name, &address);
        }
    };
    let refusal = Signal::derive(move || matches!(address.get(), Some(Err(_))).then(|| tr!(file.lost)));
    let picture = move || match address.get() {
        Some(Ok(address)) if shows => {
            Some(view! { <img class="past__picture" src=address alt=alt.clone() loading="lazy" /> })
        }
        _ => None,
    };
    view! {
        <li class="past__file">
            {picture}
            <span class="past__file-line">
                <Icon icon />
                <span class="past__file-name" title=whole>{name}</span>
                <span class="past__file-size">{move || size_words(bytes)}</span>
                <Button label=words!(file.download) icon=icondata_lu::LuDownload icon_alone=true look=Look::Quiet refusal on_press=save />
            </span>
        </li>
    }
}

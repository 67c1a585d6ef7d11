//! What the client would read, with the values of the last call, and how many SMS it comes to (A2).

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, tr_count, words};
use crate::parts::client_name;
use desk_contract::Appeal;
use desk_contract::sms::{Encoding, SmsCount};
use desk_contract::template::{Template, TemplateError, Values};
use leptos::prelude::*;

/// The filled text and its count.
#[component]
pub(super) fn Preview(parsed: Memo<Result<Template, TemplateError>>) -> impl IntoView {
    let desk = use_desk();
    let call = StoredValue::new(desk.last_call());
    let values = Memo::new(move |_| call.with_value(|call| values_of(desk, call.as_ref())));
    let filled =
        Memo::new(move |_| parsed.read().as_ref().ok().map(|template| template.fill(&values.read())));
    let text = move || filled.get().unwrap_or_default();
    let of = move || {
        call.with_value(|call| match call {
            Some(call) => tr!(rule.preview_of, number = call.number.to_string(), name = client_name(call)),
            None => tr!(rule.preview_sample),
        })
    };
    view! {
        <section class="sms-preview" aria-label=words!(rule.preview)>
            <header class="sms-preview__head"><h3>{words!(rule.preview)}</h3><span>{of}</span></header>
            <p class="sms-preview__text">{text}</p>
            <p class="sms-preview__count" role="status">{move || count_in_words(&filled.read().clone().unwrap_or_default())}</p>
        </section>
    }
}

fn values_of(desk: Desk, call: Option<&Appeal>) -> Values {
    match call {
        Some(call) => desk.template_values(call),
        None => Values {
            client_name: tr!(rule.sample_client),
            client_first_name: tr!(rule.sample_first_name),
            operator_name: desk.name_of(desk.me()),
            appeal_number: "48-1207".to_owned(),
            group: tr!(rule.sample_group),
            entry_point: "+7 800 000-12-12".to_owned(),
            date: "18.03.2026".to_owned(),
            time: "12:00".to_owned(),
            company: desk.directory.read().settings.company.clone(),
        },
    }
}

/// «84 знака · 2 SMS · в последней свободно 50».
fn count_in_words(text: &str) -> String {
    let count = SmsCount::of(text);
    let characters = tr_count!(rule.characters, count.units);
    let room = if count.parts > 1 { count.encoding.units_in_part() } else { count.encoding.units_alone() };
    let alphabet = match count.encoding {
        Encoding::Gsm7 => tr!(rule.latin, room = room),
        Encoding::Ucs2 => tr!(rule.any_letters, room = room),
    };
    tr!(
        rule.count,
        characters = characters,
        parts = count.parts,
        left = count.left_in_part,
        alphabet = alphabet
    )
}

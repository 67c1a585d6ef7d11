//! The lines of the form of a client's card: each is filled in, checked as it is typed, and taken away by itself.

use super::fields::{AccountLine, Fields, MailLine, NumberLine, kind_key, messengers};
use crate::i18n::{language, words};
use crate::parts::{channel_name, number_kind};
use crate::ui::{Button, Each, LineKind, Look, SelectField, TextField};
use desk_contract::contact::NumberKind;
use leptos::prelude::*;

/// The telephone numbers.
#[component]
pub(super) fn Numbers(fields: Fields) -> impl IntoView {
    let kinds = Signal::derive(|| {
        NumberKind::ALL
            .into_iter()
            .map(|kind| (kind_key(kind).to_owned(), number_kind(kind)))
            .collect::<Vec<_>>()
    });
    let one = move |line: NumberLine| {
        let error = Signal::derive(move || {
            let mistake = line.read().err().filter(|_| !line.is_blank())?;
            Some(mistake.sentence(language()).to_owned())
        });
        let grouped = move |()| {
            if let Ok(number) = untrack(|| line.read()) {
                line.typed.set(number.grouped());
            }
        };
        let remove = move |()| fields.numbers.update(|lines| lines.retain(|it| it.key != line.key));
        view! {
            <div class="form-line">
                <TextField label=words!(contact.number) value=line.typed kind=LineKind::Phone placeholder=words!(contact.number_hint) error on_leave=grouped />
                <SelectField label=words!(contact.number_kind) options=kinds value=line.kind />
                <Button label=words!(contact.remove_number) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=remove />
            </div>
        }
    };
    view! {
        <Each each=move || fields.numbers.get() key=|line| line.key children=one />
    }
}

/// The accounts of messengers.
#[component]
pub(super) fn Accounts(fields: Fields) -> impl IntoView {
    let channels = Signal::derive(|| {
        messengers().map(|channel| (channel.as_str().to_owned(), channel_name(channel))).collect::<Vec<_>>()
    });
    let one = move |line: AccountLine| {
        let remove = move |()| fields.accounts.update(|lines| lines.retain(|it| it.key != line.key));
        view! {
            <div class="form-line">
                <TextField label=words!(contact.account) value=line.typed placeholder=words!(contact.account_hint) />
                <SelectField label=words!(contact.account_of) options=channels value=line.channel />
                <Button label=words!(contact.remove_account) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=remove />
            </div>
        }
    };
    view! { <Each each=move || fields.accounts.get() key=|line| line.key children=one /> }
}

/// The mail boxes.
#[component]
pub(super) fn Mails(
    fields: Fields,
    /// What is wrong with one of them: which, and in words.
    wrong: Signal<Option<(String, String)>>,
) -> impl IntoView {
    let one = move |line: MailLine| {
        let error = Signal::derive(move || {
            let (address, words) = wrong.get()?;
            (line.typed.read().trim() == address.trim()).then_some(words)
        });
        let remove = move |()| fields.mails.update(|lines| lines.retain(|it| it.key != line.key));
        view! {
            <div class="form-line">
                <TextField label=words!(contact.mail) value=line.typed kind=LineKind::Mail placeholder="name@example.org" error />
                <Button label=words!(contact.remove_mail) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=remove />
            </div>
        }
    };
    view! { <Each each=move || fields.mails.get() key=|line| line.key children=one /> }
}

/// One more number, account or mail box.
#[component]
pub(super) fn AddLines(fields: Fields) -> impl IntoView {
    view! {
        <div class="form-adds">
            <Button label=words!(contact.add_number) icon=icondata_lu::LuPlus look=Look::Quiet on_press=move |()| fields.add_number() />
            <Button label=words!(contact.add_account) icon=icondata_lu::LuPlus look=Look::Quiet on_press=move |()| fields.add_account() />
            <Button label=words!(contact.add_mail) icon=icondata_lu::LuPlus look=Look::Quiet on_press=move |()| fields.add_mail() />
        </div>
    }
}

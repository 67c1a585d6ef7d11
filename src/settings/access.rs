//! How one gets into the desk: one's own password, and the way out; of others, the name and the password that an
//! administrator gives them. Only where a server stands behind the desk.
//!
//! Never: keeps a password; one that was given is shown until the form is left.

use crate::desk::{Failure, use_desk};
use crate::i18n::{tr, words};
use crate::parts::failure_words;
use crate::ui::{Button, LineKind, TextField, Toast, ToastTone, Toasts};
use desk_contract::id::OperatorId;
use desk_contract::wire::{Account, Fault, GivenAccount, NewAccount, NewPassword};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One's own password.
#[component]
pub(super) fn OwnPassword() -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, why) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let change = move || {
        if busy.get_untracked() {
            return;
        }
        let said = NewPassword { old: old.get_untracked(), new: new.get_untracked() };
        if said.new.chars().count() < NewPassword::SHORTEST {
            return why
                .set(Some(untrack(|| tr!(access.too_short, signs = NewPassword::SHORTEST.to_string()))));
        }
        busy.set(true);
        why.set(None);
        spawn_local(async move {
            let changed = desk.change_password(said).await;
            busy.try_set(false);
            match changed {
                Ok(()) => {
                    old.try_set(String::new());
                    new.try_set(String::new());
                    let text = untrack(|| tr!(access.changed));
                    toasts.say(Toast { text, tone: ToastTone::Done, action: None });
                }
                Err(failure) => _ = why.try_set(Some(untrack(|| change_words(&failure)))),
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        change();
    };
    view! {
        <section class="settings-card" aria-label=words!(access.password)>
            <h2 class="settings-card__title">{words!(access.password)}</h2>
            <form class="form" on:submit=submit>
                <TextField label=words!(access.old) value=old kind=LineKind::Password />
                <TextField label=words!(access.new) value=new kind=LineKind::NewPassword hint=words!(access.new_hint) />
                <p class="sign-in__error" role="alert">{why}</p>
                // Enter sends a form only where it has a button of that kind.
                <input type="submit" hidden="" />
                <Button label=words!(access.change) busy on_press=move |()| change() />
            </form>
        </section>
        <section class="settings-card" aria-label=words!(access.leaving)>
            <p class="field__note">{words!(access.leaving_hint)}</p>
            <LeaveButton />
        </section>
    }
}

fn change_words(failure: &Failure) -> String {
    match failure {
        Failure::Fault(Fault::WrongPassword) => tr!(access.wrong),
        other => failure_words(other),
    }
}

/// Out of the desk; at hand where the rail has no room for it.
#[component]
fn LeaveButton() -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let leave = move |()| {
        spawn_local(async move {
            match desk.sign_out().await {
                Ok(()) => _ = window().location().set_href("/"),
                Err(failure) => {
                    let text = untrack(|| failure_words(&failure));
                    toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
                }
            }
        });
    };
    view! { <Button label=words!(access.leave) icon=icondata_lu::LuLogOut on_press=leave /> }
}

/// By which name somebody signs in, and a new password for him.
#[component]
pub(super) fn AccountOf(operator: OperatorId) -> impl IntoView {
    let desk = use_desk();
    let login = RwSignal::new(String::new());
    let (busy, why) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let given = RwSignal::new(None::<GivenAccount>);
    spawn_local(async move {
        let known = desk.accounts().await.unwrap_or_default();
        let name = known.into_iter().find(|account: &Account| account.operator == operator);
        if let Some(name) = name.filter(|_| login.try_with_untracked(String::is_empty) == Some(true)) {
            login.try_set(name.login);
        }
    });
    let give = move |()| {
        let name = login.get_untracked().trim().to_owned();
        if busy.get_untracked() || name.is_empty() {
            return;
        }
        busy.set(true);
        why.set(None);
        spawn_local(async move {
            let answer = desk.give_account(operator, NewAccount { login: name }).await;
            busy.try_set(false);
            match answer {
                Ok(account) => _ = given.try_set(Some(account)),
                Err(failure) => _ = why.try_set(Some(untrack(|| give_words(&failure)))),
            }
        });
    };
    let password = move || {
        given.get().map(|account| {
            view! {
                <p class="field__note" role="status">
                    {move || tr!(access.given, login = account.login.clone())}" "<code class="access__password">{account.password.clone()}</code>
                </p>
            }
        })
    };
    view! {
        <fieldset class="access">
            <legend class="field__label">{words!(access.account)}</legend>
            <TextField label=words!(sign_in.login) value=login hint=words!(access.give_hint) />
            <Button label=words!(access.give) busy on_press=give />
            <p class="sign-in__error" role="alert">{why}</p>
            {password}
        </fieldset>
    }
}

fn give_words(failure: &Failure) -> String {
    match failure {
        // A rule's word: nobody else has it.
        Failure::Unexpected(status) if status == "409" => tr!(access.taken),
        Failure::Fault(Fault::Unprocessable) => tr!(access.bad_login),
        other => failure_words(other),
    }
}

//! «Телефония и e-mail»: the device that rings, and the operator's own mail box (O4).

use super::bound::bound;
use super::page::Page;
use crate::desk::use_desk;
use crate::i18n::{language, tr, words};
use crate::parts::{tell_error, use_command};
use crate::ui::{Button, CheckField, Each, LineKind, Look, RadioList, TextField, Toast, ToastTone, Toasts};
use desk_contract::Command;
use desk_contract::command::{RemoveEntry, SaveEntry};
use desk_contract::directory::{Entry, EntryRef, Mailbox};
use desk_contract::id::MailboxId;
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
#[component]
pub(super) fn PhonePage() -> impl IntoView {
    let desk = use_desk();
    let mine = Memo::new(move |_| {
        let directory = desk.directory.read();
        let mine = directory.mailboxes.iter().filter(|it| it.owner == Some(desk.me()));
        mine.cloned().collect::<Vec<_>>()
    });
    let id = RwSignal::new(desk.new_id(MailboxId::new));
    view! {
        <div class="settings-form">
            <header class="page-head">
                <h1 class="page-head__title">{move || Page::Phone.title()}</h1>
                <p class="page-head__hint">{words!(mailbox_entry.page_hint)}</p>
            </header>
            <Device />
            <CallsForHost />
            <section class="settings-card" aria-label=words!(mailbox_entry.mine)>
                <h2 class="settings-card__title">{words!(mailbox_entry.mine)}</h2>
                <p class="field__note">{words!(mailbox_entry.mine_hint)}</p>
                <Each each=move || mine.get() key=|it| (it.id, it.address.clone(), it.is_authorised) children=|it| view! { <OwnMailbox it /> } />
                {move || view! { <NewMailbox id=id.get() on_added=Callback::new(move |()| id.set(desk.new_id(MailboxId::new))) /> }}
                {desk.is_demo().then(|| view! { <p class="field__note">{words!(mailbox_entry.demo)}</p> })}
            </section>
        </div>
    }
}

/// Where an offered call rings.
#[component]
fn Device() -> impl IntoView {
    let desk = use_desk();
    let device = move || desk.preferences.read().device.clone();
    let is_phone = RwSignal::new(untrack(device).is_some());
    let name = RwSignal::new(untrack(device).unwrap_or_default());
    // Chosen on another device, it stands here too.
    Effect::new(move |_| {
        let device = device();
        if device.is_some() && device.as_deref() != Some(name.read_untracked().trim()) {
            name.set(device.clone().unwrap_or_default());
        }
        if device.is_some() {
            is_phone.set(true);
        }
    });
    let prefer = move |name: Option<String>| {
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        if untrack(device) != name {
            desk.prefer(|preferences| preferences.device = name);
        }
    };
    let choose = move |key: &'static str| {
        is_phone.set(key == "phone");
        prefer((key == "phone").then(|| name.get_untracked()));
    };
    let options =
        Signal::derive(|| vec![("browser", tr!(own_phone.browser)), ("phone", tr!(own_phone.named))]);
    let chosen = Signal::derive(move || if is_phone.get() { "phone" } else { "browser" });
    let missing = Signal::derive(move || name.read().trim().is_empty().then(|| tr!(own_phone.name_missing)));
    view! {
        <section class="settings-card" aria-label=words!(own_phone.rings)>
            <RadioList label=words!(own_phone.rings) options value=chosen on_choose=choose />
            <Show when=move || is_phone.get()>
                <TextField
                    label=words!(own_phone.name) value=name placeholder=words!(own_phone.example) error=missing
                    on_leave=move |()| prefer(Some(name.get_untracked()))
                />
            </Show>
        </section>
    }
}

/// Whether the page around the desk may call (E2).
#[component]
fn CallsForHost() -> impl IntoView {
    let desk = use_desk();
    let tell = move |is_allowed| desk.prefer(|it| it.calls_for_host = is_allowed);
    let is_allowed = bound(desk.preferences, |it| it.calls_for_host, tell);
    view! {
        <section class="settings-card" aria-label=words!(embed.calls)>
            <CheckField label=words!(embed.calls) value=is_allowed />
            <p class="field__note">{words!(embed.calls_hint)}</p>
        </section>
    }
}

/// A mail box of the operator's.
#[component]
fn OwnMailbox(it: Mailbox) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let Mailbox { id, address, is_authorised, .. } = it.clone();
    let name = address.clone();
    let switched = Mailbox { is_authorised: !is_authorised, ..it.clone() };
    let saving = SaveEntry { entry: Entry::Mailbox(switched), seen: Some(Entry::Mailbox(it.clone())) };
    let (busy, switch) = use_command(move || Some(saving.clone().into()), |_| ());
    let back = SaveEntry { entry: Entry::Mailbox(it), seen: None };
    let (removing, remove) = use_command(
        move || Some(RemoveEntry { entry: EntryRef::Mailbox(id) }.into()),
        move |_| {
            let back: Command = back.clone().into();
            let undo: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
                let back = back.clone();
                leptos::task::spawn_local(async move {
                    if let Err(error) = desk.send(back).await {
                        tell_error(desk, toasts, &error);
                    }
                });
            });
            let (text, word) = untrack(|| (tr!(mailbox_entry.removed), tr!(appeal.undo)));
            toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
        },
    );
    let state =
        move || if is_authorised { tr!(mailbox_entry.authorised) } else { tr!(mailbox_entry.not_authorised) };
    let (word, look) = if is_authorised {
        (words!(mailbox_entry.revoke), Look::Plain)
    } else {
        (words!(mailbox_entry.authorise), Look::Primary)
    };
    view! {
        <div class="own-box" role="group" aria-label=name>
            <span class="own-box__address">{address}</span>
            <span class="own-box__state" data-tone=if is_authorised { "done" } else { "waiting" }>{state}</span>
            <Button label=word look busy on_press=switch />
            <Button label=words!(mailbox_entry.remove) icon=icondata_lu::LuTrash2 icon_alone=true look=Look::Quiet busy=removing on_press=remove />
        </div>
    }
}

/// A box to be added.
#[component]
fn NewMailbox(id: MailboxId, on_added: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let address = RwSignal::new(String::new());
    let saving = move || {
        let address = address.read().trim().to_owned();
        let mailbox = Mailbox { id, address, owner: Some(desk.me()), is_authorised: false };
        SaveEntry { entry: Entry::Mailbox(mailbox), seen: None }
    };
    let refusal = Signal::derive(move || {
        if address.read().trim().is_empty() {
            return Some(tr!(mailbox_entry.address_missing));
        }
        let refusal = desk.refusal_beside(&saving())?;
        Some(desk.sentence(&refusal, language()))
    });
    let (busy, add) = use_command(
        move || Some(untrack(saving).into()),
        move |_| {
            // The page may be left by now.
            on_added.try_run(());
        },
    );
    view! {
        <form class="new-box" aria-label=words!(mailbox_entry.add_mine) on:submit=move |event| event.prevent_default()>
            <TextField label=words!(mailbox_entry.address) value=address kind=LineKind::Mail placeholder="anna@example.ru" />
            <Button label=words!(mailbox_entry.add_mine) busy refusal on_press=add />
        </form>
    }
}

//! Saying who a guest is (H4): a search over the address book, what will be written on the card, and what moves.

use super::panel::{OpenPanel, Panel};
use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::{use_command, use_contact_search};
use crate::ui::{Button, Finder, Look, Toast, ToastTone, Toasts};
use crate::workspace::actions::AppealAction;
use desk_contract::command::BindContact;
use desk_contract::id::ContactId;
use desk_contract::{Appeal, Command};
use leptos::prelude::*;

/// The action: active for guests alone.
pub(crate) fn bind_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let id = appeal.read_untracked().id;
    let nobody = desk.new_id(ContactId::new);
    let refusal = Signal::derive(move || {
        let bound = appeal.read().contact;
        // Asked with any other card, since none is chosen yet.
        let contact = desk
            .cards
            .read()
            .contacts
            .values()
            .find(|it| it.merged_into.is_none() && Some(it.id) != bound)
            .map_or(nobody, |it| it.id);
        let refusal = desk.refusal(&appeal.read(), &BindContact { appeal: id, contact })?;
        Some(desk.sentence(&refusal, language()))
    });
    let run = expect_context::<OpenPanel>().opener(Panel::Bind);
    let (label, icon) = (words!(bind.bind), icondata_lu::LuUserRoundCheck);
    AppealAction { id: "bind", label, icon, refusal, busy: Signal::stored(false), run }
}

/// The form.
#[component]
pub(super) fn BindForm(
    appeal: RwSignal<Appeal>,
    on_done: Callback<()>,
    /// Makes a new contact instead.
    on_new: Callback<()>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<ContactId>);
    // What is known of the guest is the first guess.
    let sought = RwSignal::new(appeal.read_untracked().address.shown().unwrap_or_default());
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            {move || match chosen.get() {
                None => view! { <ChooseContact sought chosen /> }.into_any(),
                Some(contact) => view! { <Consequences appeal contact chosen /> }.into_any(),
            }}
            <div class="form__buttons">
                <Button label=words!(bind.new) icon=icondata_lu::LuUserRoundPlus on_press=on_new />
                <Show when=move || chosen.get().is_some()><BindButton appeal chosen on_done /></Show>
            </div>
        </form>
    }
}

#[component]
fn ChooseContact(sought: RwSignal<String>, chosen: RwSignal<Option<ContactId>>) -> impl IntoView {
    let (found, busy) = use_contact_search(sought);
    let take = move |key: String| chosen.set(key.parse().ok());
    view! {
        <Finder
            label=words!(bind.find) placeholder=words!(bind.find_hint) sought found busy
            nothing=words!(bind.nobody) on_take=take takes_focus=true
        />
    }
}

/// What will be on the card then, and what moves to it.
#[component]
fn Consequences(
    appeal: RwSignal<Appeal>,
    contact: ContactId,
    chosen: RwSignal<Option<ContactId>>,
) -> impl IntoView {
    let desk = use_desk();
    let name = move || desk.cards.read().contact(contact).map(|contact| contact.card.name.clone());
    let added = move || {
        let appeal = appeal.read();
        let Some(place) = appeal.address.shown() else { return tr!(bind.adds_nothing) };
        let cards = desk.cards.read();
        let has = cards.contact(contact).is_some_and(|it| it.card.has(appeal.channel, &appeal.address));
        if has { tr!(bind.has, place = place.clone()) } else { tr!(bind.adds, place = place.clone()) }
    };
    view! {
        <div class="chosen">
            <span class="chosen__who"><span class="chosen__name">{name}</span></span>
            <Button label=words!(bind.another) look=Look::Quiet on_press=move |()| chosen.set(None) />
        </div>
        <ul class="consequences">
            <li>{added}</li>
            <li>{words!(bind.moves)}</li>
        </ul>
    }
}

#[component]
fn BindButton(
    appeal: RwSignal<Appeal>,
    chosen: RwSignal<Option<ContactId>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let id = appeal.read_untracked().id;
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &BindContact { appeal: id, contact: chosen.get()? })?;
        Some(desk.sentence(&refusal, language()))
    });
    let (busy, bind) = use_command(
        move || Some(BindContact { appeal: id, contact: chosen.get_untracked()? }.into()),
        move |done| {
            let Command::BindContact(bound) = done else { return };
            let name = desk.cards.read_untracked().contact(bound.contact).map(|it| it.card.name.clone());
            let text = untrack(|| tr!(bind.done, client = name.clone().unwrap_or_default()));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    view! { <Button label=words!(bind.go) look=Look::Primary busy refusal on_press=bind /> }
}

//! Who the client is and where he can be reached; for a guest, the way into the address book (W6, H11).

use super::new_contact::NewContactButton;
use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{
    ContactFinder, Places, client_name, contact_name, contact_path, organisation_path, organisation_title,
    place_of_guest, places_of, said, tell_error, use_command,
};
use crate::ui::{Button, Look, Menu, Piece, Toast, ToastTone, Toasts, piece};
use desk_contract::appeal::{Link, LinkKind};
use desk_contract::command::{BindContact, LinkAppeal, UnlinkAppeal};
use desk_contract::id::{AppealId, ContactId};
use desk_contract::{Appeal, Command};
use leptos::prelude::*;
use std::sync::Arc;

/// The head of the panel.
#[component]
pub(super) fn Head(appeal: RwSignal<Appeal>) -> impl IntoView {
    let contact = Memo::new(move |_| appeal.read().contact);
    move || match contact.get() {
        Some(id) => view! { <ContactHead appeal id /> }.into_any(),
        None => view! { <GuestHead appeal /> }.into_any(),
    }
}

#[component]
fn GuestHead(appeal: RwSignal<Appeal>) -> impl IntoView {
    let place = Memo::new(move |_| {
        let appeal = appeal.read();
        place_of_guest(appeal.channel, &appeal.address)
    });
    view! {
        <section class="panel-head" aria-label=words!(client.who)>
            <h2 class="panel-head__name">{move || client_name(&appeal.read())}</h2>
            <p class="panel-head__line">{words!(client.new_guest)}</p>
            {move || place.get().map(|place| view! { <Places places=vec![place] /> })}
            <div class="panel-head__actions"><NewContactButton appeal /></div>
        </section>
    }
}

#[component]
fn ContactHead(appeal: RwSignal<Appeal>, id: ContactId) -> impl IntoView {
    let desk = use_desk();
    let card =
        Memo::new(move |_| desk.cards.read().contacts.get(&id).map(|it| it.card.clone()).unwrap_or_default());
    let organisation = move || {
        let id = card.read().organisation?;
        let title = organisation_title(desk, id)?;
        Some(view! { <p class="panel-head__line"><a href=organisation_path(id)>{title}</a></p> })
    };
    let comment = move || Some(card.read().comment.clone()).filter(|it| !it.is_empty());
    view! {
        <section class="panel-head" aria-label=words!(client.who)>
            <div class="panel-head__row">
                <h2 class="panel-head__name"><a href=contact_path(id)>{move || card.get().name}</a></h2>
                <ClientMenu appeal id />
            </div>
            {organisation}
            {move || view! { <Places places=places_of(&card.read()) /> }}
            {move || comment().map(|text| view! { <p class="panel-head__comment">{text}</p> })}
        </section>
    }
}

/// Another client, or none: both can be taken back.
#[component]
fn ClientMenu(appeal: RwSignal<Appeal>, id: ContactId) -> impl IntoView {
    let content = move |close| {
        view! { <Piece load=client_ways props=ClientWaysProps { appeal, id, on_done: close } /> }.into_any()
    };
    view! {
        <Menu label=words!(client.change) icon=icondata_lu::LuEllipsis icon_alone=true look=Look::Quiet content />
    }
}

piece!(client_ways in forms = ClientWays(ClientWaysProps));

#[component]
fn ClientWays(appeal: RwSignal<Appeal>, id: ContactId, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let this = appeal.read_untracked().id;
    let remove = UnlinkAppeal { appeal: this, kind: LinkKind::Contact };
    let refusal = crate::parts::why_not(desk, appeal, remove.clone());
    let (busy, unlink) = use_command(
        move || Some(remove.clone().into()),
        move |_| {
            let back = BindContact { appeal: this, contact: id }.into();
            tell_with_way_back(desk, toasts, untrack(|| tr!(client.unlinked)), back);
            on_done.try_run(());
        },
    );
    let take = move |other: ContactId| change_client(desk, toasts, appeal, (id, other), on_done);
    view! {
        <div class="form">
            <ContactFinder label=words!(client.other) on_take=take except=id />
            <Button label=words!(client.unlink) icon=icondata_lu::LuUnlink look=Look::Quiet busy refusal on_press=unlink />
        </div>
    }
}

/// Says that the appeal is another client's, where the rules let it.
fn change_client(
    desk: Desk,
    toasts: Toasts,
    appeal: RwSignal<Appeal>,
    (before, other): (ContactId, ContactId),
    on_done: Callback<()>,
) {
    let this = appeal.read_untracked().id;
    let link = |id| LinkAppeal { appeal: this, link: Link::Contact { id } };
    let command: Command = link(other).into();
    let back: Command = link(before).into();
    if let Some(refusal) = untrack(|| desk.refusal(&appeal.read(), &command)) {
        let text = untrack(|| said(desk, &refusal));
        toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
        return;
    }
    leptos::task::spawn_local(async move {
        match desk.send(command).await {
            Ok(()) => {
                let name = untrack(|| contact_name(desk, other)).unwrap_or_default();
                tell_with_way_back(desk, toasts, untrack(|| tr!(client.changed, name = name)), back);
                on_done.try_run(());
            }
            Err(error) => tell_error(desk, toasts, &error),
        }
    });
}

/// Says what was done and offers to take it back.
pub(super) fn tell_with_way_back(desk: Desk, toasts: Toasts, text: String, back: Command) {
    let undo: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
        let back = back.clone();
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(back).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    let word = untrack(|| tr!(appeal.undo));
    toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
}

/// Links the appeal; what was linked before comes back by the toast.
pub(super) fn link(
    desk: Desk,
    toasts: Toasts,
    appeal: AppealId,
    link: Link,
    (text, before): (String, Option<Link>),
) {
    let kind = match link {
        Link::Contact { .. } => LinkKind::Contact,
        Link::Deal { .. } => LinkKind::Deal,
        Link::Organisation { .. } => LinkKind::Organisation,
    };
    let back: Command = match before {
        Some(link) => LinkAppeal { appeal, link }.into(),
        None => UnlinkAppeal { appeal, kind }.into(),
    };
    leptos::task::spawn_local(async move {
        match desk.send(LinkAppeal { appeal, link }.into()).await {
            Ok(()) => tell_with_way_back(desk, toasts, text, back),
            Err(error) => tell_error(desk, toasts, &error),
        }
    });
}

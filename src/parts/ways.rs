//! The ways to reach a client: a menu or a list of them, wherever a client is shown (H2, O1 to O6).
//!
//! Owns: what a press on a way does. Never: which ways there are, and why one is off; the contract says it.

mod lanes;
mod start;

pub(crate) use lanes::Offer;
pub(crate) use start::{NumberOf, group_for, kind_word, numbers_of, use_start};

use super::client_name::ChannelIcon;
use super::words::channel_name;
use super::writes_next::WritesNext;
use crate::desk::use_desk;
use crate::i18n::words;
use crate::ui::{Look, Menu, MenuItem, Piece, piece};
use desk_contract::id::ContactId;
use desk_contract::{Appeal, Channel};
use lanes::{Lane, Leads, lanes, start};
use leptos::prelude::*;

/// A button that opens the ways to a client.
#[component]
pub(crate) fn WaysMenu(
    /// Whom; nobody for a guest.
    #[prop(into)]
    contact: Signal<Option<ContactId>>,
    /// The appeal from which it is asked, where there is one.
    #[prop(optional)]
    from: Option<RwSignal<Appeal>>,
    /// Which ways.
    offer: Offer,
    /// How the button looks.
    #[prop(optional)]
    look: Look,
) -> impl IntoView {
    let (label, icon) = match offer {
        Offer::Everything => (words!(ways.reach), icondata_lu::LuMessageCirclePlus),
        Offer::Writing => (words!(ways.write), icondata_lu::LuMessageSquarePlus),
    };
    let content = move |close| {
        view! { <Piece load=ways_list props=WaysListProps { contact, from, offer, on_gone: close } /> }
            .into_any()
    };
    view! { <Menu label icon look content /> }
}

piece!(ways_list in forms = WaysList(WaysListProps));

/// The ways to a client, one below the other.
#[component]
pub(crate) fn WaysList(
    /// Whom; nobody for a guest.
    #[prop(into)]
    contact: Signal<Option<ContactId>>,
    /// The appeal from which it is asked, where there is one.
    from: Option<RwSignal<Appeal>>,
    /// Which ways.
    offer: Offer,
    /// A way was taken that leads out of here.
    on_gone: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let shown = Memo::new(move |_| match from {
        Some(appeal) => lanes(desk, contact.get(), Some(&appeal.read()), offer),
        None => lanes(desk, contact.get(), None, offer),
    });
    let has_messenger = Memo::new(move |_| shown.read().iter().any(|lane| is_messenger(lane.channel)));
    view! {
        <ul class="ways" aria-label=words!(ways.reach)>
            {move || shown.get().into_iter().map(|lane| view! { <li><LaneView lane from=from on_gone /></li> }).collect_view()}
        </ul>
        <Show when=move || has_messenger.get()><p class="ways__note">{words!(ways.not_kept)}</p></Show>
    }
}

/// Whether clients are answered there in a program of its own as well (O3).
fn is_messenger(channel: Channel) -> bool {
    match channel {
        Channel::Telegram
        | Channel::Vk
        | Channel::WhatsApp
        | Channel::Viber
        | Channel::Avito
        | Channel::Facebook => true,
        Channel::Call | Channel::SiteChat | Channel::Email | Channel::Sms => false,
    }
}

#[component]
fn LaneView(lane: Lane, from: Option<RwSignal<Appeal>>, on_gone: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let WritesNext(writes_next) = expect_context();
    let (busy, begin) = use_start(Some(on_gone));
    let Lane { channel, words, refusal, leads } = lane;
    if let Leads::Program(address) = leads {
        return view! { <ProgramLink channel words address on_gone /> }.into_any();
    }
    let way_out = (leads == Leads::Settings).then(|| view! { <SettingsLink on_gone /> });
    let press = move |()| match leads.clone() {
        Leads::Here(appeal) => {
            on_gone.run(());
            writes_next.set(Some(appeal));
        }
        Leads::Begins(contact, address, mailbox) => {
            let from = from.map(|appeal| appeal.read_untracked());
            let start = untrack(|| start(desk, from.as_deref(), channel, (contact, address, mailbox)));
            if let Some(start) = start {
                begin.run(start);
            }
        }
        Leads::Nowhere | Leads::Program(_) | Leads::Settings => {}
    };
    let label = Signal::derive(move || channel_name(channel));
    let mark = view! { <ChannelIcon channel /> }.into_any();
    view! { <MenuItem label mark hint=words refusal=Signal::stored(refusal) busy on_press=press />{way_out} }
        .into_any()
}

/// The system's own mail program, with «Кому» filled in (O5).
#[component]
fn ProgramLink(channel: Channel, words: String, address: String, on_gone: Callback<()>) -> impl IntoView {
    view! {
        <a class="menu-item" href=address on:click=move |_| on_gone.run(())>
            <span class="menu-item__mark" aria-hidden="true"><ChannelIcon channel /></span>
            <span class="menu-item__label">{move || channel_name(channel)}</span>
            <span class="menu-item__hint">{words}</span>
        </a>
    }
}

#[component]
fn SettingsLink(on_gone: Callback<()>) -> impl IntoView {
    view! {
        <a href="/settings/phone" class="ways__settings" on:click=move |_| on_gone.run(())>{words!(ways.to_settings)}</a>
    }
}

//! Where a client can be reached: numbers by kind, accounts by messenger, mail boxes; each can be copied (W6).

use super::super::client_name::ChannelIcon;
use super::super::copying::CopyButton;
use super::super::words::channel_name;
use crate::i18n::{tr, words};
use crate::ui::Icon;
use desk_contract::Channel;
use desk_contract::address::Address;
use desk_contract::contact::{ContactCard, NumberKind};
use leptos::prelude::*;

/// One place: what stands before it, how it is shown, what is copied, and what kind it is.
#[derive(Clone, PartialEq)]
pub(crate) struct Place {
    channel: Option<Channel>,
    pub(crate) shown: String,
    copied: String,
    kind: Option<NumberKind>,
}

/// The places of a card, in its order.
pub(crate) fn places_of(card: &ContactCard) -> Vec<Place> {
    let numbers = card.numbers.iter().map(|it| Place {
        channel: Some(Channel::Call),
        shown: it.number.grouped(),
        copied: it.number.to_string(),
        kind: Some(it.kind),
    });
    let accounts = card.accounts.iter().map(|it| Place {
        channel: Some(it.channel),
        shown: it.name.clone().unwrap_or_else(|| it.id.clone()),
        copied: it.name.clone().unwrap_or_else(|| it.id.clone()),
        kind: None,
    });
    let mails = card.mails.iter().map(|address| mail(address));
    numbers.chain(accounts).chain(mails).collect()
}

fn mail(address: &str) -> Place {
    let (shown, copied) = (address.to_owned(), address.to_owned());
    Place { channel: Some(Channel::Email), shown, copied, kind: None }
}

/// The one place of a guest, where it tells anything.
pub(crate) fn place_of_guest(channel: Channel, address: &Address) -> Option<Place> {
    let shown = address.shown()?;
    Some(match address {
        Address::Phone { number } => {
            Place { channel: Some(Channel::Call), shown, copied: number.to_string(), kind: None }
        }
        Address::Mail { address } => mail(address),
        Address::Account { .. } | Address::Visitor { .. } => {
            Place { channel: Some(channel), copied: shown.clone(), shown, kind: None }
        }
    })
}

/// The list of places.
#[component]
pub(crate) fn Places(
    /// In their order.
    places: Vec<Place>,
) -> impl IntoView {
    let one = |place: Place| {
        let Place { channel, shown, copied, kind } = place;
        let icon = match channel {
            // A number is more than a call: it has no channel of its own.
            Some(Channel::Call) | None => {
                view! { <span class="channel"><Icon icon=icondata_lu::LuPhone /></span> }.into_any()
            }
            Some(channel) => view! { <ChannelIcon channel /> }.into_any(),
        };
        let name = channel.filter(|_| kind.is_none()).map(|channel| move || channel_name(channel));
        view! {
            <li class="place">
                {icon}
                <span class="place__shown" title=name>{shown}</span>
                {kind.map(|kind| view! { <span class="place__kind">{move || number_kind(kind)}</span> })}
                <CopyButton text=copied />
            </li>
        }
    };
    view! { <ul class="places" aria-label=words!(client.addresses)>{places.into_iter().map(one).collect_view()}</ul> }
}

/// What kind of telephone a number rings, in words.
pub(crate) fn number_kind(kind: NumberKind) -> String {
    match kind {
        NumberKind::Mobile => tr!(contact.mobile),
        NumberKind::Work => tr!(contact.work),
        NumberKind::Home => tr!(contact.home),
        NumberKind::Other => tr!(contact.other),
    }
}

//! Who and through what: the client's name and the channel's icon, the same wherever they stand.

use super::words::channel_name;
use crate::desk::use_desk;
use crate::i18n::tr;
use crate::ui::Icon;
use desk_contract::{Appeal, Channel};
use leptos::prelude::*;

/// The client's name by R10, in the language of the screen.
pub(crate) fn client_name(appeal: &Appeal) -> String {
    let cards = use_desk().cards.read();
    let contact = appeal.contact.and_then(|id| cards.contact(id));
    appeal.client_name(contact).unwrap_or_else(|| tr!(client.guest))
}

/// A channel's icon, named for screen readers.
#[component]
pub(crate) fn ChannelIcon(channel: Channel) -> impl IntoView {
    let icon = match channel {
        Channel::Call => icondata_lu::LuPhone,
        Channel::SiteChat => icondata_lu::LuGlobe,
        Channel::Telegram => icondata_si::SiTelegram,
        Channel::Vk => icondata_si::SiVk,
        Channel::WhatsApp => icondata_si::SiWhatsapp,
        Channel::Viber => icondata_si::SiViber,
        Channel::Avito => icondata_lu::LuShoppingBag,
        Channel::Facebook => icondata_si::SiMessenger,
        Channel::Email => icondata_lu::LuMail,
        Channel::Sms => icondata_lu::LuMessageSquareText,
    };
    view! {
        <span class="channel" data-channel=channel.as_str() role="img" aria-label=move || channel_name(channel) title=move || channel_name(channel)>
            <Icon icon />
        </span>
    }
}

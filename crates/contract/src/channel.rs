//! Channels: the kinds of line by which a client reaches the desk.
//!
//! Owns: what a channel can carry. Never: how it is drawn or named on screen.

use serde::{Deserialize, Serialize};

/// The kind of line an appeal came by. The list is that of the history's column «Канал» (R8) and of
/// the header's menu (H2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A telephone call (Звонковое обращение).
    Call,
    /// The chat widget on the company's site (Чат на сайте).
    SiteChat,
    /// Telegram.
    Telegram,
    /// ВКонтакте.
    Vk,
    /// WhatsApp.
    WhatsApp,
    /// Viber.
    Viber,
    /// Messages of the Avito marketplace.
    Avito,
    /// Facebook Messenger.
    Facebook,
    /// E-mail.
    Email,
    /// SMS.
    Sms,
}

impl Channel {
    /// Every channel, in the order in which lists offer them.
    pub const ALL: [Self; 10] = [
        Self::Call,
        Self::SiteChat,
        Self::Telegram,
        Self::Vk,
        Self::WhatsApp,
        Self::Viber,
        Self::Avito,
        Self::Facebook,
        Self::Email,
        Self::Sms,
    ];

    /// The name on the wire and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::SiteChat => "site_chat",
            Self::Telegram => "telegram",
            Self::Vk => "vk",
            Self::WhatsApp => "whats_app",
            Self::Viber => "viber",
            Self::Avito => "avito",
            Self::Facebook => "facebook",
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// Whether operator and client write to each other here.
    #[must_use]
    pub fn carries_text(self) -> bool {
        self != Self::Call
    }

    /// The longest message the channel carries, in Unicode scalar values.
    ///
    /// Telegram's Bot API and WhatsApp's Cloud API name 4,096; VK 4,096; Viber's REST API 7,000; ten
    /// SMS parts in UCS-2 make 670. The others are the desk's own bound.
    #[must_use]
    pub fn longest_text(self) -> usize {
        match self {
            Self::Call => 0,
            Self::Telegram | Self::WhatsApp | Self::Vk | Self::SiteChat => 4_096,
            Self::Viber => 7_000,
            Self::Facebook => 2_000,
            Self::Avito => 1_000,
            Self::Email => 100_000,
            Self::Sms => 670,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_on_the_wire_is_the_one_serde_writes() {
        for channel in Channel::ALL {
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
        }
    }

    #[test]
    fn only_a_call_carries_no_text() {
        for channel in Channel::ALL {
            assert_eq!(channel.carries_text(), channel.longest_text() > 0, "{channel:?}");
        }
    }
}

//! Channels: the kinds of line by which a client reaches the desk.
//!
//! Owns: what a channel can carry. Never: how it is drawn or named on screen.

use crate::refusal::Language;
use serde::{Deserialize, Serialize};

/// A megabyte as people mean it when they look at a file, in bytes.
pub(crate) const MEGABYTE: u64 = 1024 * 1024;

/// The kind of line an appeal came by. The list is that of the history's column «Канал» (R8) and of
/// the header's menu (H2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

    /// The name as a person reads it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Call, Language::Ru) => "Звонок",
            (Self::Call, Language::En) => "Call",
            (Self::SiteChat, Language::Ru) => "Чат на сайте",
            (Self::SiteChat, Language::En) => "Site chat",
            (Self::Vk, Language::Ru) => "ВКонтакте",
            (Self::Vk, Language::En) => "VK",
            (Self::Telegram, _) => "Telegram",
            (Self::WhatsApp, _) => "WhatsApp",
            (Self::Viber, _) => "Viber",
            (Self::Avito, _) => "Avito",
            (Self::Facebook, _) => "Facebook",
            (Self::Email, _) => "E-mail",
            (Self::Sms, _) => "SMS",
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

    /// How many files go with one message (W2).
    ///
    /// Messengers send an album of ten (Telegram's `sendMediaGroup`, VK's `messages.send`); the bound for
    /// letters and the site's chat is the desk's own.
    #[must_use]
    pub fn most_files(self) -> usize {
        match self {
            Self::Call | Self::Sms => 0,
            Self::Telegram | Self::Vk | Self::SiteChat => 10,
            Self::Email => 20,
            Self::WhatsApp | Self::Viber | Self::Avito | Self::Facebook => 1,
        }
    }

    /// The largest file that goes with a message, in bytes (W2).
    ///
    /// A Telegram bot sends 50 MB, WhatsApp's Cloud API 16 MB of media, Facebook's Send API 25 MB; most mail
    /// servers refuse letters over 25 MB.
    #[must_use]
    pub fn largest_file(self) -> u64 {
        let megabytes = match self {
            Self::Call | Self::Sms => 0,
            Self::WhatsApp => 16,
            Self::Avito => 24,
            Self::Email | Self::Facebook => 25,
            Self::Telegram | Self::Vk | Self::Viber | Self::SiteChat => 50,
        };
        megabytes * MEGABYTE
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

    #[test]
    fn every_channel_has_a_place_of_its_own_in_the_lists_and_a_name_of_its_own() {
        for (place, channel) in Channel::ALL.into_iter().enumerate() {
            assert_eq!(Channel::ALL.iter().position(|other| *other == channel), Some(place));
        }
        for (language, names) in [
            (
                Language::Ru,
                "Звонок, Чат на сайте, Telegram, ВКонтакте, WhatsApp, Viber, Avito, Facebook, E-mail, SMS",
            ),
            (Language::En, "Call, Site chat, Telegram, VK, WhatsApp, Viber, Avito, Facebook, E-mail, SMS"),
        ] {
            assert_eq!(Channel::ALL.map(|channel| channel.title(language)).join(", "), names);
        }
    }

    #[test]
    fn each_channel_has_its_bounds() {
        for (channel, text, files, megabytes) in [
            (Channel::Call, 0, 0, 0),
            (Channel::SiteChat, 4_096, 10, 50),
            (Channel::Telegram, 4_096, 10, 50),
            (Channel::Vk, 4_096, 10, 50),
            (Channel::WhatsApp, 4_096, 1, 16),
            (Channel::Viber, 7_000, 1, 50),
            (Channel::Avito, 1_000, 1, 24),
            (Channel::Facebook, 2_000, 1, 25),
            (Channel::Email, 100_000, 20, 25),
            (Channel::Sms, 670, 0, 0),
        ] {
            let bounds = (channel.longest_text(), channel.most_files(), channel.largest_file());
            assert_eq!(bounds, (text, files, megabytes * 1_048_576), "{channel:?}");
        }
    }

    #[test]
    fn where_no_file_goes_none_is_small_enough() {
        for channel in Channel::ALL {
            assert_eq!(channel.most_files() == 0, channel.largest_file() == 0, "{channel:?}");
        }
    }
}

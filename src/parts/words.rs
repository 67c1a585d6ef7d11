//! Errors, channels and roles in words.

use crate::desk::{CommandError, Desk, Failure};
use crate::i18n::{language, tr};
use crate::ui::{Toast, ToastTone, Toasts};
use desk_contract::Channel;
use desk_contract::operator::Role;
use leptos::prelude::*;

/// A failure as a sentence with a way out.
pub(crate) fn failure_words(failure: &Failure) -> String {
    match failure {
        Failure::Unreachable => tr!(trouble.unreachable),
        // Whoever asked has asked anew since; the words are for nobody.
        Failure::Unexpected(_) | Failure::Overtaken => tr!(trouble.unexpected),
    }
}

/// Why a command was not carried out, as a sentence.
pub(crate) fn error_words(desk: Desk, error: &CommandError) -> String {
    match error {
        CommandError::Refused(refusal) => desk.sentence(refusal, language()),
        CommandError::Failed(failure) => failure_words(failure),
    }
}

/// Tells at the bottom left why a command was not carried out.
pub(crate) fn tell_error(desk: Desk, toasts: Toasts, error: &CommandError) {
    let text = untrack(|| error_words(desk, error));
    toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
}

/// A channel's name.
pub(crate) fn channel_name(channel: Channel) -> String {
    match channel {
        Channel::Call => tr!(channel.call),
        Channel::SiteChat => tr!(channel.site_chat),
        Channel::Telegram => tr!(channel.telegram),
        Channel::Vk => tr!(channel.vk),
        Channel::WhatsApp => tr!(channel.whats_app),
        Channel::Viber => tr!(channel.viber),
        Channel::Avito => tr!(channel.avito),
        Channel::Facebook => tr!(channel.facebook),
        Channel::Email => tr!(channel.email),
        Channel::Sms => tr!(channel.sms),
    }
}

/// A role's name.
pub(crate) fn role_name(role: Role) -> String {
    match role {
        Role::Operator => tr!(staff.role_operator),
        Role::Supervisor => tr!(staff.role_supervisor),
        Role::Administrator => tr!(staff.role_administrator),
    }
}

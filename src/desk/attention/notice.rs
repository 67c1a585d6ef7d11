//! Notices of the system, for whoever looks at another window (U4).
//!
//! Owns: whether they may be shown, and that a press on one leads to its appeal. Never: shows one to somebody who looks
//! at the desk.

use super::super::Desk;
use crate::i18n::tr;
use desk_contract::history::Direction;
use desk_contract::id::AppealId;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether the system may show notices of this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// The operator has not been asked yet.
    NotAsked,
    /// It may.
    Granted,
    /// It may not, or cannot.
    Refused,
}

impl Permission {
    /// As it stands.
    pub(super) fn now() -> Self {
        let has_notices = Reflect::has(&window(), &JsValue::from_str("Notification")).unwrap_or(false);
        if has_notices { Self::read(Notification::permission()) } else { Self::Refused }
    }

    /// Asks the operator.
    pub(super) async fn ask() -> Self {
        match Notification::request_permission() {
            // What he answered is read below.
            Ok(answer) => _ = JsFuture::from(answer).await,
            Err(_) => return Self::Refused,
        }
        Self::now()
    }

    fn read(permission: NotificationPermission) -> Self {
        match permission {
            NotificationPermission::Granted => Self::Granted,
            NotificationPermission::Default => Self::NotAsked,
            _ => Self::Refused,
        }
    }
}

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody came into the queue.
    Waits,
    /// It rings at this desk.
    Rings,
}

/// Shows a notice, unless the operator looks at the desk anyway.
pub(super) fn show(desk: Desk, id: AppealId, kind: Kind) {
    let page = document();
    let is_looked_at = !page.hidden() && page.has_focus().unwrap_or(true);
    let attention = desk.attention();
    if is_looked_at || attention.permission.get_untracked() != Permission::Granted {
        return;
    }
    let Some(appeal) = desk.known_appeal(id) else { return };
    let (title, body) = untrack(|| {
        let appeal = appeal.read();
        let cards = desk.cards.read();
        let contact = appeal.contact.and_then(|id| cards.contact(id));
        let client = appeal.client_name(contact).unwrap_or_else(|| tr!(client.guest));
        let title = match kind {
            Kind::Waits => tr!(notify.waits),
            Kind::Rings if appeal.direction == Direction::Outgoing => tr!(notify.campaign_rings),
            Kind::Rings => tr!(notify.rings),
        };
        (title, format!("{client} · {}", appeal.channel.title(crate::i18n::language())))
    });
    let options = NotificationOptions::new();
    options.set_body(&body);
    // One notice an appeal: a later one takes the place of an earlier one.
    options.set_tag(&id.to_string());
    // A device may show none of a page, which costs the notice alone.
    let Ok(notice) = Notification::new_with_options(&title, &options) else { return };
    let shown = notice.clone();
    let pressed = Closure::<dyn Fn()>::new(move || {
        // A window that may not come forward stays where it is.
        let _ = window().focus();
        shown.close();
        attention.asked_for.try_set(Some(id));
    });
    notice.set_onclick(Some(pressed.as_ref().unchecked_ref()));
    // It may be pressed as long as the system shows it.
    pressed.forget();
}

//! What the operator likes, made true: theme, language and whether the queue is heard follow his preferences, also those
//! chosen on another device (E5, E7).
//!
//! Owns: the theme on the page, and what this device remembers of all three, so that they are right before the desk
//! stands. Never: keeps preferences; the desk does.

use crate::desk::{Desk, Keepsake, forget, keep, kept};
use crate::i18n;
use desk_contract::own::{Preferences, Theme};
use desk_contract::refusal::Language;
use leptos::prelude::*;

/// The language remembered here, else the browser's own where the desk speaks it.
pub(super) fn first_language() -> Language {
    kept(Keepsake::Language).and_then(|tag| language_of(&tag)).unwrap_or_else(browsers_language)
}

fn browsers_language() -> Language {
    window().navigator().language().and_then(|tag| language_of(&tag)).unwrap_or(Language::Ru)
}

fn language_of(tag: &str) -> Option<Language> {
    match tag.get(..2)? {
        "en" => Some(Language::En),
        "ru" => Some(Language::Ru),
        _ => None,
    }
}

fn tag_of(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// Shows the theme remembered here, before the desk stands.
pub(super) fn show_first_theme() {
    show_theme(theme_kept().unwrap_or_else(systems_theme));
}

fn theme_kept() -> Option<Theme> {
    match kept(Keepsake::Theme).as_deref() {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
    }
}

fn systems_theme() -> Theme {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    if query.is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn show_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Only a misspelt attribute name is refused.
        let _ = root.set_attribute("data-theme", theme_name(theme));
    }
}

/// The theme of the screen.
pub(super) fn theme(preferences: &Preferences) -> Theme {
    preferences.theme.unwrap_or_else(systems_theme)
}

/// Follows what the operator likes for as long as the desk stands.
pub(super) fn follow(desk: Desk) {
    adopt(desk);
    let theme_liked = Memo::new(move |_| desk.preferences.read().theme);
    let language_liked = Memo::new(move |_| desk.preferences.read().language);
    let sound_liked = Memo::new(move |_| desk.preferences.read().has_sound);
    Effect::new(move |_| {
        remember(Keepsake::Theme, theme_liked.get().map(theme_name));
        show_theme(theme_liked.get().unwrap_or_else(systems_theme));
    });
    Effect::new(move |_| {
        let liked = language_liked.get();
        remember(Keepsake::Language, liked.map(tag_of));
        if let Some(spoken) = i18n::spoken() {
            spoken.set(liked.unwrap_or_else(browsers_language));
        }
    });
    Effect::new(move |_| {
        if let Some(is_on) = sound_liked.get() {
            remember(Keepsake::Sound, Some(if is_on { "on" } else { "off" }));
        }
    });
}

/// What was chosen on this device holds for whoever sits here and has chosen nothing himself.
fn adopt(desk: Desk) {
    let liked = desk.preferences.get_untracked();
    let theme = liked.theme.or_else(theme_kept);
    let language = liked.language.or_else(|| language_of(&kept(Keepsake::Language)?));
    let has_sound = liked.has_sound.or_else(|| Some(kept(Keepsake::Sound)? == "on"));
    let adopted = Preferences { theme, language, has_sound, ..liked.clone() };
    if adopted != liked {
        desk.prefer(|preferences| *preferences = adopted);
    }
}

fn remember(what: Keepsake, value: Option<&str>) {
    match value {
        Some(value) => keep(what, value),
        None => forget(what),
    }
}

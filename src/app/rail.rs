//! The rail at the far left: the sections, what the operator is now, and the switches of the screen itself.
//!
//! Owns: theme, language, sound, and starting the demo over. Never: anything of an appeal.

use super::presence::PresenceSwitch;
use crate::desk::{Desk, Keepsake, keep, kept, use_desk};
use crate::i18n::{self, tr, words};
use crate::parts::appeal_path;
use crate::ui::{Button, Icon, Look, Menu, Toast, ToastTone, Toasts};
use desk_contract::refusal::Language;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Light,
    Dark,
}

impl Theme {
    fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }

    /// What was chosen here before, else what the system asks for.
    fn kept() -> Self {
        match kept(Keepsake::Theme).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => {
                let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
                if query.is_some_and(|query| query.matches()) { Self::Dark } else { Self::Light }
            }
        }
    }
}

/// The language chosen here before, else the browser's own where the desk speaks it.
pub(super) fn kept_language() -> Language {
    let kept = kept(Keepsake::Language).or_else(|| window().navigator().language());
    if kept.is_some_and(|tag| tag.starts_with("en")) { Language::En } else { Language::Ru }
}

/// The rail.
#[component]
pub(super) fn Rail() -> impl IntoView {
    let desk = use_desk();
    follow_notices(desk);
    view! {
        <header class="rail">
            <nav class="rail__sections" aria-label=words!(rail.label)>
                <Section path="/" label=words!(rail.appeals) icon=icondata_lu::LuMessagesSquare />
            </nav>
            <PresenceSwitch />
            <div class="rail__switches">
                {desk.is_demo().then(|| view! { <StartOver /> })}
                <SoundSwitch />
                <LanguageSwitch />
                <ThemeSwitch />
            </div>
        </header>
    }
}

/// Who presses a notice of the system comes to its appeal, wherever he is (U4).
fn follow_notices(desk: Desk) {
    let navigate = use_navigate();
    let asked_for = desk.attention().asked_for;
    Effect::new(move |_| {
        if let Some(id) = asked_for.get() {
            navigate(&appeal_path(id), NavigateOptions::default());
        }
    });
}

/// One section of the desk; the one that the address is in is marked.
#[component]
fn Section(
    /// Where it begins.
    path: &'static str,
    /// What it is called.
    label: Signal<String>,
    icon: icondata_core::Icon,
) -> impl IntoView {
    let address = use_location().pathname;
    let is_here = Memo::new(move |_| {
        let address = address.read();
        if path == "/" {
            address.as_str() == "/" || address.starts_with("/appeals")
        } else {
            address.starts_with(path)
        }
    });
    view! {
        <a href=path class="rail__section" aria-current=move || is_here.get().then_some("true") aria-label=label title=label>
            <Icon icon />
        </a>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let theme = RwSignal::new(Theme::kept());
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // Only a misspelt attribute name is refused.
            let _ = root.set_attribute("data-theme", theme.get().as_str());
        }
    });
    let switch = move |()| {
        theme.update(|theme| *theme = theme.other());
        keep(Keepsake::Theme, theme.get_untracked().as_str());
    };
    let label = move || match theme.get() {
        Theme::Light => tr!(rail.theme_dark),
        Theme::Dark => tr!(rail.theme_light),
    };
    view! { <Button label icon=icondata_lu::LuSunMoon icon_alone=true look=Look::Quiet on_press=switch /> }
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let switch = move |()| {
        let Some(spoken) = i18n::spoken() else { return };
        let (next, tag) = match spoken.get_untracked() {
            Language::Ru => (Language::En, "en"),
            Language::En => (Language::Ru, "ru"),
        };
        keep(Keepsake::Language, tag);
        spoken.set(next);
    };
    view! {
        <Button label=words!(rail.language) icon=icondata_lu::LuLanguages icon_alone=true look=Look::Quiet on_press=switch />
    }
}

#[component]
fn SoundSwitch() -> impl IntoView {
    let desk = use_desk();
    let is_on = Memo::new(move |_| desk.sound().is_on());
    let label = move || if is_on.get() { tr!(rail.sound_on) } else { tr!(rail.sound_off) };
    let button = move |icon| {
        view! { <Button label icon icon_alone=true look=Look::Quiet on_press=move |()| desk.switch_sound() /> }
    };
    move || button(if is_on.get() { icondata_lu::LuBell } else { icondata_lu::LuBellOff })
}

/// Throws the demo's world away, after asking: this cannot be undone.
#[component]
fn StartOver() -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let begin_anew = move |()| {
        leptos::task::spawn_local(async move {
            match desk.start_over().await {
                // From the root: the appeal that is open now will not exist.
                Ok(()) => drop(window().location().set_href("/")),
                Err(failure) => {
                    let text = crate::parts::failure_words(&failure);
                    toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
                }
            }
        });
    };
    let content = move |_close| {
        view! {
            <div class="question">
                <p class="question__title">{words!(rail.start_over_question)}</p>
                <p class="question__hint">{words!(rail.start_over_hint)}</p>
                <Button label=words!(rail.start_over_yes) look=Look::Danger on_press=begin_anew />
            </div>
        }
        .into_any()
    };
    view! {
        <Menu label=words!(rail.start_over) icon=icondata_lu::LuRotateCcw icon_alone=true look=Look::Quiet side="end" content />
    }
}

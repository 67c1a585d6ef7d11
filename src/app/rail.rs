//! The rail at the far left: the sections, what the operator is now, and the switches of the screen itself.
//!
//! Owns: the switches of theme, language and sound. Never: anything of an appeal.

use super::demo_corner::DemoCorner;
use super::likes;
use super::presence::PresenceSwitch;
use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::appeal_path;
use crate::ui::{Button, Icon, Look};
use desk_contract::own::Theme;
use desk_contract::refusal::Language;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// The rail.
#[component]
pub(super) fn Rail() -> impl IntoView {
    let desk = use_desk();
    follow_notices(desk);
    view! {
        <header class="rail">
            <nav class="rail__sections" aria-label=words!(rail.label)>
                <Section path="/" label=words!(rail.appeals) icon=icondata_lu::LuMessagesSquare />
                <Section path="/contacts" beside="/organisations" label=words!(contact.book) icon=icondata_lu::LuBookUser />
                <Section path="/deals" label=words!(deal.many) icon=icondata_lu::LuBriefcase />
                <Section path="/tasks" label=words!(task.many) icon=icondata_lu::LuListChecks />
                <Section path="/history" label=words!(rail.history) icon=icondata_lu::LuHistory />
                <Section path="/automation" label=words!(rule.page) icon=icondata_lu::LuZap />
                <Section path="/settings" label=words!(settings.title) icon=icondata_lu::LuSettings />
            </nav>
            <PresenceSwitch />
            <div class="rail__switches">
                {desk.is_demo().then(|| view! { <DemoCorner /> })}
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
    /// Where else its pages are.
    #[prop(optional)]
    beside: Option<&'static str>,
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
            address.starts_with(path) || beside.is_some_and(|beside| address.starts_with(beside))
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
    let desk = use_desk();
    let theme = Memo::new(move |_| likes::theme(&desk.preferences.read()));
    let other = move || match theme.get() {
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Light,
    };
    let label = move || match other() {
        Theme::Dark => tr!(rail.theme_dark),
        Theme::Light => tr!(rail.theme_light),
    };
    let switch = move |()| {
        let other = untrack(other);
        desk.prefer(|it| it.theme = Some(other));
    };
    view! { <Button label icon=icondata_lu::LuSunMoon icon_alone=true look=Look::Quiet on_press=switch /> }
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let desk = use_desk();
    let switch = move |()| {
        let next = match untrack(language) {
            Language::Ru => Language::En,
            Language::En => Language::Ru,
        };
        desk.prefer(|it| it.language = Some(next));
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

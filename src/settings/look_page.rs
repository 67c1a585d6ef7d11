//! «Внешний вид и звук»: theme, language, how the queue is heard, and when not (E5, U4).

use super::bound::bound;
use super::page::Page;
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::error_words;
use crate::ui::{Button, CheckField, LineKind, RadioList, Slider, TextField};
use desk_contract::own::{QuietHours, Theme};
use desk_contract::refusal::Language;
use leptos::prelude::*;

/// How loud the queue is until somebody says otherwise, in percent.
const USUAL_VOLUME: u8 = 60;
/// The hours that stand there when quiet ones are switched on.
const NIGHT: QuietHours = QuietHours { from_min: 22 * 60, until_min: 8 * 60 };

/// The page.
#[component]
pub(super) fn LookPage() -> impl IntoView {
    let desk = use_desk();
    let failed = move || {
        let error = desk.preferences_failed.get()?;
        Some(view! {
            <div class="settings-card" role="alert">
                <p>{words!(own_look.not_saved)}" "{error_words(desk, &error)}</p>
                <Button label=words!(trouble.again) on_press=move |()| desk.save_preferences() />
            </div>
        })
    };
    view! {
        <div class="settings-form">
            <header class="page-head">
                <h1 class="page-head__title">{move || Page::Look.title()}</h1>
                <p class="page-head__hint">{words!(own_look.page_hint)}</p>
            </header>
            {failed}
            <section class="settings-card" aria-label=words!(own_look.screen)>
                <ThemeChoice />
                <LanguageChoice />
            </section>
            <SoundChoice />
            <QuietChoice />
        </div>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let desk = use_desk();
    let options = Signal::derive(|| {
        vec![("", tr!(own_look.as_the_system)), ("light", tr!(own_look.light)), ("dark", tr!(own_look.dark))]
    });
    let value = Signal::derive(move || match desk.preferences.read().theme {
        None => "",
        Some(Theme::Light) => "light",
        Some(Theme::Dark) => "dark",
    });
    let choose = move |key: &'static str| {
        desk.prefer(|it| {
            it.theme = match key {
                "light" => Some(Theme::Light),
                "dark" => Some(Theme::Dark),
                _ => None,
            }
        });
    };
    view! { <RadioList label=words!(own_look.theme) options value on_choose=choose /> }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let desk = use_desk();
    let options = Signal::derive(|| {
        vec![("", tr!(own_look.as_the_browser)), ("ru", tr!(own_look.russian)), ("en", tr!(own_look.english))]
    });
    let value = Signal::derive(move || match desk.preferences.read().language {
        None => "",
        Some(Language::Ru) => "ru",
        Some(Language::En) => "en",
    });
    let choose = move |key: &'static str| {
        desk.prefer(|it| {
            it.language = match key {
                "ru" => Some(Language::Ru),
                "en" => Some(Language::En),
                _ => None,
            }
        });
    };
    view! { <RadioList label=words!(own_look.language) options value on_choose=choose /> }
}

#[component]
fn SoundChoice() -> impl IntoView {
    let desk = use_desk();
    let is_on = bound(
        desk.preferences,
        |it| it.has_sound.unwrap_or(true),
        move |is_on| {
            desk.prefer(|it| it.has_sound = Some(is_on));
        },
    );
    let volume = Signal::derive(move || desk.preferences.read().volume.unwrap_or(USUAL_VOLUME));
    let off = Signal::derive(move || (!is_on.get()).then(|| tr!(own_look.sound_is_off)));
    view! {
        <section class="settings-card" aria-label=words!(own_look.sound)>
            <CheckField label=words!(own_look.sound) value=is_on />
            <Slider label=words!(own_look.volume) value=volume on_move=move |volume| desk.prefer(|it| it.volume = Some(volume)) />
            <div>
                <Button label=words!(own_look.try_sound) icon=icondata_lu::LuVolume2 refusal=off on_press=move |()| desk.sound().test() />
            </div>
        </section>
    }
}

#[component]
fn QuietChoice() -> impl IntoView {
    let desk = use_desk();
    let quiet = move || desk.preferences.read().quiet_hours;
    let is_on = bound(
        desk.preferences,
        |it| it.quiet_hours.is_some(),
        move |is_on| {
            desk.prefer(|it| it.quiet_hours = is_on.then_some(NIGHT));
        },
    );
    let from = bound(
        desk.preferences,
        |it| hour(it.quiet_hours.unwrap_or(NIGHT).from_min),
        move |text: String| {
            if let Some(from_min) = minute(&text) {
                desk.prefer(|it| {
                    it.quiet_hours = it.quiet_hours.map(|quiet| QuietHours { from_min, ..quiet })
                });
            }
        },
    );
    let until = bound(
        desk.preferences,
        |it| hour(it.quiet_hours.unwrap_or(NIGHT).until_min),
        move |text: String| {
            if let Some(until_min) = minute(&text) {
                desk.prefer(|it| {
                    it.quiet_hours = it.quiet_hours.map(|quiet| QuietHours { until_min, ..quiet })
                });
            }
        },
    );
    let is_none = Signal::derive(move || {
        quiet().filter(|quiet| quiet.from_min == quiet.until_min).map(|_| tr!(own_look.quiet_none))
    });
    view! {
        <section class="settings-card" aria-label=words!(own_look.quiet)>
            <CheckField label=words!(own_look.quiet) value=is_on />
            <p class="field__note">{words!(own_look.quiet_hint)}</p>
            <Show when=move || is_on.get()>
                <div class="form__row">
                    <TextField label=words!(own_look.quiet_from) value=from kind=LineKind::Hour />
                    <TextField label=words!(own_look.quiet_until) value=until kind=LineKind::Hour error=is_none />
                </div>
            </Show>
        </section>
    }
}

/// `08:30`, of minutes after midnight.
fn hour(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes after midnight, of `08:30`.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

//! What the operator hears: two tones when somebody waits, a trill when it rings at his desk (U4).
//!
//! Owns: the one audio context, and whether, when and how loud it may be heard. Never: when something is to be heard.

use crate::backend::keepsakes::{self, Keepsake};
use crate::i18n::local_minute;
use desk_contract::Timestamp;
use desk_contract::own::Preferences;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

/// Two tones, a fifth apart, in hertz: heard across a room, not sharp.
const TONES: [f32; 2] = [587.33, 880.0];
/// How long a tone sounds, in seconds.
const TONE_SECONDS: f64 = 0.22;
/// The two tones between which a telephone trills.
const TRILL: [f32; 2] = [1_046.5, 1_318.5];
/// How long each of them sounds, in seconds, and how many there are.
const TRILL_SECONDS: f64 = 0.06;
const TRILLS: u16 = 20;
/// How loud the loudest is, of 1, and how loud it is of 100 where nothing was chosen.
const LOUDEST: f32 = 0.4;
const ORDINARY: u8 = 60;

/// The queue's sound, which the operator may switch off, turn down, and silence for hours.
#[derive(Clone, Copy)]
pub(crate) struct Sound {
    preferences: RwSignal<Preferences>,
    /// Whether the browser lets the page be heard; before the first press it does not.
    pub(crate) is_awake: RwSignal<bool>,
    context: StoredValue<Option<AudioContext>, LocalStorage>,
}

impl Sound {
    /// By what the operator prefers.
    pub(in super::super) fn new(preferences: RwSignal<Preferences>) -> Self {
        let sound =
            Self { preferences, is_awake: RwSignal::new(false), context: StoredValue::new_local(None) };
        sound.wake_on_first_gesture();
        sound
    }

    /// Whether it is on: as the operator chose on any of his devices, else as it was left on this one.
    pub(crate) fn is_on(self) -> bool {
        let chosen = self.preferences.read().has_sound;
        chosen.unwrap_or_else(|| keepsakes::kept(Keepsake::Sound).as_deref() != Some("off"))
    }

    /// Sounds once, whatever was chosen but for how loud: to hear how it will be. The press that asks for it may be the
    /// first, which wakes it.
    pub(crate) fn test(self) {
        leptos::task::spawn_local(async move {
            self.wakes().await;
            self.play(chime);
        });
    }

    /// Somebody waits.
    pub(super) fn chime(self, now: Timestamp) {
        if self.may_be_heard(now) {
            self.play(chime);
        }
    }

    /// The telephone rings.
    pub(super) fn ring(self, now: Timestamp) {
        if self.may_be_heard(now) {
            self.play(trill);
        }
    }

    fn may_be_heard(self, now: Timestamp) -> bool {
        let quiet = self.preferences.read_untracked().quiet_hours;
        untrack(|| self.is_on()) && !quiet.is_some_and(|hours| hours.has(local_minute(now)))
    }

    fn play(self, play: fn(&AudioContext, f32) -> Result<(), JsValue>) {
        let Some(context) = self.context.get_value() else { return };
        let volume = self.preferences.read_untracked().volume.unwrap_or(ORDINARY).min(100);
        if context.state() == AudioContextState::Running && volume > 0 {
            // A device without a loudspeaker has no sound; the title still counts.
            let _ = play(&context, LOUDEST * f32::from(volume) / 100.0);
        }
    }

    /// Browsers let a page be heard only after its reader has touched it.
    fn wake_on_first_gesture(self) {
        for gesture in ["pointerdown", "keydown"] {
            window_event_listener_untyped(gesture, move |_| self.wake());
        }
    }

    fn wake(self) {
        leptos::task::spawn_local(self.wakes());
    }

    async fn wakes(self) {
        if self.is_awake.get_untracked() || !may_be_heard() {
            return;
        }
        let context = self.context.get_value().or_else(|| AudioContext::new().ok());
        let Some(context) = context else { return };
        self.context.set_value(Some(context.clone()));
        if let Ok(resuming) = context.resume() {
            // It resumes by itself a moment later or not at all.
            let _ = JsFuture::from(resuming).await;
        }
        self.is_awake.try_set(context.state() == AudioContextState::Running);
    }
}

/// Whether the browser takes what the reader did for a touch; it does not take Ctrl or Escape for one (HTML Living
/// Standard, "user activation"). A browser that does not tell is asked by trying.
fn may_be_heard() -> bool {
    let navigator = window().navigator();
    let activation = js_sys::Reflect::get(&navigator, &JsValue::from_str("userActivation"));
    let is_active = |it: JsValue| js_sys::Reflect::get(&it, &JsValue::from_str("hasBeenActive")).ok();
    activation.ok().and_then(is_active).is_none_or(|it| it.as_bool().unwrap_or(true))
}

fn chime(context: &AudioContext, loudness: f32) -> Result<(), JsValue> {
    let begins = context.current_time();
    for (place, tone) in (0_u8..).zip(TONES) {
        let start = begins + f64::from(place) * TONE_SECONDS;
        let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
        oscillator.set_type(OscillatorType::Sine);
        oscillator.frequency().set_value(tone);
        gain.gain().set_value_at_time(loudness, start)?;
        gain.gain().exponential_ramp_to_value_at_time(0.001, start + TONE_SECONDS)?;
        oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
        oscillator.start_with_when(start)?;
        oscillator.stop_with_when(start + TONE_SECONDS)?;
    }
    Ok(())
}

fn trill(context: &AudioContext, loudness: f32) -> Result<(), JsValue> {
    let begins = context.current_time();
    let ends = begins + f64::from(TRILLS) * TRILL_SECONDS;
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.set_type(OscillatorType::Triangle);
    for trill in 0..TRILLS {
        let tone = TRILL[usize::from(trill % 2)];
        oscillator.frequency().set_value_at_time(tone, begins + f64::from(trill) * TRILL_SECONDS)?;
    }
    gain.gain().set_value_at_time(loudness, begins)?;
    gain.gain().set_value_at_time(loudness, ends - TRILL_SECONDS)?;
    gain.gain().exponential_ramp_to_value_at_time(0.001, ends)?;
    oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(begins)?;
    oscillator.stop_with_when(ends)
}

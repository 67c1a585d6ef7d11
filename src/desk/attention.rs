//! Calls the operator: a sound when an appeal arrives, the count in the tab's title (Q1, U4).
//!
//! Owns: the one audio context and the title. Never: what counts as waiting.

use super::Shelf;
use crate::backend::keepsakes::{self, Keepsake};
use crate::i18n::tr;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

/// Two tones, a fifth apart, in hertz: heard across a room, not sharp.
const TONES: [f32; 2] = [587.33, 880.0];
/// How long a tone sounds, in seconds.
const TONE_SECONDS: f64 = 0.22;
/// How loud, of 1.
const LOUDNESS: f32 = 0.25;

/// Keeps the number of those who wait in the tab's title.
pub(super) fn count_in_title(queue: Shelf) {
    Effect::new(move |_| show_in_title(queue.len()));
}

fn show_in_title(waiting: usize) {
    let title = tr!(app.title);
    let shown = if waiting > 0 { format!("({waiting}) {title}") } else { title };
    document().set_title(&shown);
}

/// The queue's sound, which the operator may switch off.
#[derive(Clone, Copy)]
pub(crate) struct Sound {
    /// Whether it is on.
    pub(crate) is_on: RwSignal<bool>,
    context: StoredValue<Option<AudioContext>, LocalStorage>,
}

impl Sound {
    /// As it was left on this device.
    pub(super) fn new() -> Self {
        let is_on = keepsakes::kept(Keepsake::Sound).as_deref() != Some("off");
        let sound = Self { is_on: RwSignal::new(is_on), context: StoredValue::new_local(None) };
        sound.wake_on_first_gesture();
        sound
    }

    /// Switches it; on, it is heard at once, so that the operator knows that it works.
    pub(crate) fn switch(self) {
        self.is_on.update(|is_on| *is_on = !*is_on);
        let is_on = self.is_on.get_untracked();
        keepsakes::keep(Keepsake::Sound, if is_on { "on" } else { "off" });
        self.ring();
    }

    /// Sounds once, if it is on and the browser already lets the page be heard.
    pub(crate) fn ring(self) {
        let Some(context) = self.context.get_value() else { return };
        if self.is_on.get_untracked() && context.state() == AudioContextState::Running {
            // A device without a loudspeaker has no sound; the title still counts.
            let _ = play(&context);
        }
    }

    /// Browsers let a page be heard only after its reader has touched it.
    fn wake_on_first_gesture(self) {
        for gesture in ["pointerdown", "keydown"] {
            window_event_listener_untyped(gesture, move |_| {
                if !may_be_heard() {
                    return;
                }
                self.context.update_value(|context| {
                    if context.is_none() {
                        *context = AudioContext::new().ok();
                    }
                    if let Some(context) = context.as_ref()
                        && context.state() == AudioContextState::Suspended
                    {
                        // It resumes by itself a moment later or not at all.
                        let _ = context.resume();
                    }
                });
            });
        }
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

fn play(context: &AudioContext) -> Result<(), JsValue> {
    for (place, tone) in TONES.into_iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "two tones")]
        let start = context.current_time() + place as f64 * TONE_SECONDS;
        let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
        oscillator.set_type(OscillatorType::Sine);
        oscillator.frequency().set_value(tone);
        gain.gain().set_value_at_time(LOUDNESS, start)?;
        gain.gain().exponential_ramp_to_value_at_time(0.001, start + TONE_SECONDS)?;
        oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
        oscillator.start_with_when(start)?;
        oscillator.stop_with_when(start + TONE_SECONDS)?;
    }
    Ok(())
}

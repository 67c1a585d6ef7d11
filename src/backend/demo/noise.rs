//! The stream of messages by which a desk is tried, where `config.json` asks for one.
//!
//! Owns: when they are due. Never: what they are; the crate `desk-demo` does.

use super::Shared;
use crate::backend::chance::device_clock;
use crate::backend::config::NoiseConfig;
use desk_demo::Noise;
use gloo_timers::callback::Interval;
use std::cell::RefCell;
use std::rc::Rc;

/// How often some come, in milliseconds: as from a line, a few at a time.
const EVERY_MS: u32 = 8;

impl Shared {
    /// Clients begin to write.
    pub(super) fn start_noise(self: &Rc<Self>) {
        let Some(NoiseConfig { a_second, seconds }) = self.config.noise else { return };
        let Ok(noise) = self.look(Noise::of) else { return };
        let (noise, began, shared) = (RefCell::new(noise), device_clock(), Rc::downgrade(self));
        let interval = Interval::new(EVERY_MS, move || {
            let Some(shared) = shared.upgrade() else { return };
            let passed_ms = (device_clock() - began).num_milliseconds().max(0).unsigned_abs();
            let due = passed_ms.min(u64::from(seconds) * 1_000) * u64::from(a_second) / 1_000;
            let now = shared.now();
            let said = shared.demo.borrow_mut().as_mut().map(|demo| noise.borrow_mut().until(due, demo, now));
            shared.happens(said.unwrap_or_default());
        });
        self.noise.replace(Some(interval));
    }
}

//! One tab runs the demo; a tab opened later takes it over, and the earlier one stands still.
//!
//! Owns: the channel between tabs of this origin. Never: what standing still means.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "operator-desk-demo";

/// Kept alive as long as the channel that calls it.
type Heard = Closure<dyn Fn(MessageEvent)>;

/// The other tabs of this browser that show the demo.
#[derive(Default)]
pub(super) struct OtherTabs {
    channel: RefCell<Option<(BroadcastChannel, Heard)>>,
}

impl OtherTabs {
    /// Calls `stop` whenever another tab takes the demo over.
    pub(super) fn on_taken_over(&self, stop: impl Fn() + 'static) {
        // Without the channel (a very old browser) two tabs simply do not know of each other.
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
        let heard = Heard::new(move |_| stop());
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        self.channel.replace(Some((channel, heard)));
    }

    /// Takes the demo over. A channel never hears itself.
    pub(super) fn claim(&self) {
        if let Some((channel, _)) = self.channel.borrow().as_ref() {
            // Only a closed channel refuses, and this one is never closed.
            let _ = channel.post_message(&"claimed".into());
        }
    }
}

//! The other tabs of this browser: which of them sends, and what was given and answered in each.
//!
//! Owns: the channel between tabs and the locks (the Web Locks API). Never: what is sent.
//!
//! Always: a lock is let go of by the browser when its tab is gone, however it went.

use desk_contract::Refusal;
use desk_contract::id::CommandId;
use desk_contract::json::read;
use futures_channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "operator-desk-outbox";

/// What a tab tells the others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Word {
    /// A command was put into the store.
    Given,
    /// A command was answered.
    Answered {
        id: CommandId,
        /// The number of the last event that followed, or what was wrong with it.
        answer: Result<u64, Wrong>,
    },
}

/// Why a command was not carried out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Wrong {
    Refused(Refusal),
    Broken(String),
}

/// Kept alive as long as the channel that calls it.
type Heard = Closure<dyn Fn(MessageEvent)>;

/// The channel to the other tabs.
#[derive(Default)]
pub(super) struct Tabs(RefCell<Option<(BroadcastChannel, Heard)>>);

impl Tabs {
    /// Calls `hear` with what other tabs tell.
    pub(super) fn listen(&self, hear: impl Fn(Word) + 'static) {
        // Without the channel (a very old browser) a tab learns of the others' commands when it is loaded anew.
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
        let heard = Heard::new(move |event: MessageEvent| {
            let word = event.data().as_string().and_then(|text| read(&text).ok());
            if let Some(word) = word {
                hear(word);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        self.0.replace(Some((channel, heard)));
    }

    /// Tells the other tabs.
    pub(super) fn tell(&self, word: &Word) {
        if let Some((channel, _)) = self.0.borrow().as_ref()
            && let Ok(text) = serde_json::to_string(word)
        {
            // Only a closed channel refuses, and this one is never closed.
            let _ = channel.post_message(&JsValue::from_str(&text));
        }
    }
}

/// A lock that is held until this is dropped or the tab is gone.
pub(super) struct Lock(#[allow(dead_code, reason = "held, not read")] Option<oneshot::Sender<()>>);

/// Waits for the lock of that name. Where the browser has no locks, it is had at once.
pub(super) async fn lock(name: &str) -> Lock {
    let (held, comes) = oneshot::channel();
    let (let_go, until) = oneshot::channel::<()>();
    // The browser's from here on: it calls this once, also where nobody waits any more, and then the lock is let go at once.
    let granted = Closure::once_into_js(move |_: JsValue| -> JsValue {
        let _ = held.send(());
        wasm_bindgen_futures::future_to_promise(async move {
            // The other end is dropped with the lock.
            let _ = until.await;
            Ok(JsValue::UNDEFINED)
        })
        .into()
    });
    if request(name, granted.unchecked_ref()).is_none() {
        return Lock(None);
    }
    let _ = comes.await;
    Lock(Some(let_go))
}

/// `navigator.locks.request(name, granted)`; web-sys offers it only under a flag that would change every build.
fn request(name: &str, granted: &Function) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| !locks.is_undefined())?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, &name.into(), granted).ok()?.dyn_into().ok()
}

//! What this tab is known by, so that it knows its own after it was loaded anew.
//!
//! Owns: its mark, in the store that goes with a tab. Never: what is done with it.
//!
//! Always: no two tabs have one mark. A browser that copies a tab copies its store, so the mark lies there only while no
//! page has it: from the moment a page goes until the next one comes.

use super::chance;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

const MARK: &str = "desk.tab";

/// Four bytes that no other tab has; they stay when the page is loaded anew.
pub(crate) fn mark() -> [u8; 4] {
    thread_local!(static THIS: [u8; 4] = taken());
    THIS.with(|mark| *mark)
}

fn taken() -> [u8; 4] {
    let left = store().and_then(|store| store.get_item(MARK).ok()?);
    let mark = left.and_then(|text| text.parse().ok()).unwrap_or_else(|| {
        let [first, second, third, fourth, ..] = chance::ten_bytes();
        u32::from_be_bytes([first, second, third, fourth])
    });
    take();
    // A page that went may come back as it was.
    when("pageshow", take);
    when("pagehide", move || {
        if let Some(store) = store() {
            // A closed store costs this tab that it knows its own after a reload.
            let _ = store.set_item(MARK, &mark.to_string());
        }
    });
    mark.to_be_bytes()
}

fn take() {
    if let Some(store) = store() {
        // A closed store holds nothing.
        let _ = store.remove_item(MARK);
    }
}

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// As long as the page is there.
fn when(name: &str, then: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let told = Closure::<dyn Fn()>::new(then);
    // Only a name that is no event's is refused.
    let _ = window.add_event_listener_with_callback(name, told.as_ref().unchecked_ref());
    drop(told.into_js_value());
}

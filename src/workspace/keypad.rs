//! The keypad of a call: twelve keys, and the digits of the keyboard while it is open (H1).
//!
//! Owns: that keys reach the backend in the order in which they were pressed. Never: which keys there are; the
//! contract refuses others.

use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use crate::parts::tell_error;
use crate::ui::{Menu, Piece, Toasts, piece};
use desk_contract::Appeal;
use desk_contract::command::PressKeys;
use desk_contract::id::AppealId;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

const KEYS: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
/// The most keys that go in one command.
const AT_ONCE: usize = 32;

/// Keys on their way to the backend: pressed and not yet told.
#[derive(Clone, Copy)]
struct Pressing {
    desk: Desk,
    toasts: Toasts,
    appeal: AppealId,
    /// What was pressed since the keypad was opened.
    pressed: RwSignal<String>,
    waiting: StoredValue<String>,
    is_telling: StoredValue<bool>,
}

impl Pressing {
    fn press(self, key: char) {
        self.pressed.update(|pressed| pressed.push(key));
        self.waiting.update_value(|waiting| waiting.push(key));
        if !self.is_telling.get_value() {
            self.is_telling.set_value(true);
            leptos::task::spawn_local(async move { self.tell().await });
        }
    }

    /// One command after the other, each with all that was pressed meanwhile.
    async fn tell(self) {
        while let Some(keys) = self.next() {
            if let Err(error) = self.desk.send(PressKeys { appeal: self.appeal, keys }.into()).await {
                tell_error(self.desk, self.toasts, &error);
                self.waiting.try_set_value(String::new());
            }
        }
        self.is_telling.try_set_value(false);
    }

    fn next(self) -> Option<String> {
        let next = self.waiting.try_update_value(|waiting| {
            let rest = waiting.chars().skip(AT_ONCE).collect();
            let mut now = std::mem::replace(waiting, rest);
            now.truncate(AT_ONCE);
            now
        });
        next.filter(|keys| !keys.is_empty())
    }
}

/// The button and its keys.
#[component]
pub(super) fn Keypad(appeal: RwSignal<Appeal>) -> impl IntoView {
    let pressing = Pressing {
        desk: use_desk(),
        toasts: expect_context(),
        appeal: appeal.read_untracked().id,
        pressed: RwSignal::new(String::new()),
        waiting: StoredValue::new(String::new()),
        is_telling: StoredValue::new(false),
    };
    let content = move |_close| view! { <Piece load=keypad_keys props=KeysProps { pressing } /> }.into_any();
    let opened = move |()| pressing.pressed.set(String::new());
    view! {
        <Menu
            label=words!(call.keypad) icon=icondata_lu::LuGrip
            on_open=Callback::new(opened) content
        />
    }
}

piece!(keypad_keys in forms = Keys(KeysProps));

#[component]
fn Keys(pressing: Pressing) -> impl IntoView {
    let keyed = move |event: KeyboardEvent| {
        let mut letters = event.key();
        let key = letters.pop().filter(|_| letters.is_empty());
        if let Some(key) = key.filter(|key| KEYS.contains(key)) {
            event.prevent_default();
            pressing.press(key);
        }
    };
    let one = move |key: char| {
        view! { <button type="button" class="keypad__key" on:click=move |_| pressing.press(key)>{key}</button> }
    };
    let field = NodeRef::<leptos::html::Output>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Focus can be refused only by an element that is not shown.
            let _ = field.focus();
        }
    });
    view! {
        <div class="keypad" on:keydown=keyed>
            <output class="keypad__pressed" tabindex="0" node_ref=field aria-label=words!(call.keys_pressed) title=words!(call.keys_hint)>
                {pressing.pressed}
            </output>
            <div class="keypad__keys">{KEYS.map(one).into_iter().collect_view()}</div>
        </div>
    }
}

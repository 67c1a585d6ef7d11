//! Automatic actions: the SMS that goes to the client when his call ends (A1, A2).
//!
//! Owns: the list of rules and the editor of one: its conditions, its text, and what the client would read. Never: sends,
//! or judges a text; `contract::template` and `contract::sms` do.
//!
//! Start at [`AutomationPage`].

mod conditions;
mod preview;
mod rule;
mod text;

use crate::i18n::{tr, words};
use crate::parts::{EntriesPage, Section};
use crate::ui::piece;
use leptos::prelude::*;

const SECTIONS: &[Section] = &[rule::SECTION];

piece!(pub(crate) automation = AutomationPage);

/// The rules, and the chosen one beside them.
#[component]
fn AutomationPage() -> impl IntoView {
    view! {
        <main class="automation">
            <EntriesPage home="/automation" title=words!(rule.page) hint=Signal::derive(|| tr!(rule.page_hint)) sections=SECTIONS />
        </main>
    }
}

//! Ready-made answers: by `/` at the beginning of an answer, or by a button (W1).
//!
//! Owns: the list by `/` and the keys that walk it. Never: which answers a group has, or what a variable stands for;
//! the contract says both.

use crate::desk::{Desk, use_desk};
use crate::i18n::words;
use crate::ui::{Finder, Found, Look, Menu};
use desk_contract::Appeal;
use desk_contract::directory::QuickReply;
use desk_contract::search::Sought;
use desk_contract::template::Template;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// What begins a search for an answer.
const SIGN: char = '/';
/// How many are offered at once.
const MOST: usize = 8;
const LIST: &str = "quick-list";

/// Ready-made answers of an appeal's group that hold every word looked for, in the directory's order.
fn matching(desk: Desk, appeal: RwSignal<Appeal>, typed: &str) -> Vec<QuickReply> {
    let sought = Sought::read(typed);
    let group = appeal.read().group;
    let directory = desk.directory.read();
    let holds = |it: &&QuickReply| it.is_for(group) && sought.is_in(&format!("{} {}", it.title, it.text));
    directory.quick_replies.iter().filter(holds).cloned().collect()
}

/// An answer with its variables filled in; one that is no template is taken as it stands.
fn filled(desk: Desk, appeal: RwSignal<Appeal>, text: &str) -> String {
    let Ok(template) = text.parse::<Template>() else { return text.to_owned() };
    template.fill(&untrack(|| desk.template_values(&appeal.read())))
}

/// The list that `/` opens.
#[derive(Clone, Copy)]
pub(super) struct Quick {
    desk: Desk,
    appeal: RwSignal<Appeal>,
    found: Memo<Vec<QuickReply>>,
    stands_on: RwSignal<usize>,
    /// Whether Escape has closed it; a change of the words opens it again.
    is_closed: RwSignal<bool>,
}

/// The list for what stands in the field.
pub(super) fn use_quick_list(appeal: RwSignal<Appeal>, text: RwSignal<String>) -> Quick {
    let desk = use_desk();
    let (stands_on, is_closed) = (RwSignal::new(0), RwSignal::new(false));
    let found = Memo::new(move |_| {
        let text = text.read();
        // A line break ends the search: nobody looks for an answer in two lines.
        let sought = text.strip_prefix(SIGN).filter(|it| !it.contains('\n'));
        let mut found = sought.map(|sought| matching(desk, appeal, sought)).unwrap_or_default();
        found.truncate(MOST);
        found
    });
    Effect::new(move |_| {
        found.track();
        stands_on.set(0);
        is_closed.set(false);
    });
    Quick { desk, appeal, found, stands_on, is_closed }
}

impl Quick {
    fn is_open(self) -> bool {
        !self.is_closed.get() && !self.found.read().is_empty()
    }

    pub(super) fn list_id(self) -> &'static str {
        LIST
    }

    /// The id of the answer that the arrows stand on.
    pub(super) fn active_id(self) -> Option<String> {
        self.is_open().then(|| format!("{LIST}-{}", self.stands_on.get()))
    }

    /// A key of the field; answers whether it was the list's.
    pub(super) fn key(self, event: &KeyboardEvent, take: Callback<String>) -> bool {
        if !untrack(|| self.is_open()) || event.is_composing() {
            return false;
        }
        let last = self.found.read_untracked().len() - 1;
        match event.key().as_str() {
            "ArrowDown" => self.stands_on.update(|at| *at = if *at >= last { 0 } else { *at + 1 }),
            "ArrowUp" => self.stands_on.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
            "Enter" | "Tab" if !event.shift_key() => self.take(self.stands_on.get_untracked(), take),
            "Escape" => {
                self.is_closed.set(true);
                event.stop_propagation();
            }
            _ => return false,
        }
        event.prevent_default();
        true
    }

    fn take(self, place: usize, take: Callback<String>) {
        let reply = self.found.read_untracked().get(place).cloned();
        if let Some(reply) = reply {
            take.run(filled(self.desk, self.appeal, &reply.text));
        }
    }
}

/// The list above the field.
#[component]
pub(super) fn QuickList(quick: Quick, take: Callback<String>) -> impl IntoView {
    let one = move |(place, reply): (usize, QuickReply)| {
        view! {
            <li
                class="quick__one" role="option" id=format!("{LIST}-{place}")
                aria-selected=move || (quick.stands_on.get() == place).to_string()
                on:pointerdown=move |event| event.prevent_default() on:click=move |_| quick.take(place, take)
            >
                <span class="quick__title">{reply.title}</span>
                <span class="quick__text">{reply.text}</span>
            </li>
        }
    };
    view! {
        <Show when=move || quick.is_open()>
            <ul class="quick" role="listbox" id=LIST aria-label=words!(composer.quick)>
                {move || quick.found.get().into_iter().enumerate().map(one).collect_view()}
            </ul>
        </Show>
    }
}

/// The button with all of them and a search.
#[component]
pub(super) fn QuickMenu(appeal: RwSignal<Appeal>, put: Callback<String>) -> impl IntoView {
    let content = move |close| view! { <QuickFinder appeal put on_done=close /> }.into_any();
    view! { <Menu label=words!(composer.quick) icon=icondata_lu::LuZap icon_alone=true look=Look::Quiet content /> }
}

// No piece: whoever opens it goes on typing at once.
#[component]
fn QuickFinder(appeal: RwSignal<Appeal>, put: Callback<String>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let sought = RwSignal::new(String::new());
    let found = Signal::derive(move || {
        let one =
            |it: QuickReply| Found { key: it.id.to_string(), title: it.title, hint: it.text, refusal: None };
        matching(desk, appeal, &sought.read()).into_iter().map(one).collect::<Vec<_>>()
    });
    let take = move |key: String| {
        let directory = desk.directory.get_untracked();
        let reply = directory.quick_replies.iter().find(|it| it.id.to_string() == key);
        if let Some(reply) = reply {
            on_done.run(());
            put.run(filled(desk, appeal, &reply.text));
        }
    };
    view! {
        <Finder
            label=words!(composer.quick) placeholder=words!(composer.quick_sought) sought found
            nothing=words!(composer.no_quick) on_take=take takes_focus=true
        />
    }
}

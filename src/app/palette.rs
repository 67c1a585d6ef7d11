//! The palette: whatever may be done on this desk, found by a few letters, done by Enter; appeals and clients too.
//!
//! Owns: putting what was found in one list. Never: an action of its own but those of the frame.

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{Action, Actions, appeal_path, channel_name, client_name, contact_path};
use crate::ui::{Dialog, Finder, Found};
use desk_contract::contact::Contact;
use desk_contract::search::Sought;
use desk_contract::wire::{Limit, SearchQuery};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// How many appeals and clients are offered at most.
const MOST: usize = 6;
/// How long after the last letter clients are asked for, in milliseconds.
const SETTLES_MS: u32 = 150;

/// The palette over the page.
#[component]
pub(super) fn Palette(open: RwSignal<bool>, list: RwSignal<bool>) -> impl IntoView {
    let content = move || view! { <Search open list /> }.into_any();
    view! { <Dialog title=words!(palette.title) open close=words!(trouble.dismiss) content /> }
}

// No piece: whoever presses Ctrl+K goes on typing at once.
#[component]
fn Search(open: RwSignal<bool>, list: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let actions = expect_context::<Actions>();
    let sought = RwSignal::new(String::new());
    let clients = clients_found(desk, sought);
    let found = Memo::new(move |_| {
        let typed = sought.read();
        let sought = Sought::read(&typed);
        let mut found: Vec<_> = actions.all().iter().filter_map(|action| as_found(action, &sought)).collect();
        if !sought.is_empty() {
            found.extend(appeals_found(desk, &sought));
            found.extend(clients.get().iter().map(client_as_found));
        }
        if sought.is_empty() || sought.is_in(&tr!(keys.list)) {
            found.push(one("keys", tr!(keys.list), "?".to_owned(), None));
        }
        found
    });
    let navigate = use_navigate();
    let take = move |key: String| {
        open.set(false);
        match key.split_once(':') {
            Some(("action", id)) => {
                if let Some(action) = untrack(|| actions.all()).into_iter().find(|action| action.id == id) {
                    action.run.run(());
                }
            }
            Some(("page", path)) => navigate(path, Default::default()),
            _ => list.set(true),
        }
    };
    view! {
        <Finder
            label=words!(palette.label) placeholder=words!(palette.placeholder) sought found
            nothing=words!(palette.nothing) on_take=Callback::new(take) takes_focus=true
        />
    }
}

fn one(key: &str, title: String, hint: String, refusal: Option<String>) -> Found {
    Found { key: key.to_owned(), title, hint, refusal }
}

fn as_found(action: &Action, sought: &Sought) -> Option<Found> {
    let label = action.label.get();
    let key = action.shortcut.map(|key| key.shown.to_owned()).unwrap_or_default();
    let is_found = sought.is_empty() || sought.is_in(&label);
    is_found.then(|| one(&format!("action:{}", action.id), label, key, action.refusal.get()))
}

/// Appeals that the desk knows: the queue and what the operator has in work.
fn appeals_found(desk: Desk, sought: &Sought) -> Vec<Found> {
    let ids = desk.in_work().ids().into_iter().chain(desk.queue().ids());
    let (cards, directory) = (desk.cards.read(), desk.directory.read());
    let found = ids.filter_map(|id| {
        let appeal = desk.known_appeal(id)?;
        let appeal = appeal.read_untracked();
        let contact = appeal.contact.and_then(|id| cards.contact(id));
        sought.is_in_appeal(&appeal, contact, &directory).then(|| {
            let hint =
                format!("{} · {}", tr!(appeal.number, number = appeal.number), channel_name(appeal.channel));
            one(&format!("page:{}", appeal_path(id)), client_name(&appeal), hint, None)
        })
    });
    found.take(MOST).collect()
}

fn client_as_found(contact: &Contact) -> Found {
    let number = contact.card.numbers.first().map(|it| it.number.grouped());
    let hint =
        number.map_or_else(|| tr!(palette.client), |number| format!("{} · {number}", tr!(palette.client)));
    one(&format!("page:{}", contact_path(contact.id)), contact.card.name.clone(), hint, None)
}

/// Clients of the address book, asked for once the typing pauses.
fn clients_found(desk: Desk, sought: RwSignal<String>) -> RwSignal<Vec<Contact>> {
    let found = RwSignal::new(Vec::new());
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let typed = sought.get();
        if typed.trim().chars().count() < 2 {
            found.set(Vec::new());
            return;
        }
        let ask = Timeout::new(SETTLES_MS, move || {
            leptos::task::spawn_local(async move {
                let limit = Limit::default();
                let asked = SearchQuery { search: Some(typed.clone()), cursor: None, limit };
                // Without an answer the palette still finds what the desk knows.
                let answer = desk.find_contacts(asked).await.unwrap_or_default();
                if sought.try_get_untracked().as_ref() == Some(&typed) {
                    found.set(answer.items.into_iter().take(MOST).collect());
                }
            });
        });
        waiting.set_value(Some(ask));
    });
    found
}

//! Looking for a client with every key, for a [`Finder`](crate::ui::Finder): an answer that comes late never replaces
//! that of a later question.

use super::words::failure_words;
use crate::desk::use_desk;
use crate::ui::{Found, Toast, ToastTone, Toasts};
use desk_contract::contact::Contact;
use desk_contract::wire::{Limit, SearchQuery};
use leptos::prelude::*;

/// How many of those found are shown.
const MOST_FOUND: u16 = 30;

/// Those who answer to what is typed, the best match first, and whether the search is still under way.
pub(crate) fn use_contact_search(sought: RwSignal<String>) -> (RwSignal<Vec<Found>>, RwSignal<bool>) {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let (found, busy) = (RwSignal::new(Vec::new()), RwSignal::new(true));
    let asked = StoredValue::new(0_u32);
    // The backend is outside: what is typed goes there.
    Effect::new(move |_| {
        let search = Some(sought.get().trim().to_owned()).filter(|text| !text.is_empty());
        let limit = Limit::try_from(MOST_FOUND).unwrap_or_default();
        let question = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = desk.find_contacts(SearchQuery { search, cursor: None, limit }).await;
            if asked.try_get_value() != question {
                return;
            }
            match answer {
                Ok(page) => _ = found.try_set(page.items.iter().map(one_found).collect()),
                Err(failure) => {
                    let text = untrack(|| failure_words(&failure));
                    toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
                }
            }
            busy.try_set(false);
        });
    });
    (found, busy)
}

fn one_found(contact: &Contact) -> Found {
    let card = &contact.card;
    let numbers = card.numbers.iter().map(|it| it.number.grouped());
    let accounts = card.accounts.iter().filter_map(|it| it.name.clone());
    let places: Vec<_> = numbers.chain(card.mails.iter().cloned()).chain(accounts).take(3).collect();
    Found { key: contact.id.to_string(), title: card.name.clone(), hint: places.join(" · "), refusal: None }
}

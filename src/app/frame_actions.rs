//! What the desk offers wherever one stands: going from appeal to appeal, and taking whoever waits longest.
//!
//! Never: what may be done with the appeal that is open; its own screen offers that.

use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::{Action, Shortcut, appeal_path, offer_actions, tell_error};
use crate::ui::Toasts;
use desk_contract::command::TakeAppeal;
use desk_contract::id::AppealId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Offers them; nothing of it is seen.
#[component]
pub(super) fn FrameActions() -> impl IntoView {
    offer_actions(vec![
        beside("next-appeal", words!(palette.next), Step::Next),
        beside("previous-appeal", words!(palette.previous), Step::Previous),
        take_longest(),
        to_history(),
    ]);
}

#[derive(Clone, Copy)]
enum Step {
    Next,
    Previous,
}

/// Opens the appeal in work below or above the one that is open; round and round.
fn beside(id: &'static str, label: Signal<String>, step: Step) -> Action {
    let desk = use_desk();
    let (navigate, path) = (use_navigate(), use_location().pathname);
    let go = move |()| {
        let ids = untrack(|| desk.in_work().ids());
        let here = path.read_untracked();
        let place = ids.iter().position(|id| appeal_path(*id) == *here);
        let next = match (place, step) {
            (None, _) => 0,
            (Some(place), Step::Next) => (place + 1) % ids.len(),
            (Some(place), Step::Previous) => (place + ids.len() - 1) % ids.len(),
        };
        if let Some(id) = ids.get(next) {
            navigate(&appeal_path(*id), NavigateOptions::default());
        }
    };
    let (code, shown) = match step {
        Step::Next => ("KeyJ", "J"),
        Step::Previous => ("KeyK", "K"),
    };
    let is_alone = move || desk.in_work().len() == 0;
    let refusal = Signal::derive(move || is_alone().then(|| tr!(palette.only_one)));
    Action { id, label, shortcut: Some(Shortcut { code, shown }), refusal, run: Callback::new(go) }
}

/// Takes whoever waits longest, and opens him.
fn take_longest() -> Action {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let run = move |()| {
        let Some(appeal) = untrack(|| longest_waiting(desk)) else { return };
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            match desk.send(TakeAppeal { appeal }.into()).await {
                Ok(()) => navigate(&appeal_path(appeal), NavigateOptions::default()),
                Err(error) => tell_error(desk, toasts, &error),
            }
        });
    };
    let refusal = Signal::derive(move || {
        let Some(id) = longest_waiting(desk) else { return Some(tr!(palette.nobody_waits)) };
        let appeal = desk.known_appeal(id)?;
        let refusal = desk.refusal(&appeal.read(), &TakeAppeal { appeal: id })?;
        Some(desk.sentence(&refusal, language()))
    });
    Action {
        id: "take-longest",
        label: words!(palette.take_longest),
        shortcut: Some(Shortcut { code: "KeyQ", shown: "Q" }),
        refusal,
        run: Callback::new(run),
    }
}

/// Goes to the history, to the report that was left there.
fn to_history() -> Action {
    let navigate = use_navigate();
    Action {
        id: "history",
        label: words!(rail.history),
        shortcut: Some(Shortcut { code: "KeyH", shown: "H" }),
        refusal: Signal::stored(None),
        run: Callback::new(move |()| navigate("/history", NavigateOptions::default())),
    }
}

fn longest_waiting(desk: Desk) -> Option<AppealId> {
    desk.queue().ids().first().copied()
}

//! How work on an appeal begins and ends: taken, closed, marked as spam, opened again (H5, H8).

use super::panel::{OpenPanel, Panel};
use crate::desk::Desk;
use crate::i18n::{tr, words};
use crate::parts::{tell_error, use_command, why_not};
use crate::ui::{Toast, ToastTone, Toasts};
use crate::workspace::actions::AppealAction;
use crate::workspace::queue::use_take;
use desk_contract::Appeal;
use desk_contract::command::{MarkSpam, ReopenAppeal, TakeAppeal, UndoSpam};
use desk_contract::id::AppealId;
use leptos::prelude::*;
use std::sync::Arc;

/// Takes a waiting appeal into work.
pub(crate) fn take_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let id = appeal.read_untracked().id;
    let (busy, run) = use_take(id);
    let refusal = why_not(desk, appeal, TakeAppeal { appeal: id });
    let (label, icon) = (words!(appeal.take), icondata_lu::LuHand);
    AppealAction { id: "take", label, icon, refusal, busy: busy.into(), run }
}

/// Opens the form that closes it; the form says what stands in the way.
pub(crate) fn close_action(_desk: Desk, _appeal: RwSignal<Appeal>) -> AppealAction {
    let run = expect_context::<OpenPanel>().opener(Panel::Close);
    let (label, icon) = (words!(appeal.close), icondata_lu::LuCheck);
    AppealAction { id: "close", label, icon, refusal: Signal::stored(None), busy: Signal::stored(false), run }
}

/// Takes a closed appeal back into work.
pub(crate) fn reopen_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let id = appeal.read_untracked().id;
    let (busy, run) = use_reopen(id);
    let refusal = why_not(desk, appeal, ReopenAppeal { appeal: id });
    let (label, icon) = (words!(appeal.reopen), icondata_lu::LuRotateCcw);
    AppealAction { id: "reopen", label, icon, refusal, busy: busy.into(), run }
}

/// Takes a closed appeal back into work (H8).
pub(crate) fn use_reopen(id: AppealId) -> (RwSignal<bool>, Callback<()>) {
    use_command(move || Some(ReopenAppeal { appeal: id }.into()), |_| ())
}

/// Closes as spam at once and offers to take it back: undone rather than asked (H5). In a call it hangs up too.
pub(crate) fn spam_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let id = appeal.read_untracked().id;
    let toasts = expect_context::<Toasts>();
    let undo = Arc::new(move || {
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(UndoSpam { appeal: id }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    let (busy, run) = use_command(
        move || Some(MarkSpam { appeal: id }.into()),
        move |_| {
            let undo: Arc<dyn Fn() + Send + Sync> = undo.clone();
            let (text, word) = untrack(|| (tr!(appeal.spam_done), tr!(appeal.undo)));
            toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
        },
    );
    let refusal = why_not(desk, appeal, MarkSpam { appeal: id });
    let (label, icon) = (words!(appeal.mark_spam), icondata_lu::LuShieldAlert);
    AppealAction { id: "spam", label, icon, refusal, busy: busy.into(), run }
}

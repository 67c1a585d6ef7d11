//! Where the appeal stands and how long it has stood there.

use crate::desk::use_desk;
use crate::i18n::{clock_span, tr, words};
use crate::workspace::clocks::WaitingClock;
use desk_contract::Appeal;
use desk_contract::appeal::{Outcome, Stage};
use leptos::prelude::*;

/// Where the appeal stands, without by whom and since when: changes only when the buttons do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::workspace) enum StageKind {
    Waiting,
    InWork,
    Closed,
}

pub(in crate::workspace) fn stage_kind(appeal: RwSignal<Appeal>) -> Memo<StageKind> {
    Memo::new(move |_| match &appeal.read().stage {
        Stage::Waiting => StageKind::Waiting,
        Stage::InWork { .. } => StageKind::InWork,
        Stage::Closed { .. } => StageKind::Closed,
    })
}

/// The stage's word and clock.
#[component]
pub(super) fn StageClock(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let handling = move || appeal.read().handling(desk.clock.get()).map(clock_span).unwrap_or_default();
    let kind = stage_kind(appeal);
    let outcome = move || appeal.read().closing().map(|closing| closing.outcome);
    let is_spam = move || outcome() == Some(Outcome::Spam);
    let closed_word = move || match outcome() {
        Some(Outcome::Spam) => tr!(appeal.spam),
        Some(Outcome::Missed) => tr!(appeal.missed),
        Some(Outcome::Listed { .. } | Outcome::ReturnedToCampaign) | None => tr!(appeal.closed),
    };
    move || {
        match kind.get() {
        StageKind::Waiting => view! {
            <p class="stage" data-stage="waiting"><span class="stage__word">{words!(appeal.waiting)}</span> <WaitingClock appeal /></p>
        }
        .into_any(),
        StageKind::InWork => view! {
            <p class="stage" data-stage="in-work">
                <span class="stage__word">{words!(appeal.in_work)}</span>
                <span class="clock" role="timer" title=words!(appeal.in_work_for, span = handling())>{handling}</span>
            </p>
        }
        .into_any(),
        StageKind::Closed => view! {
            <p class="stage" data-stage=move || if is_spam() { "spam" } else { "closed" }>
                <span class="stage__word">{closed_word}</span>
                <span class="clock" title=words!(appeal.handled_in, span = handling())>{words!(appeal.took, span = handling())}</span>
            </p>
        }
        .into_any(),
    }
    }
}

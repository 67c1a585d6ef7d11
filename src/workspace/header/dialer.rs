//! The dialer's task that an appeal came of: moved to another hour, or handed back (H10).

use super::panel::{OpenPanel, Panel};
use super::reason_form::{ReasonForm, ReasonWords};
use crate::desk::{Desk, use_desk};
use crate::i18n::{day_and_time, language, local_date, moment_field, read_moment, tr, words};
use crate::parts::{use_command, why_not};
use crate::ui::{Button, LineKind, Look, TextField, Toast, ToastTone, Toasts};
use crate::workspace::actions::AppealAction;
use chrono::{Datelike, Days, TimeDelta};
use desk_contract::campaign::CampaignTaskState;
use desk_contract::command::{PostponeCampaignTask, ReturnToCampaign};
use desk_contract::{Appeal, Command, Timestamp};
use leptos::prelude::*;

/// Both actions, of an appeal that the dialer brought.
pub(crate) fn dialer_actions(desk: Desk, appeal: RwSignal<Appeal>) -> Vec<AppealAction> {
    if appeal.read_untracked().campaign_task.is_none() {
        return Vec::new();
    }
    let id = appeal.read_untracked().id;
    let panel = expect_context::<OpenPanel>();
    // Asked with an hour that is to come for as long as anybody looks.
    let until = desk.clock.get_untracked() + TimeDelta::days(365);
    let postpone = AppealAction {
        id: "postpone",
        label: words!(dialer.postpone),
        icon: icondata_lu::LuCalendarClock,
        refusal: why_not(desk, appeal, PostponeCampaignTask { appeal: id, until }),
        busy: Signal::stored(false),
        run: panel.opener(Panel::Postpone),
    };
    let give_back = AppealAction {
        id: "return-to-campaign",
        label: words!(dialer.give_back),
        icon: icondata_lu::LuUndo2,
        refusal: why_not(desk, appeal, ReturnToCampaign { appeal: id, comment: String::new() }),
        busy: Signal::stored(false),
        run: panel.opener(Panel::ReturnToCampaign),
    };
    vec![postpone, give_back]
}

/// When the dialer calls again, once an hour is set.
#[component]
pub(super) fn DialerNote(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let until = Memo::new(move |_| {
        let task = appeal.read().campaign_task?;
        match desk.cards.read().campaign_tasks.get(&task)?.state {
            CampaignTaskState::Planned { not_before } => not_before,
            CampaignTaskState::InAppeal { .. } | CampaignTaskState::Done => None,
        }
    });
    move || {
        until.get().map(|until| {
            let text = words!(dialer.planned, when = day_and_time(until));
            view! { <div class="header-note" role="status"><span class="header-note__text">{text}</span></div> }
        })
    }
}

/// When to call.
#[component]
pub(super) fn PostponeForm(appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let id = appeal.read_untracked().id;
    let when = RwSignal::new(String::new());
    let refusal = Signal::derive(move || {
        let Some(until) = read_moment(&when.read()) else { return Some(tr!(dialer.choose_when)) };
        let refusal = desk.refusal(&appeal.read(), &PostponeCampaignTask { appeal: id, until })?;
        Some(desk.sentence(&refusal, language()))
    });
    let wish =
        move || Some(PostponeCampaignTask { appeal: id, until: read_moment(&when.read_untracked())? }.into());
    let (busy, send) = use_command(wish, move |done| {
        let Command::PostponeCampaignTask(postponed) = done else { return };
        let text = untrack(|| tr!(dialer.postponed, when = day_and_time(postponed.until)));
        toasts.say(Toast { text, tone: ToastTone::Done, action: None });
        on_done.try_run(());
    });
    let quick = move |label: Signal<String>, at: fn(Timestamp) -> Option<String>| {
        let press = move |()| when.set(at(desk.clock.get_untracked()).unwrap_or_default());
        view! { <Button label on_press=press /> }
    };
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <div class="quick-moments">
                {quick(words!(dialer.in_an_hour), in_an_hour)}
                {quick(words!(dialer.tomorrow), |now| at_ten(now, 1))}
                {quick(words!(dialer.monday), |now| at_ten(now, days_to_monday(now)))}
            </div>
            <TextField label=words!(dialer.when) value=when kind=LineKind::Moment />
            <div class="form__buttons"><Button label=words!(dialer.go) look=Look::Primary busy refusal on_press=send /></div>
        </form>
    }
}

fn in_an_hour(now: Timestamp) -> Option<String> {
    Some(moment_field(now + TimeDelta::hours(1)))
}

fn at_ten(now: Timestamp, days: u64) -> Option<String> {
    let day = local_date(now).checked_add_days(Days::new(days))?;
    Some(format!("{day}T10:00"))
}

/// From any day to the Monday after it.
fn days_to_monday(now: Timestamp) -> u64 {
    u64::from(7 - local_date(now).weekday().num_days_from_monday())
}

/// Why the dialer gets it back.
#[component]
pub(super) fn ReturnToCampaignForm(appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let words = ReasonWords {
        label: words!(dialer.comment),
        hint: None,
        press: words!(dialer.give_back),
        done: || tr!(dialer.returned),
    };
    let wish = |appeal, comment| ReturnToCampaign { appeal, comment }.into();
    view! { <ReasonForm appeal wish words on_done /> }
}

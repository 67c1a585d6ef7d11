//! The period of a report: by a name, or one's own from a moment to another; the time zone is said beside it (U10).

use super::draft::{Draft, OWN, preset_key};
use crate::desk::use_desk;
use crate::i18n::{exact_minute, local_date, tr, words, zone_name};
use crate::ui::{LineKind, RadioList, TextField};
use desk_contract::history::Preset;
use leptos::prelude::*;

/// The period.
#[component]
pub(super) fn PeriodField(draft: Draft) -> impl IntoView {
    let desk = use_desk();
    let options = Signal::derive(|| {
        let named = Preset::ALL.into_iter().map(|preset| (preset_key(preset), preset_word(preset)));
        named.chain([(OWN, tr!(history.own_period))]).collect::<Vec<_>>()
    });
    let choose = move |key| draft.choose_period(key, desk.clock.get_untracked());
    let today = Memo::new(move |_| local_date(desk.clock.get()));
    let is_own = Memo::new(move |_| draft.period.get() == OWN);
    let said = Signal::derive(move || {
        let zone = zone_name();
        match draft.bounds(today.get()) {
            Some((from, until)) => {
                tr!(history.period_is, from = exact_minute(from), until = exact_minute(until), zone = zone)
            }
            None => tr!(history.zone_is, zone = zone),
        }
    });
    view! {
        <div class="report-form__period">
            <RadioList label=words!(history.period) options value=Signal::derive(move || draft.period.get()) on_choose=choose />
            <Show when=move || is_own.get()>
                <div class="report-form__own">
                    <TextField label=words!(history.from) value=draft.from kind=LineKind::Moment />
                    <TextField label=words!(history.until) value=draft.until kind=LineKind::Moment />
                </div>
            </Show>
            <p class="quiet-line">{said}</p>
        </div>
    }
}

fn preset_word(preset: Preset) -> String {
    match preset {
        Preset::Today => tr!(history.today),
        Preset::Yesterday => tr!(history.yesterday),
        Preset::Last7Days => tr!(history.last_7_days),
        Preset::Last30Days => tr!(history.last_30_days),
        Preset::ThisMonth => tr!(history.this_month),
        Preset::LastMonth => tr!(history.last_month),
    }
}

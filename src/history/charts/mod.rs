//! The three charts of a report: how many appeals were closed, how soon operators answered, how long it took (R4 to
//! R7).
//!
//! Owns: what a chart is asked to show, what its bars do when they are pressed, and its numbers as a table and as a
//! file. Never: counts anything (the report is given), draws (`crates/charts` does, behind the seam), or keeps which
//! value is chosen.
//!
//! Always: a value that is chosen is marked in all three at once, without a new drawing; a chart that is still being
//! drawn leaves the one before it in sight; the theme changes by the tokens alone.
//!
//! Start at [`Charts`], then `chart`.

mod accepted;
mod chart;
mod colours;
mod footer;
mod measure;
mod numbers;
mod saving;
mod stage;
mod switch;
mod width;

use crate::i18n::words;
use chart::Chart;
use desk_contract::history::{GroupValue, Report};
use leptos::prelude::*;
use measure::Measure;
use switch::Switch;

/// What all three charts are given.
#[derive(Clone, Copy)]
struct Shown {
    report: Signal<Report>,
    name_of: Callback<GroupValue, String>,
    chosen: Signal<Option<GroupValue>>,
    on_choose: Callback<Option<GroupValue>>,
    period: Signal<String>,
    /// How far they are scrolled; their rows stand side by side.
    scrolled: RwSignal<i32>,
    /// Which one is seen where there is room for one only.
    seen: RwSignal<Measure>,
}

/// The charts of a report.
#[component]
pub(crate) fn Charts(
    /// What they show.
    #[prop(into)]
    report: Signal<Report>,
    /// What a value is called, in the language spoken now; whatever it says is shown as text.
    name_of: Callback<GroupValue, String>,
    /// The value that the table is filtered to.
    #[prop(into)]
    chosen: Signal<Option<GroupValue>>,
    /// Told of a press on a bar: its value, or nothing where it was the chosen one.
    on_choose: Callback<Option<GroupValue>>,
    /// The period, as it shall stand in a file and in its name.
    #[prop(into)]
    period: Signal<String>,
) -> impl IntoView {
    let seen = RwSignal::new(Measure::Closed);
    let shown = Shown { report, name_of, chosen, on_choose, period, scrolled: RwSignal::new(0), seen };
    view! {
        <section class="charts" aria-label=words!(charts.label)>
            <Switch seen />
            {Measure::ALL.map(|measure| view! { <Chart measure shown /> }).collect_view()}
        </section>
    }
}

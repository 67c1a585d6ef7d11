//! The numbers of a chart as a table.

use super::Shown;
use super::measure::Measure;
use crate::history::names::kind_name;
use crate::i18n::words;
use desk_contract::history::GroupMeasures;
use leptos::prelude::*;

/// The table behind a chart.
#[component]
pub(super) fn Numbers(measure: Measure, shown: Shown) -> impl IntoView {
    let what = Signal::derive(move || {
        let first = shown.report.read().groups.first().map(|group| group.value);
        first.map(kind_name).unwrap_or_default()
    });
    let row = move |group: &GroupMeasures| {
        let value = group.value;
        let is_chosen = Signal::derive(move || (shown.chosen.get() == Some(value)).then_some("true"));
        view! {
            <tr aria-current=is_chosen>
                <th scope="row">{shown.name_of.run(value)}</th>
                <td>{measure.written(&group.measures)}</td>
            </tr>
        }
    };
    view! {
        <div class="chart__numbers" tabindex="0" role="region" aria-label=move || measure.title()>
            <table>
                <caption class="for-readers">{move || measure.title()}</caption>
                <thead>
                    <tr><th scope="col">{what}</th><th scope="col">{move || measure.title()}</th></tr>
                </thead>
                <tbody>{move || shown.report.read().groups.iter().map(row).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words!(charts.over_all)}</th>
                        <td>{move || measure.written(&shown.report.read().overall)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

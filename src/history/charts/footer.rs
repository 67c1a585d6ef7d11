//! What can be had of a chart besides its picture: its numbers as a table, and a file.

use super::Shown;
use super::measure::Measure;
use super::saving::{Kind, save};
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::ui::{Button, Icon, Look, Toast, ToastTone, Toasts};
use leptos::prelude::*;

/// The buttons below a chart.
#[component]
pub(super) fn Footer(
    measure: Measure,
    shown: Shown,
    /// Whether the table is open.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let called = Signal::derive(move || tr!(charts.as_table_of, title = measure.title()));
    view! {
        <div class="chart__foot">
            <button
                type="button" class="button" data-look="quiet" aria-label=called
                aria-expanded=move || as_table.get().to_string() on:click=move |_| as_table.update(|it| *it = !*it)
            >
                <Icon icon=icondata_lu::LuTable2 />
                <span class="button__label">{words!(charts.as_table)}</span>
            </button>
            <SaveButton measure shown kind=Kind::Svg />
            <SaveButton measure shown kind=Kind::Png />
        </div>
    }
}

#[component]
fn SaveButton(measure: Measure, shown: Shown, kind: Kind) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let busy = RwSignal::new(false);
    let (label, name, icon) = match kind {
        Kind::Svg => (
            words!(charts.save_svg),
            words!(charts.save_svg_of, title = measure.title()),
            icondata_lu::LuFileDown,
        ),
        Kind::Png => (
            words!(charts.save_png),
            words!(charts.save_png_of, title = measure.title()),
            icondata_lu::LuImageDown,
        ),
    };
    let press = move |()| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            if save(desk, measure, shown, kind).await.is_none() {
                let text = untrack(|| tr!(charts.not_saved));
                toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
            }
            busy.try_set(false);
        });
    };
    view! { <Button label name icon look=Look::Quiet busy on_press=press /> }
}

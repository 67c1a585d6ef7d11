//! One chart: its drawing, which is asked for anew whenever what it shows or its width changes, and what its bars do.

use super::footer::Footer;
use super::measure::Measure;
use super::numbers::Numbers;
use super::stage::{Stage, row_of};
use super::width::{row_height, use_width};
use super::{Shown, accepted::accepted};
use crate::desk::use_desk;
use crate::i18n::words;
use crate::ui::Trouble;
use desk_charts::Place;
use desk_contract::history::GroupValue;
use leptos::html;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};
use web_sys::KeyboardEvent;

/// So many rows are seen on any screen without scrolling; the style sheet says the same.
const LEAST_SEEN: usize = 10;

/// A chart with its numbers.
#[component]
pub(super) fn Chart(measure: Measure, shown: Shown) -> impl IntoView {
    let id = format!("chart-{}", next_number());
    let (named, hint) = (id.clone(), format!("{id}-hint"));
    let drawing = Drawing::new(measure, shown, hint.clone());
    let (as_table, row) = (RwSignal::new(false), row_height());
    let failed = move || {
        drawing.failed.get().then(|| {
            view! {
                <Trouble
                    title=words!(charts.not_drawn) hint=words!(charts.not_drawn_hint) again=words!(trouble.again)
                    on_again=move |()| drawing.again.update(|it| *it += 1)
                />
            }
        })
    };
    view! {
        <figure class="chart" data-seen=move || (shown.seen.get() == measure).then_some("") aria-labelledby=named style=("--chart-row", format!("{row}px"))>
            <figcaption class="chart__head"><h2 class="chart__title" id=id>{move || measure.title()}</h2></figcaption>
            <p class="for-readers" id=hint>{words!(charts.hint)}</p>
            <div
                class="chart__stage" node_ref=drawing.place hidden=move || drawing.failed.get()
                aria-busy=move || drawing.busy.get().to_string()
                style=("--rows", move || (shown.report.read().groups.len() + 1).to_string())
                on:click=move |event| drawing.press(row_of(&event))
                on:keydown=move |event| drawing.key(&event)
                on:focusin=move |event| drawing.stand(row_of(&event))
                on:scroll=move |_| drawing.scroll()
            ></div>
            {failed}
            <Footer measure shown as_table />
            <Show when=move || as_table.get()><Numbers measure shown /></Show>
        </figure>
    }
}

/// A drawing and what is known of it.
#[derive(Clone, Copy)]
struct Drawing {
    shown: Shown,
    place: NodeRef<html::Div>,
    stage: StoredValue<Option<Stage>, LocalStorage>,
    /// What the rows of the drawing that is seen stand for.
    values: RwSignal<Vec<GroupValue>>,
    busy: RwSignal<bool>,
    failed: RwSignal<bool>,
    again: RwSignal<u32>,
    /// The id of the words that tell how its bars are pressed.
    hint: StoredValue<String>,
}

impl Drawing {
    fn new(measure: Measure, shown: Shown, hint: String) -> Self {
        let drawing = Self {
            shown,
            place: NodeRef::new(),
            stage: StoredValue::new_local(None),
            values: RwSignal::new(Vec::new()),
            busy: RwSignal::new(true),
            failed: RwSignal::new(false),
            again: RwSignal::new(0),
            hint: StoredValue::new(hint),
        };
        drawing.follow(measure);
        drawing
    }

    /// Draws whenever something is different, marks whenever another value is chosen, and scrolls with the others.
    fn follow(self, measure: Measure) {
        let (desk, shown) = (use_desk(), self.shown);
        let width = use_width(self.place);
        let newest = StoredValue::new(0_u32);
        Effect::new(move |_| {
            self.again.track();
            let width = width.get();
            if width == 0 {
                return;
            }
            let spec = measure.spec(shown, (width, row_height()), Place::Screen);
            let values = shown.report.read().groups.iter().map(|group| group.value).collect();
            let turn = newest.get_value().wrapping_add(1);
            newest.set_value(turn);
            self.busy.set(true);
            leptos::task::spawn_local(async move {
                let title = spec.title.clone();
                let drawn = desk.draw_chart(spec).await;
                // Another drawing may have been asked for meanwhile, or the screen left.
                if newest.try_get_value() == Some(turn) {
                    self.show(drawn.ok().as_deref(), &title, values);
                }
            });
        });
        Effect::new(move |_| self.mark());
        Effect::new(move |before: Option<i32>| {
            let (top, place) = (shown.scrolled.get(), self.place.get());
            let is_other = before.unwrap_or(0) != top;
            if let Some(place) = place.filter(|place| is_other && place.scroll_top() != top) {
                place.set_scroll_top(top);
            }
            top
        });
    }

    fn show(self, svg: Option<&str>, title: &str, values: Vec<GroupValue>) {
        let stage = svg.and_then(accepted).map(Stage::new);
        self.busy.set(false);
        self.failed.set(stage.is_none());
        let (Some(stage), Some(place)) = (stage, self.place.get_untracked()) else { return };
        stage.show(&place, title, &self.hint.get_value());
        self.stage.set_value(Some(stage));
        // The mark follows.
        self.values.set(values);
    }

    fn mark(self) {
        let values = self.values.read();
        let chosen = self.shown.chosen.get().and_then(|it| values.iter().position(|value| *value == it));
        self.with_stage(|stage| {
            stage.mark(chosen);
        });
        if let Some(index) = chosen {
            self.bring_into_sight(index, values.len());
        }
    }

    /// Scrolls the charts so far that a row is seen, all three by the one that is told. What fits is never asked where it is:
    /// the whole page would be laid out for the answer.
    fn bring_into_sight(self, index: usize, rows: usize) {
        let Some(place) = self.place.get_untracked().filter(|_| rows >= LEAST_SEEN) else { return };
        let row = i32::from(row_height());
        // The first row holds the words of the mean.
        let top = i32::try_from(index + 1).unwrap_or(i32::MAX).saturating_mul(row);
        let (first, seen) = (place.scroll_top(), place.client_height());
        if top < first {
            place.set_scroll_top(top);
        } else if top + row > first + seen {
            place.set_scroll_top(top + row - seen);
        }
    }

    /// Chooses a row's value, or none where it was chosen already.
    fn press(self, row: Option<usize>) {
        let value = row.and_then(|row| self.values.read_untracked().get(row).copied());
        if let Some(value) = value {
            let is_chosen = self.shown.chosen.get_untracked() == Some(value);
            self.shown.on_choose.run((!is_chosen).then_some(value));
        }
    }

    fn key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(row) = row_of(event) else { return };
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            // A key that is held down chooses once.
            if !event.repeat() {
                self.press(Some(row));
            }
            return;
        }
        self.with_stage(|stage| {
            if let Some(next) = stage.step(row, &event.key()) {
                event.prevent_default();
                stage.stand_on(next, true);
            }
        });
    }

    fn stand(self, row: Option<usize>) {
        if let Some(row) = row {
            self.with_stage(|stage| stage.stand_on(row, false));
        }
    }

    fn scroll(self) {
        if let Some(place) = self.place.get_untracked() {
            let top = place.scroll_top();
            if self.shown.scrolled.get_untracked() != top {
                self.shown.scrolled.set(top);
            }
        }
    }

    fn with_stage(self, act: impl FnOnce(&Stage)) {
        self.stage.with_value(|stage| {
            if let Some(stage) = stage {
                act(stage);
            }
        });
    }
}

/// Numbers for ids within the page; they only have to differ.
fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

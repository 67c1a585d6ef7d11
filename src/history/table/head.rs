//! The heading of a column: a press sorts, dragging moves it, its edge makes it wider; all of it by keyboard too.
//!
//! Owns: the hand on the head. Never: the order of rows, or what is kept.

use super::likes::{Likes, STEP_PX, column_key, column_of, is_quantity, within};
use crate::i18n::{language, tr, zone_name};
use crate::ui::Icon;
use desk_contract::history::{Column, Layout, SortOrder, Sorting, Step};
use desk_contract::refusal::Language;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// How far the pointer goes before a press is a drag, in pixels.
const DRAGS_FROM: i32 = 6;

/// The hand that moves a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hand {
    column: Column,
    from_x: i32,
    is_dragging: bool,
    over: Option<Column>,
}

/// What every heading needs.
#[derive(Clone, Copy)]
pub(super) struct Head {
    /// The columns.
    pub(super) likes: Likes,
    /// How the rows are ordered.
    pub(super) sorting: Signal<Option<Sorting>>,
    /// Told which column was pressed.
    pub(super) on_sort: Callback<Column>,
    /// The hand on the head.
    pub(super) hand: RwSignal<Option<Hand>>,
    /// What was done last, for screen readers.
    pub(super) said: RwSignal<String>,
}

/// The title of a column; a moment's names the zone (U10).
pub(in crate::history) fn column_title(column: Column, language: Language) -> String {
    let title = column.title(language);
    if column == Column::CreatedAt { format!("{title} ({})", zone_name()) } else { title.to_owned() }
}

/// What a column means, where its title leaves that open.
fn hint(column: Column) -> Option<String> {
    Some(match column {
        Column::Reaction => tr!(history.hint_reaction),
        Column::Handling => tr!(history.hint_handling),
        Column::QueueWait => tr!(history.hint_queue_wait),
        Column::FirstReply => tr!(history.hint_first_reply),
        Column::AboutNumber => tr!(history.hint_about_number),
        _ => return None,
    })
}

/// The heading.
#[component]
pub(super) fn HeadCell(column: Column, head: Head) -> impl IntoView {
    let Head { likes, sorting, on_sort, hand, .. } = head;
    let is_over =
        Memo::new(move |_| hand.get().is_some_and(|it| it.over == Some(column) && it.column != column));
    let is_dragged = Memo::new(move |_| hand.get().is_some_and(|it| it.is_dragging && it.column == column));
    let order = Memo::new(move |_| sorting.get().filter(|it| it.column == column).map(|it| it.order));
    let sort_word = move || match order.get() {
        Some(SortOrder::Ascending) => "ascending",
        Some(SortOrder::Descending) => "descending",
        None => "none",
    };
    // A drag ends on the heading where it began: that is no press.
    let has_dragged = StoredValue::new(false);
    let press = move |_| {
        if !has_dragged.get_value() {
            on_sort.run(column);
        }
        has_dragged.set_value(false);
    };
    let take = move |event: PointerEvent| {
        has_dragged.set_value(false);
        // A finger scrolls the table; it moves columns in their list.
        if event.button() == 0 && event.pointer_type() != "touch" {
            hand.set(Some(Hand { column, from_x: event.client_x(), is_dragging: false, over: None }));
            capture(&event);
        }
    };
    let let_go = move |_| {
        let Some(Hand { is_dragging: true, over, .. }) = hand.get_untracked() else { return hand.set(None) };
        hand.set(None);
        has_dragged.set_value(true);
        if let Some(over) = over {
            likes.change(|layout| layout.put_at(column, over));
            head.say_place(column);
        }
    };
    view! {
        <div
            class="table__head-cell" role="columnheader" data-column=column_key(column) aria-sort=sort_word
            data-quantity=is_quantity(column).then_some("")
            data-over=move || is_over.get().then_some("") data-dragged=move || is_dragged.get().then_some("")
        >
            <button
                type="button" class="table__sort" tabindex="-1" title=move || hint(column) aria-describedby="table-keys"
                on:click=press on:keydown=move |event| head.keyed(&event, column)
                on:pointerdown=take on:pointermove=move |event| head.dragged(&event)
                on:pointerup=let_go on:pointercancel=move |_| hand.set(None)
            >
                <span class="table__title">{move || column_title(column, language())}</span>
                {move || order.get().map(|order| view! { <Icon icon=arrow(order) /> })}
            </button>
            <Grip column likes />
        </div>
    }
}

fn arrow(order: SortOrder) -> icondata_core::Icon {
    match order {
        SortOrder::Ascending => icondata_lu::LuArrowUp,
        SortOrder::Descending => icondata_lu::LuArrowDown,
    }
}

impl Head {
    fn dragged(self, event: &PointerEvent) {
        let Some(hand) = self.hand.get_untracked() else { return };
        if !hand.is_dragging && (event.client_x() - hand.from_x).abs() < DRAGS_FROM {
            return;
        }
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        let over = document().element_from_point(x, y).and_then(|it| heading_of(&it));
        let next = Some(Hand { is_dragging: true, over: over.or(hand.over), ..hand });
        if self.hand.get_untracked() != next {
            self.hand.set(next);
        }
    }

    /// Alt and an arrow move the column, Shift and an arrow make it wider or narrower.
    fn keyed(self, event: &KeyboardEvent, column: Column) {
        let step = match event.key().as_str() {
            "ArrowLeft" => Step::Back,
            "ArrowRight" => Step::On,
            _ => return,
        };
        match (event.alt_key(), event.shift_key()) {
            (true, false) => {
                self.step(column, step);
                focus_heading(column);
            }
            (false, true) => self.likes.widen(column, if step == Step::On { STEP_PX } else { -STEP_PX }),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Moves a column past its neighbour.
    pub(super) fn step(self, column: Column, step: Step) {
        let beside = self.likes.layout.read_untracked().beside(column, step);
        if let Some(beside) = beside {
            self.likes.change(|layout| layout.put_at(column, beside));
            self.say_place(column);
        }
    }

    /// Whether there is a neighbour on that side.
    pub(super) fn may_step(self, column: Column, step: Step) -> bool {
        Layout::beside(&self.likes.layout.read(), column, step).is_some()
    }

    fn say_place(self, column: Column) {
        let shown = self.likes.shown.get_untracked();
        let place = shown.iter().position(|it| *it == column).map_or(0, |place| place + 1);
        let title = column.title(untrack(language)).to_owned();
        self.said
            .set(untrack(|| tr!(history.column_moved, title = title, place = place, count = shown.len())));
    }
}

/// The edge at the right: dragged, it makes the column wider; pressed twice, as wide as at first.
#[component]
fn Grip(column: Column, likes: Likes) -> impl IntoView {
    let grip = StoredValue::new(None::<(i32, u16)>);
    let take = move |event: PointerEvent| {
        event.stop_propagation();
        grip.set_value(Some((event.client_x(), likes.width(column))));
        capture(&event);
    };
    let drag = move |event: PointerEvent| {
        if let Some((from, was)) = grip.get_value() {
            let width = within(i32::from(was) + event.client_x() - from);
            likes.under_hand.set(Some((column, width)));
        }
    };
    let let_go = move |_| {
        grip.set_value(None);
        if let Some((_, width)) = likes.under_hand.get_untracked() {
            likes.change(|layout| layout.widen(column, Some(width)));
            likes.under_hand.set(None);
        }
    };
    // For the pointer alone: the keyboard does it from the heading, and the list of columns has buttons.
    view! {
        <span
            class="table__grip" aria-hidden="true" on:pointerdown=take on:pointermove=drag on:pointerup=let_go
            on:pointercancel=let_go on:dblclick=move |_| likes.change(|layout| layout.widen(column, None))
        ></span>
    }
}

/// A heading that is put elsewhere loses the focus by that: it gets it back.
fn focus_heading(column: Column) {
    let heading = format!("[role=columnheader][data-column='{}'] button", column_key(column));
    request_animation_frame(move || {
        let button = document().query_selector(&heading).ok().flatten();
        if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // Focus can be refused only by an element that is not shown.
            let _ = button.focus();
        }
    });
}

fn heading_of(element: &Element) -> Option<Column> {
    let heading = element.closest("[role=columnheader]").ok()??;
    column_of(&heading.get_attribute("data-column")?)
}

fn capture(event: &PointerEvent) {
    let target = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
    if let Some(target) = target {
        // Without the capture the drag ends where the pointer leaves.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

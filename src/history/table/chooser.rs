//! Which columns are shown, in which order and how wide (R9): a list behind the icon in the table's corner, opened by a
//! press, by the right button, or by keyboard.

use super::head::Head;
use super::likes::{STEP_PX, column_key};
use crate::desk::use_desk;
use crate::i18n::{language, tr, words};
use crate::ui::{Button, Each, Look, Menu};
use desk_contract::history::{Column, Step};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

/// The icon and its list.
#[component]
pub(super) fn ColumnChooser(head: Head) -> impl IntoView {
    let by_right_button = move |event: MouseEvent| {
        let place = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
        let inside = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let is_on_icon = inside.is_some_and(|it| it.closest("[popover]").ok().flatten().is_none());
        let button = place.and_then(|it| it.query_selector("button").ok().flatten());
        if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok())
            && is_on_icon
        {
            event.prevent_default();
            button.click();
        }
    };
    let content = move |_| view! { <Columns head /> }.into_any();
    view! {
        <span class="column-chooser" on:contextmenu=by_right_button>
            <Menu label=words!(history.columns) icon=icondata_lu::LuColumns3Cog icon_alone=true content />
        </span>
    }
}

#[component]
fn Columns(head: Head) -> impl IntoView {
    let desk = use_desk();
    let layout = head.likes.layout;
    let columns = Memo::new(move |_| layout.read().all().iter().map(|it| it.column).collect::<Vec<_>>());
    let one = move |column| view! { <OneColumn column head /> };
    let as_first = move |()| desk.prefer(|it| it.history_columns = Vec::new());
    let is_as_first = Signal::derive(move || {
        desk.preferences.read().history_columns.is_empty().then(|| tr!(history.columns_as_first))
    });
    view! {
        <div class="boxes">
            <ul class="boxes__list" aria-label=words!(history.columns)>
                <Each each=move || columns.get() key=|column| *column children=one />
            </ul>
            <p class="quiet-line">{words!(history.columns_hint)}</p>
            <Button label=words!(history.columns_reset) look=Look::Quiet refusal=is_as_first on_press=as_first />
        </div>
    }
}

#[component]
fn OneColumn(column: Column, head: Head) -> impl IntoView {
    let likes = head.likes;
    let is_shown = Memo::new(move |_| likes.shown.read().contains(&column));
    let is_last = Memo::new(move |_| is_shown.get() && !likes.layout.read().may_hide(column));
    let is_near = RwSignal::new(false);
    let line = NodeRef::<html::Li>::new();
    let has_tools = Memo::new(move |_| is_near.get() && is_shown.get());
    // The focus may only go from one part of the line to another: that is known in the next frame.
    let left = move |_| {
        request_animation_frame(move || {
            let line = line.try_get_untracked().flatten();
            if !line.is_some_and(|line| line.contains(document().active_element().as_deref())) {
                is_near.try_set(false);
            }
        });
    };
    let choose = move |is_on: bool| likes.change(|layout| layout.show(column, is_on));
    let keyed = move |event: KeyboardEvent| {
        let step = match (event.alt_key(), event.key().as_str()) {
            (true, "ArrowUp") => Step::Back,
            (true, "ArrowDown") => Step::On,
            _ => return,
        };
        event.prevent_default();
        move_on(head, column, step, "input");
    };
    let title = move || column.title(language());
    view! {
        <li
            class="boxes__one" data-choice=column_key(column) on:keydown=keyed on:focusin=move |_| is_near.set(true)
            on:focusout=left node_ref=line
            on:pointerenter=move |_| is_near.set(true) on:pointerleave=move |_| is_near.set(false)
        >
            <label class="choice" title=move || is_last.get().then(|| tr!(history.one_column))>
                <input type="checkbox" prop:checked=is_shown disabled=is_last on:change:target=move |event| choose(event.target().checked()) />
                <span>{title}</span>
            </label>
            {move || has_tools.get().then(|| view! { <Tools column head /> })}
        </li>
    }
}

/// Moving and widening a column without dragging it (WCAG 2.2, 2.5.7).
#[component]
fn Tools(column: Column, head: Head) -> impl IntoView {
    let off = move |step: Step| {
        Signal::derive(move || (!head.may_step(column, step)).then(|| tr!(history.column_at_end)))
    };
    view! {
        <span class="column-chooser__tools">
            <span data-tool="up"><Button
                label=words!(history.column_back) icon=icondata_lu::LuArrowUp icon_alone=true look=Look::Quiet
                refusal=off(Step::Back) on_press=move |()| move_on(head, column, Step::Back, "[data-tool=up] button")
            /></span>
            <span data-tool="down"><Button
                label=words!(history.column_on) icon=icondata_lu::LuArrowDown icon_alone=true look=Look::Quiet
                refusal=off(Step::On) on_press=move |()| move_on(head, column, Step::On, "[data-tool=down] button")
            /></span>
            <Button
                label=words!(history.column_narrower) icon=icondata_lu::LuFoldHorizontal icon_alone=true look=Look::Quiet
                on_press=move |()| head.likes.widen(column, -STEP_PX)
            />
            <Button
                label=words!(history.column_wider) icon=icondata_lu::LuUnfoldHorizontal icon_alone=true look=Look::Quiet
                on_press=move |()| head.likes.widen(column, STEP_PX)
            />
        </span>
    }
}

/// Moves a column; its line is put elsewhere by that and loses the focus, which comes back to what had it.
fn move_on(head: Head, column: Column, step: Step, focused: &'static str) {
    head.step(column, step);
    request_animation_frame(move || {
        let line =
            document().query_selector(&format!("[data-choice='{}']", column_key(column))).ok().flatten();
        let control = line.and_then(|line| line.query_selector(focused).ok().flatten());
        if let Some(control) = control.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // Focus can be refused only by an element that is not shown.
            let _ = control.focus();
        }
    });
}

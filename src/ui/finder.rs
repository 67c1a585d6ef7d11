//! A field in which one looks for something and takes one of what was found, by mouse or by keyboard.
//!
//! The pattern is WAI-ARIA's combobox with a listbox: the focus stays in the field, the arrows walk through what was
//! found, Enter takes it, Escape clears.
//!
//! Owns: the field, the list, and which of it the arrows stand on. Never: searches.

use super::button::next_number;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// One of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// What it is known by.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) title: String,
    /// What tells it from others of that name; may be empty.
    pub(crate) hint: String,
    /// Why it cannot be taken now, where it cannot.
    pub(crate) refusal: Option<String>,
}

/// The field with what was found below it.
#[component]
pub(crate) fn Finder(
    /// What is looked for.
    #[prop(into)]
    label: Signal<String>,
    /// An example of what to type.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// What is typed.
    sought: RwSignal<String>,
    /// What was found for it, in the order of the list.
    #[prop(into)]
    found: Signal<Vec<Found>>,
    /// Said where nothing was found.
    #[prop(into)]
    nothing: Signal<String>,
    /// Whether the search is still under way.
    #[prop(optional, into)]
    busy: MaybeProp<bool>,
    /// Told the key of what was taken.
    #[prop(into)]
    on_take: Callback<String>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let number = next_number();
    let (field_id, list_id) = (format!("finder-{number}"), format!("found-{number}"));
    let stands_on = RwSignal::new(0_usize);
    let option_id = move |place: usize| format!("found-{number}-{place}");
    let take = move |place: usize| {
        let taken = found.read_untracked().get(place).cloned();
        if let Some(taken) = taken.filter(|it| it.refusal.is_none()) {
            on_take.run(taken.key);
        }
    };
    let keyed = move |event: KeyboardEvent| {
        let last = found.read_untracked().len().saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => stands_on.update(|place| *place = if *place >= last { 0 } else { *place + 1 }),
            "ArrowUp" => stands_on.update(|place| *place = place.checked_sub(1).unwrap_or(last)),
            "Enter" => take(stands_on.get_untracked()),
            "Escape" if !sought.read_untracked().is_empty() => {
                sought.set(String::new());
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let typed = move |text: String| {
        stands_on.set(0);
        sought.set(text);
    };
    let one = move |(place, one): (usize, Found)| {
        let is_off = one.refusal.is_some();
        let hint = one.refusal.unwrap_or(one.hint);
        let hint_id = format!("{}-hint", option_id(place));
        // A reason is said after the name, not as a part of it.
        let why = is_off.then(|| hint_id.clone());
        view! {
            <li
                class="finder__one" role="option" id=option_id(place)
                aria-selected=move || (stands_on.get() == place).to_string() aria-disabled=is_off.then_some("true")
                aria-describedby=why
                on:pointerdown=move |event| event.prevent_default() on:click=move |_| take(place)
            >
                <span class="finder__title">{one.title}</span>
                {(!hint.is_empty()).then(|| view! { <span class="finder__hint" id=hint_id aria-hidden=is_off.then_some("true")>{hint}</span> })}
            </li>
        }
    };
    let is_empty = move || found.read().is_empty() && !busy.get().unwrap_or(false);
    view! {
        <div class="finder">
            <label class="field__label" for=field_id.clone()>{label}</label>
            <input
                class="field__input" id=field_id.clone() type="search" role="combobox" autocomplete="off" autofocus=takes_focus
                aria-expanded="true" aria-controls=list_id.clone() aria-autocomplete="list"
                aria-activedescendant=move || (!found.read().is_empty()).then(|| option_id(stands_on.get()))
                placeholder=move || placeholder.get() prop:value=sought
                on:input:target=move |event| typed(event.target().value()) on:keydown=keyed
            />
            <ul class="finder__found" role="listbox" id=list_id.clone() aria-label=label aria-busy=move || busy.get().unwrap_or(false).to_string()>
                {move || found.get().into_iter().enumerate().map(one).collect_view()}
            </ul>
            <p class="finder__nothing" role="status">{move || is_empty().then(|| nothing.get())}</p>
        </div>
    }
}

//! Named fields of a form: a line of text, several lines, one of several, yes or no.
//!
//! Owns: that a field has its name, and says what is wrong with it where it stands. Never: decides that something
//! is wrong.

use super::button::next_number;
use leptos::html;
use leptos::prelude::*;

/// What is typed into a line; the device offers the keyboard that fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Any words.
    #[default]
    Text,
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
    /// A sum or a count.
    Number,
    /// Something that is looked for.
    Search,
    /// A day and an hour of the device's own zone, as `2026-03-18T12:00`.
    Moment,
    /// An hour of the day, as `12:00`.
    Hour,
    /// The name that one signs in with; the browser may fill it in.
    Login,
    /// A password, likewise; it is not shown.
    Password,
    /// A password that somebody makes up; the browser may offer one.
    NewPassword,
}

impl LineKind {
    fn as_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number | Self::Login => "text",
            Self::Password | Self::NewPassword => "password",
            Self::Phone => "tel",
            Self::Mail => "email",
            Self::Search => "search",
            Self::Moment => "datetime-local",
            Self::Hour => "time",
        }
    }

    fn as_filled_in(self) -> &'static str {
        match self {
            Self::Login => "username",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            _ => "off",
        }
    }

    fn as_keyboard(self) -> Option<&'static str> {
        (self == Self::Number).then_some("decimal")
    }
}

/// A line of text.
#[component]
pub(crate) fn TextField(
    /// What belongs there.
    #[prop(into)]
    label: Signal<String>,
    /// What stands there.
    value: RwSignal<String>,
    /// What is typed.
    #[prop(optional)]
    kind: LineKind,
    /// An example, or what happens when nothing is typed.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// A word below it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    takes_focus: bool,
    /// Told when the operator leaves it.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let ids = Ids::new();
    let left = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=ids.field.clone()>{label}</label>
            <input
                class="field__input" id=ids.field.clone() type=kind.as_type() inputmode=kind.as_keyboard() autocomplete=kind.as_filled_in()
                autofocus=takes_focus placeholder=move || placeholder.get()
                aria-invalid=move || error.get().map(|_| "true") aria-describedby=ids.note.clone()
                prop:value=value on:input:target=move |event| value.set(event.target().value()) on:blur=left
            />
            <FieldNote id=ids.note error hint />
        </div>
    }
}

/// Several lines of text.
#[component]
pub(crate) fn TextArea(
    /// What belongs there.
    #[prop(into)]
    label: Signal<String>,
    /// What stands there.
    value: RwSignal<String>,
    /// How many lines are seen at first.
    #[prop(default = 3)]
    rows: u32,
    /// An example.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// A word below it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// The element, for whoever must know where the caret is.
    #[prop(optional)]
    element: NodeRef<html::Textarea>,
) -> impl IntoView {
    let ids = Ids::new();
    view! {
        <div class="field">
            <label class="field__label" for=ids.field.clone()>{label}</label>
            <textarea
                class="field__input" id=ids.field.clone() rows=rows node_ref=element placeholder=move || placeholder.get()
                aria-invalid=move || error.get().map(|_| "true") aria-describedby=ids.note.clone()
                prop:value=value on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            <FieldNote id=ids.note error hint />
        </div>
    }
}

/// One of several, as the platform's own list.
#[component]
pub(crate) fn SelectField(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is: what it is known by, and what the operator reads. The first may be the empty choice.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What the chosen one is known by.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// A word below it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    let ids = Ids::new();
    let one = move |(key, words): (String, String)| {
        let known = key.clone();
        view! { <option value=key selected=move || value.read() == known>{words}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=ids.field.clone()>{label}</label>
            <select
                class="field__input field__select" id=ids.field.clone()
                aria-invalid=move || error.get().map(|_| "true") aria-describedby=ids.note.clone()
                on:change:target=move |event| value.set(event.target().value())
            >
                {move || options.get().into_iter().map(one).collect_view()}
            </select>
            <FieldNote id=ids.note error hint />
        </div>
    }
}

/// Yes or no.
#[component]
pub(crate) fn CheckField(
    /// What is true when it is checked.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is checked.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=value on:change:target=move |event| value.set(event.target().checked()) />
            <span>{label}</span>
        </label>
    }
}

/// What stands below a field: what is wrong, else the hint.
#[component]
fn FieldNote(id: String, error: MaybeProp<String>, hint: MaybeProp<String>) -> impl IntoView {
    view! {
        <p class="field__note" id=id data-tone=move || error.get().map(|_| "failed")>{move || error.get().or_else(|| hint.get())}</p>
    }
}

struct Ids {
    field: String,
    note: String,
}

impl Ids {
    fn new() -> Self {
        let number = next_number();
        Self { field: format!("field-{number}"), note: format!("note-{number}") }
    }
}

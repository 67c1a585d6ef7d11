//! A panel that a button opens: on the platform's own popover, which closes on Escape and on a
//! press outside and gives the focus back.

use super::Icon;
use super::button::next_number;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};

/// A button and the panel that it opens.
#[component]
pub(crate) fn Menu(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// A picture before the word.
    icon: icondata_core::Icon,
    /// Whether the picture stands alone.
    #[prop(optional)]
    icon_alone: bool,
    /// A longer name for screen readers, of button and panel, beginning with what the button says or is about.
    #[prop(optional)]
    name: Option<Signal<String>>,
    /// `primary`, `plain` or `quiet`, as of the button.
    #[prop(optional)]
    look: super::Look,
    /// Which way the panel opens.
    #[prop(optional, into)]
    side: &'static str,
    /// Told when the panel opens.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
    /// What the panel holds. It is made when the panel opens and gone when it closes; call the
    /// given function to close it.
    content: impl Fn(Callback<()>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let button = MenuButton { label, name, icon, icon_alone, look };
    menu(button, side, on_open, Arc::new(content))
}

/// What the button of a menu shows.
struct MenuButton {
    label: Signal<String>,
    name: Option<Signal<String>>,
    icon: icondata_core::Icon,
    icon_alone: bool,
    look: super::Look,
}

/// Compiled once, whatever the panel holds.
fn menu(
    button: MenuButton,
    side: &'static str,
    on_open: Option<Callback<()>>,
    content: Arc<dyn Fn(Callback<()>) -> AnyView + Send + Sync>,
) -> AnyView {
    let MenuButton { label, name, icon, icon_alone, look } = button;
    let called = move || name.map(|name| name.get()).or_else(|| icon_alone.then(|| label.get()));
    let id = format!("menu-{}", next_number());
    let panel = NodeRef::<leptos::html::Div>::new();
    let is_open = RwSignal::new(false);
    let close = Callback::new(move |()| {
        if let Some(panel) = panel.get_untracked() {
            call(&panel, "hidePopover");
        }
    });
    let toggled = move |_| {
        // web-sys does not carry the state in its event yet; the element knows it.
        let opened =
            panel.get_untracked().is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false));
        is_open.set(opened);
        if opened && let Some(on_open) = on_open {
            on_open.run(());
        }
        if opened {
            // What the panel holds is made only now: too late for the browser's own choice of what takes the focus.
            request_animation_frame(move || focus_wanted(panel));
        }
    };
    view! {
        <span class="menu" data-side=side>
            <button
                type="button"
                class="button"
                data-look=look.as_str()
                data-alone=icon_alone.then_some("")
                popovertarget=id.clone()
                aria-label=called
                title=move || icon_alone.then(|| label.get())
                aria-expanded=move || is_open.get().to_string()
            >
                <Icon icon />
                {(!icon_alone).then(|| view! { <span class="button__label">{label}</span> })}
            </button>
            <div class="menu__panel" id=id popover="auto" role="dialog" aria-label=name.unwrap_or(label) node_ref=panel on:toggle=toggled>
                {move || is_open.get().then(|| content(close))}
            </div>
        </span>
    }
    .into_any()
}

/// Gives the focus to what asked for it.
fn focus_wanted(panel: NodeRef<leptos::html::Div>) {
    let panel = panel.try_get_untracked().flatten();
    let wanted = panel.and_then(|panel| panel.query_selector("[autofocus]").ok().flatten());
    if let Some(wanted) = wanted.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus can be refused only by an element that is not shown.
        let _ = wanted.focus();
    }
}

/// Calls a method of the element that web-sys does not list yet.
fn call(element: &web_sys::HtmlElement, method: &str) {
    let found = js_sys::Reflect::get(element, &JsValue::from_str(method)).ok();
    if let Some(function) = found.and_then(|found| found.dyn_into::<js_sys::Function>().ok()) {
        // A panel that is already closed refuses to close, which is what was wanted.
        let _ = function.call0(element);
    }
}

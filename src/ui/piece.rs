//! A part of a screen that is loaded when it is first shown, so that nobody waits for it before.
//!
//! Owns: [`piece!`], which puts a component with all that only it needs into a file of its own, and [`Piece`],
//! which shows such a component, its shape until it is here, and the way out when it cannot be had.
//! Never: decides what is worth a file (docs/decisions/0008 tells from what size on).
//!
//! Always: what a piece needs of the desk comes as props and contexts, as for any component. Only `cargo xtask build`
//! makes files of pieces; in every other build they stay in the program and are there at once.

use super::{Button, Look, Trouble};
use crate::i18n::words;
use futures_util::FutureExt;
use leptos::prelude::*;
use std::pin::Pin;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The component of a piece that has come.
pub(crate) type Made<P> = fn(P) -> AnyView;
/// A piece on its way.
pub(crate) type Coming<P> = Pin<Box<dyn Future<Output = Result<Made<P>, NotHere>>>>;

/// The file of a piece could not be had: no connection, or a newer version of the desk took its place.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("a part of the program could not be loaded")]
pub(crate) struct NotHere;

#[cfg(desk_pieces)]
impl From<leptos::wasm_split::SplitLoaderError> for NotHere {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Makes a component a piece. Beside the component stands `piece!(pub(crate) contacts = Contacts);`, and where it is
/// shown `<Piece load=contacts props=() />`. With props, it is `piece!(contact = Contact(ContactProps));` and
/// `props=ContactProps { id }`. The name is the file's too;
/// `piece!(deal_form in forms = …)` puts several pieces that are wanted together into one file.
macro_rules! piece {
    ($vis:vis $name:ident = $component:ident) => {
        $crate::ui::piece!(@ $vis $name in $name, (), |()| leptos::prelude::IntoAny::into_any($component()));
    };
    ($vis:vis $name:ident in $file:ident = $component:ident) => {
        $crate::ui::piece!(@ $vis $name in $file, (), |()| leptos::prelude::IntoAny::into_any($component()));
    };
    ($vis:vis $name:ident in $file:ident = $component:ident($props:ty)) => {
        $crate::ui::piece!(@ $vis $name in $file, $props, |props| leptos::prelude::IntoAny::into_any($component(props)));
    };
    ($vis:vis $name:ident = $component:ident($props:ty)) => {
        $crate::ui::piece!(@ $vis $name in $name, $props, |props| leptos::prelude::IntoAny::into_any($component(props)));
    };
    (@ $vis:vis $name:ident in $file:ident, $props:ty, $make:expr) => {
        /// The piece that is called so.
        $vis fn $name() -> $crate::ui::Coming<$props> {
            #[cfg(desk_pieces)]
            #[leptos::wasm_split::wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn made() -> Result<$crate::ui::Made<$props>, $crate::ui::NotHere> {
                Ok($make)
            }
            #[cfg(not(desk_pieces))]
            async fn made() -> Result<$crate::ui::Made<$props>, $crate::ui::NotHere> {
                Ok($make)
            }
            Box::pin(made())
        }
    };
}
pub(crate) use piece;

/// What makes the view of a piece that has come.
type Make = Box<dyn FnOnce() -> AnyView>;
/// Such a thing on its way.
type Arriving = Pin<Box<dyn Future<Output = Result<Make, NotHere>>>>;

/// Where a piece has come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Coming,
    Here,
    Failed,
}

/// Shows a component that [`piece!`] has put into a file of its own.
#[component]
pub(crate) fn Piece<P: Send + Sync + 'static>(
    /// The piece.
    load: fn() -> Coming<P>,
    /// What its component gets.
    props: P,
) -> impl IntoView {
    // The component is made once.
    let props = StoredValue::new(Some(props));
    shown(Box::new(move || {
        let make = move |made: Made<P>| -> Make {
            Box::new(move || props.try_update_value(Option::take).flatten().map(made).into_any())
        };
        Box::pin(load().map(move |came| came.map(make)))
    }))
}

/// The same for a piece of any kind, so that it is compiled once.
fn shown(load: Box<dyn Fn() -> Arriving + Send + Sync>) -> AnyView {
    let way = RwSignal::new(Way::Coming);
    let here = StoredValue::new_local(None::<Make>);
    let go = Callback::new(move |()| {
        let mut coming = load();
        let arrive = move |came: Result<Make, NotHere>| {
            let now = if came.is_ok() { Way::Here } else { Way::Failed };
            // Whoever waited may have gone on to another screen.
            here.try_set_value(came.ok());
            way.try_set(now);
        };
        // What was shown before is there at once: its shape does not flash up.
        if let Some(came) = (&mut coming).now_or_never() {
            return arrive(came);
        }
        way.set(Way::Coming);
        leptos::task::spawn_local(async move {
            arrive(coming.await);
            request_animation_frame(focus_what_asks);
        });
    });
    go.run(());
    let view = move || match way.get() {
        Way::Coming => view! { <Waiting /> }.into_any(),
        Way::Here => {
            let make = here.try_update_value(Option::take).flatten();
            untrack(|| make.map(|make| make()).into_any())
        }
        Way::Failed => view! { <Missing on_again=go /> }.into_any(),
    };
    view.into_any()
}

/// The shape of what comes.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="piece" aria-busy="true" role="status" aria-label=words!(piece.loading)>
            {(0..6).map(|_| view! { <div class="skeleton" data-shape="row"></div> }).collect_view()}
        </div>
    }
}

/// It could not be had. Trying again helps when the line was broken, loading the page anew when the desk was renewed.
#[component]
fn Missing(on_again: Callback<()>) -> impl IntoView {
    let reload = move |()| {
        // The browser reloads or, in a frame that forbids it, leaves everything as it is.
        let _ = window().location().reload();
    };
    view! {
        <div class="piece" data-missing="">
            <Trouble title=words!(trouble.load) hint=words!(piece.missing_hint) again=words!(trouble.again) on_again />
            <Button label=words!(piece.reload) look=Look::Quiet on_press=reload />
        </div>
    }
}

/// What came late into a dialog or a menu gives the focus to the field that asks for it, as what stands there from the
/// beginning does.
pub(crate) fn focus_what_asks() {
    let asks = document().query_selector(":is(dialog[open], :popover-open) [autofocus]").ok().flatten();
    if let Some(field) = asks.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Focus can be refused only by an element that is not shown.
        let _ = field.focus();
    }
}

//! The application: what stands before there is a desk, the frame of the desk once there is one.
//!
//! Owns: the root's contexts (desk, toasts), the language's signal, and the page that a crash leaves.

mod demo_corner;
mod focus;
mod frame_actions;
mod likes;
mod palette;
mod place;
mod presence;
mod rail;
mod shortcuts;

use crate::desk::{Desk, StartError};
use crate::history::LastReport;
use crate::i18n::{self, tr, words};
use crate::parts::{Actions, WritesNext, failure_words};
use crate::ui::{Button, Empty, Look, Toast, ToastTone, Toasts, ToastsShown, Trouble, piece};
use crate::workspace::{NewAppeal, OpenPanel, OwnCallElsewhere, Told};
use desk_contract::refusal::Language;
use frame_actions::FrameActions;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos_router::components::Router;
use place::SectionHere;
use rail::Rail;
use shortcuts::Shortcuts;
use std::panic::PanicHookInfo;

/// Where the start has come to.
#[derive(Clone)]
enum Start {
    /// Still opening.
    Opening,
    /// It could not be opened.
    Failed(StartError),
    /// The desk stands.
    Open(Desk),
}

/// The root of everything on screen.
#[component]
pub(crate) fn App() -> impl IntoView {
    let spoken = i18n::begin_with(likes::first_language());
    likes::show_first_theme();
    let toasts = Toasts::new();
    provide_context(toasts);
    let start = RwSignal::new(Start::Opening);
    // What the desk is made of belongs to the root, wherever the press that opens it comes from: the
    // button «Повторить» is gone before the desk stands.
    let root = Owner::current().unwrap_or_default();
    let open = Callback::new(move |()| {
        let begin = async move { start.set(begin().await) };
        leptos::task::spawn_local(root.with(|| ScopedFuture::new_untracked(begin)));
        start.set(Start::Opening);
    });
    open.run(());
    Effect::new(move |_| say_language(spoken.get()));
    view! {
        {move || match start.get() {
            Start::Opening => view! { <Opening /> }.into_any(),
            Start::Failed(error) => view! { <CannotStart error on_again=open /> }.into_any(),
            Start::Open(desk) => view! { <OpenDesk desk /> }.into_any(),
        }}
        <ToastsShown toasts dismiss=words!(trouble.dismiss) />
    }
}

async fn begin() -> Start {
    Desk::sit_down().await.map_or_else(Start::Failed, Start::Open)
}

/// The shape of the desk before it stands, so that nothing jumps when it does.
#[component]
fn Opening() -> impl IntoView {
    view! {
        <div class="frame" aria-busy="true" role="status" aria-label=words!(app.loading)>
            <div class="rail"></div>
            <div class="workspace">
                <div class="workspace__side">
                    {(0..6).map(|_| view! { <div class="skeleton" data-shape="row"></div> }).collect_view()}
                </div>
                <div class="workspace__room"></div>
            </div>
        </div>
    }
}

#[component]
fn CannotStart(error: StartError, on_again: Callback<()>) -> impl IntoView {
    let (title, hint) = match error {
        StartError::WrongConfig(reason) => {
            (words!(trouble.config), words!(trouble.config_hint, reason = reason.clone()))
        }
        StartError::Failed(failure) => {
            (words!(trouble.load), Signal::derive(move || failure_words(&failure)))
        }
    };
    view! {
        <main class="page-state">
            <Trouble title hint again=words!(trouble.again) on_again />
        </main>
    }
}

#[component]
fn OpenDesk(desk: Desk) -> impl IntoView {
    provide_context(desk);
    likes::follow(desk);
    provide_context(Actions::new());
    focus::keep_focus();
    provide_context(WritesNext::nowhere());
    provide_context(OpenPanel::none());
    // What is filled in stays while one looks at another section.
    provide_context(NewAppeal::new(desk));
    provide_context(LastReport::new());
    let toasts = expect_context::<Toasts>();
    Effect::new(move |_| {
        if desk.not_kept.get() {
            toasts.say(Toast { text: tr!(trouble.store), tone: ToastTone::Failed, action: None });
        }
    });
    view! {
        <Show when=move || !desk.taken_over.get() fallback=move || view! { <OpenElsewhere desk /> }>
            <Router>
                <div class="frame">
                    <Rail />
                    <div class="frame__section">
                    <OwnCallElsewhere />
                    <SectionHere />
                    </div>
                    <Told />
                    <FrameActions />
                    <Shortcuts />
                </div>
            </Router>
        </Show>
    }
}

/// Another tab has the demo.
#[component]
fn OpenElsewhere(desk: Desk) -> impl IntoView {
    let come_back = move |()| {
        desk.take_over();
        reload();
    };
    view! {
        <main class="page-state">
            <Empty
                icon=icondata_lu::LuPanelsTopLeft
                title=words!(trouble.elsewhere)
                hint=words!(trouble.elsewhere_hint)
            />
            <Button label=words!(trouble.continue_here) look=Look::Primary on_press=come_back />
        </main>
    }
}

piece!(no_such_page = NoSuchPage);

#[component]
fn NoSuchPage() -> impl IntoView {
    view! {
        <main class="page-state">
            <Empty icon=icondata_lu::LuMapPinOff title=words!(app.not_found) hint=words!(app.not_found_hint) />
            <a class="button" data-look="primary" href="/">{words!(app.to_appeals)}</a>
        </main>
    }
}

/// Loads the page anew.
fn reload() {
    // The browser reloads or, in a frame that forbids it, leaves everything as it is.
    let _ = window().location().reload();
}

/// Tells screen readers and the browser which language the page is in.
fn say_language(language: Language) {
    let tag = match language {
        Language::Ru => "ru",
        Language::En => "en",
    };
    if let Some(root) = document().document_element() {
        // Only a misspelt attribute name is refused.
        let _ = root.set_attribute("lang", tag);
    }
}

/// A bug was met: the page that says so is already in `index.html` and needs no working program.
pub(crate) fn show_crash(info: &PanicHookInfo<'_>) {
    leptos::logging::error!("{info}");
    let crashed = web_sys::window().and_then(|window| window.document()?.get_element_by_id("crashed"));
    if let Some(crashed) = crashed {
        // Nothing is left to fall back to if even this is refused.
        let _ = crashed.remove_attribute("hidden");
    }
}

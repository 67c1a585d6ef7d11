//! The application: what stands before there is a desk, the frame of the desk once there is one.
//!
//! Owns: the root's contexts (desk, toasts), the language's signal, and the page that a crash leaves.

mod ahead;
mod demo_corner;
mod focus;
mod frame_actions;
mod likes;
mod line;
mod no_line;
mod outbox;
mod palette;
mod place;
mod presence;
mod rail;
mod shortcuts;
mod sign_in;

use crate::desk::{Arrived, Desk, Door, Failure, Standing, StartError};
use crate::embed::{Hosts, InFrame, Seat};
use crate::history::LastReport;
use crate::i18n::{self, tr, words};
use crate::parts::{Actions, WritesNext, failure_words};
use crate::ui::{Button, Empty, IsAnswered, Look, Toast, ToastTone, Toasts, ToastsShown, Trouble, piece};
use crate::workspace::{NewAppeal, OpenPanel, OwnCallElsewhere, Told};
use desk_contract::refusal::Language;
use frame_actions::FrameActions;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos_router::components::Router;
use line::LineState;
use no_line::NoLine;
use place::SectionHere;
use rail::Rail;
use shortcuts::Shortcuts;
use sign_in::AtDoor;
use std::panic::PanicHookInfo;
use std::pin::Pin;

/// What takes longer is worth a word, in milliseconds.
const WORTH_A_WORD_MS: u32 = 4_000;

/// Where the start has come to.
#[derive(Clone)]
enum Start {
    /// Still opening.
    Opening,
    /// It could not be opened.
    Failed(StartError),
    /// Nobody answers, and so many commands wait on this device; at which door, where one was reached.
    NoLine(Option<Door>, usize),
    /// Nobody knows who he is.
    AtDoor(Door),
    /// The desk stands.
    Open(Desk),
}

impl Start {
    /// Whether both are before a server that does not answer, and as much is known of it.
    fn is_as_lineless_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NoLine(door, waiting), Self::NoLine(other_door, other_waiting)) => {
                door.is_some() == other_door.is_some() && waiting == other_waiting
            }
            _ => false,
        }
    }
}

/// The root of everything on screen.
#[component]
pub(crate) fn App() -> impl IntoView {
    let spoken = i18n::begin_with(likes::first_language());
    likes::show_first_theme();
    let toasts = Toasts::new();
    provide_context(toasts);
    let hosts = StoredValue::new(Vec::new());
    provide_context(Hosts(hosts));
    let (start, trying) = (RwSignal::new(Start::Opening), RwSignal::new(false));
    // What the desk is made of belongs to the root, wherever the press that opens it comes from: the
    // button «Повторить» is gone before the desk stands.
    let root = Owner::current().unwrap_or_default();
    let arrive = move |coming: Coming, is_quiet: bool| {
        let begin = async move {
            let come = arrived(coming.await);
            trying.set(false);
            // While there is still nobody, the page that says so stays as it is.
            if !(is_quiet && start.with_untracked(|before| before.is_as_lineless_as(&come))) {
                start.set(come);
            }
        };
        leptos::task::spawn_local(root.with(|| ScopedFuture::new_untracked(begin)));
        if !is_quiet {
            start.set(Start::Opening);
        }
    };
    let arrive = StoredValue::new_local(arrive);
    let open =
        Callback::new(move |()| arrive.with_value(|arrive| arrive(Box::pin(Desk::sit_down(hosts)), false)));
    let enter =
        Callback::new(move |door: Door| arrive.with_value(|arrive| arrive(Box::pin(door.enter()), false)));
    let again = Callback::new(move |door: Option<Door>| {
        trying.set(true);
        arrive.with_value(|arrive| match door {
            Some(door) => arrive(Box::pin(door.enter()), true),
            None => arrive(Box::pin(Desk::sit_down(hosts)), true),
        });
    });
    open.run(());
    Effect::new(move |_| say_language(spoken.get()));
    view! {
        {move || match start.get() {
            Start::Opening => view! { <Opening /> }.into_any(),
            Start::Failed(error) => view! { <CannotStart error on_again=open /> }.into_any(),
            Start::NoLine(door, waiting) => {
                let on_again = move |()| again.run(door);
                view! { <NoLine waiting trying on_again=Callback::new(on_again) /> }.into_any()
            }
            Start::AtDoor(door) => {
                let on_in = Callback::new(move |()| enter.run(door));
                view! { <AtDoor door on_in /><InFrame seat=Seat::Door(door, on_in) /> }.into_any()
            }
            Start::Open(desk) => view! { <OpenDesk desk /> }.into_any(),
        }}
        <ToastsShown toasts dismiss=words!(trouble.dismiss) />
    }
}

/// A desk that is being opened.
type Coming = Pin<Box<dyn Future<Output = Result<Arrived, StartError>>>>;

fn arrived(come: Result<Arrived, StartError>) -> Start {
    match come {
        Ok(Arrived::Desk(desk)) => Start::Open(desk),
        Ok(Arrived::Door(door)) => Start::AtDoor(door),
        Ok(Arrived::NoLine(door, waiting)) => Start::NoLine(Some(door), waiting),
        Err(StartError::Failed(Failure::Unreachable)) => Start::NoLine(None, 0),
        Err(error) => Start::Failed(error),
    }
}

/// The shape of the desk before it stands, so that nothing jumps when it does; when that takes long, in words too.
#[component]
fn Opening() -> impl IntoView {
    let takes_long = RwSignal::new(false);
    let later =
        StoredValue::new_local(Some(Timeout::new(WORTH_A_WORD_MS, move || _ = takes_long.try_set(true))));
    on_cleanup(move || _ = later.try_set_value(None));
    let word =
        move || takes_long.get().then(|| view! { <p class="opening__word">{words!(app.still_opening)}</p> });
    view! {
        <div class="frame" aria-busy="true" role="status" aria-label=words!(app.loading)>
            <div class="rail"></div>
            <div class="workspace">
                <div class="workspace__side">
                    {(0..6).map(|_| view! { <div class="skeleton" data-shape="row"></div> }).collect_view()}
                </div>
                <div class="workspace__room">{word}</div>
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
    let is_answered = Signal::derive(move || desk.line.standing.get() == Standing::Live);
    provide_context(IsAnswered(is_answered));
    if !desk.is_demo() {
        ahead::fetch_while(is_answered);
    }
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
                    {(!desk.is_demo()).then(|| view! { <LineState /> })}
                    <OwnCallElsewhere />
                    <SectionHere />
                    </div>
                    <Told />
                    <FrameActions />
                    <Shortcuts />
                    <InFrame seat=Seat::Desk(desk) />
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

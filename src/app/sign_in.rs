//! Who comes: the page before the desk, and the dialog over it once a session has come to its end.
//!
//! Owns: both, with one form. Never: keeps a password.

use crate::desk::{Door, Failure, use_desk};
use crate::i18n::words;
use crate::parts::failure_words;
use crate::ui::{Button, Dialog, LineKind, Look, Piece, TextField, focus_what_asks, piece};
use desk_contract::wire::SignIn;
use leptos::prelude::*;

/// The page at the door.
#[component]
pub(super) fn AtDoor(door: Door, on_in: Callback<()>) -> impl IntoView {
    view! {
        <main class="page-state sign-in">
            <h1 class="sign-in__title">{words!(sign_in.title)}</h1>
            <Piece load=sign_in_form props=SignInFormProps { door, on_in } />
        </main>
    }
}

/// The dialog over the desk: everything stays as it is and goes on once he has signed in.
#[component]
pub(super) fn SignInAgain(open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let on_in = Callback::new(move |()| {
        open.set(false);
        desk.line.is_signed_out.set(false);
    });
    Effect::new(move |_| {
        if open.get() {
            // The dialog opens by itself: what asks for the focus is drawn after it.
            request_animation_frame(focus_what_asks);
        }
    });
    let content = move || {
        view! {
            <p class="sign-in__hint">{words!(sign_in.again_hint)}</p>
            <Piece load=sign_in_form props=SignInFormProps { door: desk.door(), on_in } />
        }
        .into_any()
    };
    view! { <Dialog title=words!(sign_in.again) open close=words!(sign_in.later) content /> }
}

piece!(sign_in_form in sign_in = SignInForm(SignInFormProps));

/// Name and password.
#[component]
fn SignInForm(door: Door, on_in: Callback<()>) -> impl IntoView {
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let enter = move || {
        if busy.get_untracked() || login.read_untracked().trim().is_empty() {
            return;
        }
        let who =
            SignIn { login: login.read_untracked().trim().to_owned(), password: password.get_untracked() };
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let entered = door.sign_in(who).await;
            busy.try_set(false);
            match entered {
                Ok(()) => _ = on_in.try_run(()),
                Err(why) => _ = failure.try_set(Some(why)),
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        enter();
    };
    let why = move || failure.get().map(|why| failure_words(&why));
    view! {
        <form class="sign-in__form" on:submit=submit>
            <TextField label=words!(sign_in.login) value=login kind=LineKind::Login takes_focus=true />
            <TextField label=words!(sign_in.password) value=password kind=LineKind::Password />
            <p class="sign-in__error" role="alert">{why}</p>
            // Enter sends a form only where it has a button of that kind.
            <input type="submit" hidden="" />
            <Button label=words!(sign_in.enter) look=Look::Primary busy on_press=move |()| enter() />
        </form>
    }
}

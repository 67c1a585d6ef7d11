//! Whoever carries out what the page around asks for: at the door hardly anything, at the desk all of it.

use super::Seat;
use super::asked::AtDesk;
use super::dial::{Dial, DialShown};
use super::height;
use super::line::{Doing, Line, Sitter, says};
use super::telling;
use crate::desk::{Desk, Door, Failure};
use crate::i18n::language;
use desk_contract::frame::{Problem, Ready, Request, Told, Trouble};
use desk_contract::id::OperatorId;
use futures_util::FutureExt;
use leptos::prelude::*;
use serde_json::{Value, json};
use std::rc::Rc;

/// Takes the seat for as long as it is on view.
#[component]
pub(super) fn Seated(seat: Seat, hosts: Vec<String>) -> impl IntoView {
    let line = Line::to(hosts);
    height::follow(&line);
    match seat {
        Seat::Door(door, on_in) => {
            sits(&line, Rc::new(AtDoor { door, on_in, line: Rc::clone(&line) }));
            ().into_any()
        }
        Seat::Desk(desk) => {
            let dial = Dial::nobody();
            let tells = telling::follow(desk, &line);
            sits(&line, Rc::new(AtDesk::new(desk, dial, tells)));
            view! { <DialShown dial /> }.into_any()
        }
    }
}

fn sits(line: &Rc<Line>, sitter: Rc<dyn Sitter>) {
    // Who has greeted before hears what stands with this one.
    let number = line.seats(Rc::clone(&sitter));
    sitter.is_greeted();
    let held = StoredValue::new_local(Rc::clone(line));
    on_cleanup(move || _ = held.try_with_value(|line| line.rises(number)));
}

/// At the door: one can be let in by a token.
struct AtDoor {
    door: Door,
    on_in: Callback<()>,
    line: Rc<Line>,
}

impl Sitter for AtDoor {
    fn does(&self, request: Request) -> Doing {
        let (door, on_in) = (self.door, self.on_in);
        async move {
            match request {
                Request::Hello => Ok(greeting(None)),
                Request::Token(token) => {
                    takes(door, token).await?;
                    on_in.try_run(());
                    Ok(json!({}))
                }
                _ => Err(says(Trouble::NotOpen)),
            }
        }
        .boxed_local()
    }

    fn is_greeted(&self) {
        self.line.tells(&Told::AuthExpired);
        self.line.tells(&height::now());
    }
}

/// Signs in with a token.
pub(super) async fn takes(door: Door, token: String) -> Result<(), Problem> {
    match door.take_token(token).await {
        None => Err(says(Trouble::NoTokenHere)),
        Some(taken) => taken.map_err(|failure| of_failure(&failure)),
    }
}

/// The answer to a greeting.
pub(super) fn greeting(operator: Option<OperatorId>) -> Value {
    let ready = Ready::default();
    let operator = operator.map(|id| id.to_string());
    json!({ "v": ready.v, "capabilities": ready.capabilities, "operator": operator })
}

/// A failure as it is told outside.
pub(super) fn of_failure(failure: &Failure) -> Problem {
    match failure {
        Failure::Unreachable => says(Trouble::NoConnection),
        Failure::Unexpected(_) | Failure::Overtaken => says(Trouble::Failed),
        Failure::Fault(fault) => {
            Problem { code: fault.code().to_owned(), message: fault.sentence(untrack(language)).to_owned() }
        }
    }
}

/// The operator of a desk.
pub(super) fn opened(desk: Desk) -> Told {
    Told::DeskOpened(desk.me())
}

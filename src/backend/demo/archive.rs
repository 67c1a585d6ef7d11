//! Archived appeals opened whole: a file of its own, which nobody loads who does not look at one.
//!
//! Owns: the archive once it was looked into. Never: its rows; the worker has them.
//!
//! An appeal is played by the rules of the contract. They are here with the demo's world already, and would weigh as much
//! again in the worker (docs/decisions/0010).

use crate::backend::Failure;
use desk_contract::appeal::Appeal;
use desk_contract::id::{AppealId, ContactId};
use desk_contract::message::Thread;
use desk_contract::operator::Operator;
use desk_contract::{Recorded, Timestamp};
use desk_demo::Archive;
use desk_history_worker::Begin;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// An appeal with its talk.
pub(super) type Opened = (Appeal, Thread);
/// What happened in an appeal.
pub(super) type Past = Vec<Recorded>;
/// Appeals, and when each was closed.
pub(super) type Closed = Vec<(AppealId, Timestamp)>;

/// Whose appeals are looked for, and for whom.
#[derive(Clone, PartialEq)]
pub(super) struct Whose {
    /// All cards that are one client by now.
    pub(super) clients: Vec<ContactId>,
    pub(super) seen_by: Operator,
}

thread_local! {
    static KEPT: RefCell<Option<(Begin, Rc<Archive>)>> = RefCell::default();
}

/// The appeal of that id, where it is an archived one that this operator may see.
#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(archive, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn opened(begin: Begin, who: Operator, id: AppealId) -> Result<Option<Opened>, Failure> {
    Ok(found(begin, &who, id))
}

/// The appeal of that id, where it is an archived one that this operator may see.
#[cfg(not(desk_pieces))]
pub(super) async fn opened(begin: Begin, who: Operator, id: AppealId) -> Result<Option<Opened>, Failure> {
    Ok(found(begin, &who, id))
}

/// All that happened in the appeal of that id, where it is an archived one that this operator may see.
#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(archive, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn past_of(begin: Begin, who: Operator, id: AppealId) -> Result<Option<Past>, Failure> {
    Ok(past(begin, &who, id))
}

/// All that happened in the appeal of that id, where it is an archived one that this operator may see.
#[cfg(not(desk_pieces))]
pub(super) async fn past_of(begin: Begin, who: Operator, id: AppealId) -> Result<Option<Past>, Failure> {
    Ok(past(begin, &who, id))
}

/// Which archived appeals there were of these clients that the operator may see, and when each was closed, as far as they
/// stand among so many places.
#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(archive, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn closed_of(begin: Begin, whose: Whose, places: Range<u32>) -> Result<Closed, Failure> {
    Ok(kept(begin).closed_of(&whose.clients, &whose.seen_by, places))
}

/// Which archived appeals there were of these clients that the operator may see, and when each was closed, as far as they
/// stand among so many places.
#[cfg(not(desk_pieces))]
pub(super) async fn closed_of(begin: Begin, whose: Whose, places: Range<u32>) -> Result<Closed, Failure> {
    Ok(kept(begin).closed_of(&whose.clients, &whose.seen_by, places))
}

fn found(begin: Begin, who: &Operator, id: AppealId) -> Option<Opened> {
    seen(begin, who, id)?.appeal(id)
}

fn past(begin: Begin, who: &Operator, id: AppealId) -> Option<Past> {
    seen(begin, who, id)?.past_of(id)
}

fn seen(begin: Begin, who: &Operator, id: AppealId) -> Option<Rc<Archive>> {
    let archive = kept(begin);
    archive.row(archive.place_of(id)?).as_seen_by(who)?;
    Some(archive)
}

fn kept(begin: Begin) -> Rc<Archive> {
    KEPT.with_borrow_mut(|kept| match kept {
        Some((of, archive)) if *of == begin => Rc::clone(archive),
        _ => {
            let archive = Rc::new(Archive::kept(begin.seed, begin.began, begin.archived));
            *kept = Some((begin, Rc::clone(&archive)));
            archive
        }
    })
}

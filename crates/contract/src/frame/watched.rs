//! What the page around the desk is told of the operator's appeals, as they change.
//!
//! Owns: what follows from an appeal that is another now. Told by what stands and not by what happened, so that
//! a repeat tells nothing and what was read anew after a gap tells all of it.
//!
//! Always: an appeal is told of only while it is the operator's, or rings at his desk; the last that is told of one is
//! that it is closed, or who has it now.

use super::{AppealTold, CallTold, ScreenPop, Told};
use crate::appeal::{Appeal, Receiver};
use crate::call::{Call, LegState, Party};
use crate::history::Direction;
use crate::id::{AppealId, OperatorId};
use crate::listing::rings_for;
use crate::{Timestamp, json};
use std::collections::{BTreeMap, BTreeSet};

/// The appeals of one operator, as they were told last.
#[derive(Clone, Debug)]
pub struct Watched {
    me: OperatorId,
    known: BTreeMap<AppealId, Standing>,
    /// Those whose client's record was asked for already.
    popped: BTreeSet<AppealId>,
}

/// How an appeal stands to the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Standing {
    told: AppealTold,
    is_mine: bool,
    is_offered: bool,
    call: Option<Live>,
    unread: u32,
}

/// A call that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Live {
    told: CallTold,
    began_at: Timestamp,
    is_answered: bool,
}

impl Watched {
    /// What stands when the talk begins; nothing is told of it.
    pub fn beginning<'a>(me: OperatorId, appeals: impl IntoIterator<Item = &'a Appeal>) -> Self {
        let mut watched = Self { me, known: BTreeMap::new(), popped: BTreeSet::new() };
        for appeal in appeals {
            watched.looks_at(appeal);
        }
        watched
    }

    /// An appeal as it stands now; answers what is to be told.
    pub fn looks_at(&mut self, appeal: &Appeal) -> Vec<Told> {
        let now = Standing::of(appeal, self.me);
        let before = self.known.remove(&appeal.id);
        let mut news = Vec::new();
        news.extend(of_call(before.as_ref(), &now, appeal));
        news.extend(of_appeal(before.as_ref(), &now));
        let is_told = now.is_mine || now.is_offered;
        if is_told && self.popped.insert(appeal.id) {
            let reason = if now.is_mine { "accepted" } else { "ringing" };
            news.push(Told::ScreenPop(ScreenPop { reason, of: now.told.clone() }));
        }
        if is_told {
            self.known.insert(appeal.id, now);
        } else {
            // Handed back and taken again, it is shown again.
            self.popped.remove(&appeal.id);
        }
        news
    }

    /// The client's messages that nobody has seen, of what the operator has in work.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.known.values().filter(|it| it.is_mine).fold(0, |sum, it| sum.saturating_add(it.unread))
    }

    /// The appeals that are told of now.
    pub fn ids(&self) -> impl Iterator<Item = AppealId> + '_ {
        self.known.keys().copied()
    }
}

impl Standing {
    fn of(appeal: &Appeal, me: OperatorId) -> Self {
        let is_mine = appeal.operator() == Some(me);
        let to_me = |to| to == Receiver::Operator { id: me };
        let is_handed_over = appeal.transfer.as_ref().is_some_and(|transfer| to_me(transfer.to));
        let is_offered = !is_mine && (rings_for(appeal, me) || is_handed_over);
        let call = appeal.live_call().filter(|_| is_mine || is_offered).map(|call| Live {
            told: told_of(call, appeal, None),
            began_at: call.started_at,
            is_answered: is_answered(call, me, is_mine),
        });
        Self { told: AppealTold::of(appeal), is_mine, is_offered, call, unread: appeal.unread }
    }
}

/// Whose telephone still rings has not answered, though others may talk already.
fn is_answered(call: &Call, me: OperatorId, is_mine: bool) -> bool {
    let is_on_it = is_mine && call.leg(Party::Operator { id: me }) != Some(LegState::Ringing);
    is_on_it && matches!(call.state(), LegState::Talking | LegState::Held)
}

fn told_of(call: &Call, appeal: &Appeal, why: Option<String>) -> CallTold {
    // Called back, a client who came is called: his leg was there before ours only where he began.
    let is_outgoing = call.legs.first().is_some_and(|leg| leg.party != Party::Client);
    let direction = if is_outgoing { Direction::Outgoing } else { Direction::Incoming };
    CallTold { appeal: appeal.id, contact: appeal.contact, phone: call.number.clone(), direction, why }
}

fn of_appeal(before: Option<&Standing>, now: &Standing) -> Option<Told> {
    let told = now.told.clone();
    let (was_mine, was_offered) = before.map_or((false, false), |it| (it.is_mine, it.is_offered));
    if now.is_mine && !was_mine {
        Some(Told::AppealAccepted(told))
    } else if now.is_offered && !was_offered {
        Some(Told::AppealOffered(told))
    } else if was_mine && now.told.stage == "closed" {
        Some(Told::AppealClosed(told))
    } else {
        let stays = (was_mine, was_offered) == (now.is_mine, now.is_offered);
        let is_other = before.is_some_and(|before| !stays || before.told != told);
        is_other.then_some(Told::AppealUpdated(told))
    }
}

fn of_call(before: Option<&Standing>, now: &Standing, appeal: &Appeal) -> Vec<Told> {
    let was = before.and_then(|it| it.call.as_ref());
    let is = now.call.as_ref();
    let mut news = Vec::new();
    let is_same = |one: &Live, other: &Live| one.began_at == other.began_at;
    if let Some(was) = was.filter(|was| is.is_none_or(|is| !is_same(was, is))) {
        news.push(Told::CallEnded(CallTold { why: Some(why_ended(was, appeal)), ..was.told.clone() }));
    }
    if let Some(is) = is {
        let was = was.filter(|was| is_same(was, is));
        if was.is_none() && !is.is_answered {
            news.push(Told::CallRinging(is.told.clone()));
        } else if is.is_answered && was.is_none_or(|was| !was.is_answered) {
            news.push(Told::CallAnswered(is.told.clone()));
        }
    }
    news
}

/// Why a call is over for this operator.
fn why_ended(was: &Live, appeal: &Appeal) -> String {
    let ending = appeal.call.as_ref().filter(|call| call.started_at == was.began_at).and_then(|it| it.ended);
    let why = ending.and_then(|ending| json::value_of(&ending.why).ok());
    why.as_ref().and_then(|why| why.as_str()).unwrap_or("left").to_owned()
}

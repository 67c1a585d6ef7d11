//! A call: its legs and what each does (H1).
//!
//! Owns: the state of a call and how a change folds into it. Never: a device, a sound, a wire.

use crate::Timestamp;
use crate::id::{EntryPointId, OperatorId};
use crate::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

/// Somebody on the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The client.
    Client,
    /// An operator.
    Operator {
        /// Which one.
        id: OperatorId,
    },
}

/// What a leg does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LegState {
    /// The telephone rings.
    Ringing,
    /// Heard by the others.
    Talking,
    /// Listens to music.
    Held,
    /// Hung up.
    Ended,
}

/// One party's connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leg {
    /// Whose.
    pub party: Party,
    /// What it does.
    pub state: LegState,
    /// Since when.
    pub since: Timestamp,
}

/// Why a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallEnd {
    /// The client hung up.
    ByClient,
    /// The operator hung up.
    ByOperator,
    /// Nobody answered.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// The network or the number failed.
    Failed,
}

/// A call of an appeal. An appeal that is called back has one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// The client's number; none is told by some lines.
    pub number: Option<PhoneNumber>,
    /// The company's line that the operator chose for it; none where it is the appeal's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<EntryPointId>,
    /// Everybody who takes or took part.
    pub legs: Vec<Leg>,
    /// Whether the operator's microphone is off.
    pub is_muted: bool,
    /// When it began to ring.
    pub started_at: Timestamp,
    /// When both sides first talked.
    pub answered_at: Option<Timestamp>,
    /// When and why it ended.
    pub ended: Option<Ending>,
}

/// When and why a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ending {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: CallEnd,
}

/// What happens in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallChange {
    /// Somebody's telephone rings.
    Rings {
        /// Whose.
        party: Party,
    },
    /// Somebody picked up.
    Answered {
        /// Who.
        party: Party,
    },
    /// Somebody left while the call goes on: a transfer was accepted.
    Left {
        /// Who.
        party: Party,
    },
    /// The client hears music.
    Held,
    /// The client is heard again.
    Resumed,
    /// The operator's microphone is off.
    Muted,
    /// It is on again.
    Unmuted,
    /// The operator pressed keys of the keypad.
    Keyed {
        /// Which ones: `0` to `9`, `*` and `#` (DTMF, RFC 4733).
        keys: String,
    },
    /// It is over.
    Ended {
        /// Why.
        why: CallEnd,
    },
}

impl Call {
    /// A call whose first leg is this party's.
    #[must_use]
    pub fn begun(number: Option<PhoneNumber>, party: Party, state: LegState, at: Timestamp) -> Self {
        let legs = vec![Leg { party, state, since: at }];
        Self { number, line: None, legs, is_muted: false, started_at: at, answered_at: None, ended: None }
    }

    /// Whether anybody is still on the line.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.ended.is_none()
    }

    /// What a party's leg does; `None` for somebody who was never in it.
    #[must_use]
    pub fn leg(&self, party: Party) -> Option<LegState> {
        self.legs.iter().find(|leg| leg.party == party).map(|leg| leg.state)
    }

    /// Whether this operator is on the line. Whose telephone only rings is not: he may take another call.
    #[must_use]
    pub fn has_operator(&self, id: OperatorId) -> bool {
        self.leg(Party::Operator { id }) == Some(LegState::Talking)
    }

    /// What the call does as a whole, as the screen names it: ended; held when the client listens to
    /// music; talking when both sides are heard; ringing otherwise.
    #[must_use]
    pub fn state(&self) -> LegState {
        if self.ended.is_some() {
            return LegState::Ended;
        }
        let client = self.leg(Party::Client);
        let talks = |leg: &Leg| leg.party != Party::Client && leg.state == LegState::Talking;
        match client {
            Some(LegState::Held) => LegState::Held,
            Some(LegState::Talking) if self.legs.iter().any(talks) => LegState::Talking,
            _ => LegState::Ringing,
        }
    }

    /// Takes in what happened.
    pub(crate) fn fold(&mut self, change: &CallChange, at: Timestamp) {
        match change {
            CallChange::Rings { party } => self.set(*party, LegState::Ringing, at),
            CallChange::Answered { party } => self.pick_up(*party, at),
            CallChange::Left { party } => self.set(*party, LegState::Ended, at),
            CallChange::Held => self.set(Party::Client, LegState::Held, at),
            CallChange::Resumed => self.set(Party::Client, LegState::Talking, at),
            CallChange::Muted => self.is_muted = true,
            CallChange::Unmuted => self.is_muted = false,
            CallChange::Keyed { .. } => {}
            CallChange::Ended { why } => {
                self.ended = Some(Ending { at, why: *why });
                for leg in self.legs.iter_mut().filter(|leg| leg.state != LegState::Ended) {
                    (leg.state, leg.since) = (LegState::Ended, at);
                }
            }
        }
        if self.state() == LegState::Talking {
            self.answered_at.get_or_insert(at);
        }
    }

    /// Where one operator picks up, the telephones of the others stop ringing; his microphone is on,
    /// whatever whoever talked before did with his own.
    fn pick_up(&mut self, party: Party, at: Timestamp) {
        self.set(party, LegState::Talking, at);
        if party != Party::Client {
            self.is_muted = false;
            let rings = |leg: &&mut Leg| leg.party != Party::Client && leg.state == LegState::Ringing;
            for leg in self.legs.iter_mut().filter(rings) {
                (leg.state, leg.since) = (LegState::Ended, at);
            }
        }
    }

    fn set(&mut self, party: Party, state: LegState, at: Timestamp) {
        match self.legs.iter_mut().find(|leg| leg.party == party) {
            Some(leg) => (leg.state, leg.since) = (state, at),
            None => self.legs.push(Leg { party, state, since: at }),
        }
    }
}

#[cfg(test)]
mod tests;

//! What clients think of the service, once it is over.
//!
//! Owns: who says it, when and what. Never: asks.

use crate::chance::Chance;
use crate::live::{Deed, Scene};
use desk_contract::appeal::Outcome;
use desk_contract::command::RateAppeal;
use desk_contract::history::Rating;
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Channel};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const RATES: Range<i64> = 8_000..45_000;
/// One client in so many says it.
const RATES_ONE_IN: u64 = 3;

/// The rating of whoever gives one. Nobody comes back to it after the page was closed.
pub(crate) fn deed(scene: &Scene<'_>, appeal: &Appeal) -> Option<Deed> {
    let closing = appeal.closing()?;
    if !matches!(closing.outcome, Outcome::Listed { .. }) || appeal.ratings[0].is_some() {
        return None;
    }
    let chance = scene.seed.of(("rating", appeal.id));
    let rating = given(chance, appeal.channel)?;
    let due = closing.at + scene.span(chance.of("when"), RATES);
    let rated = RateAppeal { appeal: appeal.id, place: 1, rating };
    (due >= scene.opened_at).then(|| Deed::told(Subject::Appeal(appeal.id), due, rated))
}

/// Most are content; a text knows two ratings, a call five.
pub(crate) fn given(chance: Chance, channel: Channel) -> Option<Rating> {
    if !chance.of("rates").one_in(RATES_ONE_IN) {
        return None;
    }
    let place = chance.of("mark");
    Some(if channel == Channel::Call {
        [Rating::Excellent, Rating::Good, Rating::Normal, Rating::Bad, Rating::VeryBad]
            [place.weighed(&[9, 5, 3, 2, 1])]
    } else {
        [Rating::Good, Rating::Bad][place.weighed(&[5, 1])]
    })
}

//! Arrivals: who comes with the case of a given number, by which line, to which group.
//!
//! Owns: drawing the channel, the client or guest, and the address. Never: when one comes, or who the
//! desk takes him for: it knows its clients by their addresses.

use crate::case::client_gender;
use crate::cast::Cast;
use crate::chance::Chance;
use crate::stories;
use crate::{directory, lines};
use desk_contract::address::Address;
use desk_contract::command::RegisterAppeal;
use desk_contract::history::{Creation, Direction};
use desk_contract::{Channel, Timestamp};

/// How often a client is drawn again who has no address on the channel, or is busy already.
const DRAWS: u64 = 24;

/// Somebody who comes.
pub(crate) struct Arriving {
    /// His place among the clients; none for a guest.
    pub(crate) who: Option<usize>,
    pub(crate) command: RegisterAppeal,
}

/// One arrival in so many is a call.
const CALLS_ONE_IN: u64 = 5;

/// The one who comes at that moment with the case of that number, by whatever line. Clients who have an
/// appeal open are `busy` and do not come again.
pub(crate) fn live(cast: Cast<'_>, moment: (u64, Timestamp), busy: &[usize]) -> Arriving {
    let chance = cast.seed.of(("arrival", moment.0));
    let calls = chance.of("calls").one_in(CALLS_ONE_IN) && !stories::told_in(cast.seed, moment.0).is_spam();
    if calls { arriving(cast, moment, (Channel::Call, busy)) } else { by_text(cast, moment, busy) }
}

/// The same by a messenger, a letter or SMS.
pub(crate) fn by_text(cast: Cast<'_>, moment: (u64, Timestamp), busy: &[usize]) -> Arriving {
    match lines::slow_channel(cast.seed.of(("arrival", moment.0))) {
        Some(channel) => arriving(cast, moment, (channel, busy)),
        None => by_messenger(cast, moment, busy),
    }
}

/// The same by a messenger.
pub(crate) fn by_messenger(cast: Cast<'_>, (case, at): (u64, Timestamp), busy: &[usize]) -> Arriving {
    let chance = cast.seed.of(("arrival", case));
    let channel = lines::text_channel(chance, stories::told_in(cast.seed, case).queue);
    arriving(cast, (case, at), (channel, busy))
}

/// The same by telephone.
pub(crate) fn by_call(cast: Cast<'_>, moment: (u64, Timestamp)) -> Arriving {
    arriving(cast, moment, (Channel::Call, &[]))
}

fn arriving(cast: Cast<'_>, (case, at): (u64, Timestamp), (channel, busy): (Channel, &[usize])) -> Arriving {
    let Cast { seed, directory, .. } = cast;
    let chance = seed.of(("arrival", case));
    let story = stories::told_in(seed, case);
    let is_guest = story.is_spam() || chance.of("guest").below(10) < 3;
    let known = if is_guest { None } else { client(cast, chance, channel, busy) };
    let (who, address) = match known {
        Some((place, address)) => (Some(place), address),
        None => (None, lines::guest_address(chance, channel, client_gender(seed, case, None))),
    };
    let command = RegisterAppeal {
        appeal: directory::appeal_id(seed, case, at),
        channel,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: directory::entry_point(directory, channel, chance).id,
        group: directory::group(directory, story.queue).id,
        contact: None,
        address,
        campaign_task: None,
    };
    Arriving { who, command }
}

fn client(cast: Cast<'_>, chance: Chance, channel: Channel, busy: &[usize]) -> Option<(usize, Address)> {
    (0..DRAWS).find_map(|draw| {
        let place = cast.clients.drawn(chance.of(("contact", draw)));
        let address = cast.clients.address(place, channel)?;
        (!busy.contains(&place)).then_some((place, address))
    })
}

//! Arrivals: who comes with the appeal of a given number, by which line, to which group.
//!
//! Owns: drawing the channel, the contact or guest, and the address. Never: when one comes.

use crate::case::client_gender;
use crate::chance::Chance;
use crate::stories;
use crate::{directory, lines};
use desk_contract::address::Address;
use desk_contract::command::RegisterAppeal;
use desk_contract::directory::Directory;
use desk_contract::id::ContactId;
use desk_contract::{Channel, Timestamp};

/// How often a contact is drawn again who has no address on the channel, or is busy already.
const DRAWS: u64 = 24;

/// The appeal that comes at that moment under that number. Contacts who have an appeal open are
/// `busy` and do not come again.
pub(crate) fn by_text(
    seed: Chance,
    directory: &Directory,
    (number, at): (u64, Timestamp),
    busy: &[ContactId],
) -> RegisterAppeal {
    let chance = seed.of(("arrival", number));
    let channel = lines::text_channel(chance, stories::told_in(seed, number).queue);
    registered(seed, directory, (number, at), (channel, busy))
}

/// The same by telephone.
pub(crate) fn by_call(seed: Chance, directory: &Directory, (number, at): (u64, Timestamp)) -> RegisterAppeal {
    registered(seed, directory, (number, at), (Channel::Call, &[]))
}

fn registered(
    seed: Chance,
    directory: &Directory,
    (number, at): (u64, Timestamp),
    (channel, busy): (Channel, &[ContactId]),
) -> RegisterAppeal {
    let chance = seed.of(("arrival", number));
    let story = stories::told_in(seed, number);
    let is_guest = story.is_spam() || chance.of("guest").below(10) < 3;
    let known = if is_guest { None } else { contact(chance, directory, channel, busy) };
    let (contact, address) = match known {
        Some((contact, address)) => (Some(contact), address),
        None => (None, lines::guest_address(chance, channel, client_gender(seed, number, None))),
    };
    RegisterAppeal {
        appeal: directory::appeal_id(seed, number, at),
        number,
        channel,
        entry_point: directory::entry_point(directory, channel, chance).id,
        group: directory::group(directory, story.queue).id,
        contact,
        address,
    }
}

fn contact(
    chance: Chance,
    directory: &Directory,
    channel: Channel,
    busy: &[ContactId],
) -> Option<(ContactId, Address)> {
    (0..DRAWS).find_map(|draw| {
        let place = chance.of(("contact", draw)).below(directory.contacts.len() as u64);
        let contact = directory.contacts.get(place as usize)?;
        let address = lines::address_of(contact, channel)?;
        (!busy.contains(&contact.id)).then_some((contact.id, address))
    })
}

//! What must be true of a screen.
//!
//! The yardstick is another world: the confirmed one, in which the waiting commands were carried out. It
//! knows nothing of overlays.

use crate::cast::*;
use crate::network::{Browser, Network};
use desk_contract::optimism::Overlay;
use desk_contract::own::DraftKind;
use desk_contract::subject::Subject;
use desk_contract::{Slice, World};
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The world that would be, were all that waits granted as this browser expects.
fn as_expected(browser: &Browser) -> World {
    let mut world = browser.confirmed.clone();
    for waiting in browser.expectations.waiting() {
        // A refusal is an answer too: nothing is expected of that command.
        _ = world.execute(waiting.actor, waiting.at, &waiting.command);
    }
    world
}

/// What is shown is what would be, each message once.
pub(crate) fn shows_what_is_expected(browser: &Browser) -> Result<(), TestCaseError> {
    let (base, shown) = (&browser.confirmed, browser.expectations.shown(&browser.confirmed));
    let expected = as_expected(browser);
    if browser.expectations.waiting().is_empty() {
        shows_nothing_else(&shown, base)?;
    }
    for appeal in expected.appeals() {
        let id = appeal.id;
        prop_assert_eq!(shown.appeal(id), Some(appeal));
        let is_expected = expected.version_of(Subject::Appeal(id)) != base.version_of(Subject::Appeal(id));
        prop_assert_eq!(shown.is_expected(id), is_expected);
        let (thread, would_be) = (shown.thread(id, base.thread(id)).unwrap(), expected.thread(id).unwrap());
        prop_assert_eq!(&thread.messages, &would_be.messages);
        prop_assert_eq!(thread.has_earlier, would_be.has_earlier);
        let ids: BTreeSet<_> = thread.messages.iter().map(|message| message.id).collect();
        prop_assert_eq!(ids.len(), thread.messages.len(), "a message is shown twice");
        for message in shown.expected(id) {
            prop_assert_ne!(base.message(id, message.id), Some(message), "it is confirmed as it is");
            prop_assert_eq!(shown.message(id, message.id), Some(message));
        }
        prop_assert_eq!(
            shown.guest_appeals_at(appeal.channel, &appeal.address),
            expected.guest_appeals_at(appeal.channel, &appeal.address)
        );
    }
    prop_assert!(shown.appeals().all(|appeal| expected.appeal(appeal.id).is_some()));
    prop_assert_eq!(shown.cards(), expected.cards());
    prop_assert_eq!(shown.directory(), expected.directory());
    prop_assert_eq!(shown.next_number(), expected.next_number());
    prop_assert_eq!(shown.attachment(attachment(1)), expected.attachment(attachment(1)));
    for number in 1..=6 {
        prop_assert_eq!(shown.appeals_of(contact(number)), expected.appeals_of(contact(number)));
    }
    for who in [ANNA, BORIS, VERA].map(operator) {
        prop_assert_eq!(shown.live_call_of(who), expected.live_call_of(who));
        prop_assert_eq!(shown.preferences(who), expected.preferences(who));
        for number in 1..=6 {
            for kind in [DraftKind::Message, DraftKind::Comment] {
                let appeal = appeal(number);
                prop_assert_eq!(shown.draft(who, appeal, kind), expected.draft(who, appeal, kind));
            }
        }
    }
    Ok(())
}

/// The confirmed state itself is shown, not a copy of it.
fn shows_nothing_else(shown: &Overlay<'_>, base: &World) -> Result<(), TestCaseError> {
    prop_assert_eq!(shown.appeals().next(), None);
    prop_assert!(std::ptr::eq(shown.cards(), base.cards()));
    prop_assert!(std::ptr::eq(shown.directory(), base.directory()));
    for appeal in base.appeals() {
        prop_assert!(shown.appeal(appeal.id).is_some_and(|shown| std::ptr::eq(shown, appeal)));
        prop_assert!(matches!(shown.thread(appeal.id, base.thread(appeal.id)), Some(Cow::Borrowed(_))));
    }
    Ok(())
}

/// Everybody sees what the backend holds, and nothing happened twice.
pub(crate) fn all_agree(network: &Network) -> Result<(), TestCaseError> {
    for browser in &network.browsers {
        prop_assert_eq!(browser.expectations.waiting(), &[], "somebody waits for ever");
        prop_assert_eq!(&browser.confirmed, &network.server.world);
        shows_what_is_expected(browser)?;
    }
    prop_assert!(network.server.done.values().all(|times| *times == 1));
    Ok(())
}

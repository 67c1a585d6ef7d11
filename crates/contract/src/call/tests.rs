//! The legs of a call and what they come to.

use super::LegState::{Ended, Held, Ringing, Talking};
use super::*;
use crate::given::*;

const CLIENT: Party = Party::Client;

fn of(id: OperatorId) -> Party {
    Party::Operator { id }
}

/// A call with these legs, which nobody has answered so far.
fn call(legs: &[(Party, LegState)]) -> Call {
    let mut call = Call::begun(None, CLIENT, Ringing, at(0));
    call.legs =
        legs.iter().map(|(party, state)| Leg { party: *party, state: *state, since: at(0) }).collect();
    call
}

/// The same call after these changes, a second each.
fn after(mut call: Call, changes: &[CallChange]) -> Call {
    for (second, change) in (1..).zip(changes) {
        call.fold(change, at(second));
    }
    call
}

fn answered(party: Party) -> CallChange {
    CallChange::Answered { party }
}

#[test]
fn a_call_is_what_its_legs_come_to() {
    let (anna, boris) = (of(anna()), of(boris()));
    let cases: [(&[(Party, LegState)], LegState); 12] = [
        (&[], Ringing),
        (&[(CLIENT, Ringing)], Ringing),
        (&[(CLIENT, Talking)], Ringing),
        (&[(anna, Talking)], Ringing),
        (&[(anna, Talking), (CLIENT, Ringing)], Ringing),
        (&[(CLIENT, Talking), (anna, Ringing)], Ringing),
        (&[(CLIENT, Talking), (anna, Ended)], Ringing),
        (&[(CLIENT, Talking), (anna, Talking)], Talking),
        (&[(CLIENT, Talking), (anna, Ended), (boris, Talking)], Talking),
        (&[(CLIENT, Held), (anna, Talking)], Held),
        (&[(CLIENT, Held), (anna, Ended)], Held),
        (&[(CLIENT, Ended), (anna, Talking)], Ringing),
    ];
    for (legs, expected) in cases {
        assert_eq!(call(legs).state(), expected, "{legs:?}");
        let over = after(call(legs), &[CallChange::Ended { why: CallEnd::Failed }]);
        assert_eq!(over.state(), Ended, "{legs:?}, and then it is over");
    }
}

#[test]
fn a_call_begins_with_one_leg() {
    let number: PhoneNumber = "+79161234567".parse().unwrap();
    let call = Call::begun(Some(number.clone()), CLIENT, Talking, at(5));
    let leg = Leg { party: CLIENT, state: Talking, since: at(5) };
    let expected = Call {
        number: Some(number),
        line: None,
        legs: vec![leg],
        is_muted: false,
        started_at: at(5),
        answered_at: None,
        ended: None,
    };
    assert_eq!(call, expected);
    assert!(call.is_live());
}

#[test]
fn a_leg_is_known_by_whose_it_is() {
    let call = call(&[(CLIENT, Held), (of(anna()), Talking)]);
    assert_eq!(call.leg(CLIENT), Some(Held));
    assert_eq!(call.leg(of(anna())), Some(Talking));
    assert_eq!(call.leg(of(boris())), None);
}

#[test]
fn only_who_talks_is_on_the_line() {
    for (state, is_on_the_line) in [(Ringing, false), (Talking, true), (Ended, false)] {
        assert_eq!(call(&[(of(anna()), state)]).has_operator(anna()), is_on_the_line, "{state:?}");
    }
    assert!(!call(&[(of(anna()), Talking)]).has_operator(boris()));
}

#[test]
fn it_is_answered_when_both_hear_each_other_for_the_first_time() {
    let begun = || Call::begun(None, of(anna()), Talking, at(0));
    let rings = CallChange::Rings { party: CLIENT };
    assert_eq!(after(begun(), std::slice::from_ref(&rings)).answered_at, None);
    let talking = [rings, answered(CLIENT)];
    assert_eq!(after(begun(), &talking).answered_at, Some(at(2)));
    let held = [&talking[..], &[CallChange::Held, CallChange::Resumed]].concat();
    assert_eq!(after(begun(), &held).answered_at, Some(at(2)), "a later word is not the first");
    let never = [CallChange::Ended { why: CallEnd::NoAnswer }];
    assert_eq!(after(begun(), &never).answered_at, None);
}

#[test]
fn each_change_moves_the_leg_it_is_about() {
    let before = || call(&[(CLIENT, Talking), (of(anna()), Talking)]);
    let cases: [(CallChange, Party, LegState); 7] = [
        (CallChange::Rings { party: of(boris()) }, of(boris()), Ringing),
        (CallChange::Rings { party: of(anna()) }, of(anna()), Ringing),
        (answered(of(boris())), of(boris()), Talking),
        (CallChange::Left { party: of(anna()) }, of(anna()), Ended),
        (CallChange::Held, CLIENT, Held),
        (CallChange::Resumed, CLIENT, Talking),
        (CallChange::Keyed { keys: "1".to_owned() }, CLIENT, Talking),
    ];
    for (change, party, state) in cases {
        let call = after(before(), std::slice::from_ref(&change));
        assert_eq!(call.leg(party), Some(state), "{change:?}");
        let others = call.legs.iter().filter(|leg| leg.party != party);
        assert!(others.into_iter().all(|leg| (leg.state, leg.since) == (Talking, at(0))), "{change:?}");
        assert!(call.is_live(), "{change:?}");
    }
    let rings = after(before(), &[CallChange::Rings { party: of(anna()) }]);
    let since = rings.legs.iter().find(|leg| leg.party == of(anna())).map(|leg| leg.since);
    assert_eq!(since, Some(at(1)), "a leg tells since when it does what it does");
}

#[test]
fn the_microphone_is_off_until_it_is_on_again() {
    let mut call = call(&[(CLIENT, Talking), (of(anna()), Talking)]);
    call.fold(&CallChange::Muted, at(1));
    assert!(call.is_muted);
    call.fold(&answered(CLIENT), at(2));
    assert!(call.is_muted, "the client has nothing to do with it");
    call.fold(&CallChange::Unmuted, at(3));
    assert!(!call.is_muted);
}

#[test]
fn whoever_takes_a_call_over_is_heard() {
    let muted = after(call(&[(CLIENT, Talking), (of(anna()), Talking)]), &[CallChange::Muted]);
    assert!(!after(muted, &[answered(of(boris()))]).is_muted);
}

#[test]
fn where_one_operator_picks_up_the_others_ring_no_more() {
    let (anna, boris, galina) = (of(anna()), of(boris()), of(galina()));
    let ringing = || call(&[(CLIENT, Ringing), (anna, Ringing), (boris, Ringing), (galina, Talking)]);
    let call = after(ringing(), &[answered(anna)]);
    let legs = [CLIENT, anna, boris, galina].map(|party| call.leg(party).unwrap());
    assert_eq!(legs, [Ringing, Talking, Ended, Talking]);
    assert_eq!(call.legs.iter().find(|leg| leg.party == boris).map(|leg| leg.since), Some(at(1)));
    let call = after(ringing(), &[answered(CLIENT)]);
    let legs = [CLIENT, anna, boris, galina].map(|party| call.leg(party).unwrap());
    assert_eq!(legs, [Talking, Ringing, Ringing, Talking]);
}

#[test]
fn the_end_ends_every_leg_once() {
    let legs = [(CLIENT, Held), (of(anna()), Talking), (of(boris()), Ended)];
    let call = after(call(&legs), &[CallChange::Ended { why: CallEnd::ByClient }]);
    assert!(!call.is_live());
    assert_eq!(call.ended, Some(Ending { at: at(1), why: CallEnd::ByClient }));
    let ended: Vec<_> = call.legs.iter().map(|leg| (leg.state, leg.since)).collect();
    assert_eq!(ended, [(Ended, at(1)), (Ended, at(1)), (Ended, at(0))], "who had left, left before");
}

//! Taking from the queue, returning to it, and being there at all (Q1, Q5, E6, U3).

use crate::appeal::Stage;
use crate::call::{CallChange, CallEnd, LegState, Party};
use crate::channel::Channel;
use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::id::OperatorId;
use crate::message::{Author, MessageKind};
use crate::operator::{Presence, Role};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

fn call_changed(change: CallChange) -> Event {
    CallChanged { appeal: appeal(1), change }.into()
}

fn on_the_line(id: OperatorId) -> Event {
    call_changed(CallChange::Answered { party: Party::Operator { id } })
}

fn returned(by: OperatorId, comment: &str) -> Event {
    AppealReturned { appeal: appeal(1), by, comment: comment.to_owned() }.into()
}

/// Анна talks to somebody in another appeal while `world` goes on.
fn with_anna_in_another_call(world: World) -> World {
    let other = TakeAppeal { appeal: appeal(2) };
    world.and(1, CONNECTOR, register_call(appeal(2), "+79990000002")).and(2, anna(), other)
}

// Taking.

#[test]
fn taking_a_caller_off_the_queue_is_picking_up() {
    let world = given(calling()).when(anna(), take()).then([taken(anna()), on_the_line(anna())]);
    assert_eq!(world.the_appeal().live_call().map(|call| call.state()), Some(LegState::Talking));
    assert_eq!(world.live_call_of(anna()), Some(appeal(1)));
}

#[test]
fn nobody_talks_to_two_clients_at_once() {
    let busy = with_anna_in_another_call(calling());
    given(busy.clone()).when(anna(), take()).refused(Refusal::InAnotherCall);
    given(busy.clone()).when(boris(), take()).then([taken(boris()), on_the_line(boris())]);
    let hung_up = ReportCall { appeal: appeal(2), report: CallReport::Ended { why: CallEnd::ByClient } };
    given(busy.and(3, CONNECTOR, hung_up)).when(anna(), take()).then([taken(anna()), on_the_line(anna())]);
}

#[test]
fn a_text_can_be_taken_during_a_call() {
    given(with_anna_in_another_call(waiting())).when(anna(), take()).then([taken(anna())]);
}

#[test]
fn a_call_back_is_taken_before_anybody_is_on_the_line() {
    let Command::RegisterAppeal(call) = register_call(appeal(1), "+79990000001") else {
        unreachable!("a registration is one")
    };
    let call_back = RegisterAppeal { creation: crate::history::Creation::CallBack, ..call };
    given(nobody().and(0, CONNECTOR, call_back)).when(anna(), take()).then([taken(anna())]);
}

#[test]
fn whoever_oversees_a_group_takes_from_its_queue() {
    for by in [galina(), dmitry()] {
        given(waiting()).when(by, take()).then([taken(by)]);
    }
    let of_sales = || nobody().and(0, CONNECTOR, register(appeal(1), Channel::Telegram, sales()));
    given(of_sales()).when(galina(), take()).refused(Refusal::NotYourGroup);
    given(of_sales()).when(dmitry(), take()).then([taken(dmitry())]);
}

#[test]
fn what_rings_at_one_desk_is_not_taken_at_another() {
    let ringing = || waiting().and(5, CONNECTOR, offer(boris()));
    given(ringing()).when(anna(), take()).refused(Refusal::OfferedTo { by: boris() });
    given(ringing()).when(vera(), take()).refused(Refusal::NotYourGroup);
    let world = given(ringing()).when(boris(), take()).then([taken(boris())]);
    assert_eq!(world.the_appeal().offered, None, "it rings no more");
}

// Returning.

#[test]
fn an_appeal_returned_waits_for_whoever_is_first() {
    let world = given(answered()).when(anna(), give_back("")).then([returned(anna(), "")]);
    assert_eq!(world.the_appeal().stage, Stage::Waiting);
    assert_eq!((world.the_appeal().queued_at, world.the_appeal().created_at), (at(600), at(0)));
    assert_eq!(world.the_appeal().first_taken_at, Some(at(30)), "it was taken once");
    given(world).when(boris(), take()).then([taken(boris())]);
}

#[test]
fn why_an_appeal_was_returned_stays_in_it_as_a_note() {
    let world = answered().and(100, anna(), give_back(" Нужен юрист\n"));
    let note = world.the_thread().messages.last().unwrap();
    assert_eq!((note.text.as_str(), &note.kind), ("Нужен юрист", &MessageKind::Note));
    assert_eq!((note.author, note.at), (Author::Operator { id: anna() }, at(100)));
    let note = NoteWritten { message: note.clone() }.into();
    given(answered())
        .when_at(at(100), anna(), give_back(" Нужен юрист\n"))
        .then([returned(anna(), "Нужен юрист"), note]);
}

#[test]
fn an_appeal_that_is_being_handed_over_can_be_returned_and_the_transfer_lapses() {
    let pending = answered().and(80, anna(), hand_over(to_operator(boris()), ""));
    let world = given(pending).when(anna(), give_back("")).then([kept(anna()), returned(anna(), "")]);
    assert_eq!(world.the_appeal().transfer, None);
}

#[test]
fn an_appeal_is_returned_by_whoever_has_it_or_oversees_it() {
    for by in [galina(), dmitry()] {
        given(answered()).when(by, give_back("")).then([returned(by, "")]);
    }
    given(answered()).when(boris(), give_back("")).refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), give_back("")).refused(Refusal::StillWaiting);
    given(waiting()).when(galina(), give_back("")).refused(Refusal::StillWaiting);
    given(finished()).when(anna(), give_back("")).refused(Refusal::Closed);
    given(finished()).when(galina(), give_back("")).refused(Refusal::Closed);
    given(answered()).when(CONNECTOR, give_back("")).refused(Refusal::NotYourPart);
    given(nobody()).when(anna(), give_back("")).refused(Refusal::UnknownAppeal);
    let of_sales =
        nobody().and(0, CONNECTOR, register(appeal(1), Channel::Telegram, sales())).and(1, vera(), take());
    given(of_sales).when(galina(), give_back("")).refused(Refusal::NotYours { by: vera() });
}

#[test]
fn nobody_is_put_back_into_the_queue_in_the_middle_of_a_talk() {
    given(talking()).when(anna(), give_back("")).refused(Refusal::CallStillLive);
    given(hung_up()).when(anna(), give_back("")).then([returned(anna(), "")]);
}

#[test]
fn a_comment_on_returning_is_kept_whole_or_refused() {
    let treatise = "Ж".repeat(2_001);
    let refusal = Refusal::CommentTooLong { limit: 2_000 };
    given(answered()).when(anna(), give_back(&treatise)).refused(refusal);
}

// Being there.

fn be(operator: OperatorId, presence: Presence) -> SetPresence {
    SetPresence { operator, presence }
}

#[test]
fn everybody_says_for_himself_whether_he_is_there() {
    for presence in [Presence::OnBreak, Presence::Offline] {
        let changed = PresenceChanged { operator: anna(), presence };
        let world = given(nobody()).when(anna(), be(anna(), presence)).then([changed.into()]);
        assert_eq!(world.directory().operator(anna()).map(|known| known.presence), Some(presence));
        assert_eq!(world.directory().operator(boris()).map(|known| known.presence), Some(Presence::Ready));
    }
    given(nobody()).when(anna(), be(anna(), Presence::Ready)).then_nothing();
    given(nobody()).when(stranger(), be(stranger(), Presence::Ready)).refused(Refusal::NotYourPart);
}

#[test]
fn for_others_says_who_oversees_them() {
    let changed = |operator| [PresenceChanged { operator, presence: Presence::OnBreak }.into()];
    let away = |operator| be(operator, Presence::OnBreak);
    given(nobody()).when(galina(), away(anna())).then(changed(anna()));
    given(nobody()).when(galina(), away(dmitry())).refused(Refusal::NotYourPart);
    given(nobody()).when(galina(), be(vera(), Presence::Ready)).refused(Refusal::NotYourPart);
    for everybody in [anna(), boris(), galina()] {
        given(nobody()).when(dmitry(), away(everybody)).then(changed(everybody));
    }
    given(nobody()).when(boris(), away(anna())).refused(Refusal::NotYourPart);
    given(nobody()).when(CONNECTOR, away(anna())).refused(Refusal::NotYourPart);
    given(nobody()).when(dmitry(), away(stranger())).refused(Refusal::UnknownOperator);
}

#[test]
fn a_supervisor_sees_to_whoever_shares_one_of_his_groups() {
    let world = nobody().and(1, dmitry(), moved_to(vera(), Role::Operator, &[sales(), support()]));
    let changed = PresenceChanged { operator: vera(), presence: Presence::Ready };
    given(world).when(galina(), be(vera(), Presence::Ready)).then([changed.into()]);
}

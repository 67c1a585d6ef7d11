//! Offers: a waiting appeal that rings at one operator's desk (Q1, Q5).

use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::id::OperatorId;
use crate::operator::Presence;
use crate::refusal::Refusal;
use crate::world::World;

fn offered(to: OperatorId) -> Event {
    AppealOffered { appeal: appeal(1), to }.into()
}

fn not_me() -> DeclineOffer {
    DeclineOffer { appeal: appeal(1) }
}

fn no_more() -> WithdrawOffer {
    WithdrawOffer { appeal: appeal(1) }
}

fn ringing() -> World {
    waiting().and(5, CONNECTOR, offer(anna()))
}

#[test]
fn a_waiting_appeal_rings_at_one_desk() {
    for world in [waiting(), calling()] {
        let world = given(world).when(CONNECTOR, offer(anna())).then([offered(anna())]);
        assert_eq!(world.the_appeal().offered, Some(anna()));
        given(world.clone()).when(CONNECTOR, offer(anna())).then_nothing();
        given(world).when(CONNECTOR, offer(boris())).refused(Refusal::OfferedTo { by: anna() });
    }
}

#[test]
fn only_whoever_is_ready_is_offered_appeals() {
    for presence in [Presence::OnBreak, Presence::Offline] {
        let away = waiting().and(1, anna(), SetPresence { operator: anna(), presence });
        given(away.clone()).when(CONNECTOR, offer(anna())).refused(Refusal::NotReady { operator: anna() });
        let back = away.and(2, anna(), SetPresence { operator: anna(), presence: Presence::Ready });
        given(back).when(CONNECTOR, offer(anna())).then([offered(anna())]);
    }
}

#[test]
fn nobodys_telephone_rings_while_he_talks() {
    let other = TakeAppeal { appeal: appeal(2) };
    let busy = |world: World| {
        world.and(6, CONNECTOR, register_call(appeal(2), "+79990000002")).and(7, anna(), other.clone())
    };
    given(busy(calling())).when(CONNECTOR, offer(anna())).refused(Refusal::InAnotherCall);
    given(busy(calling())).when(CONNECTOR, offer(boris())).then([offered(boris())]);
    given(busy(waiting())).when(CONNECTOR, offer(anna())).then([offered(anna())]);
}

#[test]
fn an_appeal_is_offered_to_those_who_take_from_its_queue() {
    given(waiting()).when(CONNECTOR, offer(vera())).refused(Refusal::NotYourGroup);
    given(waiting()).when(CONNECTOR, offer(dmitry())).refused(Refusal::NotYourGroup);
    given(waiting()).when(CONNECTOR, offer(stranger())).refused(Refusal::UnknownOperator);
}

#[test]
fn what_does_not_wait_is_not_offered() {
    given(in_work()).when(CONNECTOR, offer(boris())).refused(Refusal::AlreadyTaken { by: anna() });
    given(finished()).when(CONNECTOR, offer(boris())).refused(Refusal::Closed);
    given(nobody()).when(CONNECTOR, offer(boris())).refused(Refusal::UnknownAppeal);
    given(waiting()).when(galina(), offer(boris())).refused(Refusal::NotYourPart);
}

#[test]
fn whoever_does_not_take_what_rings_leaves_it_waiting() {
    let declined = OfferDeclined { appeal: appeal(1), by: anna() };
    let world = given(ringing()).when(anna(), not_me()).then([declined.into()]);
    assert_eq!((world.the_appeal().offered, world.the_appeal().operator()), (None, None));
    given(world.clone()).when(anna(), not_me()).refused(Refusal::NotOffered);
    given(world.clone()).when(CONNECTOR, offer(boris())).then([offered(boris())]);
    given(world).when(anna(), take()).then([taken(anna())]);
}

#[test]
fn nobody_declines_what_does_not_ring_at_his_desk() {
    given(ringing()).when(boris(), not_me()).refused(Refusal::NotOffered);
    given(waiting()).when(anna(), not_me()).refused(Refusal::NotOffered);
    given(in_work()).when(anna(), not_me()).refused(Refusal::NotOffered);
    given(ringing()).when(stranger(), not_me()).refused(Refusal::NotYourPart);
    given(ringing()).when(CONNECTOR, not_me()).refused(Refusal::NotYourPart);
    given(nobody()).when(anna(), not_me()).refused(Refusal::UnknownAppeal);
}

#[test]
fn what_nobody_took_in_time_rings_no_more() {
    let world =
        given(ringing()).when(CONNECTOR, no_more()).then([OfferWithdrawn { appeal: appeal(1) }.into()]);
    assert_eq!(world.the_appeal().offered, None);
    given(world.clone()).when(CONNECTOR, no_more()).then_nothing();
    given(world).when(boris(), take()).then([taken(boris())]);
    given(in_work()).when(CONNECTOR, no_more()).then_nothing();
    given(ringing()).when(anna(), no_more()).refused(Refusal::NotYourPart);
    given(nobody()).when(CONNECTOR, no_more()).refused(Refusal::UnknownAppeal);
}

#[test]
fn nothing_rings_that_was_closed_from_the_queue() {
    let spam = ringing().and(9, boris(), mark_spam());
    assert_eq!(spam.the_appeal().offered, None);
    let undone = spam.and(10, boris(), undo_spam());
    assert_eq!(undone.the_appeal().offered, None, "whoever offers may offer it anew");
}

//! Calls: placing, picking up, holding, hanging up, and what the telephony tells (H1).

use crate::appeal::{Appeal, Outcome, Receiver, Stage};
use crate::call::{Call, CallChange, CallEnd, Leg, LegState, Party};
use crate::channel::Channel;
use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::history::Creation;
use crate::id::{ContactId, EntryPointId, EventId, OperatorId};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

const GUESTS_NUMBER: &str = "+79990000001";
const MARIAS_NUMBER: &str = "+79161234567";

fn of(id: OperatorId) -> Party {
    Party::Operator { id }
}

fn place(number: &str) -> Command {
    place_by(None, number)
}

fn place_by(entry_point: Option<EntryPointId>, number: &str) -> Command {
    PlaceCall { appeal: appeal(1), number: number.parse().unwrap(), entry_point }.into()
}

fn answer() -> Command {
    AnswerCall { appeal: appeal(1) }.into()
}

fn hold() -> Command {
    HoldCall { appeal: appeal(1) }.into()
}

fn resume() -> Command {
    ResumeCall { appeal: appeal(1) }.into()
}

fn mute(is_muted: bool) -> Command {
    MuteCall { appeal: appeal(1), is_muted }.into()
}

fn press(keys: &str) -> Command {
    PressKeys { appeal: appeal(1), keys: keys.to_owned() }.into()
}

fn hang_up() -> Command {
    HangUp { appeal: appeal(1) }.into()
}

fn rings(party: Party) -> Command {
    report_call(CallReport::Rings { party })
}

fn answers(party: Party) -> Command {
    report_call(CallReport::Answered { party })
}

fn ends(why: CallEnd) -> Command {
    report_call(CallReport::Ended { why })
}

fn changed(change: CallChange) -> Event {
    CallChanged { appeal: appeal(1), change }.into()
}

fn picked_up(party: Party) -> Event {
    changed(CallChange::Answered { party })
}

fn ended(why: CallEnd) -> Event {
    changed(CallChange::Ended { why })
}

/// The guest asked to be called back; Анна has his wish in work.
fn asked_back() -> World {
    asked_back_by(None)
}

/// So did this client, from a number that is not on his card.
fn asked_back_by(contact: Option<ContactId>) -> World {
    let Command::RegisterAppeal(came) = register_call(appeal(1), GUESTS_NUMBER) else { unreachable!() };
    nobody().and(0, CONNECTOR, RegisterAppeal { creation: Creation::CallBack, contact, ..came }).and(
        20,
        anna(),
        take(),
    )
}

/// Анна talks to the client, who listens to music.
fn holding() -> World {
    talking().and(30, anna(), hold())
}

/// Анна talks to somebody else, in `appeal(2)`.
fn elsewhere(world: World) -> World {
    world.and(40, CONNECTOR, register_call(appeal(2), "+79990000002")).and(
        41,
        anna(),
        TakeAppeal { appeal: appeal(2) },
    )
}

/// Something that a backend recorded, whatever wish it came of.
fn recorded_in(mut world: World, event: Event) -> World {
    let (seq, version) = (world.seq() + 1, world.the_appeal().version + 1);
    let id = EventId::new(at(50), [9; 10]);
    world.fold(&Recorded { seq, id, at: at(50), version, command: None, event });
    world
}

fn state(world: &World) -> Option<LegState> {
    world.the_appeal().call.as_ref().map(Call::state)
}

// Who may.

#[test]
fn only_whoever_has_the_call_in_work_has_it_in_hand() {
    let wishes = [place(GUESTS_NUMBER), hold(), resume(), mute(true), press("1"), hang_up()];
    for wish in wishes {
        given(nobody()).when(anna(), wish.clone()).refused(Refusal::UnknownAppeal);
        given(calling()).when(anna(), wish.clone()).refused(Refusal::StillWaiting);
        given(talking()).when(boris(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        given(talking()).when(galina(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        given(talking()).when(CONNECTOR, wish.clone()).refused(Refusal::NotYourPart);
        given(talking()).when(stranger(), wish.clone()).refused(Refusal::NotYourPart);
        given(hung_up().and(300, anna(), close())).when(anna(), wish).refused(Refusal::Closed);
    }
}

#[test]
fn nothing_is_done_to_a_call_that_is_over() {
    for wish in [answer(), hold(), resume(), mute(true), press("1"), hang_up()] {
        given(hung_up()).when(anna(), wish.clone()).refused(Refusal::NoCall);
        given(in_work()).when(anna(), wish).refused(Refusal::NoCall);
    }
}

// Placing.

#[test]
fn who_asked_to_be_called_back_is_called() {
    let call = Call {
        number: GUESTS_NUMBER.parse().ok(),
        line: None,
        legs: vec![
            Leg { party: of(anna()), state: LegState::Talking, since: at(600) },
            Leg { party: Party::Client, state: LegState::Ringing, since: at(600) },
        ],
        is_muted: false,
        started_at: at(600),
        answered_at: None,
        ended: None,
    };
    let world = given(asked_back()).when(anna(), place(GUESTS_NUMBER)).then([CallStarted {
        appeal: appeal(1),
        call,
    }
    .into()]);
    assert_eq!(state(&world), Some(LegState::Ringing));
    assert_eq!(world.live_call_of(anna()), Some(appeal(1)));
}

#[test]
fn whom_the_line_lost_is_called_again() {
    let world = hung_up().and(210, anna(), place(GUESTS_NUMBER)).and(220, CONNECTOR, answers(Party::Client));
    assert_eq!(state(&world), Some(LegState::Talking));
    let call = world.the_appeal().call.as_ref().unwrap();
    assert_eq!((call.started_at, call.answered_at, call.ended), (at(210), Some(at(220)), None));
    assert_eq!(world.the_appeal().first_reply_at, Some(at(20)), "he was answered in the first call");
}

#[test]
fn the_call_goes_by_the_line_that_was_chosen() {
    let line = line_of(Channel::Call);
    let world = asked_back().and(30, anna(), place_by(Some(line), GUESTS_NUMBER));
    assert_eq!(world.the_appeal().call.as_ref().and_then(|call| call.line), Some(line));
    for wrong in [unheard_of_line(), line_of(Channel::Telegram), line_of(Channel::Sms)] {
        let wish = place_by(Some(wrong), GUESTS_NUMBER);
        given(asked_back()).when(anna(), wish).refused(Refusal::UnknownEntryPoint);
    }
}

#[test]
fn a_client_is_called_at_a_number_of_his_card_or_where_he_called_from() {
    let of_petr = || asked_back_by(Some(contact(2)));
    for (number, is_his) in [("+74951112233", true), (GUESTS_NUMBER, true), (MARIAS_NUMBER, false)] {
        if is_his {
            let world = of_petr().and(600, anna(), place(number));
            assert_eq!(state(&world), Some(LegState::Ringing), "{number}");
        } else {
            given(of_petr()).when(anna(), place(number)).refused(Refusal::NotOnCard);
        }
    }
    given(asked_back()).when(anna(), place(MARIAS_NUMBER)).refused(Refusal::NotOnCard);
}

#[test]
fn calls_are_placed_in_appeals_that_are_calls() {
    given(in_work()).when(anna(), place(GUESTS_NUMBER)).refused(Refusal::NoCallHere);
}

#[test]
fn one_call_is_placed_at_a_time() {
    given(talking()).when(anna(), place(GUESTS_NUMBER)).refused(Refusal::CallStillLive);
    given(holding()).when(anna(), place(GUESTS_NUMBER)).refused(Refusal::CallStillLive);
    given(elsewhere(asked_back())).when(anna(), place(GUESTS_NUMBER)).refused(Refusal::InAnotherCall);
    let over = elsewhere(asked_back()).and(50, anna(), HangUp { appeal: appeal(2) });
    let world = over.and(600, anna(), place(GUESTS_NUMBER));
    assert_eq!(state(&world), Some(LegState::Ringing));
}

// Picking up.

#[test]
fn whoever_picks_up_has_taken_what_rang() {
    let world = given(calling()).when(boris(), answer()).then([taken(boris()), picked_up(of(boris()))]);
    assert_eq!(state(&world), Some(LegState::Talking));
    assert_eq!(world.the_appeal().operator(), Some(boris()));
    assert_eq!(world.the_appeal().first_reply_at, Some(at(600)));
    assert_eq!(world.the_appeal().call.as_ref().and_then(|call| call.answered_at), Some(at(600)));
    assert_eq!(world.live_call_of(boris()), Some(appeal(1)));
}

#[test]
fn what_rings_elsewhere_or_is_gone_is_not_picked_up() {
    given(calling()).when(CONNECTOR, answer()).refused(Refusal::NotYourPart);
    given(calling()).when(vera(), answer()).refused(Refusal::NotYourGroup);
    given(nobody()).when(anna(), answer()).refused(Refusal::UnknownAppeal);
    given(waiting()).when(anna(), answer()).refused(Refusal::NoCall);
    given(talking()).when(boris(), answer()).refused(Refusal::NotYours { by: anna() });
    let offered = calling().and(5, CONNECTOR, OfferAppeal { appeal: appeal(1), to: anna() });
    given(offered.clone()).when(boris(), answer()).refused(Refusal::OfferedTo { by: anna() });
    given(offered).when(anna(), answer()).then([taken(anna()), picked_up(of(anna()))]);
    given(elsewhere(calling())).when(anna(), answer()).refused(Refusal::InAnotherCall);
    let given_up = calling().and(30, CONNECTOR, ends(CallEnd::ByClient));
    given(given_up).when(anna(), answer()).refused(Refusal::NoCall);
}

#[test]
fn picking_up_twice_is_picking_up_once() {
    given(talking()).when(anna(), answer()).then_nothing();
    given(holding()).when(anna(), answer()).then_nothing();
    given(dialling()).when(anna(), answer()).then_nothing();
}

#[test]
fn the_telephone_on_the_desk_may_ring_first() {
    let mut call = Call::begun(GUESTS_NUMBER.parse().ok(), of(anna()), LegState::Ringing, at(50));
    call.legs.push(Leg { party: Party::Client, state: LegState::Ringing, since: at(50) });
    let rung = |world| recorded_in(world, CallStarted { appeal: appeal(1), call: call.clone() }.into());
    given(rung(asked_back())).when(anna(), answer()).then([picked_up(of(anna()))]);
    given(rung(asked_back())).when(CONNECTOR, answers(of(anna()))).then([picked_up(of(anna()))]);
    given(elsewhere(rung(asked_back()))).when(anna(), answer()).refused(Refusal::InAnotherCall);
}

#[test]
fn who_only_hears_it_ring_may_take_another_call() {
    let rung = calling().and(5, CONNECTOR, rings(of(anna())));
    assert_eq!(rung.live_call_of(anna()), None);
    let world = elsewhere(rung);
    assert_eq!(world.live_call_of(anna()), Some(appeal(2)));
    let other = calling().and(5, CONNECTOR, rings(of(anna()))).and(10, boris(), answer());
    assert_eq!(other.the_appeal().call.as_ref().and_then(|call| call.leg(of(anna()))), Some(LegState::Ended));
    assert_eq!(elsewhere(other).live_call_of(anna()), Some(appeal(2)), "while Борис talks to the first");
}

// Holding, muting, pressing keys.

#[test]
fn a_client_listens_to_music_and_is_heard_again() {
    let world = given(talking()).when(anna(), hold()).then([changed(CallChange::Held)]);
    assert_eq!(state(&world), Some(LegState::Held));
    let world = given(world).when(anna(), resume()).then([changed(CallChange::Resumed)]);
    assert_eq!(state(&world), Some(LegState::Talking));
}

#[test]
fn holding_twice_and_resuming_twice_change_nothing() {
    given(holding()).when(anna(), hold()).then_nothing();
    given(talking()).when(anna(), resume()).then_nothing();
}

#[test]
fn music_and_keys_are_for_a_client_who_has_answered() {
    for wish in [hold(), resume(), press("1")] {
        given(dialling()).when(anna(), wish.clone()).refused(Refusal::NotTalking);
    }
    given(reached()).when(anna(), hold()).then([changed(CallChange::Held)]);
    given(holding()).when(anna(), press("1")).refused(Refusal::NotTalking);
}

#[test]
fn the_microphone_goes_off_and_on() {
    given(talking()).when(anna(), mute(false)).then_nothing();
    let off = given(talking()).when(anna(), mute(true)).then([changed(CallChange::Muted)]);
    given(off.clone()).when(anna(), mute(true)).then_nothing();
    given(off).when(anna(), mute(false)).then([changed(CallChange::Unmuted)]);
    given(dialling()).when(anna(), mute(true)).then([changed(CallChange::Muted)]);
    given(holding()).when(anna(), mute(true)).then([changed(CallChange::Muted)]);
}

#[test]
fn a_keypad_has_twelve_keys() {
    let longest = "1".repeat(32);
    for keys in ["0", "9", "0123456789*#", "*", "#", &longest] {
        let keyed = changed(CallChange::Keyed { keys: keys.to_owned() });
        given(talking()).when(anna(), press(keys)).then([keyed]);
    }
    let too_long = "1".repeat(33);
    for keys in ["", " ", "A", "1 2", "1+", "١", "1\n", &too_long] {
        given(talking()).when(anna(), press(keys)).refused(Refusal::NoSuchKeys);
    }
}

// Hanging up.

#[test]
fn an_operator_hangs_up_and_keeps_the_appeal() {
    for world in [dialling(), dialling().and(5, anna(), mute(true))] {
        let world = given(world).when(anna(), hang_up()).then([ended(CallEnd::ByOperator)]);
        assert_eq!(state(&world), Some(LegState::Ended));
        assert_eq!(world.the_appeal().operator(), Some(anna()));
        assert_eq!(world.live_call_of(anna()), None);
        assert_eq!(world.the_appeal().first_reply_at, None, "nobody talked");
    }
    let world = talking().and(100, anna(), hang_up());
    assert_eq!(world.the_appeal().call.as_ref().and_then(|call| call.ended).map(|end| end.at), Some(at(100)));
}

// What the telephony tells.

#[test]
fn only_the_telephony_reports() {
    for report in [rings(Party::Client), answers(of(anna())), ends(CallEnd::Busy)] {
        given(calling()).when(anna(), report.clone()).refused(Refusal::NotYourPart);
        given(nobody()).when(CONNECTOR, report).refused(Refusal::UnknownAppeal);
    }
}

#[test]
fn a_call_that_is_over_takes_no_reports() {
    for report in [rings(of(boris())), rings(of(stranger())), answers(of(anna())), ends(CallEnd::Failed)] {
        given(hung_up()).when(CONNECTOR, report.clone()).then_nothing();
        given(waiting()).when(CONNECTOR, report).then_nothing();
    }
}

#[test]
fn a_telephone_that_rings_is_told_once() {
    let rung = changed(CallChange::Rings { party: of(anna()) });
    let world = given(calling()).when(CONNECTOR, rings(of(anna()))).then([rung]);
    given(world).when(CONNECTOR, rings(of(anna()))).then_nothing();
    given(talking()).when(CONNECTOR, rings(of(anna()))).then_nothing();
    given(calling()).when(CONNECTOR, rings(Party::Client)).then_nothing();
    given(dialling()).when(CONNECTOR, rings(Party::Client)).then_nothing();
    given(calling()).when(CONNECTOR, rings(of(stranger()))).refused(Refusal::UnknownOperator);
}

#[test]
fn whose_telephone_stopped_ringing_may_be_rung_again() {
    let world = calling().and(5, CONNECTOR, rings(of(anna()))).and(10, boris(), answer());
    let again = changed(CallChange::Rings { party: of(anna()) });
    given(world).when(CONNECTOR, rings(of(anna()))).then([again]);
}

#[test]
fn a_client_who_picks_up_is_talked_to() {
    let world = given(dialling()).when(CONNECTOR, answers(Party::Client)).then([picked_up(Party::Client)]);
    assert_eq!(state(&world), Some(LegState::Talking));
    assert_eq!(world.the_appeal().first_reply_at, Some(at(600)));
    given(world).when(CONNECTOR, answers(Party::Client)).then_nothing();
    given(holding()).when(CONNECTOR, answers(Party::Client)).then_nothing();
    given(calling()).when(CONNECTOR, answers(Party::Client)).then_nothing();
}

#[test]
fn picking_up_the_telephone_on_the_desk_takes_the_appeal() {
    let rung = calling().and(5, CONNECTOR, rings(of(anna())));
    for world in [calling(), rung] {
        let world =
            given(world).when(CONNECTOR, answers(of(anna()))).then([taken(anna()), picked_up(of(anna()))]);
        given(world).when(CONNECTOR, answers(of(anna()))).then_nothing();
    }
}

#[test]
fn the_telephone_on_the_desk_is_bound_by_the_same_rules() {
    given(calling()).when(CONNECTOR, answers(of(stranger()))).refused(Refusal::UnknownOperator);
    given(calling()).when(CONNECTOR, answers(of(vera()))).refused(Refusal::NotYourGroup);
    given(talking()).when(CONNECTOR, answers(of(boris()))).refused(Refusal::NotForYou);
    given(elsewhere(calling())).when(CONNECTOR, answers(of(anna()))).refused(Refusal::InAnotherCall);
    let offered = calling().and(5, CONNECTOR, OfferAppeal { appeal: appeal(1), to: anna() });
    given(offered).when(CONNECTOR, answers(of(boris()))).refused(Refusal::OfferedTo { by: anna() });
}

#[test]
fn the_end_of_a_talk_leaves_the_appeal_in_work() {
    for why in [CallEnd::NoAnswer, CallEnd::Busy, CallEnd::Failed, CallEnd::ByClient] {
        let world = given(dialling()).when(CONNECTOR, ends(why)).then([ended(why)]);
        assert_eq!(world.the_appeal().operator(), Some(anna()));
        given(world).when(CONNECTOR, ends(why)).then_nothing();
    }
}

#[test]
fn a_caller_who_gives_up_is_missed() {
    let closed =
        AppealClosed { appeal: appeal(1), by: None, outcome: Outcome::Missed, comment: String::new() };
    let world = given(calling())
        .when(CONNECTOR, ends(CallEnd::ByClient))
        .then([ended(CallEnd::ByClient), closed.into()]);
    let appeal = world.the_appeal();
    assert!(matches!(&appeal.stage, Stage::Closed { taken: None, closing } if closing.by.is_none()));
    assert_eq!((appeal.owner(), appeal.first_reply_at), (None, None));
    assert_eq!(appeal.live_call(), None);
    given(world).when(CONNECTOR, ends(CallEnd::ByClient)).then_nothing();
}

#[test]
fn a_missed_caller_is_called_back() {
    let missed = calling().and(30, CONNECTOR, ends(CallEnd::ByClient));
    let world = missed.and(60, boris(), reopen()).and(70, boris(), place(GUESTS_NUMBER));
    assert_eq!(state(&world), Some(LegState::Ringing));
    assert_eq!(world.the_appeal().operator(), Some(boris()));
}

// Handing a call over.

fn handed_to_boris(world: World) -> World {
    let (to, comment) = (Receiver::Operator { id: boris() }, String::new());
    world.and(60, anna(), TransferAppeal { appeal: appeal(1), to, comment })
}

#[test]
fn whoever_takes_a_call_over_hears_the_client_at_once() {
    let accepted = || TransferAccepted { appeal: appeal(1), by: boris(), group: support() }.into();
    let left = || changed(CallChange::Left { party: of(anna()) });
    let accept = AcceptTransfer { appeal: appeal(1) };
    given(handed_to_boris(talking())).when(boris(), accept.clone()).then([
        accepted(),
        picked_up(of(boris())),
        left(),
    ]);
    let held = handed_to_boris(holding().and(40, anna(), mute(true)));
    let world = given(held).when(boris(), accept).then([
        accepted(),
        picked_up(of(boris())),
        left(),
        changed(CallChange::Resumed),
    ]);
    assert_eq!(state(&world), Some(LegState::Talking));
    let call = world.the_appeal().call.as_ref().unwrap();
    assert!(!call.is_muted, "Анна's microphone was off, not his");
    assert_eq!((world.live_call_of(anna()), world.live_call_of(boris())), (None, Some(appeal(1))));
}

#[test]
fn an_appeal_of_nobody_on_the_line_is_handed_over_without_a_call() {
    let world = handed_to_boris(hung_up());
    given(world).when(boris(), AcceptTransfer { appeal: appeal(1) }).then([TransferAccepted {
        appeal: appeal(1),
        by: boris(),
        group: support(),
    }
    .into()]);
}

// Moments that are no answer.

#[test]
fn what_is_done_to_the_call_moves_it_up_in_the_list_but_ringing_and_muting_do_not() {
    let last = |world: World| Appeal::clone(world.the_appeal()).last_action_at;
    assert_eq!(last(holding()), at(30));
    assert_eq!(last(talking().and(30, anna(), mute(true))), at(20));
    assert_eq!(last(talking().and(30, anna(), press("1"))), at(20));
    assert_eq!(last(calling().and(30, CONNECTOR, rings(of(anna())))), at(0));
}

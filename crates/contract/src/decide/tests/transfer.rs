//! Handing an appeal over to a colleague or a group (H6).

use crate::appeal::{Receiver, Stage, Taken, Transfer};
use crate::call::{CallChange, CallEnd, LegState, Party};
use crate::channel::Channel;
use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::id::{GroupId, OperatorId};
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::operator::{Presence, Role};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

fn transferred(from: OperatorId, to: Receiver, comment: &str, second: i64) -> Event {
    let transfer = Transfer { from, to, comment: comment.to_owned(), at: at(second) };
    AppealTransferred { appeal: appeal(1), transfer }.into()
}

fn accepted(by: OperatorId, group: GroupId) -> Event {
    TransferAccepted { appeal: appeal(1), by, group }.into()
}

fn declined(by: OperatorId) -> Event {
    TransferDeclined { appeal: appeal(1), by, comment: String::new() }.into()
}

fn call_changed(change: CallChange) -> Event {
    CallChanged { appeal: appeal(1), change }.into()
}

fn on_the_line(id: OperatorId) -> Event {
    call_changed(CallChange::Answered { party: Party::Operator { id } })
}

fn left(id: OperatorId) -> Event {
    call_changed(CallChange::Left { party: Party::Operator { id } })
}

/// Анна offers what she has in work.
fn handing(to: Receiver) -> World {
    answered().and(80, anna(), hand_over(to, ""))
}

/// The last thing written, as whoever reads it finds it.
#[track_caller]
fn last_note(world: &World) -> (&str, Author, &MessageKind) {
    let note = world.the_thread().messages.last().unwrap();
    (note.text.as_str(), note.author, &note.kind)
}

// Offering it.

#[test]
fn until_somebody_accepts_an_appeal_stays_where_it_is() {
    for to in [to_operator(boris()), to_operator(vera()), to_group(sales()), to_group(support())] {
        let world =
            given(answered()).when(anna(), hand_over(to, "")).then([transferred(anna(), to, "", 600)]);
        assert_eq!(world.the_appeal().operator(), Some(anna()));
        assert_eq!(world.the_appeal().group, support());
        given(world).when(anna(), send(message(3), "Минуту")).then([sent(
            message(3),
            anna(),
            "Минуту",
            at(600),
        )]);
    }
}

#[test]
fn the_receiver_sees_who_hands_over_and_why() {
    let wish = hand_over(to_operator(boris()), "  Спрашивает о возврате\n");
    let world = answered().and(80, anna(), wish.clone());
    let (comment, at) = ("Спрашивает о возврате".to_owned(), at(80));
    let transfer = Transfer { from: anna(), to: to_operator(boris()), comment: comment.clone(), at };
    assert_eq!(world.the_appeal().transfer, Some(transfer.clone()));
    let note = Message {
        id: world.the_thread().messages.last().unwrap().id,
        appeal: appeal(1),
        author: Author::Operator { id: anna() },
        text: comment,
        at,
        delivery: Delivery::Read,
        kind: MessageKind::Note,
        attachments: Vec::new(),
    };
    given(answered()).when_at(at, anna(), wish).then([
        AppealTransferred { appeal: appeal(1), transfer }.into(),
        NoteWritten { message: note }.into(),
    ]);
}

#[test]
fn why_an_appeal_was_handed_over_is_read_after_it_was_accepted_too() {
    let world =
        answered().and(80, anna(), hand_over(to_operator(boris()), "Возврат")).and(90, boris(), accept());
    assert_eq!(world.the_appeal().transfer, None);
    assert_eq!(last_note(&world), ("Возврат", Author::Operator { id: anna() }, &MessageKind::Note));
}

#[test]
fn each_reason_is_a_note_of_its_own() {
    let back_and_forth = answered()
        .and(80, anna(), hand_over(to_operator(boris()), "Раз"))
        .and(80, boris(), decline("Два"))
        .and(80, anna(), hand_over(to_operator(boris()), "Три"));
    let notes: Vec<_> = back_and_forth.the_thread().messages.iter().skip(2).collect();
    assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Раз", "Два", "Три"]);
    let ids: std::collections::BTreeSet<_> = notes.iter().map(|note| note.id).collect();
    assert_eq!(ids.len(), 3);

    let two = back_and_forth.and(80, CONNECTOR, register(appeal(2), Channel::Telegram, support()));
    let give_back = |appeal| ReturnAppeal { appeal, comment: "Раз".to_owned() };
    let mut world = two.and(80, boris(), TakeAppeal { appeal: appeal(2) });
    while world.the_appeal().version > world.appeal(appeal(2)).unwrap().version {
        let topic = world.appeal(appeal(2)).unwrap().topic.is_none().then(|| topic(1));
        world = world.and(80, boris(), SetTopic { appeal: appeal(2), topic });
    }
    let world = world.and(80, galina(), give_back(appeal(1))).and(80, boris(), give_back(appeal(2)));
    let last = |number| world.thread(appeal(number)).unwrap().messages.last().unwrap().id;
    assert_ne!(last(1), last(2), "nor do two appeals share one");
}

#[test]
fn a_transfer_wished_twice_is_one_transfer() {
    let world = || answered().and(80, anna(), hand_over(to_operator(boris()), "Возврат"));
    given(world()).when(anna(), hand_over(to_operator(boris()), " Возврат ")).then_nothing();
    for other in [hand_over(to_operator(boris()), "Другое"), hand_over(to_operator(vera()), "Возврат")]
    {
        given(world()).when(anna(), other).refused(Refusal::TransferPending);
    }
    let supervisors = hand_over(to_operator(boris()), "Возврат");
    given(world()).when(galina(), supervisors).refused(Refusal::TransferPending);
}

#[test]
fn an_appeal_is_handed_over_by_whoever_has_it_or_oversees_it() {
    let to = to_operator(boris());
    for by in [galina(), dmitry()] {
        given(answered()).when(by, hand_over(to, "")).then([transferred(by, to, "", 600)]);
    }
    given(answered()).when(boris(), hand_over(to, "")).refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), hand_over(to, "")).refused(Refusal::StillWaiting);
    given(finished()).when(anna(), hand_over(to, "")).refused(Refusal::Closed);
    given(answered()).when(CONNECTOR, hand_over(to, "")).refused(Refusal::NotYourPart);
    given(nobody()).when(anna(), hand_over(to, "")).refused(Refusal::UnknownAppeal);
}

#[test]
fn an_appeal_is_handed_to_somebody_else_who_is_there() {
    let refused = [
        (to_operator(anna()), Refusal::HasItAlready { by: anna() }),
        (to_operator(stranger()), Refusal::UnknownOperator),
        (to_operator(dmitry()), Refusal::NotReady { operator: dmitry() }),
        (to_group(unheard_of_group()), Refusal::UnknownGroup),
    ];
    for (to, refusal) in refused {
        given(answered()).when(anna(), hand_over(to, "")).refused(refusal);
    }
    given(answered())
        .when(galina(), hand_over(to_operator(anna()), ""))
        .refused(Refusal::HasItAlready { by: anna() });
    let on_break = to_operator(vera());
    given(answered()).when(anna(), hand_over(on_break, "")).then([transferred(anna(), on_break, "", 600)]);
}

#[test]
fn a_reason_is_kept_whole_or_refused() {
    let limit = 2_000;
    for (letters, is_kept) in [(limit, true), (limit + 1, false)] {
        let reason = "Ж".repeat(letters);
        let answer = given(answered()).when(anna(), hand_over(to_operator(boris()), &reason));
        if is_kept {
            let world = answered().and(600, anna(), hand_over(to_operator(boris()), &reason));
            assert_eq!(world.the_appeal().transfer.as_ref().map(|it| it.comment.clone()), Some(reason));
        } else {
            answer.refused(Refusal::CommentTooLong { limit });
        }
    }
    let treatise = "Ж".repeat(limit + 1);
    given(handing(to_operator(boris())))
        .when(boris(), decline(&treatise))
        .refused(Refusal::CommentTooLong { limit });
}

// Accepting it.

#[test]
fn whoever_accepts_has_it_in_work() {
    let world =
        given(handing(to_operator(boris()))).when(boris(), accept()).then([accepted(boris(), support())]);
    assert_eq!(world.the_appeal().stage, Stage::InWork { taken: Taken { by: boris(), at: at(600) } });
    assert_eq!(world.the_appeal().transfer, None);
    assert_eq!(world.the_appeal().first_taken_at, Some(at(30)), "it waited in the queue once");
    given(world).when(anna(), send(message(3), "Ещё")).refused(Refusal::NotYours { by: boris() });
}

#[test]
fn an_appeal_goes_to_the_group_of_whoever_has_it() {
    let both = |groups: &[GroupId]| {
        handing(to_operator(vera())).and(90, dmitry(), moved_to(vera(), Role::Operator, groups))
    };
    let cases = [
        (both(&[sales()]), sales(), "his own, who does not work in the appeal's"),
        (both(&[sales(), support()]), support(), "the appeal's, where he works in both"),
        (both(&[]), support(), "the appeal's, where he works in none"),
    ];
    for (world, group, why) in cases {
        let world = given(world).when(vera(), accept()).then([accepted(vera(), group)]);
        assert_eq!(world.the_appeal().group, group, "{why}");
    }
    let to_a_group =
        given(handing(to_group(sales()))).when(vera(), accept()).then([accepted(vera(), sales())]);
    assert_eq!(to_a_group.the_appeal().group, sales());
}

#[test]
fn of_a_group_whoever_is_first_has_it_and_the_second_learns_who() {
    let first =
        given(handing(to_group(support()))).when(boris(), accept()).then([accepted(boris(), support())]);
    given(first.clone()).when(galina(), accept()).refused(Refusal::AlreadyTaken { by: boris() });
    given(first).when(boris(), accept()).then_nothing();
}

#[test]
fn only_whom_it_is_for_accepts() {
    given(handing(to_operator(boris()))).when(vera(), accept()).refused(Refusal::NotForYou);
    given(handing(to_operator(boris()))).when(galina(), accept()).refused(Refusal::NotForYou);
    given(handing(to_operator(boris()))).when(anna(), accept()).refused(Refusal::NotForYou);
    given(handing(to_group(sales()))).when(boris(), accept()).refused(Refusal::NotForYou);
    given(handing(to_group(support()))).when(anna(), accept()).refused(Refusal::NotForYou);
    given(handing(to_operator(boris()))).when(stranger(), accept()).refused(Refusal::NotYourPart);
    given(handing(to_operator(boris()))).when(CONNECTOR, accept()).refused(Refusal::NotYourPart);
    given(nobody()).when(anna(), accept()).refused(Refusal::UnknownAppeal);
}

#[test]
fn what_nobody_hands_over_is_not_accepted() {
    given(answered()).when(boris(), accept()).refused(Refusal::AlreadyTaken { by: anna() });
    given(waiting()).when(boris(), accept()).refused(Refusal::NoTransfer);
    given(finished()).when(boris(), accept()).refused(Refusal::NoTransfer);
}

// A live call.

/// Анна talks to a caller and hands him over.
fn handing_a_caller(to: Receiver) -> World {
    talking().and(80, anna(), hand_over(to, ""))
}

#[test]
fn a_caller_is_handed_over_with_the_line() {
    let world = given(handing_a_caller(to_operator(boris()))).when(boris(), accept()).then([
        accepted(boris(), support()),
        on_the_line(boris()),
        left(anna()),
    ]);
    let call = world.the_appeal().live_call().unwrap();
    assert_eq!(call.state(), LegState::Talking);
    assert!(call.has_operator(boris()) && !call.has_operator(anna()));
    assert_eq!((world.live_call_of(anna()), world.live_call_of(boris())), (None, Some(appeal(1))));
}

#[test]
fn a_client_who_listened_to_music_hears_whoever_takes_over() {
    let held = handing_a_caller(to_operator(boris())).and(81, anna(), HoldCall { appeal: appeal(1) });
    let world = given(held).when(boris(), accept()).then([
        accepted(boris(), support()),
        on_the_line(boris()),
        left(anna()),
        call_changed(CallChange::Resumed),
    ]);
    assert_eq!(world.the_appeal().live_call().map(|call| call.state()), Some(LegState::Talking));
}

#[test]
fn a_microphone_that_was_off_was_the_other_ones() {
    let mute = MuteCall { appeal: appeal(1), is_muted: true };
    let muted = handing_a_caller(to_operator(boris())).and(81, anna(), mute);
    let world = given(muted).when(boris(), accept()).then([
        accepted(boris(), support()),
        on_the_line(boris()),
        left(anna()),
    ]);
    assert_eq!(world.the_appeal().live_call().map(|call| call.is_muted), Some(false));
}

#[test]
fn whoever_talks_to_somebody_else_takes_no_caller_over() {
    let busy = || {
        handing_a_caller(to_group(support()))
            .and(85, CONNECTOR, register_call(appeal(2), "+79990000002"))
            .and(90, boris(), TakeAppeal { appeal: appeal(2) })
    };
    given(busy()).when(boris(), accept()).refused(Refusal::InAnotherCall);
    given(busy()).when(galina(), accept()).then([
        accepted(galina(), support()),
        on_the_line(galina()),
        left(anna()),
    ]);
    let text = handing(to_operator(boris()))
        .and(85, CONNECTOR, register_call(appeal(2), "+79990000002"))
        .and(90, boris(), TakeAppeal { appeal: appeal(2) });
    given(text).when(boris(), accept()).then([accepted(boris(), support())]);
}

#[test]
fn a_call_that_ended_before_is_handed_over_as_it_is() {
    let over = report_call(CallReport::Ended { why: CallEnd::ByClient });
    let world = handing_a_caller(to_operator(boris())).and(85, CONNECTOR, over);
    given(world).when(boris(), accept()).then([accepted(boris(), support())]);
}

// Leaving it.

#[test]
fn nothing_is_lost_if_the_receiver_declines() {
    let before = answered().the_appeal().clone();
    let world = given(handing(to_operator(boris()))).when(boris(), decline("")).then([declined(boris())]);
    let after = world.the_appeal();
    assert_eq!((&after.stage, after.group, &after.transfer), (&before.stage, before.group, &None));
    given(world.clone()).when(boris(), accept()).refused(Refusal::AlreadyTaken { by: anna() });
    given(world.clone()).when(boris(), decline("")).refused(Refusal::NoTransfer);
    let elsewhere = to_group(sales());
    given(world).when(anna(), hand_over(elsewhere, "")).then([transferred(anna(), elsewhere, "", 600)]);
}

#[test]
fn why_somebody_declines_is_read_in_the_appeal() {
    let world = handing(to_operator(boris())).and(90, boris(), decline(" Занят "));
    assert_eq!(last_note(&world), ("Занят", Author::Operator { id: boris() }, &MessageKind::Note));
    let note = world.the_thread().messages.last().unwrap().clone();
    given(handing(to_operator(boris()))).when_at(at(90), boris(), decline(" Занят ")).then([
        TransferDeclined { appeal: appeal(1), by: boris(), comment: "Занят".to_owned() }.into(),
        NoteWritten { message: note }.into(),
    ]);
}

#[test]
fn one_declines_for_himself_and_for_a_group_its_supervisor() {
    let to_boris = || handing(to_operator(boris()));
    for other in [anna(), vera(), galina(), dmitry()] {
        given(to_boris()).when(other, decline("")).refused(Refusal::NotForYou);
    }
    for by in [galina(), dmitry()] {
        given(handing(to_group(support()))).when(by, decline("")).then([declined(by)]);
    }
    given(handing(to_group(support()))).when(boris(), decline("")).refused(Refusal::NotForYou);
    given(handing(to_group(sales()))).when(galina(), decline("")).refused(Refusal::NotForYou);
    given(to_boris()).when(CONNECTOR, decline("")).refused(Refusal::NotYourPart);
    given(answered()).when(boris(), decline("")).refused(Refusal::NoTransfer);
    given(nobody()).when(boris(), decline("")).refused(Refusal::UnknownAppeal);
}

#[test]
fn what_was_offered_can_be_kept_after_all() {
    for by in [anna(), galina(), dmitry()] {
        let world = given(handing(to_operator(boris()))).when(by, keep_it()).then([kept(by)]);
        assert_eq!(world.the_appeal().transfer, None);
        assert_eq!(world.the_appeal().operator(), Some(anna()));
        given(world).when(by, keep_it()).refused(Refusal::NoTransfer);
    }
    given(handing(to_operator(boris()))).when(boris(), keep_it()).refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), keep_it()).refused(Refusal::StillWaiting);
    given(finished()).when(anna(), keep_it()).refused(Refusal::Closed);
    let gone = handing(to_operator(boris())).and(90, boris(), accept());
    given(gone).when(anna(), keep_it()).refused(Refusal::NotYours { by: boris() });
}

#[test]
fn who_goes_offline_after_he_was_asked_may_still_accept() {
    let away = SetPresence { operator: boris(), presence: Presence::Offline };
    let world = handing(to_operator(boris())).and(90, boris(), away);
    given(world).when(boris(), accept()).then([accepted(boris(), support())]);
}

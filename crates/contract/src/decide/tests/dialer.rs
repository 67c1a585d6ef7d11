//! The dialer's tasks: planned, come as an appeal, moved to another hour, handed back (H10).

use crate::Timestamp;
use crate::appeal::Outcome;
use crate::call::{CallChange, CallEnd};
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::history::{Creation, Direction};
use crate::id::{AppealId, ContactId};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

const PLANNED: CampaignTaskState = CampaignTaskState::Planned { not_before: None };

fn planned_for(hour: Timestamp) -> CampaignTaskState {
    CampaignTaskState::Planned { not_before: Some(hour) }
}

/// The dialer reached the number of `campaign_task(1)`, who waits for an operator.
fn comes_as(id: AppealId) -> Command {
    let Command::RegisterAppeal(came) = register_call(id, "+79160000009") else { unreachable!() };
    let (direction, creation) = (Direction::Outgoing, Creation::Dialer);
    RegisterAppeal { direction, creation, campaign_task: Some(campaign_task(1)), ..came }.into()
}

fn reached_by_dialer() -> World {
    nobody().and(0, CONNECTOR, comes_as(appeal(1)))
}

/// Анна talked to him and hung up at `at(100)`.
fn talked_over() -> World {
    reached_by_dialer().and(20, anna(), take()).and(100, anna(), HangUp { appeal: appeal(1) })
}

fn the_task(world: &World) -> &CampaignTask {
    world.cards().campaign_tasks.get(&campaign_task(1)).unwrap()
}

fn state(world: &World) -> CampaignTaskState {
    the_task(world).state
}

/// What is told when the task of this world comes to stand there.
fn moved(world: &World, state: CampaignTaskState) -> Event {
    let task = the_task(world);
    CampaignTaskSaved { task: CampaignTask { version: task.version + 1, state, ..task.clone() } }.into()
}

fn postpone(until: Timestamp) -> Command {
    PostponeCampaignTask { appeal: appeal(1), until }.into()
}

fn hand_back(comment: &str) -> Command {
    ReturnToCampaign { appeal: appeal(1), comment: comment.to_owned() }.into()
}

fn handed_back(comment: &str) -> Event {
    let (outcome, comment) = (Outcome::ReturnedToCampaign, comment.to_owned());
    AppealClosed { appeal: appeal(1), by: Some(anna()), outcome, comment }.into()
}

// Planning.

fn a_task(contact: Option<ContactId>) -> CampaignTask {
    CampaignTask {
        id: campaign_task(5),
        version: 7,
        campaign: campaign(1),
        number: "+79160000005".parse().unwrap(),
        contact,
        state: PLANNED,
        attempts: 3,
    }
}

fn plan(task: CampaignTask) -> Command {
    PlanCampaignTask { task }.into()
}

#[test]
fn a_number_to_be_called_is_planned_anew() {
    for contact in [None, Some(contact(1))] {
        let planned = CampaignTask { version: 1, attempts: 0, ..a_task(contact) };
        let world = given(nobody())
            .when(CONNECTOR, plan(a_task(contact)))
            .then([CampaignTaskSaved { task: planned }.into()]);
        given(world).when(CONNECTOR, plan(a_task(contact))).then_nothing();
    }
}

#[test]
fn a_new_task_is_one_to_be_called() {
    let hour = planned_for(at(9_000));
    for (said, expected) in [
        (PLANNED, PLANNED),
        (hour, hour),
        (CampaignTaskState::Done, PLANNED),
        (CampaignTaskState::InAppeal { appeal: appeal(9) }, PLANNED),
    ] {
        let world = nobody().and(0, CONNECTOR, plan(CampaignTask { state: said, ..a_task(None) }));
        assert_eq!(
            world.cards().campaign_tasks.get(&campaign_task(5)).map(|task| task.state),
            Some(expected)
        );
    }
}

#[test]
fn a_repeated_plan_does_not_begin_anew() {
    let done = talked_over().and(200, anna(), close());
    let again = || CampaignTask { state: PLANNED, ..the_task(&done).clone() };
    given(done.clone()).when(CONNECTOR, plan(again())).then_nothing();
    for other in [
        CampaignTask { number: "+79160000001".parse().unwrap(), ..again() },
        CampaignTask { contact: Some(contact(1)), ..again() },
        CampaignTask { campaign: campaign(9), ..again() },
    ] {
        given(done.clone()).when(CONNECTOR, plan(other)).refused(Refusal::AlreadyExists);
    }
}

#[test]
fn a_plan_is_the_dialers_and_about_what_exists() {
    given(nobody()).when(anna(), plan(a_task(None))).refused(Refusal::NotYourPart);
    let elsewhere = CampaignTask { campaign: campaign(9), ..a_task(None) };
    given(nobody()).when(CONNECTOR, plan(elsewhere)).refused(Refusal::UnknownCampaign);
    given(nobody()).when(CONNECTOR, plan(a_task(Some(contact(9))))).refused(Refusal::UnknownContact);
}

// Coming as an appeal, and ending with it.

#[test]
fn a_task_comes_as_an_appeal_and_counts_the_attempt() {
    let world = reached_by_dialer();
    assert_eq!(state(&world), CampaignTaskState::InAppeal { appeal: appeal(1) });
    assert_eq!((the_task(&world).version, the_task(&world).attempts), (2, 1));
    assert_eq!(world.the_appeal().campaign_task, Some(campaign_task(1)));
}

#[test]
fn a_task_talked_over_is_done_at_the_close() {
    let before = talked_over();
    assert_eq!(state(&before), CampaignTaskState::InAppeal { appeal: appeal(1) }, "not when the call ends");
    let done = moved(&before, CampaignTaskState::Done);
    let closed = closed(anna(), Outcome::Listed { id: solved() });
    given(before).when(anna(), close()).then([closed, done]);
}

#[test]
fn spam_is_not_called_again() {
    let talking = reached_by_dialer().and(20, anna(), take());
    let done = moved(&talking, CampaignTaskState::Done);
    let hung_up = CallChanged { appeal: appeal(1), change: CallChange::Ended { why: CallEnd::ByOperator } };
    given(talking).when(anna(), mark_spam()).then([hung_up.into(), closed(anna(), Outcome::Spam), done]);
}

#[test]
fn whom_nobody_talked_to_is_called_again() {
    let before = reached_by_dialer();
    let again = moved(&before, PLANNED);
    let ends = report_call(CallReport::Ended { why: CallEnd::ByClient });
    let ended = CallChanged { appeal: appeal(1), change: CallChange::Ended { why: CallEnd::ByClient } };
    let missed =
        AppealClosed { appeal: appeal(1), by: None, outcome: Outcome::Missed, comment: String::new() };
    let world = given(before).when(CONNECTOR, ends).then([ended.into(), missed.into(), again]);

    let by_hand = world.and(700, anna(), reopen());
    let done = moved(&by_hand, CampaignTaskState::Done);
    given(by_hand).when(anna(), close()).then([closed(anna(), Outcome::Listed { id: solved() }), done]);
}

#[test]
fn a_task_goes_on_with_its_appeal_and_is_done_with_it_again() {
    let closed_once = talked_over().and(200, anna(), close());
    let goes_on = moved(&closed_once, CampaignTaskState::InAppeal { appeal: appeal(1) });
    let reopened = AppealReopened { appeal: appeal(1), by: anna() };
    let again = given(closed_once).when(anna(), reopen()).then([reopened.into(), goes_on]);
    let done = moved(&again, CampaignTaskState::Done);
    given(again).when(anna(), close()).then([closed(anna(), Outcome::Listed { id: solved() }), done]);
}

// Another hour.

#[test]
fn the_call_is_moved_to_another_hour_and_the_appeal_stays() {
    let before = talked_over();
    let later = moved(&before, planned_for(at(601)));
    let world = given(before).when(anna(), postpone(at(601))).then([later]);
    assert_eq!(world.the_appeal().operator(), Some(anna()));
    given(world.clone()).when(anna(), postpone(at(601))).then_nothing();
    let still_later = moved(&world, planned_for(at(700)));
    let world = given(world).when(anna(), postpone(at(700))).then([still_later]);
    given(world).when(anna(), close()).then([closed(anna(), Outcome::Listed { id: solved() })]);
}

#[test]
fn the_call_is_moved_during_the_talk_too() {
    let talking = reached_by_dialer().and(20, anna(), take());
    let later = moved(&talking, planned_for(at(9_000)));
    given(talking).when(anna(), postpone(at(9_000))).then([later]);
}

#[test]
fn no_call_is_moved_into_the_past() {
    for until in [at(600), crate::given::at_ms(599_999), at(0)] {
        given(talked_over()).when(anna(), postpone(until)).refused(Refusal::InThePast);
    }
    let soon = crate::given::at_ms(600_001);
    let later = moved(&talked_over(), planned_for(soon));
    given(talked_over()).when(anna(), postpone(soon)).then([later]);
}

#[test]
fn a_done_task_that_was_reopened_may_still_be_moved() {
    let again = talked_over().and(200, anna(), close()).and(210, anna(), reopen());
    let later = moved(&again, planned_for(at(9_000)));
    given(again).when(anna(), postpone(at(9_000))).then([later]);
}

// Back to the dialer.

#[test]
fn an_appeal_handed_back_is_closed_and_called_in_its_turn() {
    let before = talked_over();
    let again = moved(&before, PLANNED);
    let world = given(before)
        .when(anna(), hand_back(" Не дозвонились\n"))
        .then([handed_back("Не дозвонились"), again]);
    assert_eq!(world.the_appeal().comment, "Не дозвонились");
    given(world.clone()).when(anna(), reopen()).refused(Refusal::BackInCampaign);
    given(world).when(anna(), hand_back("")).refused(Refusal::Closed);
}

#[test]
fn an_hour_that_was_set_before_stands() {
    let before = talked_over().and(150, anna(), postpone(at(9_000)));
    let world = given(before).when(anna(), hand_back("")).then([handed_back("")]);
    assert_eq!(state(&world), planned_for(at(9_000)));
}

#[test]
fn nothing_is_handed_back_over_a_live_call() {
    let talking = reached_by_dialer().and(20, anna(), take());
    given(talking).when(anna(), hand_back("")).refused(Refusal::CallStillLive);
}

#[test]
fn a_comment_is_kept_whole_or_refused() {
    let wish = |letters: usize| hand_back(&"Ж".repeat(letters));
    given(talked_over()).when(anna(), wish(2_001)).refused(Refusal::CommentTooLong { limit: 2_000 });
    let world = talked_over().and(600, anna(), wish(2_000));
    assert_eq!(world.the_appeal().comment.chars().count(), 2_000);
}

#[test]
fn a_supervisor_hands_back_what_a_colleague_left() {
    let world = talked_over().and(600, galina(), hand_back(""));
    assert_eq!(world.the_appeal().closing().and_then(|closing| closing.by), Some(galina()));
    assert_eq!(state(&world), PLANNED);
}

#[test]
fn a_done_task_that_was_reopened_may_still_be_handed_back() {
    let again = talked_over().and(200, anna(), close()).and(210, anna(), reopen());
    let planned = moved(&again, PLANNED);
    given(again).when(anna(), hand_back("")).then([handed_back(""), planned]);
}

// Whose it is.

#[test]
fn the_dialers_task_is_moved_by_whoever_has_its_appeal() {
    let hour = at(9_000);
    for wish in [postpone(hour), hand_back("")] {
        given(nobody()).when(anna(), wish.clone()).refused(Refusal::UnknownAppeal);
        given(talked_over()).when(CONNECTOR, wish.clone()).refused(Refusal::NotYourPart);
        given(talked_over()).when(boris(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        given(reached_by_dialer()).when(anna(), wish.clone()).refused(Refusal::StillWaiting);
        given(hung_up()).when(anna(), wish).refused(Refusal::NotFromCampaign);
    }
    given(talked_over()).when(galina(), postpone(hour)).refused(Refusal::NotYours { by: anna() });
    given(talked_over().and(200, anna(), close())).when(anna(), postpone(hour)).refused(Refusal::Closed);
}

#[test]
fn a_task_that_was_called_again_belongs_to_the_new_talk() {
    let world = talked_over()
        .and(150, anna(), postpone(at(300)))
        .and(200, anna(), close())
        .and(300, CONNECTOR, comes_as(appeal(2)))
        .and(310, anna(), reopen());
    for wish in [postpone(at(9_000)), hand_back("")] {
        given(world.clone()).when(anna(), wish).refused(Refusal::BackInCampaign);
    }
    let world = given(world).when(anna(), close()).then([closed(anna(), Outcome::Listed { id: solved() })]);
    assert_eq!(state(&world), CampaignTaskState::InAppeal { appeal: appeal(2) });
}

//! How an appeal ends, and comes back: with transfers, calls and the dialer (H5, H8, H10).

use crate::appeal::Outcome;
use crate::call::{CallChange, CallEnd};
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::channel::Channel;
use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::history::{Creation, Direction};
use crate::id::OutcomeId;
use crate::refusal::Refusal;
use crate::world::{Slice, World};

fn close_with(outcome: OutcomeId, comment: &str) -> CloseAppeal {
    CloseAppeal { appeal: appeal(1), outcome, comment: comment.to_owned() }
}

fn comment(text: &str) -> CommentAppeal {
    CommentAppeal { appeal: appeal(1), comment: text.to_owned() }
}

fn listed() -> Outcome {
    Outcome::Listed { id: solved() }
}

fn ended() -> Event {
    let change = CallChange::Ended { why: CallEnd::ByOperator };
    CallChanged { appeal: appeal(1), change }.into()
}

fn reopened() -> Event {
    AppealReopened { appeal: appeal(1), by: anna() }.into()
}

/// The dialer reached somebody for its first task, and Анна picked up.
fn talking_for_the_dialer() -> World {
    let arrival = RegisterAppeal {
        appeal: appeal(1),
        channel: Channel::Call,
        direction: Direction::Outgoing,
        creation: Creation::Dialer,
        entry_point: line_of(Channel::Call),
        group: support(),
        contact: None,
        address: phone("+79160000009"),
        campaign_task: Some(campaign_task(1)),
    };
    nobody().and(0, CONNECTOR, arrival).and(10, anna(), take())
}

/// And the client hung up.
fn talked_for_the_dialer() -> World {
    talking_for_the_dialer().and(50, CONNECTOR, report_call(CallReport::Ended { why: CallEnd::ByClient }))
}

fn task_is(world: &World, state: CampaignTaskState) -> Event {
    let task = world.cards().campaign_tasks.get(&campaign_task(1)).unwrap();
    CampaignTaskSaved { task: CampaignTask { version: task.version + 1, state, ..(**task).clone() } }.into()
}

fn here() -> CampaignTaskState {
    CampaignTaskState::InAppeal { appeal: appeal(1) }
}

// Closing.

#[test]
fn an_appeal_is_never_closed_over_a_live_call() {
    given(talking()).when(anna(), close()).refused(Refusal::CallStillLive);
    given(talking()).when(galina(), close()).refused(Refusal::CallStillLive);
    given(hung_up()).when(anna(), close()).then([closed(anna(), listed())]);
}

#[test]
fn a_supervisor_closes_what_an_operator_of_his_group_has() {
    for by in [galina(), dmitry()] {
        let world = given(answered()).when(by, close()).then([closed(by, listed())]);
        assert_eq!(world.the_appeal().owner(), Some(by));
        assert_eq!(world.the_appeal().taken().map(|taken| taken.by), Some(anna()));
    }
    given(waiting()).when(galina(), close()).refused(Refusal::StillWaiting);
    given(finished()).when(galina(), close()).refused(Refusal::Closed);
    let of_sales =
        nobody().and(0, CONNECTOR, register(appeal(1), Channel::Telegram, sales())).and(1, vera(), take());
    given(of_sales).when(galina(), close()).refused(Refusal::NotYours { by: vera() });
}

#[test]
fn an_appeal_is_not_closed_with_a_result_that_is_offered_no_more() {
    given(answered()).when(anna(), close_with(outcome(3), "")).refused(Refusal::UnknownOutcome);
}

#[test]
fn who_closes_without_a_comment_leaves_the_one_that_was_written_before() {
    let noted = || answered().and(80, anna(), comment("Ждёт возврата"));
    let (by, comment) = (Some(anna()), "Ждёт возврата".to_owned());
    let kept = AppealClosed { appeal: appeal(1), by, outcome: listed(), comment };
    let world = given(noted()).when(anna(), close()).then([kept.into()]);
    assert_eq!(world.the_appeal().comment, "Ждёт возврата");
    let otherwise = noted().and(90, anna(), close_with(solved(), "Вернули"));
    assert_eq!(otherwise.the_appeal().comment, "Вернули");
    let spam = noted().and(90, anna(), mark_spam());
    assert_eq!(spam.the_appeal().comment, "Ждёт возврата");
}

#[test]
fn a_transfer_that_nobody_accepted_lapses_with_the_close() {
    let pending = || answered().and(80, anna(), hand_over(to_group(sales()), ""));
    let world = given(pending()).when(anna(), close()).then([kept(anna()), closed(anna(), listed())]);
    assert_eq!(world.the_appeal().transfer, None);
    given(world).when(vera(), accept()).refused(Refusal::NoTransfer);
    given(pending()).when(galina(), close()).then([kept(galina()), closed(galina(), listed())]);
    given(pending()).when(anna(), mark_spam()).then([kept(anna()), closed(anna(), Outcome::Spam)]);
    let dialled = talked_for_the_dialer().and(80, anna(), hand_over(to_group(sales()), ""));
    let back = ReturnToCampaign { appeal: appeal(1), comment: String::new() };
    let planned = task_is(&dialled, CampaignTaskState::Planned { not_before: None });
    given(dialled).when(anna(), back).then([
        kept(anna()),
        closed(anna(), Outcome::ReturnedToCampaign),
        planned,
    ]);
}

#[test]
fn a_result_that_sends_an_sms_sends_it_after_the_close() {
    let world = hung_up().and(300, anna(), close_with(outcome(2), ""));
    let last = world.the_thread().messages.last().unwrap();
    assert_eq!(last.text, "Жаль, что не договорились. Обращение 1024");
    let said = world.the_thread().messages.len();
    assert_eq!(hung_up().the_thread().messages.len() + 1, said);
}

// Spam.

#[test]
fn spam_in_a_call_hangs_up_and_thanks_nobody() {
    let world = given(talking()).when(anna(), mark_spam()).then([ended(), closed(anna(), Outcome::Spam)]);
    assert_eq!(world.the_appeal().live_call(), None);
    assert!(world.the_thread().messages.is_empty(), "no SMS goes to a spammer");
    assert_eq!(world.live_call_of(anna()), None);
}

#[test]
fn spam_from_the_queue_hangs_up_too() {
    given(calling()).when(boris(), mark_spam()).then([ended(), closed(boris(), Outcome::Spam)]);
}

#[test]
fn a_supervisor_tells_the_spam_of_others() {
    given(answered()).when(galina(), mark_spam()).then([closed(galina(), Outcome::Spam)]);
    given(finished()).when(galina(), mark_spam()).refused(Refusal::Closed);
    given(waiting()).when(dmitry(), mark_spam()).then([closed(dmitry(), Outcome::Spam)]);
}

#[test]
fn spam_of_the_dialer_is_done_until_it_is_taken_back() {
    let talked = talked_for_the_dialer();
    let done = task_is(&talked, CampaignTaskState::Done);
    let spam =
        given(talked).when_at(at(100), anna(), mark_spam()).then([closed(anna(), Outcome::Spam), done]);
    let again = task_is(&spam, here());
    let undone = SpamUndone { appeal: appeal(1), by: anna() }.into();
    given(spam).when_at(at(110), anna(), undo_spam()).then([undone, again]);
}

// Reopening.

#[test]
fn a_task_of_the_dialer_is_done_with_its_appeal_and_goes_on_with_it() {
    let talked = talked_for_the_dialer();
    let done = task_is(&talked, CampaignTaskState::Done);
    let closed = given(talked).when(anna(), close()).then([closed(anna(), listed()), done]);
    let again = task_is(&closed, here());
    let world = given(closed).when(anna(), reopen()).then([reopened(), again]);
    let done = task_is(&world, CampaignTaskState::Done);
    let closed =
        AppealClosed { appeal: appeal(1), by: Some(anna()), outcome: listed(), comment: String::new() };
    given(world).when(anna(), close()).then([closed.into(), done]);
}

#[test]
fn a_task_that_was_put_off_is_called_again_whatever_becomes_of_its_appeal() {
    let until = at(90_000);
    let later = PostponeCampaignTask { appeal: appeal(1), until };
    let put_off = talked_for_the_dialer().and(60, anna(), later);
    let closed = given(put_off).when(anna(), close()).then([closed(anna(), listed())]);
    let world = given(closed).when(anna(), reopen()).then([reopened()]);
    let task = world.cards().campaign_tasks.get(&campaign_task(1)).map(|task| task.state);
    assert_eq!(task, Some(CampaignTaskState::Planned { not_before: Some(until) }));
}

#[test]
fn what_the_dialer_has_again_is_not_reopened() {
    let back = ReturnToCampaign { appeal: appeal(1), comment: String::new() };
    let returned = talked_for_the_dialer().and(60, anna(), back);
    given(returned.clone()).when(anna(), reopen()).refused(Refusal::BackInCampaign);
    given(returned).when(vera(), reopen()).refused(Refusal::NotYourGroup);
}

#[test]
fn a_missed_call_can_be_taken_up_by_anybody_of_the_group() {
    let missed = calling().and(30, CONNECTOR, report_call(CallReport::Ended { why: CallEnd::ByClient }));
    assert_eq!(missed.the_appeal().owner(), None);
    given(missed.clone()).when(anna(), reopen()).then([reopened()]);
    given(missed.clone()).when(anna(), undo_spam()).refused(Refusal::NotSpam);
    given(missed).when(dmitry(), reopen()).then([AppealReopened { appeal: appeal(1), by: dmitry() }.into()]);
}

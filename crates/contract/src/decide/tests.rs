//! The rules of the way through the desk: arrival, taking, writing, closing, spam, reopening.

mod about;
mod address_book;
mod arrival;
mod automatic;
mod beside;
mod calls;
mod crm;
mod dialer;
mod drafts;
mod ending;
mod forms;
mod merging;
mod offers;
mod outgoing;
mod payments;
mod scene;
mod scripts;
mod setting_up;
mod taking;
mod tasks_and_deals;
mod transfer;
mod writing;

use crate::appeal::{Appeal, Outcome};
use crate::channel::Channel;
use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::message::Delivery;
use crate::refusal::Refusal;
use crate::world::Slice;

const HELLO: &str = "Здравствуйте";

// Who may wish what, whatever the wish.

#[test]
fn a_connector_does_no_operators_work() {
    let wishes = [
        take(),
        send(message(9), HELLO),
        retry(message(2)),
        mark_read(),
        close(),
        mark_spam(),
        undo_spam(),
        reopen(),
    ];
    for wish in wishes {
        given(answered()).when(CONNECTOR, wish).refused(Refusal::NotYourPart);
    }
}

#[test]
fn an_operator_does_no_connectors_work() {
    let wishes = [
        register(appeal(2), Channel::Telegram, support()),
        receive(message(9), HELLO),
        report(message(2), Delivery::Read),
    ];
    for wish in wishes {
        given(answered()).when(anna(), wish).refused(Refusal::NotYourPart);
    }
}

#[test]
fn nothing_can_be_wished_of_an_appeal_that_never_came() {
    let by_operator = [
        take(),
        send(message(9), HELLO),
        retry(message(9)),
        mark_read(),
        close(),
        mark_spam(),
        undo_spam(),
        reopen(),
    ];
    for wish in by_operator {
        given(nobody()).when(anna(), wish).refused(Refusal::UnknownAppeal);
    }
    for wish in [receive(message(9), HELLO), report(message(9), Delivery::Read)] {
        given(nobody()).when(CONNECTOR, wish).refused(Refusal::UnknownAppeal);
    }
}

#[test]
fn only_whoever_has_an_appeal_in_work_acts_in_it() {
    for wish in [send(message(9), HELLO), retry(message(2)), mark_read(), close()] {
        given(waiting()).when(anna(), wish.clone()).refused(Refusal::StillWaiting);
        given(answered()).when(boris(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        given(finished()).when(anna(), wish).refused(Refusal::Closed);
    }
}

// Arrival.

#[test]
fn whoever_comes_enters_the_queue() {
    let came = Appeal { channel: Channel::Viber, ..just_begun(at(5)) };
    given(nobody())
        .when_at(at(5), CONNECTOR, register(appeal(1), Channel::Viber, support()))
        .then([Event::AppealRegistered(AppealRegistered { appeal: Box::new(came) })]);
}

#[test]
fn nobody_comes_to_a_group_or_through_a_line_that_does_not_exist() {
    let elsewhere = register(appeal(1), Channel::Telegram, unheard_of_group());
    given(nobody()).when(CONNECTOR, elsewhere).refused(Refusal::UnknownGroup);
    let Command::RegisterAppeal(arrival) = register(appeal(1), Channel::Telegram, support()) else {
        unreachable!("a registration is one")
    };
    let entry_point = unheard_of_line();
    let otherwise = Command::RegisterAppeal(RegisterAppeal { entry_point, ..arrival });
    given(nobody()).when(CONNECTOR, otherwise).refused(Refusal::UnknownEntryPoint);
}

#[test]
fn an_appeal_comes_once() {
    let again = register(appeal(1), Channel::Telegram, support());
    for world in [waiting(), in_work(), finished()] {
        given(world).when(CONNECTOR, again.clone()).refused(Refusal::AlreadyExists);
    }
}

// Taking.

#[test]
fn an_operator_takes_from_the_queue_of_his_group() {
    let world = given(waiting()).when_at(at(30), anna(), take()).then([taken(anna())]);
    assert_eq!(world.the_appeal().operator(), Some(anna()));
    assert_eq!(world.the_appeal().taken().map(|taken| taken.at), Some(at(30)));
}

#[test]
fn taking_ones_own_again_changes_nothing() {
    given(in_work()).when(anna(), take()).then_nothing();
}

#[test]
fn the_loser_of_two_learns_who_was_first() {
    let first = given(waiting()).when(boris(), take()).then([taken(boris())]);
    given(first).when(anna(), take()).refused(Refusal::AlreadyTaken { by: boris() });
}

#[test]
fn nobody_takes_from_the_queue_of_another_group() {
    given(waiting()).when(vera(), take()).refused(Refusal::NotYourGroup);
}

#[test]
fn a_stranger_takes_nothing() {
    given(waiting()).when(stranger(), take()).refused(Refusal::NotYourPart);
}

#[test]
fn what_is_closed_is_not_taken() {
    given(finished()).when(anna(), take()).refused(Refusal::Closed);
    given(finished()).when(boris(), take()).refused(Refusal::Closed);
}

// Writing to the client.

#[test]
fn an_answer_goes_to_the_client() {
    let world = given(in_work()).when(anna(), send(message(2), HELLO)).then([sent(
        message(2),
        anna(),
        HELLO,
        at(600),
    )]);
    assert_eq!(world.the_thread().message(message(2)).map(|it| it.delivery), Some(Delivery::Sent));
}

#[test]
fn an_answer_goes_without_the_space_around_it() {
    given(in_work()).when(anna(), send(message(2), "\n\t Добрый  день,\nМария \u{a0}\n")).then([sent(
        message(2),
        anna(),
        "Добрый  день,\nМария",
        at(600),
    )]);
}

#[test]
fn nothing_is_not_sent() {
    for nothing in ["", " ", "\n\t\u{a0}\u{2003}"] {
        given(in_work()).when(anna(), send(message(2), nothing)).refused(Refusal::EmptyText);
    }
}

#[test]
fn each_channel_carries_so_many_characters_and_no_more() {
    let carry_text = |channel: &Channel| channel.carries_text() && *channel != Channel::Sms;
    for channel in Channel::ALL.into_iter().filter(carry_text) {
        let limit = channel.longest_text();
        let taken = || waiting_by(channel).and(30, anna(), take());
        let longest = "Ж".repeat(limit);
        given(taken()).when(anna(), send(message(2), &format!("  {longest}  "))).then([sent(
            message(2),
            anna(),
            &longest,
            at(600),
        )]);
        given(taken())
            .when(anna(), send(message(2), &format!("{longest}!")))
            .refused(Refusal::TextTooLong { limit });
    }
}

#[test]
fn an_sms_goes_in_ten_parts_and_no_more() {
    let taken = || waiting_by(Channel::Sms).and(30, anna(), take());
    for (letter, most) in [("Ж", 670), ("g", 1_530)] {
        let longest = letter.repeat(most);
        given(taken()).when(anna(), send(message(2), &format!("  {longest}  "))).then([sent(
            message(2),
            anna(),
            &longest,
            at(600),
        )]);
        given(taken())
            .when(anna(), send(message(2), &letter.repeat(most + 1)))
            .refused(Refusal::SmsTooLong { parts: 11 });
    }
}

#[test]
fn nothing_is_written_in_a_call() {
    let talking = || waiting_by(Channel::Call).and(30, anna(), take());
    given(talking()).when(anna(), send(message(2), HELLO)).refused(Refusal::NoTextHere);
    given(talking()).when(CONNECTOR, receive(message(2), HELLO)).refused(Refusal::NoTextHere);
}

#[test]
fn an_answer_sent_twice_is_one_answer() {
    given(answered()).when(anna(), send(message(2), HELLO)).then_nothing();
    given(answered()).when(anna(), send(message(2), " Здравствуйте\n")).then_nothing();
}

#[test]
fn a_repeat_that_comes_after_the_close_is_still_a_repeat() {
    given(finished()).when(anna(), send(message(2), HELLO)).then_nothing();
    given(finished()).when(CONNECTOR, receive(message(1), "Добрый день")).then_nothing();
}

#[test]
fn one_id_never_stands_for_two_messages() {
    let other_words = send(message(2), "До свидания");
    given(answered()).when(anna(), other_words).refused(Refusal::AlreadyExists);
    let anothers = send(message(2), HELLO);
    given(answered()).when(boris(), anothers).refused(Refusal::AlreadyExists);
    let clients = send(message(1), "Добрый день");
    given(answered()).when(anna(), clients).refused(Refusal::AlreadyExists);
    let said_otherwise = receive(message(1), "Добрый вечер");
    given(answered()).when(CONNECTOR, said_otherwise).refused(Refusal::AlreadyExists);
    let operators = receive(message(2), HELLO);
    given(answered()).when(CONNECTOR, operators).refused(Refusal::AlreadyExists);
}

#[test]
fn a_message_stays_with_the_appeal_it_was_written_in() {
    let two = answered().and(100, CONNECTOR, register(appeal(2), Channel::Telegram, support())).and(
        110,
        anna(),
        Command::TakeAppeal(TakeAppeal { appeal: appeal(2) }),
    );
    let world = given(two).when(anna(), send(message(3), "Заказ отправлен")).then([sent(
        message(3),
        anna(),
        "Заказ отправлен",
        at(600),
    )]);
    assert_eq!(world.the_thread().message(message(3)).map(|it| it.appeal), Some(appeal(1)));
    assert_eq!(world.message(appeal(2), message(3)), None);
    assert_eq!(world.appeal(appeal(2)).and_then(|other| other.preview.clone()), None);
}

// Trying again.

#[test]
fn a_failed_message_is_tried_again_as_often_as_it_fails() {
    let again = || Event::MessageRetried(MessageRetried { appeal: appeal(1), message: message(2) });
    let failed = answered().and(80, CONNECTOR, report(message(2), Delivery::Failed));
    let world = given(failed).when(anna(), retry(message(2))).then([again()]);
    assert_eq!(world.the_thread().message(message(2)).map(|it| it.delivery), Some(Delivery::Sent));

    let failed_again = world.and(610, CONNECTOR, report(message(2), Delivery::Failed));
    given(failed_again).when(anna(), retry(message(2))).then([again()]);
}

#[test]
fn what_did_not_fail_is_not_tried_again() {
    given(answered()).when(anna(), retry(message(2))).refused(Refusal::NotFailed);
    for delivery in [Delivery::Delivered, Delivery::Read] {
        let arrived = answered().and(80, CONNECTOR, report(message(2), delivery));
        given(arrived).when(anna(), retry(message(2))).refused(Refusal::NotFailed);
    }
    let clients = retry(message(1));
    given(answered()).when(anna(), clients).refused(Refusal::NotFailed);
    let tried_already = answered().and(80, CONNECTOR, report(message(2), Delivery::Failed)).and(
        90,
        anna(),
        retry(message(2)),
    );
    given(tried_already).when(anna(), retry(message(2))).refused(Refusal::NotFailed);
}

#[test]
fn a_message_of_another_appeal_is_unknown_in_this_one() {
    let two = answered().and(100, CONNECTOR, register(appeal(2), Channel::Telegram, support())).and(
        110,
        CONNECTOR,
        Command::ReceiveMessage(ReceiveMessage {
            appeal: appeal(2),
            message: message(9),
            text: HELLO.to_owned(),
            attachments: Vec::new(),
            mail: None,
        }),
    );
    given(two.clone()).when(anna(), retry(message(9))).refused(Refusal::UnknownMessage);
    given(two).when(CONNECTOR, report(message(9), Delivery::Read)).refused(Refusal::UnknownMessage);
}

// What the client writes.

#[test]
fn a_client_may_write_before_anybody_took_the_appeal_and_after() {
    for world in [waiting(), answered()] {
        let unread = world.the_appeal().unread;
        let world = given(world).when(CONNECTOR, receive(message(3), "Есть новости?")).then([received(
            message(3),
            "Есть новости?",
            at(600),
        )]);
        assert_eq!(world.the_appeal().unread, unread + 1);
    }
}

#[test]
fn what_a_client_writes_is_kept_as_it_came() {
    let too_long = "Ж".repeat(Channel::Telegram.longest_text() + 1);
    for text in ["", " \n", "  <b>Где заказ?</b>\r\n", &too_long] {
        given(in_work()).when(CONNECTOR, receive(message(3), text)).then([received(
            message(3),
            text,
            at(600),
        )]);
    }
}

#[test]
fn what_arrives_twice_is_one_message() {
    given(in_work()).when(CONNECTOR, receive(message(1), "Добрый день")).then_nothing();
}

#[test]
fn a_closed_appeal_takes_no_more_words_from_the_client() {
    given(finished()).when(CONNECTOR, receive(message(3), HELLO)).refused(Refusal::Closed);
}

// How far an answer has come.

#[test]
fn a_delivery_that_says_something_new_is_told() {
    for delivery in [Delivery::Delivered, Delivery::Read, Delivery::Failed] {
        let changed =
            Event::DeliveryChanged(DeliveryChanged { appeal: appeal(1), message: message(2), delivery });
        let world = given(answered()).when(CONNECTOR, report(message(2), delivery)).then([changed]);
        assert_eq!(world.the_thread().message(message(2)).map(|it| it.delivery), Some(delivery));
    }
}

#[test]
fn a_delivery_that_says_nothing_new_changes_nothing() {
    let read = || answered().and(80, CONNECTOR, report(message(2), Delivery::Read));
    for delivery in [Delivery::Sent, Delivery::Delivered, Delivery::Read, Delivery::Failed] {
        given(read()).when(CONNECTOR, report(message(2), delivery)).then_nothing();
    }
    given(answered()).when(CONNECTOR, report(message(2), Delivery::Sent)).then_nothing();
}

#[test]
fn a_clients_own_message_has_always_arrived() {
    for delivery in [Delivery::Sent, Delivery::Delivered, Delivery::Read, Delivery::Failed] {
        given(answered()).when(CONNECTOR, report(message(1), delivery)).then_nothing();
    }
}

#[test]
fn a_delivery_is_told_even_after_the_close() {
    let delivery = Delivery::Delivered;
    given(finished())
        .when(CONNECTOR, report(message(2), delivery))
        .then([Event::DeliveryChanged(DeliveryChanged { appeal: appeal(1), message: message(2), delivery })]);
}

#[test]
fn a_delivery_of_nothing_known_is_refused() {
    given(answered()).when(CONNECTOR, report(message(9), Delivery::Read)).refused(Refusal::UnknownMessage);
}

// Reading.

#[test]
fn seen_once_is_read() {
    let world = given(in_work())
        .when(anna(), mark_read())
        .then([Event::MessagesRead(MessagesRead { appeal: appeal(1) })]);
    assert_eq!(world.the_appeal().unread, 0);
    given(world).when(anna(), mark_read()).then_nothing();
}

// Closing.

#[test]
fn an_appeal_is_closed_with_a_result_and_a_comment() {
    let outcome = Outcome::Listed { id: solved() };
    let comment = "Вернули деньги".to_owned();
    let world = given(answered())
        .when(
            anna(),
            Command::CloseAppeal(CloseAppeal {
                appeal: appeal(1),
                outcome: solved(),
                comment: " Вернули деньги\n".to_owned(),
            }),
        )
        .then([Event::AppealClosed(AppealClosed { appeal: appeal(1), by: Some(anna()), outcome, comment })]);
    assert_eq!(world.the_appeal().operator(), None);
    assert_eq!(world.the_appeal().owner(), Some(anna()));
    assert_eq!(world.the_appeal().taken().map(|taken| taken.at), Some(at(30)));
}

#[test]
fn an_appeal_is_not_closed_with_a_result_that_nobody_listed() {
    let wish = Command::CloseAppeal(CloseAppeal {
        appeal: appeal(1),
        outcome: unheard_of(),
        comment: String::new(),
    });
    given(answered()).when(anna(), wish).refused(Refusal::UnknownOutcome);
}

#[test]
fn a_comment_is_kept_whole_or_refused() {
    let wish = |letters: usize| {
        Command::CloseAppeal(CloseAppeal {
            appeal: appeal(1),
            outcome: solved(),
            comment: format!("  {}\n", "Ж".repeat(letters)),
        })
    };
    given(answered()).when(anna(), wish(2_001)).refused(Refusal::CommentTooLong { limit: 2_000 });
    let whole = Event::AppealClosed(AppealClosed {
        appeal: appeal(1),
        by: Some(anna()),
        outcome: Outcome::Listed { id: solved() },
        comment: "Ж".repeat(2_000),
    });
    given(answered()).when(anna(), wish(2_000)).then([whole]);
}

// Spam.

#[test]
fn spam_is_told_from_the_queue_and_from_work() {
    given(waiting()).when(anna(), mark_spam()).then([closed(anna(), Outcome::Spam)]);
    given(in_work()).when(anna(), mark_spam()).then([closed(anna(), Outcome::Spam)]);
}

#[test]
fn spam_is_told_by_those_whose_appeal_it_is() {
    given(waiting()).when(vera(), mark_spam()).refused(Refusal::NotYourGroup);
    given(waiting()).when(stranger(), mark_spam()).refused(Refusal::NotYourPart);
    given(in_work()).when(boris(), mark_spam()).refused(Refusal::NotYours { by: anna() });
    given(finished()).when(anna(), mark_spam()).refused(Refusal::Closed);
}

#[test]
fn spam_taken_back_leaves_the_appeal_where_it_stood() {
    for before in [waiting(), answered()] {
        let stood = before.the_appeal().clone();
        let spam = before.and(100, anna(), mark_spam());
        let world = given(spam)
            .when_at(at(110), anna(), undo_spam())
            .then([Event::SpamUndone(SpamUndone { appeal: appeal(1), by: anna() })]);
        let stands = world.the_appeal();
        assert_eq!(stands.stage, stood.stage, "with the operator and the time it was taken");
        let moved_on = Appeal { version: stood.version + 2, last_action_at: at(110), ..stood };
        assert_eq!(*stands, moved_on, "and nothing else about it has changed");
    }
}

#[test]
fn spam_is_taken_back_within_half_a_minute() {
    let spam = || answered().and(100, anna(), mark_spam());
    let undone = || [Event::SpamUndone(SpamUndone { appeal: appeal(1), by: anna() })];
    for soon in [at(100), at(101), at(130)] {
        given(spam()).when_at(soon, anna(), undo_spam()).then(undone());
    }
    given(spam()).when_at(at(99), anna(), undo_spam()).then(undone());
    given(spam()).when_at(at_ms(130_001), anna(), undo_spam()).refused(Refusal::TooLateToUndo);
}

#[test]
fn each_spam_can_be_taken_back_anew() {
    let twice =
        answered().and(100, anna(), mark_spam()).and(110, anna(), undo_spam()).and(500, anna(), mark_spam());
    let world = given(twice)
        .when_at(at(530), anna(), undo_spam())
        .then([Event::SpamUndone(SpamUndone { appeal: appeal(1), by: anna() })]);
    assert_eq!(world.the_appeal().taken().map(|taken| taken.at), Some(at(30)));
}

#[test]
fn only_whoever_said_spam_takes_it_back() {
    let spam = waiting().and(100, anna(), mark_spam());
    given(spam).when_at(at(101), boris(), undo_spam()).refused(Refusal::NotYours { by: anna() });
}

#[test]
fn only_spam_is_taken_back() {
    given(finished()).when_at(at(301), anna(), undo_spam()).refused(Refusal::NotSpam);
    for open in [waiting(), answered()] {
        given(open).when(anna(), undo_spam()).refused(Refusal::NotClosed);
    }
    let undone = answered().and(100, anna(), mark_spam()).and(101, anna(), undo_spam());
    given(undone).when_at(at(102), anna(), undo_spam()).refused(Refusal::NotClosed);
    let reopened = answered().and(100, anna(), mark_spam()).and(101, anna(), reopen());
    given(reopened).when_at(at(102), anna(), undo_spam()).refused(Refusal::NotClosed);
}

// Reopening.

#[test]
fn a_closed_appeal_goes_back_into_work_with_any_operator_of_its_group() {
    let spam_from_the_queue = || waiting().and(100, anna(), mark_spam());
    for world in [finished, spam_from_the_queue] {
        for by in [anna(), boris()] {
            let world = given(world())
                .when(by, reopen())
                .then([Event::AppealReopened(AppealReopened { appeal: appeal(1), by })]);
            assert_eq!(world.the_appeal().operator(), Some(by));
            assert_eq!(world.the_appeal().taken().map(|taken| taken.at), Some(at(600)));
        }
    }
}

#[test]
fn nobody_reopens_the_appeal_of_another_group() {
    given(finished()).when(vera(), reopen()).refused(Refusal::NotYourGroup);
    given(finished()).when(stranger(), reopen()).refused(Refusal::NotYourPart);
}

#[test]
fn what_is_not_closed_is_not_reopened() {
    for open in [waiting(), in_work()] {
        given(open).when(anna(), reopen()).refused(Refusal::NotClosed);
    }
}

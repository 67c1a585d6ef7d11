//! How events change an appeal, and what is measured of it.

use super::*;
use crate::call::{CallChange, CallEnd, Party};
use crate::event::*;
use crate::given::*;
use crate::message::{Attachment, Delivery, Message, MessageKind};
use chrono::TimeDelta;

fn span(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

/// The appeal of [`waiting`], with these events after its arrival.
#[track_caller]
fn folded(events: impl IntoIterator<Item = (i64, Event)>) -> Appeal {
    let mut appeal = waiting().the_appeal().clone();
    for (second, event) in events {
        let next = recorded(appeal.version + 1, at(second), event);
        assert_eq!(appeal.fold(&next), Folded::Applied);
    }
    appeal
}

fn spam_undone() -> Event {
    Event::SpamUndone(SpamUndone { appeal: appeal(1), by: anna() })
}

fn solved_by_anna() -> Event {
    closed(anna(), Outcome::Listed { id: solved() })
}

// Numbers.

#[test]
fn an_event_known_already_changes_nothing() {
    let mut known = folded([(30, taken(anna()))]);
    let before = known.clone();
    for version in 0..=2 {
        assert_eq!(known.fold(&recorded(version, at(90), taken(boris()))), Folded::Repeated);
    }
    assert_eq!(known, before);
}

#[test]
fn an_event_with_others_missing_before_it_is_not_taken_in() {
    let mut waits = folded([]);
    let before = waits.clone();
    for version in [3, 4, 255] {
        assert_eq!(waits.fold(&recorded(version, at(90), taken(boris()))), Folded::Gap);
    }
    assert_eq!(waits, before);
    assert_eq!(waits.fold(&recorded(2, at(90), taken(boris()))), Folded::Applied);
}

#[test]
fn the_last_version_there_can_be_is_never_passed() {
    let mut old = Appeal { version: u64::MAX, ..folded([]) };
    assert_eq!(old.fold(&recorded(1, at(90), taken(anna()))), Folded::Repeated);
}

// Where it stands, and whose it is.

#[test]
fn a_waiting_appeal_is_nobodys() {
    let waits = folded([]);
    assert_eq!((waits.operator(), waits.owner()), (None, None));
    assert_eq!((waits.taken(), waits.closing()), (None, None));
}

#[test]
fn an_appeal_in_work_is_his_who_took_it() {
    let talks = folded([(30, taken(anna()))]);
    assert_eq!((talks.operator(), talks.owner()), (Some(anna()), Some(anna())));
    assert_eq!(talks.taken(), Some(Taken { by: anna(), at: at(30) }));
}

#[test]
fn a_closed_appeal_belongs_to_whoever_closed_it_and_is_nobodys_work() {
    let done = folded([(30, taken(anna())), (300, solved_by_anna())]);
    assert_eq!((done.operator(), done.owner()), (None, Some(anna())));
    assert_eq!(done.taken(), Some(Taken { by: anna(), at: at(30) }));
    assert_eq!(done.closing().map(|closing| (closing.by, closing.at)), Some((Some(anna()), at(300))));

    let spam = folded([(20, closed(boris(), Outcome::Spam))]);
    assert_eq!((spam.operator(), spam.owner(), spam.taken()), (None, Some(boris()), None));
}

#[test]
fn a_reopened_appeal_is_in_work_with_whoever_reopened_it() {
    let reopened = Event::AppealReopened(AppealReopened { appeal: appeal(1), by: boris() });
    let again = folded([(30, taken(anna())), (300, solved_by_anna()), (400, reopened)]);
    assert_eq!(again.stage, Stage::InWork { taken: Taken { by: boris(), at: at(400) } });
}

// What the lists show of it.

#[test]
fn a_preview_is_one_line() {
    let text = "  Добрый день!\r\n\n\tГде мой\u{a0}\u{2028}заказ?  ";
    let shown = folded([(10, received(message(1), text, at(10)))]).preview;
    let text = "Добрый день! Где мой заказ?".to_owned();
    assert_eq!(shown, Some(Preview { author: Author::Client, text }));
}

#[test]
fn a_preview_is_cut_between_characters_after_the_first_120() {
    for letter in ["a", "Ж", "€", "😀"] {
        for (written, shown) in [(119, 119), (120, 120), (121, 120), (4_000, 120)] {
            let sent = received(message(1), &letter.repeat(written), at(10));
            let preview = folded([(10, sent)]).preview.unwrap();
            assert_eq!(preview.text, letter.repeat(shown), "{written} of {letter}");
        }
    }
}

#[test]
fn the_last_message_is_the_one_shown_whoever_wrote_it() {
    let talk = [
        (10, received(message(1), "Где заказ?", at(10))),
        (30, taken(anna())),
        (75, sent(message(2), anna(), "В пути", at(75))),
    ];
    let preview = Preview { author: Author::Operator { id: anna() }, text: "В пути".to_owned() };
    assert_eq!(folded(talk.clone()).preview, Some(preview));
    let thanks = (90, received(message(3), "Спасибо", at(90)));
    let preview = Preview { author: Author::Client, text: "Спасибо".to_owned() };
    assert_eq!(folded(talk.into_iter().chain([thanks])).preview, Some(preview));
}

#[test]
fn unread_counts_what_the_client_wrote_since_somebody_looked() {
    let received = |number, second| (second, received(message(number), "?", at(second)));
    let read = |second| (second, Event::MessagesRead(MessagesRead { appeal: appeal(1) }));
    assert_eq!(folded([]).unread, 0);
    assert_eq!(folded([received(1, 10), received(2, 11)]).unread, 2);
    let answer = (40, sent(message(3), anna(), "Минуту", at(40)));
    assert_eq!(folded([received(1, 10), (30, taken(anna())), answer]).unread, 1);
    assert_eq!(folded([received(1, 10), received(2, 11), read(40)]).unread, 0);
    assert_eq!(folded([received(1, 10), read(40), received(2, 50)]).unread, 1);
}

#[test]
fn a_client_waits_for_an_answer_from_his_first_word_after_the_last_one() {
    let received = |number, second| (second, received(message(number), "?", at(second)));
    let answer = |second| (second, sent(message(9), anna(), "!", at(second)));
    assert_eq!(folded([]).unanswered_for(at(50)), None);
    let asked = [received(1, 10), received(2, 20), (30, taken(anna()))];
    assert_eq!(folded(asked.clone()).unanswered_for(at(50)), Some(span(40)));
    assert_eq!(folded(asked.clone()).unanswered_for(at(5)), Some(span(0)), "clocks may disagree");
    let answered = asked.into_iter().chain([answer(40)]);
    assert_eq!(folded(answered.clone()).unanswered_for(at(50)), None);
    let again = answered.chain([received(3, 60)]);
    assert_eq!(folded(again.clone()).unanswered_for(at(70)), Some(span(10)));
    let spam = again.clone().chain([(80, closed(anna(), Outcome::Spam))]);
    assert_eq!(folded(spam.clone()).unanswered_for(at(90)), None, "nobody answers in a closed appeal");
    let undone = spam.chain([(85, spam_undone())]);
    assert_eq!(folded(undone).unanswered_for(at(90)), Some(span(30)), "but spam taken back was never told");
    let reopened = Event::AppealReopened(AppealReopened { appeal: appeal(1), by: anna() });
    let reopened = again.chain([(80, solved_by_anna()), (90, reopened)]);
    assert_eq!(folded(reopened).unanswered_for(at(99)), None, "what was closed was answered");
}

#[test]
fn what_a_person_does_moves_an_appeal_up_and_what_a_channel_tells_does_not() {
    let failed = Event::DeliveryChanged(DeliveryChanged {
        appeal: appeal(1),
        message: message(2),
        delivery: Delivery::Failed,
    });
    let retried = Event::MessageRetried(MessageRetried { appeal: appeal(1), message: message(2) });
    let reopened = Event::AppealReopened(AppealReopened { appeal: appeal(1), by: anna() });
    let story = [
        (30, taken(anna()), 30),
        (40, received(message(1), "?", at(40)), 40),
        (45, Event::MessagesRead(MessagesRead { appeal: appeal(1) }), 40),
        (50, sent(message(2), anna(), "!", at(50)), 50),
        (60, failed, 50),
        (70, retried, 70),
        (80, closed(anna(), Outcome::Spam), 80),
        (85, spam_undone(), 85),
        (90, solved_by_anna(), 90),
        (95, reopened, 95),
    ];
    let mut appeal = folded([]);
    for (second, event, last_action) in story {
        let next = recorded(appeal.version + 1, at(second), event);
        appeal.fold(&next);
        assert_eq!(appeal.last_action_at, at(last_action), "after {:?}", next.event);
    }
}

// Measures of time. Arrival at 0, taken at 30, first answer at 75, closed at 300.

fn measured() -> Appeal {
    folded([
        (10, received(message(1), "?", at(10))),
        (30, taken(anna())),
        (75, sent(message(2), anna(), "!", at(75))),
        (80, sent(message(3), anna(), "!!", at(80))),
        (300, solved_by_anna()),
    ])
}

#[test]
fn waiting_in_the_queue_ends_when_somebody_takes_the_appeal() {
    assert_eq!(folded([]).queue_wait(at(20)), span(20));
    assert_eq!(folded([(30, taken(anna()))]).queue_wait(at(20_000)), span(30));
    assert_eq!(measured().queue_wait(at(20_000)), span(30));
}

#[test]
fn waiting_in_the_queue_ends_when_the_appeal_is_told_to_be_spam() {
    let spam = (20, closed(anna(), Outcome::Spam));
    assert_eq!(folded([spam.clone()]).queue_wait(at(500)), span(20));
    assert_eq!(folded([spam, (25, spam_undone())]).queue_wait(at(40)), span(40), "and goes on after all");
}

#[test]
fn the_first_answer_is_measured_from_taking_and_the_reaction_from_arrival() {
    let silent = folded([(30, taken(anna()))]);
    assert_eq!((silent.first_reply(), silent.reaction()), (None, None));
    assert_eq!(measured().first_reply(), Some(span(45)), "whatever was said later");
    assert_eq!(measured().reaction(), Some(span(75)));
}

#[test]
fn handling_runs_from_taking_to_closing() {
    assert_eq!(folded([]).handling(at(50)), None);
    assert_eq!(folded([(30, taken(anna()))]).handling(at(50)), Some(span(20)));
    assert_eq!(measured().handling(at(20_000)), Some(span(270)));
    let spam = (20, closed(anna(), Outcome::Spam));
    assert_eq!(folded([spam]).handling(at(50)), None, "nobody handled it");
}

#[test]
fn reopening_leaves_the_waits_as_they_were_and_prolongs_the_handling() {
    let reopened = Event::AppealReopened(AppealReopened { appeal: appeal(1), by: boris() });
    let again = folded([
        (30, taken(anna())),
        (75, sent(message(2), anna(), "!", at(75))),
        (300, solved_by_anna()),
        (400, reopened),
        (500, solved_by_anna()),
    ]);
    assert_eq!(again.queue_wait(at(900)), span(30));
    assert_eq!(again.first_reply(), Some(span(45)));
    assert_eq!(again.handling(at(900)), Some(span(470)));
}

#[test]
fn handling_goes_on_as_if_spam_taken_back_had_never_been_told() {
    let spam = (100, closed(anna(), Outcome::Spam));
    let undone = folded([(30, taken(anna())), spam, (110, spam_undone())]);
    assert_eq!(undone.handling(at(200)), Some(span(170)));
}

#[test]
fn clocks_that_disagree_make_no_span_shorter_than_nothing() {
    let nothing = TimeDelta::zero();
    assert_eq!(folded([]).queue_wait(at(-5)), nothing);
    let early = folded([
        (-10, taken(anna())),
        (-20, sent(message(2), anna(), "!", at(-20))),
        (-30, solved_by_anna()),
    ]);
    assert_eq!(early.queue_wait(at(0)), nothing);
    assert_eq!(early.first_reply(), Some(nothing));
    assert_eq!(early.reaction(), Some(nothing));
    assert_eq!(early.handling(at(0)), Some(nothing));
    assert_eq!(folded([(30, taken(anna()))]).handling(at(29)), Some(nothing));
}

#[test]
fn a_client_waits_to_be_taken_since_he_came_or_was_returned_or_is_handed_over() {
    let returned = || {
        let comment = String::new();
        Event::AppealReturned(AppealReturned { appeal: appeal(1), by: anna(), comment })
    };
    let waits = |events: &[(i64, Event)]| {
        let appeal = folded(events.iter().cloned());
        (appeal.waits_since(), appeal.waits_for(at(100)))
    };
    let taken = (30, taken(anna()));
    assert_eq!(waits(&[]), (Some(at(0)), span(100)));
    assert_eq!(waits(std::slice::from_ref(&taken)), (None, span(0)));
    assert_eq!(waits(&[taken.clone(), (70, returned())]), (Some(at(70)), span(30)));
    assert_eq!(waits(&[taken.clone(), (70, handed_to(boris()))]), (Some(at(70)), span(30)));
    assert_eq!(waits(&[taken.clone(), (70, handed_to(boris())), (80, kept(anna()))]), (None, span(0)));
    assert_eq!(waits(&[taken.clone(), (70, handed_to(boris())), (80, returned())]), (Some(at(80)), span(20)));
    assert_eq!(waits(&[taken, (90, solved_by_anna())]), (None, span(0)));
    let spam = (20, closed(anna(), Outcome::Spam));
    assert_eq!(waits(std::slice::from_ref(&spam)), (None, span(0)));
    assert_eq!(waits(&[spam, (25, spam_undone())]), (Some(at(0)), span(100)), "as if never told");
    assert_eq!(folded([]).waits_for(at(-1)), span(0), "clocks may disagree");
}

// Offers and transfers.

fn handed_to(id: OperatorId) -> Event {
    let second = 70;
    let transfer = Transfer { from: anna(), to: to_operator(id), comment: String::new(), at: at(second) };
    Event::AppealTransferred(AppealTransferred { appeal: appeal(1), transfer })
}

fn offered() -> (i64, Event) {
    (5, Event::AppealOffered(AppealOffered { appeal: appeal(1), to: boris() }))
}

#[test]
fn what_rings_rings_until_it_is_taken_declined_withdrawn_or_closed() {
    assert_eq!(folded([offered()]).offered, Some(boris()));
    let ends = [
        Event::OfferDeclined(OfferDeclined { appeal: appeal(1), by: boris() }),
        Event::OfferWithdrawn(OfferWithdrawn { appeal: appeal(1) }),
        taken(boris()),
        closed(anna(), Outcome::Spam),
    ];
    for end in ends {
        assert_eq!(folded([offered(), (9, end.clone())]).offered, None, "{end:?}");
    }
}

#[test]
fn a_transfer_is_under_way_until_it_is_answered_or_the_appeal_goes_elsewhere() {
    let pending = [(30, taken(anna())), (70, handed_to(boris()))];
    assert_eq!(folded(pending.clone()).transfer.map(|transfer| transfer.from), Some(anna()));
    assert_eq!(folded(pending.clone()).operator(), Some(anna()));
    let (comment, group) = (String::new(), sales());
    let ends = [
        Event::TransferAccepted(TransferAccepted { appeal: appeal(1), by: boris(), group }),
        Event::TransferDeclined(TransferDeclined {
            appeal: appeal(1),
            by: boris(),
            comment: comment.clone(),
        }),
        kept(anna()),
        Event::AppealReturned(AppealReturned { appeal: appeal(1), by: anna(), comment }),
        solved_by_anna(),
    ];
    for end in ends {
        let after = folded(pending.clone().into_iter().chain([(80, end.clone())]));
        assert_eq!(after.transfer, None, "{end:?}");
        let is_accepted = matches!(end, Event::TransferAccepted(_));
        assert_eq!(after.group, if is_accepted { sales() } else { support() }, "{end:?}");
        assert_eq!(after.operator() == Some(boris()), is_accepted, "{end:?}");
        let handed = after.handovers.iter().map(|it| (it.transfer.from, it.by, it.at)).collect::<Vec<_>>();
        assert_eq!(handed, if is_accepted { vec![(anna(), boris(), at(80))] } else { Vec::new() }, "{end:?}");
    }
}

#[test]
fn an_appeal_that_was_returned_was_taken_once_all_the_same() {
    let comment = String::new();
    let returned = Event::AppealReturned(AppealReturned { appeal: appeal(1), by: anna(), comment });
    let again = folded([(30, taken(anna())), (70, returned), (90, taken(boris()))]);
    assert_eq!(again.taken(), Some(Taken { by: boris(), at: at(90) }));
    assert_eq!(again.queue_wait(at(500)), span(30));
    assert_eq!(again.handling(at(500)), Some(span(470)));
}

// What is written down about it.

#[test]
fn what_is_written_down_stands_until_something_else_is() {
    let by = anna();
    let topic_set = |topic| Event::TopicSet(TopicSet { appeal: appeal(1), by, topic });
    let commented = |text: &str| {
        Event::AppealCommented(AppealCommented { appeal: appeal(1), by, comment: text.to_owned() })
    };
    let noted = folded([(1, topic_set(Some(topic(1)))), (2, commented("Ждёт"))]);
    assert_eq!((noted.topic, noted.comment.as_str()), (Some(topic(1)), "Ждёт"));
    let emptied = folded([
        (1, topic_set(Some(topic(1)))),
        (2, commented("Ждёт")),
        (3, topic_set(None)),
        (4, commented("")),
    ]);
    assert_eq!((emptied.topic, emptied.comment.as_str()), (None, ""));
}

#[test]
fn the_comment_of_the_close_takes_the_place_of_the_one_before_where_there_is_one() {
    let commented = |second| {
        let comment = "Ждёт".to_owned();
        (second, Event::AppealCommented(AppealCommented { appeal: appeal(1), by: anna(), comment }))
    };
    let closed_with = |outcome, comment: &str| {
        let comment = comment.to_owned();
        (90, Event::AppealClosed(AppealClosed { appeal: appeal(1), by: Some(anna()), outcome, comment }))
    };
    let listed = Outcome::Listed { id: solved() };
    for (outcome, comment, expected) in [
        (listed, "Вернули", "Вернули"),
        (listed, "", "Ждёт"),
        (Outcome::Spam, "", "Ждёт"),
        (Outcome::ReturnedToCampaign, "Занято", "Занято"),
    ] {
        assert_eq!(folded([commented(20), closed_with(outcome, comment)]).comment, expected);
    }
}

#[test]
fn links_are_three_and_each_stands_alone() {
    let (client, order, company) = (
        Link::Contact { id: contact(1) },
        Link::Deal { id: deal(1) },
        Link::Organisation { id: organisation(1) },
    );
    let linked = |link| (1, Event::AppealLinked(AppealLinked { appeal: appeal(1), by: anna(), link }));
    let unlinked = |kind| (2, Event::AppealUnlinked(AppealUnlinked { appeal: appeal(1), by: anna(), kind }));
    let links = |it: Appeal| (it.contact, it.deal, it.organisation);
    let all = [linked(client), linked(order), linked(company)];
    let (c, d, o) = (Some(contact(1)), Some(deal(1)), Some(organisation(1)));
    assert_eq!(links(folded(all.clone())), (c, d, o));
    for (kind, left) in [
        (LinkKind::Contact, (None, d, o)),
        (LinkKind::Deal, (c, None, o)),
        (LinkKind::Organisation, (c, d, None)),
    ] {
        assert_eq!(links(folded(all.clone().into_iter().chain([unlinked(kind)]))), left);
    }
    let bound = Event::AppealBound(AppealBound { appeal: appeal(1), contact: contact(2) });
    assert_eq!(folded([(1, bound)]).contact, Some(contact(2)));
}

#[test]
fn a_rating_stands_in_its_place_and_nowhere_else() {
    let rated = |place, rating| Event::AppealRated(AppealRated { appeal: appeal(1), place, rating });
    for (place, expected) in [
        (1, [Some(Rating::Good), None, None]),
        (2, [None, Some(Rating::Good), None]),
        (3, [None, None, Some(Rating::Good)]),
        (4, [None; 3]),
        (255, [None; 3]),
    ] {
        assert_eq!(folded([(1, rated(place, Rating::Good))]).ratings, expected, "{place}");
    }
    let changed = folded([(1, rated(2, Rating::Good)), (2, rated(2, Rating::Bad))]);
    assert_eq!(changed.ratings, [None, Some(Rating::Bad), None]);
}

#[test]
fn a_script_and_the_crm_are_known_as_far_as_they_have_come() {
    let walk = ScriptWalk { script: script(1), path: vec![step(1), step(2)] };
    let walked = |walk| Event::ScriptWalked(ScriptWalked { appeal: appeal(1), by: anna(), walk });
    assert_eq!(folded([(1, walked(Some(walk.clone())))]).script, Some(walk.clone()));
    assert_eq!(folded([(1, walked(Some(walk))), (2, walked(None))]).script, None);
    let state = CrmState::Sending { by: anna(), at: at(1) };
    let sending = Event::CrmChanged(CrmChanged { appeal: appeal(1), state: state.clone() });
    assert_eq!(folded([(1, sending)]).crm, Some(state));
}

// Messages of others than operators.

#[test]
fn what_an_automatic_action_writes_is_no_answer_and_acts_once() {
    let sms = |number| {
        let kind = MessageKind::Sms { to: "+79161234567".parse().unwrap() };
        let (author, text) = (Author::Rule { id: rule(number) }, "Спасибо".to_owned());
        let (id, appeal, delivery) = (message(number), appeal(1), Delivery::Sent);
        let message =
            Message { id, appeal, author, text, at: at(90), delivery, kind, attachments: Vec::new() };
        Event::MessageSent(MessageSent { message })
    };
    let asked = [(10, received(message(9), "?", at(10))), (30, taken(anna()))];
    let acted = folded(asked.into_iter().chain([(90, sms(1)), (91, sms(2))]));
    assert_eq!(acted.acted_rules, [rule(1), rule(2)]);
    assert_eq!((acted.first_reply_at, acted.unanswered_since), (None, Some(at(10))));
    assert_eq!(acted.preview.map(|preview| preview.author), Some(Author::Client));
    assert_eq!(acted.last_action_at, at(30));
}

#[test]
fn a_message_without_words_is_shown_by_its_first_file() {
    let file = |number, name: &str| Attachment {
        id: attachment(number),
        name: name.to_owned(),
        media_type: "image/png".to_owned(),
        bytes: 1,
    };
    let shown = |text: &str, attachments: Vec<Attachment>| {
        let (author, kind) = (Author::Client, MessageKind::Talk);
        let (id, appeal, text) = (message(1), appeal(1), text.to_owned());
        let message =
            Message { id, appeal, author, text, at: at(10), delivery: Delivery::Read, kind, attachments };
        let received = Event::MessageReceived(MessageReceived { message });
        folded([(10, received)]).preview.unwrap().text
    };
    let files = || vec![file(1, "скан  договора.png"), file(2, "паспорт.png")];
    assert_eq!(shown(" \n", files()), "скан договора.png");
    assert_eq!(shown("Вот", files()), "Вот");
    assert_eq!(shown(" ", Vec::new()), "");
}

#[test]
fn a_preview_is_cut_as_if_the_whole_letter_had_been_put_on_one_line() {
    let words = ["Где", "мой", "заказ,", "отправленный", "третьего", "числа?", "😀", "a"];
    let separators = [" ", "\n", "  ", "\u{2028}"];
    let spoken = || words.iter().cycle().zip(separators.iter().cycle());
    for count in 0..60 {
        let text: String =
            spoken().take(count).map(|(word, separator)| format!("{separator}{word}")).collect();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let preview = folded([(10, received(message(1), &text, at(10)))]).preview.unwrap();
        assert_eq!(preview.text, line.chars().take(120).collect::<String>(), "{count} words");
    }
    let letters = "a ".repeat(500);
    let preview = folded([(10, received(message(1), &letters, at(10)))]).preview.unwrap();
    assert_eq!(preview.text, "a ".repeat(60));
}

// Calls.

#[test]
fn a_call_is_the_operators_first_answer_once_both_hear_each_other() {
    assert_eq!(calling().the_appeal().first_reply_at, None);
    assert_eq!(talking().the_appeal().first_reply_at, Some(at(20)));
    assert_eq!(hung_up().the_appeal().first_reply_at, Some(at(20)));
    assert_eq!(dialling().the_appeal().first_reply_at, None, "nobody hears a telephone that rings");
    assert_eq!(reached().the_appeal().first_reply_at, Some(at(10)));
    let again = reached().the_appeal().call.as_ref().map(|call| call.answered_at);
    assert_eq!(again, Some(Some(at(10))));
}

#[test]
fn what_happens_in_a_call_that_nobody_began_changes_nothing() {
    let held = Event::CallChanged(CallChanged { appeal: appeal(1), change: CallChange::Held });
    let after = folded([(10, held)]);
    assert_eq!((after.call, after.first_reply_at), (None, None));
}

#[test]
fn what_people_do_in_a_call_moves_it_up_and_what_it_does_by_itself_does_not() {
    let party = Party::Operator { id: anna() };
    let moves = [
        (CallChange::Answered { party }, true),
        (CallChange::Held, true),
        (CallChange::Resumed, true),
        (CallChange::Left { party }, true),
        (CallChange::Ended { why: CallEnd::ByClient }, true),
        (CallChange::Rings { party }, false),
        (CallChange::Muted, false),
        (CallChange::Unmuted, false),
        (CallChange::Keyed { keys: "1".to_owned() }, false),
    ];
    for (change, moves_up) in moves {
        let mut appeal = calling().the_appeal().clone();
        let event = Event::CallChanged(CallChanged { appeal: appeal.id, change: change.clone() });
        appeal.fold(&recorded(2, at(50), event));
        assert_eq!(appeal.last_action_at == at(50), moves_up, "{change:?}");
    }
}

#[test]
fn what_is_only_looked_at_or_told_by_a_machine_moves_nothing_up() {
    let (appeal_id, by) = (appeal(1), anna());
    let state = CrmState::Sending { by, at: at(50) };
    let quiet = [
        Event::AppealOffered(AppealOffered { appeal: appeal_id, to: boris() }),
        Event::OfferWithdrawn(OfferWithdrawn { appeal: appeal_id }),
        Event::AppealBound(AppealBound { appeal: appeal_id, contact: contact(1) }),
        Event::CrmChanged(CrmChanged { appeal: appeal_id, state }),
        Event::ScriptWalked(ScriptWalked { appeal: appeal_id, by, walk: None }),
    ];
    let loud = [
        Event::OfferDeclined(OfferDeclined { appeal: appeal_id, by }),
        handed_to(boris()),
        kept(anna()),
        Event::TopicSet(TopicSet { appeal: appeal_id, by, topic: None }),
        Event::AppealRated(AppealRated { appeal: appeal_id, place: 1, rating: Rating::Good }),
    ];
    for (events, moved_at) in [(&quiet, at(0)), (&loud, at(50))] {
        for event in events {
            assert_eq!(folded([(50, event.clone())]).last_action_at, moved_at, "{event:?}");
        }
    }
}

#[test]
fn a_client_is_called_by_his_card_or_by_where_he_comes_from() {
    let mut appeal = folded([]);
    assert_eq!(appeal.client_name(Some(&maria())), Some("Мария Котова".to_owned()));
    assert_eq!(appeal.client_name(None), Some("@guest".to_owned()));
    appeal.address = phone("+79161234567");
    assert_eq!(appeal.client_name(None), Some("+7 916 123-45-67".to_owned()));
    appeal.address = Address::Visitor { id: "7".to_owned() };
    assert_eq!(appeal.client_name(None), None);
}

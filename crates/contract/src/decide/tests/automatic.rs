//! Automatic actions: the SMS that goes to the client when his call ends (A3).

use crate::Slice;
use crate::appeal::Outcome;
use crate::automation::{Conditions, Rule};
use crate::call::{CallEnd, Party};
use crate::channel::Channel;
use crate::command::*;
use crate::directory::{Directory, Settings};
use crate::event::*;
use crate::given::*;
use crate::history::Creation;
use crate::id::{MessageId, OutcomeId, RuleId};
use crate::message::{Author, Delivery, Message, MessageKind};
use crate::world::World;
use std::collections::BTreeSet;

/// A rule that acts after every call.
fn rule_saying(number: u8, text: &str) -> Rule {
    Rule {
        id: rule(number),
        title: "Правило".to_owned(),
        is_on: true,
        conditions: Conditions::default(),
        text: text.parse().unwrap(),
    }
}

/// A desk with these automatic actions and no others.
fn desk_with(rules: Vec<Rule>) -> World {
    desk(Directory { rules, ..directory() })
}

fn desk(directory: Directory) -> World {
    World::new(directory).with_cards(cards()).numbered_after(1_023)
}

/// A guest called there, Анна talked to him, and he hung up at `at(200)`.
fn talked(desk: World) -> World {
    talked_to(desk, "+79990000001")
}

fn talked_to(desk: World, number: &str) -> World {
    desk.and(0, CONNECTOR, register_call(appeal(1), number)).and(20, anna(), take()).and(
        200,
        CONNECTOR,
        ends(),
    )
}

fn ends() -> Command {
    report_call(CallReport::Ended { why: CallEnd::ByClient })
}

fn hang_up() -> Command {
    HangUp { appeal: appeal(1) }.into()
}

fn close_with(outcome: OutcomeId) -> Command {
    CloseAppeal { appeal: appeal(1), outcome, comment: String::new() }.into()
}

/// What automatic actions have sent, in the order of sending.
fn sent_by_rules(world: &World) -> Vec<&Message> {
    let messages = world.the_thread().messages.iter();
    messages.filter(|message| matches!(message.author, Author::Rule { .. })).collect()
}

fn texts(world: &World) -> Vec<&str> {
    sent_by_rules(world).into_iter().map(|message| message.text.as_str()).collect()
}

fn acted(world: &World) -> Vec<RuleId> {
    world.the_appeal().acted_rules.clone()
}

#[test]
fn thanks_go_to_the_number_that_called_when_the_call_ends() {
    let ended =
        |why| CallChanged { appeal: appeal(1), change: crate::call::CallChange::Ended { why } }.into();
    let over = talking().and(600, CONNECTOR, ends());
    let messages = sent_by_rules(&over);
    assert_eq!(messages.len(), 1, "one rule concerns it");
    let thanks = messages.first().copied().unwrap();
    let expected = Message {
        id: thanks.id,
        appeal: appeal(1),
        author: Author::Rule { id: rule(1) },
        text: "Спасибо за звонок! Лавка".to_owned(),
        at: at(600),
        delivery: Delivery::Sent,
        kind: MessageKind::Sms { to: "+79990000001".parse().unwrap() },
        attachments: Vec::new(),
    };
    assert_eq!(*thanks, expected);
    let sent = || MessageSent { message: expected.clone() }.into();
    let world = given(talking()).when(CONNECTOR, ends()).then([ended(CallEnd::ByClient), sent()]);
    assert_eq!(acted(&world), [rule(1)]);
    given(talking()).when(anna(), hang_up()).then([ended(CallEnd::ByOperator), sent()]);
}

#[test]
fn an_sms_by_itself_is_no_answer_of_an_operator() {
    let missed = desk_with(vec![rule_saying(1, "Перезвоним")])
        .and(0, CONNECTOR, register_call(appeal(1), "+79990000001"))
        .and(30, CONNECTOR, ends());
    assert_eq!(texts(&missed), ["Перезвоним"]);
    let appeal = missed.the_appeal();
    assert_eq!((appeal.first_reply_at, appeal.preview.as_ref(), appeal.unread), (None, None, 0));
    assert_eq!(appeal.closing().map(|closing| closing.outcome), Some(Outcome::Missed));
}

#[test]
fn every_rule_that_concerns_the_call_acts_in_the_order_of_the_list() {
    let off = Rule { is_on: false, ..rule_saying(3, "Никогда") };
    let world = talked(desk_with(vec![rule_saying(2, "Раз"), off, rule_saying(1, "Два")]));
    assert_eq!(texts(&world), ["Раз", "Два"]);
    assert_eq!(acted(&world), [rule(2), rule(1)]);
}

#[test]
fn a_rule_with_a_result_waits_for_the_close_with_that_result() {
    let refused = outcome(2);
    let regrets = "Жаль, что не договорились. Обращение 1024";
    assert_eq!(acted(&hung_up()), [rule(1)], "not when the call ends");
    let world = hung_up().and(300, anna(), close_with(refused));
    assert_eq!(texts(&world), ["Спасибо за звонок! Лавка", regrets]);
    let otherwise = hung_up().and(300, anna(), close_with(solved()));
    assert_eq!(acted(&otherwise), [rule(1)], "and not with another");
    let text_appeal = answered().and(300, anna(), close_with(refused));
    assert_eq!(acted(&text_appeal), [], "and not where nobody called");
}

#[test]
fn the_close_follows_first_and_the_sms_then() {
    let closed = Outcome::Listed { id: outcome(2) };
    let world = hung_up().and(600, anna(), close_with(outcome(2)));
    let regrets = sent_by_rules(&world).last().map(|message| Message::clone(message)).unwrap();
    given(hung_up())
        .when(anna(), close_with(outcome(2)))
        .then([crate::given::closed(anna(), closed), MessageSent { message: regrets }.into()]);
}

#[test]
fn a_rule_acts_once_in_an_appeal() {
    let again = hung_up()
        .and(
            210,
            anna(),
            PlaceCall { appeal: appeal(1), number: "+79990000001".parse().unwrap(), entry_point: None },
        )
        .and(220, CONNECTOR, report_call(CallReport::Answered { party: Party::Client }))
        .and(250, anna(), hang_up());
    assert_eq!(acted(&again), [rule(1)]);
    let closed_twice = again.and(300, anna(), close_with(outcome(2))).and(310, anna(), reopen()).and(
        320,
        anna(),
        close_with(outcome(2)),
    );
    assert_eq!(acted(&closed_twice), [rule(1), rule(2)]);
}

#[test]
fn a_call_that_nobody_answered_is_not_thanked_for() {
    assert_eq!(acted(&dialling().and(30, anna(), hang_up())), []);
    assert_eq!(acted(&calling().and(30, CONNECTOR, ends())), []);
    assert_eq!(acted(&reached().and(30, anna(), hang_up())), [rule(1)]);
}

#[test]
fn nobody_thanks_a_spammer() {
    let world = desk_with(vec![rule_saying(1, "Спасибо")])
        .and(0, CONNECTOR, register_call(appeal(1), "+79990000001"))
        .and(20, anna(), take())
        .and(30, anna(), mark_spam());
    assert_eq!(acted(&world), []);
}

#[test]
fn an_sms_of_nothing_or_of_too_many_parts_does_not_go() {
    let cases = [
        (String::new(), false),
        (" {client_name}\n".to_owned(), false),
        ("{client_name}!".to_owned(), true),
        ("Ж".repeat(670), true),
        ("Ж".repeat(671), false),
        ("a".repeat(1_530), true),
        ("a".repeat(1_531), false),
        (format!("{}{{company}}", "Ж".repeat(665)), true),
        (format!("{}{{company}}", "Ж".repeat(666)), false),
    ];
    for (text, goes) in cases {
        let world = talked(desk_with(vec![rule_saying(1, &text), rule_saying(2, "Пока")]));
        let expected = if goes { vec![rule(1), rule(2)] } else { vec![rule(2)] };
        assert_eq!(acted(&world), expected, "{text:?}; one that cannot go holds up no other");
    }
}

#[test]
fn the_space_around_it_costs_nothing() {
    let world = talked(desk_with(vec![rule_saying(1, " Спасибо, {client_name}\n")]));
    assert_eq!(texts(&world), ["Спасибо,"]);
}

/// Who calls back is called by the number that was dialled, not by the one that the appeal began with.
#[test]
fn the_sms_goes_to_the_number_of_the_call() {
    let Command::RegisterAppeal(came) = register_call(appeal(1), "+79990000001") else { unreachable!() };
    let wish = RegisterAppeal { creation: Creation::CallBack, contact: Some(contact(1)), ..came };
    let world = desk_with(vec![rule_saying(1, "Спасибо")])
        .and(0, CONNECTOR, wish)
        .and(20, anna(), take())
        .and(
            30,
            anna(),
            PlaceCall { appeal: appeal(1), number: "+79161234567".parse().unwrap(), entry_point: None },
        )
        .and(40, anna(), hang_up());
    let to = "+79161234567".parse().unwrap();
    assert_eq!(sent_by_rules(&world).first().map(|message| &message.kind), Some(&MessageKind::Sms { to }));
}

#[test]
fn who_withholds_his_number_gets_no_sms() {
    let Command::RegisterAppeal(came) = register_call(appeal(1), "+79990000001") else { unreachable!() };
    let hidden = RegisterAppeal { address: guest(), ..came };
    let world =
        desk_with(vec![rule_saying(1, "Спасибо")]).and(0, CONNECTOR, hidden).and(30, CONNECTOR, ends());
    assert_eq!(acted(&world), []);
}

#[test]
fn where_the_line_tells_no_number_the_address_does() {
    let mut world = desk_with(vec![rule_saying(1, "Спасибо")]).and(
        0,
        CONNECTOR,
        register_call(appeal(1), "+79990000001"),
    );
    let mut call = world.the_appeal().call.clone().unwrap();
    call.number = None;
    let event = CallStarted { appeal: appeal(1), call }.into();
    world.fold(&Recorded {
        command: None,
        seq: 2,
        id: crate::id::EventId::new(at(5), [2; 10]),
        at: at(5),
        version: 2,
        event,
    });
    let world = world.and(30, CONNECTOR, ends());
    let to = "+79990000001".parse().unwrap();
    assert_eq!(sent_by_rules(&world).first().map(|message| &message.kind), Some(&MessageKind::Sms { to }));
}

// What stands for the variables.

const ALL_VALUES: &str = "{client_name}|{client_first_name}|{operator_name}|{appeal_number}|{group}|{entry_point}|\
                          {date}|{time}|{company}";

#[test]
fn every_variable_is_filled_in() {
    let world = talked_to(desk_with(vec![rule_saying(1, ALL_VALUES)]), "+79161234567");
    let expected = "Мария Котова|Мария|Анна Смирнова|1024|Поддержка|+74951234567|02.03.2026|12:03|Лавка";
    assert_eq!(texts(&world), [expected]);
}

#[test]
fn what_is_not_known_leaves_nothing() {
    let missed = desk_with(vec![rule_saying(1, ALL_VALUES)])
        .and(0, CONNECTOR, register_call(appeal(1), "+79990000001"))
        .and(30, CONNECTOR, ends());
    assert_eq!(texts(&missed), ["|||1024|Поддержка|+74951234567|02.03.2026|12:00|Лавка"]);
}

#[test]
fn a_name_with_space_around_it_is_a_name() {
    let mut spaced = cards();
    let named = spaced.contacts.get_mut(&contact(1)).map(std::sync::Arc::make_mut);
    named.unwrap().card.name = "  Мария  Ивановна Котова ".to_owned();
    let rules = vec![rule_saying(1, "{client_first_name}|{client_name}")];
    let desk = World::new(Directory { rules, ..directory() }).with_cards(spaced);
    assert_eq!(texts(&talked_to(desk, "+79161234567")), ["Мария|Мария  Ивановна Котова"]);
}

/// The stories play at nine o'clock UTC of 2 March 2026.
#[test]
fn day_and_hour_are_the_companys() {
    for (utc_offset_min, expected) in [
        (0, "02.03.2026 09:03"),
        (180, "02.03.2026 12:03"),
        (-210, "02.03.2026 05:33"),
        (720, "02.03.2026 21:03"),
        (900, "03.03.2026 00:03"),
        (-600, "01.03.2026 23:03"),
    ] {
        let settings = Settings { utc_offset_min, ..directory().settings };
        let rules = vec![rule_saying(1, "{date} {time}")];
        let world = talked(desk(Directory { settings, rules, ..directory() }));
        assert_eq!(texts(&world), [expected], "{utc_offset_min}");
    }
}

// Ids.

/// The id of what this rule sends in this appeal, once the call has ended at that second.
fn id_of(rule: RuleId, number: u8, second: i64) -> MessageId {
    let rules = vec![Rule { id: rule, ..rule_saying(1, "Спасибо") }];
    let report = ReportCall { appeal: appeal(number), report: CallReport::Ended { why: CallEnd::Busy } };
    let world = desk_with(rules)
        .and(0, CONNECTOR, register_call(appeal(number), "+79990000001"))
        .and(second, CONNECTOR, report);
    world.thread(appeal(number)).and_then(|thread| thread.messages.first()).map(|message| message.id).unwrap()
}

#[test]
fn what_a_rule_sends_in_an_appeal_has_always_the_same_id() {
    assert_eq!(id_of(rule(1), 1, 30), id_of(rule(1), 1, 30));
    assert_eq!(id_of(rule(1), 1, 30), id_of(rule(1), 1, 31), "whoever decides it, and when");
}

#[test]
fn no_two_rules_and_no_two_appeals_share_an_id() {
    let mut ids = BTreeSet::new();
    for place in 0..10 {
        for bit in 0..8 {
            let mut chance = [0; 10];
            *chance.get_mut(place).unwrap() = 1 << bit;
            ids.insert(RuleId::new(at(0), chance));
        }
    }
    let sent: BTreeSet<_> = ids.iter().map(|rule| id_of(*rule, 1, 30)).collect();
    assert_eq!(sent.len(), ids.len(), "rules that differ in one bit");
    let crosswise = [(1, 1), (1, 2), (2, 1), (2, 2)].map(|(one, two)| id_of(rule(one), two, 30));
    assert_eq!(crosswise.into_iter().collect::<BTreeSet<_>>().len(), 4);
}

#[test]
fn a_failed_sms_of_a_rule_is_tried_again_by_whoever_has_the_appeal() {
    let world = hung_up();
    let id = sent_by_rules(&world).first().map(|message| message.id).unwrap();
    let failed = world.and(300, CONNECTOR, report(id, Delivery::Failed));
    given(failed).when(anna(), retry(id)).then([MessageRetried { appeal: appeal(1), message: id }.into()]);
}

#[test]
fn a_rule_acts_in_calls_alone() {
    let world = desk_with(vec![rule_saying(1, "Спасибо")])
        .and(0, CONNECTOR, register(appeal(1), Channel::Telegram, support()))
        .and(30, anna(), take())
        .and(40, anna(), close());
    assert_eq!(acted(&world), []);
}

#[test]
fn a_preview_shows_what_would_be_sent() {
    let text = "{client_first_name}, {operator_name}, {appeal_number}, {date}, {time}";
    let rule = rule_saying(1, text);
    let over = talked(desk_with(vec![rule.clone()]));
    let values = crate::decide::template_values(over.the_appeal(), over.directory(), over.cards(), at(200));
    assert_eq!(texts(&over), [rule.text.fill(&values)]);
}

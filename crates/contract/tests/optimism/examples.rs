//! What an operator sees, told by example.

use crate::cast::*;
use desk_contract::appeal::Folded;
use desk_contract::command::*;
use desk_contract::event::DeliveryChanged;
use desk_contract::message::Delivery;
use desk_contract::optimism::{Answer, Expectations, Overlay};
use desk_contract::{Actor, Command, Recorded, Refusal, Slice, World, decide};

/// A backend and Анна's browser, both up to date.
struct Desk {
    server: World,
    confirmed: World,
    expectations: Expectations,
    clock: i64,
}

impl Desk {
    fn in_the_morning() -> Self {
        Self { server: morning(), confirmed: morning(), expectations: Expectations::default(), clock: 0 }
    }

    /// Somebody else has been here before.
    fn after(mut self, who: u8, command: Command) -> Self {
        for recorded in self.granted(who, &command) {
            self.hears(&recorded);
        }
        self
    }

    fn wishes(&mut self, number: u8, wish: Command) {
        self.expectations.begin(command(number), actor(ANNA), at(self.clock), wish);
    }

    /// The backend carries it out; nobody is told yet.
    fn decides(&mut self, actor: Actor, command: &Command) -> Result<Vec<Recorded>, Refusal> {
        self.clock += 1_000;
        self.server.execute(actor, at(self.clock), command)
    }

    #[track_caller]
    fn granted(&mut self, who: u8, command: &Command) -> Vec<Recorded> {
        self.decides(actor(who), command).unwrap()
    }

    fn hears(&mut self, recorded: &Recorded) {
        assert_eq!(self.confirmed.fold(recorded), Folded::Applied);
        self.expectations.confirmed(self.confirmed.seq());
    }

    fn is_answered(&mut self, number: u8) {
        let last_seq = self.server.seq();
        self.expectations.answered(command(number), Answer::Granted { last_seq });
    }

    /// The words in the chat, those on their way in brackets.
    fn chat(&self, number: u8) -> Vec<String> {
        let shown = self.expectations.shown(&self.confirmed);
        let thread = shown.thread(appeal(number), self.confirmed.thread(appeal(number))).unwrap();
        let is_expected = |id| shown.expected(appeal(number)).iter().any(|message| message.id == id);
        let said = thread.messages.iter().map(|message| {
            if is_expected(message.id) { format!("({})", message.text) } else { message.text.clone() }
        });
        said.collect()
    }

    /// Who has it in work on screen, and whether that is only expected.
    fn owner(&self, number: u8) -> (Option<desk_contract::id::OperatorId>, bool) {
        let shown = self.expectations.shown(&self.confirmed);
        let owner = shown.appeal(appeal(number)).and_then(|appeal| appeal.operator());
        (owner, shown.is_expected(appeal(number)))
    }
}

#[test]
fn a_message_is_seen_at_once_and_exactly_once_after_its_event() {
    let mut desk = Desk::in_the_morning().after(ANNA, take(1));
    desk.wishes(1, send(1, 1, "Здравствуйте"));
    assert_eq!(desk.chat(1), ["(Здравствуйте)"]);
    let events = desk.granted(ANNA, &send(1, 1, "Здравствуйте"));
    assert_eq!(desk.chat(1), ["(Здравствуйте)"]);
    events.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(desk.chat(1), ["Здравствуйте"], "its event came before its answer");
    desk.is_answered(1);
    assert_eq!(desk.chat(1), ["Здравствуйте"]);
    assert!(desk.expectations.waiting().is_empty());
}

#[test]
fn an_answer_before_its_event_does_not_make_the_message_flicker() {
    let mut desk = Desk::in_the_morning().after(ANNA, take(1));
    desk.wishes(1, send(1, 1, "Здравствуйте"));
    let before = receive(1, 41, "Добрый день");
    let elsewhere = desk.decides(Actor::Connector, &before).unwrap();
    let events = desk.granted(ANNA, &send(1, 1, "Здравствуйте"));
    desk.is_answered(1);
    assert_eq!(desk.chat(1), ["(Здравствуйте)"]);
    elsewhere.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(desk.chat(1), ["Добрый день", "(Здравствуйте)"], "what came before goes before");
    events.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(desk.chat(1), ["Добрый день", "Здравствуйте"]);
    assert!(desk.expectations.waiting().is_empty());
}

#[test]
fn a_taking_that_came_second_disappears_and_the_real_owner_is_shown() {
    let mut desk = Desk::in_the_morning();
    desk.wishes(1, take(1));
    desk.wishes(2, send(1, 1, "Здравствуйте"));
    assert_eq!(desk.owner(1), (Some(operator(ANNA)), true));
    let borises = desk.granted(BORIS, &take(1));
    assert_eq!(desk.decides(actor(ANNA), &take(1)), Err(Refusal::AlreadyTaken { by: operator(BORIS) }));
    desk.expectations.answered(command(1), Answer::Refused);
    assert_eq!(desk.owner(1), (None, false), "it waits, for all that is known");
    assert_eq!(desk.chat(1), Vec::<String>::new(), "nobody writes in an appeal that is not his");
    borises.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(desk.owner(1), (Some(operator(BORIS)), false));
    assert_eq!(desk.expectations.waiting().len(), 1, "the words are kept until they are refused");
}

#[test]
fn a_colleagues_taking_is_shown_even_before_ones_own_is_refused() {
    let mut desk = Desk::in_the_morning();
    desk.wishes(1, take(1));
    let borises = desk.granted(BORIS, &take(1));
    borises.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(desk.owner(1), (Some(operator(BORIS)), false));
}

#[test]
fn a_refused_comment_gives_way_to_what_was_written_meanwhile_not_to_what_stood_before() {
    let mut desk = Desk::in_the_morning().after(ANNA, take(1)).after(ANNA, comment(1, "старое"));
    desk.wishes(1, comment(1, "моё"));
    let colleagues = desk.granted(ANNA, &comment(1, "новое"));
    colleagues.iter().for_each(|recorded| desk.hears(recorded));
    let shown = |desk: &Desk| {
        let shown = desk.expectations.shown(&desk.confirmed);
        shown.appeal(appeal(1)).map(|appeal| appeal.comment.clone())
    };
    assert_eq!(shown(&desk).as_deref(), Some("моё"));
    desk.expectations.answered(command(1), Answer::Refused);
    assert_eq!(shown(&desk).as_deref(), Some("новое"));
}

#[test]
fn a_message_tried_again_is_on_its_way_in_its_old_place() {
    let report = Command::ReportDelivery(ReportDelivery {
        appeal: appeal(1),
        message: message(1),
        delivery: Delivery::Failed,
    });
    let mut desk = Desk::in_the_morning().after(ANNA, take(1)).after(ANNA, send(1, 1, "Раз"));
    desk = desk.after(ANNA, send(1, 2, "Два"));
    let failed = desk.decides(Actor::Connector, &report).unwrap();
    failed.iter().for_each(|recorded| desk.hears(recorded));
    desk.wishes(1, Command::RetryMessage(RetryMessage { appeal: appeal(1), message: message(1) }));
    assert_eq!(desk.chat(1), ["(Раз)", "Два"]);
    desk.expectations.answered(command(1), Answer::Refused);
    assert_eq!(desk.chat(1), ["Раз", "Два"]);
}

#[test]
fn an_answer_that_is_repeated_or_to_nobody_changes_nothing() {
    let mut desk = Desk::in_the_morning();
    desk.wishes(1, take(1));
    desk.granted(ANNA, &take(1));
    desk.is_answered(1);
    let before = desk.expectations.clone();
    desk.expectations.answered(command(1), Answer::Refused);
    desk.expectations.answered(command(1), Answer::Granted { last_seq: 0 });
    desk.expectations.answered(command(2), Answer::Refused);
    desk.wishes(1, take(2));
    assert_eq!(desk.expectations, before);
}

#[test]
fn a_command_that_had_come_true_stays_until_that_is_seen() {
    let mut desk = Desk::in_the_morning();
    let elsewhere = desk.granted(ANNA, &take(1));
    desk.wishes(1, take(1));
    assert_eq!(desk.granted(ANNA, &take(1)), [], "she has taken it in another window");
    desk.is_answered(1);
    assert_eq!(desk.owner(1), (Some(operator(ANNA)), true));
    elsewhere.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(desk.owner(1), (Some(operator(ANNA)), false));
    assert!(desk.expectations.waiting().is_empty());
}

#[test]
fn a_step_back_goes_one_step_on_screen_before_and_after_its_event_and_its_answer() {
    let walk = |number| WalkScript { appeal: appeal(1), script: script(1), step: step(number) }.into();
    let mut desk = Desk::in_the_morning().after(ANNA, take(1));
    for number in 1..=3 {
        desk = desk.after(ANNA, walk(number));
    }
    let here = |desk: &Desk| {
        let shown = desk.expectations.shown(&desk.confirmed);
        shown.appeal(appeal(1)).and_then(|appeal| appeal.script.as_ref()?.here())
    };
    desk.wishes(1, StepBack { appeal: appeal(1), from: step(3) }.into());
    assert_eq!(here(&desk), Some(step(2)));
    let events = desk.granted(ANNA, &StepBack { appeal: appeal(1), from: step(3) }.into());
    events.iter().for_each(|recorded| desk.hears(recorded));
    assert_eq!(here(&desk), Some(step(2)), "the step that is left was left already");
    desk.is_answered(1);
    assert_eq!(here(&desk), Some(step(2)));
}

#[test]
fn an_event_that_names_ones_own_command_is_its_answer() {
    let noted = |desk: &Desk| {
        let shown = desk.expectations.shown(&desk.confirmed);
        shown.appeal(appeal(1)).map(|appeal| appeal.comment.clone())
    };
    for is_named in [true, false] {
        let mut desk = Desk::in_the_morning().after(ANNA, take(1));
        desk.wishes(1, comment(1, "Ждёт"));
        let mut own = desk.granted(ANNA, &comment(1, "Ждёт"));
        let later = desk.granted(ANNA, &comment(1, "Вернули"));
        own.iter_mut().for_each(|event| event.command = is_named.then(|| command(1)));
        for recorded in own.iter().chain(&later) {
            assert_eq!(desk.confirmed.fold(recorded), Folded::Applied);
            desk.expectations.heard(recorded);
        }
        let shown = if is_named { "Вернули" } else { "Ждёт" };
        assert_eq!(noted(&desk).as_deref(), Some(shown), "named: {is_named}");
        assert_eq!(desk.expectations.waiting().is_empty(), is_named);
        desk.is_answered(1);
        assert_eq!(noted(&desk).as_deref(), Some("Вернули"));
    }
}

#[test]
fn what_is_confirmed_remains_so() {
    let mut desk = Desk::in_the_morning();
    let taking = desk.granted(ANNA, &take(1));
    desk.wishes(1, take(1));
    taking.iter().for_each(|recorded| desk.hears(recorded));
    desk.expectations.confirmed(0);
    desk.is_answered(1);
    assert_eq!(desk.expectations.waiting(), [], "an older number is no news");
}

#[test]
fn a_message_that_changes_while_it_is_expected_is_one_message() {
    let desk = Desk::in_the_morning().after(ANNA, take(1));
    let mut shown = Overlay::over(&desk.confirmed);
    let sent = decide(&shown, actor(ANNA), at(1), &send(1, 1, "Раз")).unwrap();
    sent.into_iter().for_each(|event| shown.fold(event, at(1)));
    for delivery in [Delivery::Failed, Delivery::Sent] {
        let (appeal, message) = (appeal(1), message(1));
        shown.fold(DeliveryChanged { appeal, message, delivery }.into(), at(2));
        let chat = shown.thread(appeal, desk.confirmed.thread(appeal)).unwrap();
        assert_eq!(chat.messages.iter().map(|it| it.delivery).collect::<Vec<_>>(), [delivery]);
    }
}

#[test]
fn only_what_is_touched_is_copied() {
    let mut desk = Desk::in_the_morning();
    desk.wishes(1, take(1));
    let shown = desk.expectations.shown(&desk.confirmed);
    assert_eq!(shown.appeals().map(|appeal| appeal.id).collect::<Vec<_>>(), [appeal(1)]);
    for number in 2..=4 {
        let (shown, base) = (shown.appeal(appeal(number)), desk.confirmed.appeal(appeal(number)));
        assert!(shown.zip(base).is_some_and(|(shown, base)| std::ptr::eq(shown, base)));
    }
    assert!(std::ptr::eq(shown.cards(), desk.confirmed.cards()));
    assert!(std::ptr::eq(shown.directory(), desk.confirmed.directory()));
}

fn comment(number: u8, comment: &str) -> Command {
    Command::CommentAppeal(CommentAppeal { appeal: appeal(number), comment: comment.to_owned() })
}

fn receive(number: u8, id: u8, text: &str) -> Command {
    let (appeal, message, text) = (appeal(number), message(id), text.to_owned());
    Command::ReceiveMessage(ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None })
}

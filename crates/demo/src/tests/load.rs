//! A desk with more on it than anybody has.

use super::*;
use desk_contract::Event;

const MANY: DemoOptions = DemoOptions { seed: 2026, pace: 1.0, in_work: 10_000, messages: 100_000 };

#[test]
fn ten_thousand_appeals_and_a_hundred_thousand_messages_are_in_work_with_me() {
    let mut bot = Bot::of(Demo::begin(MANY, at(NOON)), at(NOON));
    let in_work = bot.mine(Place::InWork);
    assert_eq!(in_work.len(), 10_000 + 1 + 3);
    let world = bot.demo.world();
    let lengths = in_work.iter().map(|appeal| {
        let thread = world.thread(appeal.id).unwrap();
        assert_eq!(thread.version, appeal.version);
        assert!(appeal.last_action_at <= at(NOON) && appeal.preview.is_some());
        thread.messages.len()
    });
    assert_eq!(lengths.max(), Some(100_000));
    assert!((1_000..9_000).contains(&in_work.iter().filter(|appeal| appeal.unread > 0).count()));
    let days = in_work.iter().map(|appeal| (at(NOON) - appeal.last_action_at).num_days());
    assert!(days.max() >= Some(9));

    let long = in_work.iter().find(|it| world.thread(it.id).unwrap().messages.len() > 1_000).unwrap().id;
    let mut known =
        in_work.iter().rev().filter(|it| it.id != long && it.created_at < at(NOON) - millis(3_600_000));
    let short = known.next().unwrap().id;
    for appeal in [long, short] {
        bot.answer(appeal, "Здравствуйте!");
    }
    for _ in 0..300 {
        bot.wait(millis(200));
    }
    let again = Demo::begin(MANY, at(NOON));
    let again = again.replayed(&bot.journal).unwrap();
    assert_eq!(again.world(), bot.demo.world());
}

#[test]
fn nothing_is_put_on_unless_it_is_asked_for() {
    let plain = Demo::begin(options(1), at(NOON));
    let one = Demo::begin(DemoOptions { in_work: 1, ..options(1) }, at(NOON));
    assert_eq!(one.world().appeals().count(), plain.world().appeals().count() + 1);
    assert_eq!(one.world().next_number(), plain.world().next_number() + 1);
}

#[test]
fn whoever_makes_noise_says_every_number_once() {
    let mut demo = Demo::begin(DemoOptions { in_work: 40, pace: 0.0, ..options(1) }, at(NOON));
    let mut noise = Noise::of(&demo);
    let mut said = noise.until(120, &mut demo, at(NOON));
    said.extend(noise.until(250, &mut demo, at(NOON)));
    assert_eq!(noise.until(250, &mut demo, at(NOON)), []);
    let mut texts = std::collections::BTreeMap::<AppealId, Vec<String>>::new();
    for recorded in &said {
        let Event::MessageReceived(it) = &recorded.event else { continue };
        texts.entry(it.message.appeal).or_default().push(it.message.text.clone());
    }
    let numbered: Vec<_> = (1..=10).map(|number| format!("Сообщение {number}")).collect();
    assert_eq!(texts.len(), 25);
    assert!(texts.values().all(|texts| *texts == numbered));
}

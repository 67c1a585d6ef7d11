//! U4: the operator is called, whatever he looks at.

use crate::queue::{offered_call, one_made};
use desk_tests::{Heard, Key, World, desk_test};
use std::time::Duration;

/// U4.
#[test]
fn u4_the_queue_is_heard_when_somebody_comes_and_again_while_he_waits() {
    desk_test(World::brisk(), async |anna| {
        anna.listens().await?;
        anna.sees_in("Очередь", "Звук после нажатия").await?;
        anna.write("Поиск по обращениям", " ").await?;
        anna.does_not_see("Звук после нажатия").await?;
        let heard = async || Ok((anna.times_heard(Heard::Queue).await? > 0).then_some(()));
        anna.until("the queue", heard).await?;
        Ok(())
    });
}

/// U4.
#[test]
fn u4_the_queue_is_heard_again_while_somebody_waits_and_not_by_one_on_a_break() {
    desk_test(World::still(), async |anna| {
        anna.listens().await?;
        anna.write("Поиск по обращениям", " ").await?;
        let heard = async || Ok((anna.times_heard(Heard::Queue).await? > 0).then_some(()));
        anna.until_within(Duration::from_secs(30), "the queue again", heard).await?;
        anna.press_in("Моё состояние", "Готов").await?;
        anna.press("Перерыв").await?;
        anna.sees("Вы на перерыве").await?;
        let before = anna.times_heard(Heard::Queue).await?;
        let more = async || Ok((anna.times_heard(Heard::Queue).await? > before).then_some(()));
        assert!(anna.until_within(Duration::from_secs(22), "nothing", more).await.is_err(), "he rests");
        Ok(())
    });
}

/// U4, Q1.
#[test]
fn u4_what_rings_is_heard_until_it_is_declined() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        offered_call(anna).await?;
        anna.listens().await?;
        anna.sees_in("Очередь", "Вам звонят").await?;
        anna.write("Поиск по обращениям", " ").await?;
        let rings = async || Ok((anna.times_heard(Heard::Telephone).await? > 1).then_some(()));
        anna.until("the telephone twice", rings).await?;
        anna.sees_title("☎").await?;
        anna.press_in("Очередь", "Отклонить").await?;
        anna.does_not_see_in("Очередь", "Вам звонят").await?;
        Ok(())
    });
}

/// U4.
#[test]
fn u4_a_switched_off_sound_is_silent_and_one_switched_on_is_heard_at_once() {
    desk_test(World::brisk(), async |anna| {
        anna.listens().await?;
        anna.press("Звук очереди включён").await?;
        anna.sees("Звук очереди выключен").await?;
        let first = anna.queue().await?;
        let more = async || {
            let queue = anna.queue().await?;
            Ok(queue.iter().any(|row| first.iter().all(|known| known.path != row.path)).then_some(()))
        };
        anna.until("somebody new", more).await?;
        assert_eq!(anna.times_heard(Heard::Queue).await?, 0);
        anna.press("Звук очереди выключен").await?;
        let heard = async || Ok((anna.times_heard(Heard::Queue).await? > 0).then_some(()));
        anna.until("how it will sound", heard).await?;
        Ok(())
    });
}

/// U4, E7.
#[test]
fn u4_the_sound_is_as_loud_as_it_was_set_and_can_be_tried() {
    desk_test(World::still(), async |anna| {
        anna.listens().await?;
        anna.goes("/settings/look").await?;
        anna.press("Проверить звук").await?;
        let before = anna.last_loudness().await?;
        anna.focuses("input[type=range]").await?;
        for _ in 0..4 {
            anna.hits(Key::Left).await?;
        }
        anna.press("Проверить звук").await?;
        let quieter = async || Ok((anna.last_loudness().await.unwrap_or(1.0) < before).then_some(()));
        anna.until("a quieter sound", quieter).await?;
        anna.reload().await?;
        anna.press("Проверить звук").await?;
        anna.until("a quieter sound after a reload", quieter).await?;
        Ok(())
    });
}

/// U4.
#[test]
fn u4_in_quiet_hours_nobody_is_called_aloud() {
    desk_test(World::brisk().at("2026-03-18T23:10:00+03:00"), async |anna| {
        anna.goes("/settings/look").await?;
        anna.checks("Тихие часы").await?;
        anna.sees("С").await?;
        anna.opens("Обращения").await?;
        anna.listens().await?;
        anna.write("Поиск по обращениям", " ").await?;
        let first = anna.queue().await?;
        let more = async || {
            let queue = anna.queue().await?;
            Ok(queue.iter().any(|row| first.iter().all(|known| known.path != row.path)).then_some(()))
        };
        anna.until("somebody new", more).await?;
        assert_eq!(anna.times_heard(Heard::Queue).await?, 0, "it is night");
        anna.goes("/settings/look").await?;
        anna.checks("Тихие часы").await?;
        anna.does_not_see("Ночью").await?;
        anna.opens("Обращения").await?;
        let heard = async || Ok((anna.times_heard(Heard::Queue).await? > 0).then_some(()));
        anna.until_within(Duration::from_secs(30), "the queue", heard).await?;
        Ok(())
    });
}

/// U4.
#[test]
fn u4_the_count_stands_on_the_icon_of_the_tab() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4) Обращения").await?;
        assert!(anna.icon().await?.contains(">4</text>"));
        Ok(())
    });
}

/// U4.
#[test]
fn u4_a_notice_tells_who_looks_away_and_leads_to_the_appeal() {
    desk_test(World::brisk(), async |anna| {
        anna.listens().await?;
        anna.press("Включить уведомления").await?;
        anna.does_not_see("Включить уведомления").await?;
        anna.looks_away(true).await?;
        let told = async || Ok(anna.notices().await?.into_iter().next());
        let told = anna.until("a notice", told).await?;
        assert!(told.starts_with("Новое обращение в очереди: "), "{told}");
        anna.looks_away(false).await?;
        anna.presses_notice().await?;
        anna.sees_in("Обращение", "№").await?;
        Ok(())
    });
}

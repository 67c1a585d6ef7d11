//! A1 to A3: the SMS after a call.

use crate::settings::sits_down;
use desk_tests::{World, desk_test};
use std::time::Duration;

/// A1, A2.
#[test]
fn a1_a_supervisor_writes_a_rule_and_switches_it_off() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Светлана Юдина (супервизор)").await?;
        anna.goes("/automation").await?;
        anna.press("Новая SMS после звонка").await?;
        anna.write("Название", "После звонка в поддержку").await?;
        anna.checks("Входящие").await?;
        anna.checks("Поддержка").await?;
        anna.write("Текст SMS", "Спасибо за звонок!").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Правила", "После звонка в поддержку").await?;
        anna.sees_in("Правила", "Входящие · Поддержка · после ответа").await?;
        anna.checks("Правило включено").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Правила", "выключено").await?;
        anna.reload().await?;
        anna.sees_in("Правила", "выключено").await?;
        anna.press("Удалить").await?;
        anna.does_not_see_in("Правила", "После звонка в поддержку").await?;
        anna.press("Отменить").await?;
        anna.sees_in("Правила", "После звонка в поддержку").await?;
        Ok(())
    });
}

/// A1, E6.
#[test]
fn a1_an_operator_sees_the_rules_and_cannot_add_one() {
    desk_test(World::still(), async |anna| {
        anna.goes("/automation/new-rule").await?;
        anna.sees("Для этого нет прав").await?;
        anna.does_not_see("Сохранить").await?;
        Ok(())
    });
}

/// A2.
#[test]
fn a2_variables_are_put_in_at_the_caret_and_unknown_ones_refused() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Светлана Юдина (супервизор)").await?;
        anna.goes("/automation/new-rule").await?;
        anna.write("Название", "Спасибо").await?;
        anna.write("Текст SMS", "Здравствуйте! Ваш ").await?;
        anna.press("Вставить переменную").await?;
        anna.press("Компания {компания}").await?;
        anna.types(" и {клиентт}").await?;
        assert_eq!(anna.holds("Текст SMS").await?, "Здравствуйте! Ваш {компания} и {клиентт}");
        anna.sees("нет переменной «клиентт»").await?;
        anna.write("Текст SMS", "").await?;
        for _ in 0..12 {
            anna.hits(desk_tests::Key::Backspace).await?;
        }
        anna.sees_in("Что прочтёт клиент", "Здравствуйте! Ваш Домолад").await?;
        anna.sees_in("Что прочтёт клиент", "25 знаков").await?;
        anna.sees_in("Что прочтёт клиент", "SMS: 1").await?;
        anna.write("Текст SMS", &" и ещё столько же слов".repeat(3)).await?;
        anna.sees_in("Что прочтёт клиент", "SMS: 2").await?;
        anna.sees_in("Что прочтёт клиент", "до 67 в одной SMS").await?;
        anna.screenshot("rule-1440").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// A3, Q1: whoever called and was answered gets the SMS of the rule that stands there from the beginning.
#[test]
fn a3_whoever_called_gets_the_sms_when_he_has_hung_up() {
    // In this world a client calls before the dialer does, whose calls the rule is not about. At this pace a call rings for
    // four seconds; whoever is slower waits for the next.
    desk_test(World::brisk().paced(0.2).seeded(9), async |anna| {
        let answers = async || {
            let is_pressed = anna.tries("button", "Ответить", Some("Очередь")).await.unwrap_or(false);
            let is_talking = async || anna.is_seen("Разговор", Some("Текущий звонок")).await;
            Ok((is_pressed || is_talking().await?).then_some(()))
        };
        anna.until_within(Duration::from_secs(60), "a call to answer", answers).await?;
        anna.sees_in("Текущий звонок", "Разговор").await?;
        anna.turns_to("Заметки и SMS").await?;
        let is_over = async || Ok((!anna.is_seen("Завершить звонок", None).await?).then_some(()));
        anna.until_within(Duration::from_secs(60), "the end of the call", is_over).await?;
        anna.sees_in("Сообщения", "Автоматическая SMS на").await?;
        anna.sees_in("Сообщения", "спасибо за звонок!").await?;
        Ok(())
    });
}

/// A3: what a rule says stands in the chat of the call, as it was sent.
#[test]
fn a3_the_sms_goes_when_the_call_ends_and_stands_in_the_appeal() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Светлана Юдина (супервизор)").await?;
        anna.goes("/automation/new-rule").await?;
        anna.write("Название", "Мы вам звонили").await?;
        anna.write("Текст SMS", "{имя_клиента}, мы вам звонили. {компания}").await?;
        anna.checks("Только если на звонок ответили").await?;
        anna.checks("Исходящие").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Правила", "Мы вам звонили").await?;
        sits_down(anna, "Анна Соколова (оператор)").await?;
        anna.opens("Обращения").await?;
        anna.opens_in("Мои обращения", "Ксения Голубь").await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.press("Завершить звонок").await?;
        anna.turns_to("Заметки и SMS").await?;
        anna.sees_in("Сообщения", "Автоматическая SMS на +7 975 876-44-54").await?;
        anna.sees_in("Сообщения", "Ксения, мы вам звонили. Домолад").await?;
        anna.reload().await?;
        anna.turns_to("Заметки и SMS").await?;
        anna.sees_in("Сообщения", "Ксения, мы вам звонили. Домолад").await?;
        Ok(())
    });
}

//! Q5: what the operator is now.

use desk_tests::{World, desk_test};

/// Q5.
#[test]
fn q5_an_operator_takes_a_break_and_is_told_that_nothing_is_offered() {
    desk_test(World::still(), async |anna| {
        anna.press_in("Моё состояние", "Готов").await?;
        anna.press("Перерыв").await?;
        anna.sees_in("Очередь", "Вы на перерыве: обращения вам не предлагаются").await?;
        anna.sees_in("Моё состояние", "Перерыв").await?;
        anna.reload().await?;
        anna.sees_in("Очередь", "Вы на перерыве").await?;
        anna.press_in("Очередь", "Готов").await?;
        anna.does_not_see("Вы на перерыве").await?;
        anna.sees_in("Моё состояние", "Готов").await?;
        Ok(())
    });
}

/// Q5.
#[test]
fn q5_on_a_narrow_screen_the_state_stands_in_the_bar() {
    desk_test(World::still(), async |anna| {
        anna.resizes_to(420, 800).await?;
        anna.press_in("Моё состояние", "Готов").await?;
        anna.press("Не в сети").await?;
        anna.sees_in("Моё состояние", "Не в сети").await?;
        anna.sees_in("Очередь", "Вы не в сети").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

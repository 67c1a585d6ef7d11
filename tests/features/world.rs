//! E3: the demo's world in this browser.

use desk_tests::{DayRows, Row, World, desk_test};

/// E3.
#[test]
fn e3_the_same_seed_makes_the_same_world_in_any_browser() {
    let first = seen(World::still());
    assert_eq!(seen(World::still()), first);
    assert_ne!(seen(World::still().seeded(7)).0, first.0);
}

/// E3.
#[test]
fn e3_a_reload_keeps_what_was_done_and_starting_over_gives_the_first_day_back() {
    desk_test(World::still().demo_alone("a server does not start over"), async |anna| {
        anna.sees_title("(4)").await?;
        let first_day = anna.queue().await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_title("(3)").await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Мои обращения", "Вы: Здравствуйте!").await?;
        anna.reload().await?;
        anna.sees_in("Мои обращения", "Вы: Здравствуйте!").await?;
        assert_eq!(anna.queue().await?.len(), 3);

        anna.press("Начать заново").await?;
        anna.press("Да, начать заново").await?;
        anna.sees_title("(4)").await?;
        let paths = |rows: &[Row]| rows.iter().map(|row| row.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&anna.queue().await?), paths(&first_day));
        assert_eq!(anna.path().await?, "/");
        anna.does_not_see("Вы: Здравствуйте!").await?;
        Ok(())
    });
}

/// E3.
#[test]
fn e3_a_second_tab_takes_the_demo_over_and_the_first_takes_it_back() {
    desk_test(World::still().demo_alone("a server holds as many tabs as one likes"), async |anna| {
        anna.sees("Очередь").await?;
        let first = anna.tab().await?;
        let second = anna.opens_tab("/").await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_title("(3)").await?;
        anna.looks_at(&first).await?;
        anna.sees("Рабочее место открыто в другой вкладке").await?;
        anna.does_not_see("Очередь").await?;
        anna.press("Продолжить здесь").await?;
        anna.sees("Очередь").await?;
        // What was done in the other tab is here.
        assert_eq!(anna.queue().await?.len(), 3);
        anna.looks_at(&second).await?;
        anna.sees("Рабочее место открыто в другой вкладке").await?;
        Ok(())
    });
}

/// All that the desk of a world shows at first, its clocks left out.
fn seen(world: World) -> (Vec<String>, Vec<DayRows>, Vec<DayRows>) {
    desk_test(world, async |anna| {
        anna.sees_title("(4)").await?;
        let queue = anna.queue().await?.into_iter().map(|row| row.path).collect();
        let in_work = anna.list().await?;
        anna.turns_to("Закрытые").await?;
        let closed = async || Ok(Some(anna.list().await?).filter(|days| days.len() == 4));
        let closed = anna.until("the closed appeals", closed).await?;
        Ok((queue, in_work, closed))
    })
}

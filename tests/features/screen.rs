//! E5: language, theme, and the keyboard alone.

use desk_tests::{Key, World, desk_test};

/// E5.
#[test]
fn e5_english_is_spoken_at_once_and_after_a_reload() {
    desk_test(World::still(), async |anna| {
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Обращение", "В работе").await?;
        anna.press("English").await?;
        anna.sees("Queue").await?;
        anna.sees("In work").await?;
        anna.does_not_see("Очередь").await?;
        anna.sees_title("Appeals").await?;
        anna.reload().await?;
        anna.sees("Queue").await?;
        anna.sees_title("Appeals").await?;
        anna.press("Spam").await?;
        anna.sees("The appeal was closed as spam").await?;
        anna.press("Undo").await?;
        anna.sees_in("Appeal", "In work").await?;
        anna.press("Русский").await?;
        anna.sees("Очередь").await?;
        anna.sees_title("Обращения").await?;
        Ok(())
    });
}

/// E5.
#[test]
fn e5_the_dark_theme_comes_at_once_and_stays_after_a_reload() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        assert!(!anna.is_dark().await?);
        anna.turns_dark().await?;
        let dark = async || Ok(anna.is_dark().await?.then_some(()));
        anna.until("a dark page", dark).await?;
        anna.reload().await?;
        anna.sees("Очередь").await?;
        anna.until("a dark page after the reload", dark).await?;
        anna.press("Светлая тема").await?;
        let light = async || Ok((!anna.is_dark().await?).then_some(()));
        anna.until("a light page", light).await?;
        Ok(())
    });
}

/// E5.
#[test]
fn e5_an_appeal_is_taken_answered_and_closed_by_keyboard_alone() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4)").await?;
        let path = anna.queue().await?.remove(0).path;
        anna.tabs_to("Взять в работу").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_title("(3)").await?;
        let opened = async || Ok((anna.path().await? == path).then_some(()));
        anna.until("the appeal that was taken", opened).await?;

        anna.tabs_to("Сообщение").await?;
        anna.types("Здравствуйте!").await?;
        anna.hits_with(Key::Shift, Key::Enter).await?;
        anna.types("Чем помочь?").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Чем помочь?").await?;
        assert_eq!(anna.focus().await?.map(|(name, _)| name).as_deref(), Some("Сообщение"), "one writes on");

        anna.tabs_to("Закрыть").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Результат").await?;
        anna.hits(Key::Escape).await?;
        anna.does_not_see("Консультация").await?;
        assert_eq!(
            anna.focus().await?.map(|(name, _)| name).as_deref(),
            Some("Закрыть"),
            "Escape gives the focus back"
        );
        anna.hits(Key::Enter).await?;
        anna.sees("Консультация").await?;
        anna.tabs_to("Вопрос решён").await?;
        anna.hits(Key::Down).await?;
        anna.tabs_to("Комментарий").await?;
        anna.types("С клавиатуры").await?;
        anna.tabs_to("Закрыть обращение").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Обращение закрыто: Консультация").await?;
        anna.sees_in("Клиент", "С клавиатуры").await?;
        Ok(())
    });
}

/// E5.
#[test]
fn e5_the_arrows_move_between_the_tabs_of_the_list() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        anna.tabs_to("В работе").await?;
        anna.hits(Key::Right).await?;
        anna.sees_in("Мои обращения", "Позавчера").await?;
        anna.hits(Key::Left).await?;
        anna.does_not_see_in("Мои обращения", "Позавчера").await?;
        Ok(())
    });
}

/// U4.
#[test]
fn u4_the_sound_of_the_queue_stays_as_it_was_switched() {
    desk_test(World::still(), async |anna| {
        anna.press("Звук очереди включён").await?;
        anna.sees("Звук очереди выключен").await?;
        anna.reload().await?;
        anna.press("Звук очереди выключен").await?;
        anna.sees("Звук очереди включён").await?;
        Ok(())
    });
}

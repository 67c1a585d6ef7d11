//! E1: these tests run in Chromium, Firefox and WebKit. What Chromium has and others have not, the desk does without.

use crate::history::makes_report;
use desk_tests::{Key, World, desk_test};

/// E1: an operator's day without what Firefox or WebKit lack, and not a word in the console.
#[test]
fn e1_the_desk_needs_nothing_that_chromium_alone_has() {
    desk_test(World::still().with_history(0), async |anna| {
        anna.is_as_others_are().await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Здравствуйте!").await?;
        anna.reload().await?;
        anna.sees_in("Сообщения", "Здравствуйте!").await?;
        let seen = makes_report(anna).await?;
        anna.press("Экспорт в CSV").await?;
        anna.sees_in("Экспорт в CSV", "Разделитель").await?;
        let saved = anna.saves("Экспортировать").await?;
        assert!(saved.name.ends_with(".csv"), "{}", saved.name);
        assert!(String::from_utf8_lossy(&saved.bytes).lines().count() > seen.length as usize);
        Ok(())
    });
}

//! What is not needed at first is loaded when it is, and says so when it cannot be.

use desk_tests::{World, desk_test};

#[test]
fn a_screen_that_cannot_be_had_is_told_and_tried_again() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        // The browser itself complains of the missing file, and the loader tells why it stopped.
        anna.expects_complaint("no_such_page");
        anna.expects_complaint("HTTP status code is not ok");
        anna.site.withholds(Some("no_such_page"));
        anna.goes("/nowhere").await?;
        anna.sees("Не удалось загрузить").await?;
        anna.sees("Обновить страницу").await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.press("Повторить").await?;
        anna.sees("Не удалось загрузить").await?;
        anna.site.withholds(None);
        anna.press("Повторить").await?;
        anna.sees("Такой страницы нет").await?;
        anna.does_not_see("Не удалось загрузить").await?;
        Ok(())
    });
}

#[test]
fn a_demo_that_cannot_be_had_is_told_and_tried_again() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        if !anna.site.is_in_pieces() {
            return Ok(());
        }
        anna.expects_complaint("demo-");
        anna.expects_complaint("HTTP status code is not ok");
        anna.site.withholds(Some("demo-"));
        anna.reload().await?;
        anna.sees("Нет связи").await?;
        anna.site.withholds(None);
        anna.press("Повторить").await?;
        anna.sees("Очередь").await?;
        Ok(())
    });
}

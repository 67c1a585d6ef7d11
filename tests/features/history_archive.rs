//! R11 and W6: what a line is called in the charts and in the table; a client's card lists what the archive has of him.

use crate::history::makes_report;
use crate::settings::sits_down;
use desk_tests::{World, desk_test};

const CLOSED: &str = "Закрытые обращения";
const LINE: &str = ".appeal-line";

/// R11.
#[test]
fn r11_the_chart_calls_a_line_by_its_comment_and_the_table_by_its_number() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        anna.picks("Группировка", "По точкам входа").await?;
        anna.press("Сформировать").await?;
        anna.sees_in(CLOSED, "Горячая линия").await?;
        let bars = anna.controls(Some(CLOSED)).await?;
        let bar = |name: &str| {
            bars.iter().find(|bar| bar.name.starts_with(&format!("{name}: "))).map(|it| &it.name)
        };
        // One line has no comment.
        assert!(bar("+7 974 000-11-23").is_some() && bar("+7 800 000-12-12").is_none());
        let Some(hot_line) = bar("Горячая линия") else { panic!("no bar of the hot line") };
        anna.press_in(CLOSED, hot_line).await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        assert!(seen.column("Точка входа").iter().all(|it| it == "+7 800 000-12-12"), "{seen:?}");
        assert!(seen.column("О номере").iter().all(|it| it == "Горячая линия"), "{seen:?}");
        anna.sees("Точка входа: Горячая линия").await?;
        Ok(())
    });
}

/// W6.
#[test]
fn w6_a_card_lists_the_archived_appeals_of_its_client_too() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/contacts").await?;
        anna.opens("Айгуль Сафина").await?;
        anna.sees_in("История обращений", "Показать ещё").await?;
        let first = anna.count(LINE).await?;
        assert!(first >= 50, "{first} lines");
        anna.press_in("История обращений", "Показать ещё").await?;
        anna.until("more lines", async || Ok((anna.count(LINE).await? > first).then_some(()))).await?;
        anna.screenshot("card-history").await?;
        anna.opens_in("История обращений", "Закрыто").await?;
        anna.sees_in("Кто обратился", "Айгуль Сафина").await?;
        Ok(())
    });
}

//! R1 to R8: many values, one and none; and what is seen while a report is being made.

use crate::history::{bars, makes_report};
use desk_tests::{Key, World, desk_test};
use std::time::Duration;

const CLOSED: &str = "Закрытые обращения";
const CHARTS: [&str; 3] = [CLOSED, "Среднее время реакции оператора", "Среднее время обработки"];

/// R3, R7: of more than twenty values each keeps its row, and the last is reached and pressed by keyboard.
#[test]
fn r3_more_than_twenty_values_stay_legible() {
    desk_test(World::still().with_history(3_000), async |anna| {
        let all = makes_report(anna).await?;
        anna.picks("Группировка", "По тематикам").await?;
        anna.press("Сформировать").await?;
        anna.sees_in(CLOSED, "Без темы").await?;
        let many = async || Ok(Some(bars(anna, CLOSED).await.unwrap_or_default()).filter(|it| it.len() > 20));
        let many = anna.until("more than twenty bars", many).await?;
        for width in [1_440, 420] {
            anna.resizes_to(width, 900).await?;
            anna.screenshot(&format!("charts-many-{width}")).await?;
        }
        anna.resizes_to(1_440, 900).await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.tabs_to(&many[0]).await?;
        anna.hits(Key::End).await?;
        let last = many.last().cloned().unwrap_or_default();
        assert_eq!(anna.focus().await?, Some((last.clone(), true)));
        anna.hits(Key::Enter).await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        let (name, count) = last.rsplit_once(": ").unwrap_or_default();
        assert_eq!(seen.length.to_string(), count.replace('\u{a0}', ""));
        assert!(seen.column("Тема").iter().all(|it| it == name), "{name}: {seen:?}");
        anna.screenshot("charts-many-last").await?;
        Ok(())
    });
}

/// R3 to R6: a single value has one bar in each chart, as high as any.
#[test]
fn r3_a_single_value_has_one_bar_in_each_chart() {
    desk_test(World::still().with_history(0), async |anna| {
        makes_report(anna).await?;
        anna.press("Группы: Все").await?;
        anna.checks("Доставка").await?;
        anna.hits(Key::Escape).await?;
        anna.picks("Группировка", "По группам").await?;
        anna.press("Сформировать").await?;
        let one = async || {
            let mut counts = Vec::new();
            for chart in CHARTS {
                counts.push(bars(anna, chart).await.unwrap_or_default().len());
            }
            Ok((counts == [1, 1, 1]).then_some(()))
        };
        anna.until("one bar in each chart", one).await?;
        for width in [1_440, 420] {
            anna.resizes_to(width, 900).await?;
            anna.screenshot(&format!("charts-single-{width}")).await?;
            assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        }
        Ok(())
    });
}

/// R1, R4: where there are no appeals that is said once, and no empty chart stands beside it.
#[test]
fn r4_where_there_is_nothing_no_chart_stands() {
    desk_test(World::still().with_history(0), async |anna| {
        makes_report(anna).await?;
        anna.goes("/history?from=2001-03-01T00:00:00Z&until=2001-03-02T00:00:00Z").await?;
        anna.sees("Таких обращений нет").await?;
        anna.does_not_see(CLOSED).await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.screenshot("charts-none").await?;
        Ok(())
    });
}

/// R1 to R8: while an answer is awaited that is said, and the old one stays readable.
#[test]
fn r1_while_a_report_is_made_the_old_one_stays_readable() {
    desk_test(World::still().with_history(0), async |anna| {
        let old = makes_report(anna).await?;
        let bar = bars(anna, CLOSED).await?.swap_remove(0);
        anna.waits_for_answers(Duration::from_secs(3)).await?;
        anna.chooses("Вчера").await?;
        anna.press("Сформировать").await?;
        anna.sees("Формируем отчёт").await?;
        let meanwhile = anna.table_as_it_is().await?;
        assert_eq!((meanwhile.length, meanwhile.rows), (old.length, old.rows));
        assert!(bars(anna, CLOSED).await?.contains(&bar), "the old bars");
        anna.screenshot("report-made").await?;
        anna.table_where("the new rows stand", |it| it.length < old.length).await?;
        anna.does_not_see("Формируем отчёт").await?;
        Ok(())
    });
}

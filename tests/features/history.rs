//! R1 to R7: the report of the history, from the form to the charts, and its address.

use crate::settings::sits_down;
use desk_tests::{Browser, Failed, Key, Seen, World, desk_test};

/// Who sees every row.
const CHIEF: &str = "Вадим Орехов (администратор)";

/// Sits down as an administrator and makes a report of 30 days.
pub(crate) async fn makes_report(anna: &Browser) -> Result<Seen, Failed> {
    sits_down(anna, CHIEF).await?;
    anna.goes("/history").await?;
    anna.sees("Отчёт ещё не сформирован").await?;
    anna.chooses("30 дней").await?;
    anna.press("Сформировать").await?;
    let seen = anna.table_where("rows stand", |it| it.rows.len() > 5).await?;
    // The charts are drawn beside the page, and come when they are.
    let drawn = async || {
        let bars = bars(anna, "Закрытые обращения").await.unwrap_or_default();
        Ok((!bars.is_empty()).then_some(()))
    };
    anna.until("the bars of a chart", drawn).await?;
    Ok(seen)
}

/// What the bars of a chart are called, their numbers with them.
pub(crate) async fn bars(anna: &Browser, chart: &str) -> Result<Vec<String>, Failed> {
    let controls = anna.controls(Some(chart)).await?;
    let others = ["Таблицей: ", "Скачать "];
    let is_bar = |name: &String| name.contains(": ") && !others.iter().any(|other| name.starts_with(other));
    Ok(controls.into_iter().map(|control| control.name).filter(is_bar).collect())
}

/// R1.
#[test]
fn r1_a_period_is_chosen_by_its_name_and_its_time_zone_is_said() {
    desk_test(World::still().with_history(0), async |anna| {
        makes_report(anna).await?;
        anna.sees_in("Условия отчёта", "17.02.2026, 00:00 — 19.03.2026, 00:00 · время").await?;
        let month = anna.table().await?.length;
        anna.chooses("Сегодня").await?;
        anna.press("Сформировать").await?;
        let today = anna.table_where("fewer rows stand", |it| it.length < month).await?;
        anna.chooses("Свой").await?;
        assert_eq!(anna.holds("С").await?, "2026-03-18T00:00");
        assert_eq!(anna.holds("До, не включая").await?, "2026-03-19T00:00");
        anna.press("Сформировать").await?;
        assert_eq!(anna.table().await?.length, today.length, "the same day by hand");
        anna.sets("С", "2026-02-17T00:00").await?;
        anna.press("Сформировать").await?;
        anna.sees_in("Условия отчёта", "17.02.2026, 00:00 — 19.03.2026, 00:00 · время").await?;
        anna.table_where("the month's rows stand", |it| it.length == month).await?;
        Ok(())
    });
}

/// R1.
#[test]
fn r1_a_report_of_one_group_has_its_rows_alone() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        anna.press("Группы: Все").await?;
        anna.checks("Поддержка").await?;
        anna.hits(Key::Escape).await?;
        anna.press("Сформировать").await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        assert!(seen.column("Группа").iter().all(|it| it == "Поддержка"), "{seen:?}");
        Ok(())
    });
}

/// R2.
#[test]
fn r2_the_six_filters_unfold_and_a_branch_of_topics_is_all_that_hangs_on_it() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        anna.press("Фильтры").await?;
        for filter in
            ["Оценка клиента", "Сотрудник", "Точка входа", "Результат", "Тематика", "Способ создания"]
        {
            anna.sees_in("Фильтры", filter).await?;
        }
        anna.press_in("Фильтры", "Тематика: Все").await?;
        anna.checks("Доставка").await?;
        anna.sees("Тематика: Доставка").await?;
        anna.write("Поиск", "сроки").await?;
        anna.sees("Доставка › Сроки").await?;
        anna.hits(Key::Escape).await?;
        anna.hits(Key::Escape).await?;
        anna.press("Сформировать").await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        let branch = ["Доставка", "Сроки", "Изменение адреса", "Подъём на этаж", "Повреждение в пути"];
        assert!(seen.column("Тема").iter().all(|it| branch.contains(&it.as_str())), "{seen:?}");
        anna.press("Сбросить фильтры").await?;
        anna.press("Сформировать").await?;
        anna.table_where("all rows stand", |it| it.length == all.length).await?;
        Ok(())
    });
}

/// R2.
#[test]
fn r2_filters_are_narrowed_one_by_the_other() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        anna.press("Фильтры").await?;
        anna.press_in("Фильтры", "Точка входа: Все").await?;
        anna.checks("+7 800 000-12-12 · Горячая линия").await?;
        anna.hits(Key::Escape).await?;
        anna.press("Сформировать").await?;
        let line = anna.table_where("fewer rows stand", |it| it.length < all.length && it.length > 0).await?;
        assert!(line.column("О номере").iter().all(|it| it == "Горячая линия"));
        anna.press_in("Фильтры", "Результат: Все").await?;
        anna.checks("Пропущенное").await?;
        anna.hits(Key::Escape).await?;
        anna.press("Сформировать").await?;
        anna.sees("Фильтры 2").await?;
        let missed = async || Ok((anna.path().await? == "/history").then_some(()));
        anna.until("the address", missed).await?;
        Ok(())
    });
}

/// R3.
#[test]
fn r3_the_charts_are_drawn_by_what_was_chosen() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        anna.sees_in("Закрытые обращения", "Чат на сайте").await?;
        for (grouping, value) in [
            ("По группам", "Поддержка"),
            ("По сотрудникам", "Анна Соколова"),
            ("По тематикам", "Без темы"),
            ("По точкам входа", "Горячая линия"),
        ] {
            anna.picks("Группировка", grouping).await?;
            anna.press("Сформировать").await?;
            anna.sees_in("Закрытые обращения", value).await?;
            assert_eq!(anna.table().await?.length, all.length, "{grouping} says nothing about rows");
        }
        Ok(())
    });
}

/// R4, R5, R6.
#[test]
fn r4_r5_r6_three_charts_stand_with_their_means_over_all() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        anna.sees_in("Закрытые обращения", &format!("Всего {}", all.length)).await?;
        anna.sees_in("Среднее время реакции оператора", "В среднем 0:00").await?;
        anna.sees_in("Среднее время обработки", "В среднем 0:0").await?;
        Ok(())
    });
}

/// The bar of a value in the first chart.
async fn bar(anna: &Browser, value: &str) -> Result<String, Failed> {
    let find = async || {
        let controls = anna.controls(Some("Закрытые обращения")).await?;
        Ok(controls.into_iter().map(|it| it.name).find(|name| name.starts_with(value)))
    };
    Ok(anna.until(&format!("the bar of {value}"), find).await?)
}

/// R7.
#[test]
fn r7_a_click_on_a_bar_filters_the_table_and_the_chip_clears_it() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        let telegram = bar(anna, "Telegram").await?;
        anna.press_in("Закрытые обращения", &telegram).await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        assert!(seen.column("Канал").iter().all(|it| it == "Telegram"), "{seen:?}");
        anna.sees("Канал: Telegram").await?;
        let address = anna.address().await?;
        assert!(address.contains("chosen=channel.telegram"), "{address}");
        anna.press("Канал: Telegram. Показать все").await?;
        anna.table_where("all rows stand", |it| it.length == all.length).await?;
        anna.press_in("Закрытые обращения", &telegram).await?;
        anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        anna.press_in("Закрытые обращения", &telegram).await?;
        anna.table_where("all rows stand", |it| it.length == all.length).await?;
        Ok(())
    });
}

/// R7.
#[test]
fn r7_the_keyboard_and_a_finger_filter_too() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        let site = bar(anna, "Чат на сайте").await?;
        anna.tabs_to(&site).await?;
        anna.hits(Key::Down).await?;
        anna.hits(Key::Enter).await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        let channels = seen.column("Канал");
        assert!(channels.iter().all(|it| *it == channels[0] && it != "Чат на сайте"), "{channels:?}");
        anna.hits(Key::Enter).await?;
        anna.table_where("all rows stand", |it| it.length == all.length).await?;
        anna.taps("button", &bar(anna, "Viber").await?, Some("Закрытые обращения")).await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        assert!(seen.column("Канал").iter().all(|it| it == "Viber"));
        Ok(())
    });
}

/// R1, R7.
#[test]
fn r1_a_link_shows_the_same_report_and_back_and_forward_work() {
    desk_test(World::still().with_history(0), async |anna| {
        let all = makes_report(anna).await?;
        let first = anna.address().await?;
        anna.press_in("Закрытые обращения", &bar(anna, "Telegram").await?).await?;
        let few = anna.table_where("fewer rows stand", |it| it.length < all.length).await?;
        anna.press_in("Таблица обращений", "Номер обращения").await?;
        let sorted = |it: &Seen| it.sorted.iter().any(|it| it == "ascending");
        let up = anna.table_where("it is sorted", sorted).await?;
        let link = anna.address().await?;
        anna.goes("/").await?;
        anna.sees("Очередь").await?;
        anna.goes(&link).await?;
        let again =
            anna.table_where("the rows of the link stand", |it| it.rows.len() == up.rows.len()).await?;
        assert_eq!((again.rows, again.sorted), (up.rows, up.sorted));
        anna.sees("Канал: Telegram").await?;
        anna.chooses("Вчера").await?;
        anna.press("Сформировать").await?;
        anna.table_where("other rows stand", |it| it.length < few.length).await?;
        anna.back().await?;
        anna.table_where("the rows from before stand", |it| it.length == few.length).await?;
        anna.goes(&first).await?;
        anna.table_where("all rows stand", |it| it.length == all.length).await?;
        assert!(anna.does_not_see("Канал: Telegram").await.is_ok());
        Ok(())
    });
}

/// R1.
#[test]
fn r1_a_link_that_cannot_be_read_says_so() {
    desk_test(World::still().with_history(0), async |anna| {
        anna.goes("/history?from=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z&ratings=superb").await?;
        anna.sees("Ссылка на отчёт не читается").await?;
        anna.press("Сформировать").await?;
        anna.table().await?;
        Ok(())
    });
}

/// R1.
#[test]
fn r1_the_report_is_there_when_one_comes_back_from_a_card() {
    desk_test(World::still().with_history(0), async |anna| {
        makes_report(anna).await?;
        anna.press_in("Закрытые обращения", &bar(anna, "Звонок").await?).await?;
        let seen =
            anna.table_where("calls stand", |it| it.column("Канал").iter().all(|it| it == "Звонок")).await?;
        anna.opens("Сделки").await?;
        anna.sees("Новая сделка").await?;
        anna.opens("История обращений").await?;
        let again = anna.table_where("rows stand", |it| !it.rows.is_empty()).await?;
        assert_eq!(again.length, seen.length);
        assert!(anna.address().await?.contains("chosen=channel.call"));
        Ok(())
    });
}

/// R1.
#[test]
fn r1_a_period_without_appeals_says_so() {
    desk_test(World::still().with_history(0), async |anna| {
        anna.goes("/history?from=2001-03-01T00:00:00Z&until=2001-03-02T00:00:00Z").await?;
        anna.sees("Таких обращений нет").await?;
        anna.sees("Возьмите другой период").await?;
        Ok(())
    });
}

/// E5, R1 to R13.
#[test]
fn r1_the_history_breaks_no_rule_of_wcag_2_2_aa() {
    desk_test(World::still().with_history(0), async |anna| {
        makes_report(anna).await?;
        anna.press("Фильтры").await?;
        let mut broken = Vec::new();
        for theme in ["light", "dark"] {
            for width in [1440, 420] {
                anna.resizes_to(width, 900).await?;
                let found = anna.broken_rules().await?;
                broken.extend(found.into_iter().map(|rule| format!("{theme}, {width}: {rule}")));
            }
            anna.resizes_to(1440, 900).await?;
            anna.press("Столбцы").await?;
            broken.extend(
                anna.broken_rules().await?.into_iter().map(|rule| format!("{theme}, columns: {rule}")),
            );
            anna.hits(Key::Escape).await?;
            anna.press("Экспорт в CSV").await?;
            broken.extend(
                anna.broken_rules().await?.into_iter().map(|rule| format!("{theme}, export: {rule}")),
            );
            anna.press("Закрыть окно").await?;
            if theme == "light" {
                anna.turns_dark().await?;
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// E5.
#[test]
fn r1_the_history_fits_every_width() {
    desk_test(World::still().with_history(0), async |anna| {
        makes_report(anna).await?;
        for width in [1440, 1024, 720, 420, 360] {
            anna.resizes_to(width, 800).await?;
            anna.table().await?;
            let (far, out) = anna.sideways().await?;
            assert!(far == 0.0, "at {width} the page scrolls {far} px sideways, for {out:#?}");
            anna.screenshot(&format!("history-at-{width}")).await?;
        }
        Ok(())
    });
}

//! R11 and W6: what a line is called in the charts and in the table; a client's card lists what the archive has of him.

use crate::history::makes_report;
use crate::settings::sits_down;
use desk_contract::history::{HistoryRow, ShownClient};
use desk_contract::{Slice, Timestamp};
use desk_demo::{Archive, Demo, DemoOptions};
use desk_tests::{Failed, Unmet, World, desk_test};
use std::cmp::Reverse;

const CLOSED: &str = "Закрытые обращения";
const ARCHIVED: u32 = 3_000;

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
    desk_test(World::still().with_history(ARCHIVED), async |anna| {
        let client = "Айгуль Сафина";
        let archived = archived_of(client)?;
        assert!(archived.len() > 1, "{archived:?}");
        anna.goes("/contacts").await?;
        anna.opens(client).await?;
        anna.sees_in("История обращений", "№ 48412").await?;
        for number in archived.iter().take(2) {
            anna.sees_in("История обращений", &format!("№ {number}")).await?;
        }
        Ok(())
    });
}

/// R1: the demo's address says how many past appeals there are; the same seed makes the same each time.
#[test]
fn r1_the_demos_address_says_how_many_past_appeals_there_are() {
    let world = World::still().demo_alone("a server has the history that it has");
    desk_test(world, async |anna| {
        anna.goes("/?history=2500").await?;
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/history?from=2020-01-01T00:00:00Z&until=2026-03-19T00:00:00Z&sort=number").await?;
        let seen = anna.table_where("rows stand", |it| it.rows.len() > 5).await?;
        assert!((2_500..4_000).contains(&seen.length), "{}", seen.length);
        let archive = Archive::kept(2026, began()?, 2_500);
        assert_eq!(seen.column("Номер обращения")[0], archive.row(0).number.to_string());
        Ok(())
    });
}

/// Q2, W6: what was only looked up, on a card or in the history, does not push itself into «Закрытые».
#[test]
fn q2_a_past_appeal_that_was_looked_up_does_not_stand_among_the_closed_ones() {
    desk_test(World::still().with_history(ARCHIVED), async |anna| {
        anna.turns_to("Закрытые").await?;
        anna.sees_in("Мои обращения", "Показать ещё").await?;
        let before = anna.list_length().await?;
        let client = "Айгуль Сафина";
        let archived = archived_of(client)?;
        anna.opens("Адресная книга").await?;
        anna.opens(client).await?;
        let oldest = format!("№ {}", archived.last().copied().unwrap_or_default());
        anna.sees_in("История обращений", &oldest).await?;
        anna.opens("История обращений").await?;
        anna.chooses("Прошлый месяц").await?;
        anna.press("Сформировать").await?;
        let seen = anna.table_where("rows stand", |it| it.rows.len() > 5).await?;
        anna.opens(&seen.column("Номер обращения")[0]).await?;
        anna.sees_in("Что происходило", "Закрыто").await?;
        anna.opens("Обращения").await?;
        anna.turns_to("Закрытые").await?;
        anna.sees_in("Мои обращения", "Показать ещё").await?;
        assert_eq!(anna.list_length().await?, before, "as many as the list's first page has");
        Ok(())
    });
}

/// H8, W6: an archived appeal is opened again from the card, stays open over a reload, and has left the history.
#[test]
fn h8_an_archived_appeal_is_opened_again() {
    desk_test(World::still().with_history(ARCHIVED), async |anna| {
        let client = "Айгуль Сафина";
        let number = archived_of(client)?[0];
        let report = "/history?from=2020-01-01T00:00:00Z&until=2026-03-19T00:00:00Z";
        anna.goes(report).await?;
        let all = anna.table_where("rows stand", |it| it.rows.len() > 5).await?.length;
        anna.goes("/contacts").await?;
        anna.opens(client).await?;
        anna.opens_in("История обращений", &format!("№ {number}")).await?;
        anna.sees_in("Обращение", &format!("№ {number}")).await?;
        anna.press_in("Обращение", "Открыть снова").await?;
        anna.sees_in("Обращение", "В работе").await?;
        anna.turns_to("В работе").await?;
        anna.sees_in("Мои обращения", client).await?;
        anna.reload().await?;
        anna.turns_to("В работе").await?;
        anna.sees_in("Мои обращения", client).await?;
        anna.goes(report).await?;
        anna.table_where("one row fewer", |it| it.length == all - 1).await?;
        Ok(())
    });
}

/// W5, W6: all that the client ever closed is counted beside an appeal, and a card lists it to its end.
#[test]
fn w5_the_whole_history_of_a_client_has_the_archived_appeals() {
    desk_test(World::still().with_history(ARCHIVED), async |anna| {
        let client = "Айгуль Сафина";
        let archived = archived_of(client)?;
        anna.goes("/contacts").await?;
        anna.opens(client).await?;
        for number in archived {
            anna.sees_in("История обращений", &format!("№ {number}")).await?;
        }
        let all = anna.reads("История обращений").await?.matches("№ ").count();
        anna.opens_in("История обращений", &format!("№ {}", 48_412)).await?;
        anna.sees_in("Обращение", client).await?;
        // Of a whole history one page is counted, and that there is more is said.
        anna.sees_in("Клиент", "Закрытые: ").await?;
        let words = anna.reads("Клиент").await?;
        let counted = words.split("Закрытые: ").nth(1).unwrap_or_default();
        let counted: String = counted.chars().take_while(char::is_ascii_digit).collect();
        assert!(counted.parse().is_ok_and(|counted: usize| counted + 3 >= all), "{counted} of {all}");
        Ok(())
    });
}

/// The numbers of a client's archived appeals that Анна may see, the last closed first.
fn archived_of(client: &str) -> Result<Vec<u64>, Failed> {
    let began = began()?;
    let demo = Demo::begin(DemoOptions { seed: 2026, ..DemoOptions::default() }, began);
    let anna = demo.world().directory().operator(demo.me()).ok_or_else(|| Unmet("Анна".to_owned()))?;
    let archive = Archive::kept(2026, began, ARCHIVED);
    let is_hers =
        |row: &HistoryRow| matches!(&row.client, ShownClient::Contact { name, .. } if name == client);
    let rows = (0..ARCHIVED).map(|place| archive.row(place)).filter(is_hers);
    let mut rows: Vec<_> = rows.filter_map(|row| row.as_seen_by(anna)).collect();
    rows.sort_by_key(|row| Reverse(row.closed_at));
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// The moment at which the demo of a test begins.
fn began() -> Result<Timestamp, Unmet> {
    "2026-03-18T12:00:00+03:00".parse().map_err(|_| Unmet("a moment".to_owned()))
}

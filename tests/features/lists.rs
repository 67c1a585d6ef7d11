//! Q2, Q3: the operator's appeals, by the day of the last action.

use desk_tests::{Browser, DayRows, Failed, World, desk_test};
use std::collections::BTreeSet;

/// The days of the lists, and the moments at which they begin in Moscow when it is the 18th of March.
const DAYS: [(&str, &str); 4] = [
    ("Сегодня", "2026-03-17T21:00"),
    ("Вчера", "2026-03-16T21:00"),
    ("Позавчера", "2026-03-15T21:00"),
    ("Ранее", ""),
];

/// Q2, Q3.
#[test]
fn q3_closed_appeals_stand_under_their_days_the_latest_action_first() {
    desk_test(World::still(), async |anna| {
        anna.turns_to("Закрытые").await?;
        let list = listed(anna).await?;
        let days: Vec<_> = list.iter().map(|day| day.day.as_str()).collect();
        assert_eq!(days, DAYS.map(|(day, _)| day));
        in_order(&list);
        Ok(())
    });
}

/// Q2.
#[test]
fn q2_older_closed_appeals_come_as_one_scrolls() {
    desk_test(World::still(), async |anna| {
        anna.turns_to("Закрытые").await?;
        let mut count = rows(&listed(anna).await?);
        assert!(anna.is_seen("Показать ещё", None).await?, "there is more than the first {count}");
        while anna.is_seen("Показать ещё", None).await? {
            anna.scrolls_to_end("Закрытые").await?;
            let more = async || Ok(Some(rows(&anna.list().await?)).filter(|now| *now > count));
            count = anna.until("more closed appeals", more).await?;
        }
        let list = anna.list().await?;
        in_order(&list);
        let paths: BTreeSet<_> = list.iter().flat_map(|day| &day.rows).map(|row| &row.path).collect();
        assert_eq!(paths.len(), count, "none stands twice");
        Ok(())
    });
}

/// Q2.
#[test]
fn q2_an_appeal_in_work_comes_first_when_it_is_answered() {
    desk_test(World::still(), async |anna| {
        let last = listed(anna).await?.pop().and_then(|mut day| day.rows.pop()).unwrap();
        anna.goes(&last.path).await?;
        anna.write("Сообщение", "Уже смотрю").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Мои обращения", "Вы: Уже смотрю").await?;
        let first =
            async || Ok(anna.list().await?.first().filter(|day| day.rows[0].path == last.path).map(drop));
        anna.until("the answered appeal first", first).await?;
        Ok(())
    });
}

/// Q3.
#[test]
fn q3_at_midnight_today_becomes_yesterday_while_the_list_is_open() {
    desk_test(World::still().at("2026-03-18T23:59:53+03:00"), async |anna| {
        let before = listed(anna).await?;
        assert_eq!(before.len(), 1, "{before:?}");
        assert_eq!(before[0].day, "Сегодня");
        let regrouped = async || Ok(anna.list().await?.pop().filter(|day| day.day == "Вчера"));
        let after = anna.until("Вчера in the list", regrouped).await?;
        let paths = |day: &DayRows| day.rows.iter().map(|row| row.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&after), paths(&before[0]));
        Ok(())
    });
}

async fn listed(anna: &Browser) -> Result<Vec<DayRows>, Failed> {
    let list = async || Ok(Some(anna.list().await?).filter(|days| !days.is_empty()));
    Ok(anna.until("the list", list).await?)
}

fn rows(list: &[DayRows]) -> usize {
    list.iter().map(|day| day.rows.len()).sum()
}

fn in_order(list: &[DayRows]) {
    let moments: Vec<_> = list.iter().flat_map(|day| &day.rows).map(|row| row.at.as_str()).collect();
    assert!(moments.is_sorted_by(|earlier, later| earlier >= later), "{moments:?}");
    for DayRows { day, rows } in list {
        let Some(place) = DAYS.iter().position(|(name, _)| name == day) else {
            panic!("no day is called {day}")
        };
        let (from, until) = (DAYS[place].1, place.checked_sub(1).map_or("9", |next| DAYS[next].1));
        for row in rows {
            assert!(row.at.as_str() >= from && row.at.as_str() < until, "{} under {day}", row.at);
        }
    }
}

//! Q2, Q3: the operator's appeals, by the day of the last action.

use desk_tests::{Browser, DayRows, Failed, Key, World, desk_test};
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
        listed(anna).await?;
        let list = anna.whole_list().await?;
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
        listed(anna).await?;
        let mut count = anna.list_length().await?;
        while anna.is_seen("Показать ещё", None).await? {
            anna.scrolls_to_end("Закрытые").await?;
            let more = async || {
                let now = anna.list_length().await?;
                Ok((now > count || !anna.is_seen("Показать ещё", None).await?).then_some(now))
            };
            count = anna.until("more closed appeals", more).await?;
        }
        let list = anna.whole_list().await?;
        in_order(&list);
        let paths: BTreeSet<_> = list.iter().flat_map(|day| &day.rows).map(|row| &row.path).collect();
        let count = anna.list_length().await?;
        assert_eq!(paths.len() as u64, count, "every one is found by who scrolls, and none stands twice");
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

/// Q3.
#[test]
fn q3_what_is_in_work_is_found_at_once_and_escape_shows_all_again() {
    desk_test(World::still(), async |anna| {
        let all = listed(anna).await?;
        let sought = all[0].rows[0].clone();
        let number = number_of(anna, &sought.path).await?;
        anna.write("Поиск по обращениям", &number).await?;
        let alone = async || {
            let list = anna.list().await?;
            let rows: Vec<_> = list.into_iter().flat_map(|day| day.rows).collect();
            Ok((rows.len() == 1 && rows[0].path == sought.path).then_some(()))
        };
        anna.until("that one alone", alone).await?;
        anna.types("0000").await?;
        anna.sees_in("Мои обращения", "Ничего не нашлось").await?;
        anna.hits(Key::Escape).await?;
        let paths = |list: &[DayRows]| {
            list.iter().flat_map(|day| &day.rows).map(|row| row.path.clone()).collect::<Vec<_>>()
        };
        let again = async || Ok((paths(&anna.list().await?) == paths(&all)).then_some(()));
        anna.until("all again", again).await?;
        Ok(())
    });
}

/// Q3.
#[test]
fn q3_closed_appeals_are_found_with_the_backend_and_by_channel() {
    desk_test(World::still(), async |anna| {
        anna.turns_to("Закрытые").await?;
        listed(anna).await?;
        let last = anna.whole_list().await?.pop().and_then(|mut day| day.rows.pop()).unwrap();
        let number = number_of(anna, &last.path).await?;
        anna.turns_to("Закрытые").await?;
        anna.write("Поиск по обращениям", &number).await?;
        let alone = async || {
            let list = anna.list().await?;
            let rows: Vec<_> = list.into_iter().flat_map(|day| day.rows).collect();
            Ok((rows.len() == 1 && rows[0].path == last.path).then_some(()))
        };
        anna.until("that one alone", alone).await?;
        anna.hits(Key::Escape).await?;
        anna.press("Что показывать").await?;
        anna.chooses("Telegram").await?;
        anna.hits(Key::Escape).await?;
        anna.sees_in("Мои обращения", "Только Telegram").await?;
        let only = async || {
            let rows: Vec<_> = anna.list().await?.into_iter().flat_map(|day| day.rows).collect();
            let channels = anna.channels_in("Мои обращения").await?;
            let is_only = channels.iter().skip(1).all(|channel| channel == "Telegram");
            Ok((!rows.is_empty() && channels.len() > 1 && is_only).then_some(()))
        };
        anna.until("letters of Telegram alone", only).await?;
        anna.press_in("Мои обращения", "Все каналы").await?;
        anna.does_not_see("Только Telegram").await?;
        Ok(())
    });
}

/// U8.
#[test]
fn u8_whoever_waits_for_an_answer_can_come_first_and_stays_so_on_this_device() {
    desk_test(World::still(), async |anna| {
        listed(anna).await?;
        anna.press("Что показывать").await?;
        anna.chooses("Сначала ждущие ответа").await?;
        anna.hits(Key::Escape).await?;
        let owed_first = async || {
            let rows: Vec<_> = anna.list().await?.into_iter().flat_map(|day| day.rows).collect();
            let owed: Vec<_> = rows.iter().map(|row| waits(&row.says)).collect();
            Ok((!rows.is_empty() && owed.is_sorted_by(|one, two| one >= two) && owed[0]).then_some(()))
        };
        anna.until("those first who wait for an answer", owed_first).await?;
        anna.does_not_see_in("Мои обращения", "Сегодня").await?;
        anna.reload().await?;
        anna.until("those first still", owed_first).await?;
        Ok(())
    });
}

/// Whether a row shows a running clock beside the hour of the last action.
fn waits(says: &str) -> bool {
    let is_clock =
        |word: &&str| word.matches(':').count() >= 1 && word.replace(':', "").parse::<u32>().is_ok();
    says.split(' ').filter(is_clock).count() > 1
}

/// The number that people call an appeal by; the list is back as it was then.
async fn number_of(anna: &Browser, path: &str) -> Result<String, Failed> {
    anna.goes(path).await?;
    let header = async || {
        let says = anna.reads("Обращение").await.unwrap_or_default();
        let number = says.split('№').nth(1).and_then(|rest| rest.split_whitespace().next());
        Ok(number.map(str::to_owned))
    };
    Ok(anna.until("the appeal's number", header).await?)
}

async fn listed(anna: &Browser) -> Result<Vec<DayRows>, Failed> {
    let list = async || Ok(Some(anna.list().await?).filter(|days| !days.is_empty()));
    Ok(anna.until("the list", list).await?)
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

//! Q1: the queue panel.

use desk_tests::{Browser, Failed, World, desk_test};
use serde_json::json;

/// Q1.
#[test]
fn q1_a_new_client_joins_the_queue_while_one_looks() {
    desk_test(World::brisk(), async |anna| {
        anna.sees("Очередь").await?;
        let first = anna.queue().await?;
        let newcomer = async || {
            let queue = anna.queue().await?;
            Ok(queue.into_iter().find(|row| first.iter().all(|known| known.path != row.path)))
        };
        anna.until("somebody new in the queue", newcomer).await?;
        let counted = async || {
            let (count, title) = (anna.queue().await?.len(), anna.title().await?);
            Ok((title == format!("({count}) Обращения")).then_some(()))
        };
        anna.until("the count of the queue in the tab's title", counted).await?;
        Ok(())
    });
}

/// Q1.
#[test]
fn q1_the_longest_waiting_stands_first_and_every_clock_moves() {
    desk_test(World::still(), async |anna| {
        let clocks = anna.clocks_in("Очередь").await?;
        assert_eq!(clocks.len(), 4);
        assert!(clocks.is_sorted_by(|earlier, later| earlier > later), "{clocks:?}");
        let moved = async || {
            let now = anna.clocks_in("Очередь").await.unwrap_or_default();
            Ok(now.iter().zip(&clocks).all(|(now, before)| now > before).then_some(()))
        };
        anna.until("every clock to move", moved).await?;
        Ok(())
    });
}

/// Q1.
#[test]
fn q1_whoever_is_taken_leaves_the_queue_and_is_open_in_work() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4) Обращения").await?;
        for left in (0..4).rev() {
            let next = anna.queue().await?.remove(0);
            anna.press_in("Очередь", "Взять").await?;
            anna.takes_her_hand_away().await?;
            let opened = async || Ok((anna.path().await? == next.path).then_some(()));
            anna.until("the appeal that was taken", opened).await?;
            anna.sees_in("Обращение", "В работе").await?;
            let in_work = async || {
                let list = anna.list().await?;
                Ok(list.first().filter(|day| day.rows[0].path == next.path).map(drop))
            };
            anna.until("the appeal first among those in work", in_work).await?;
            if left > 0 {
                anna.sees_title(&format!("({left}) Обращения")).await?;
            }
        }
        anna.sees_in("Очередь", "В очереди никого").await?;
        let quiet = async || Ok((anna.title().await? == "Обращения").then_some(()));
        anna.until("a title without a count", quiet).await?;
        Ok(())
    });
}

/// Q1, U3.
#[test]
fn q1_one_can_look_at_a_waiting_client_before_taking_him() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        let first = anna.queue().await?.remove(0);
        anna.goes(&first.path).await?;
        anna.sees_in("Обращение", "В очереди").await?;
        anna.sees("Чтобы ответить, возьмите обращение в работу.").await?;
        anna.press("Взять в работу").await?;
        anna.sees_in("Обращение", "В работе").await?;
        assert_eq!(anna.holds("Сообщение").await?, "");
        assert_eq!(anna.queue().await?.len(), 3);
        Ok(())
    });
}

/// Q1.
#[test]
fn q1_a_row_tells_the_channel_the_group_and_the_line() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4)").await?;
        let queue = anna.queue().await?;
        let channels = anna.channels_in("Очередь").await?;
        assert_eq!(channels.len(), queue.len());
        let reads = anna.reads("Очередь").await?;
        assert_eq!(reads.matches(" · ").count(), queue.len(), "{reads}");
        Ok(())
    });
}

/// Q1, Q5.
#[test]
fn q1_a_ringing_call_stands_on_top_and_is_answered() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        offered_call(anna).await?;
        anna.reload().await?;
        anna.sees_in("Очередь", "Вам звонят").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        let first = anna.queue().await?.remove(0);
        anna.press_in("Очередь", "Ответить").await?;
        let open = async || Ok((anna.path().await? == first.path).then_some(()));
        anna.until("the call that was answered", open).await?;
        anna.does_not_see("Вам звонят").await?;
        anna.sees_in("Обращение", "Завершить звонок").await?;
        Ok(())
    });
}

/// Q1, Q5.
#[test]
fn q1_a_declined_offer_waits_on_for_everybody() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        offered_call(anna).await?;
        anna.reload().await?;
        anna.press_in("Очередь", "Отклонить").await?;
        anna.does_not_see("Вам звонят").await?;
        anna.sees_title("(5)").await?;
        Ok(())
    });
}

/// H6.
#[test]
fn h6_what_a_colleague_hands_over_says_who_and_why_and_is_accepted() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        handed_over(anna).await?;
        anna.reload().await?;
        anna.sees_in("Очередь", "Клиент просит вас").await?;
        anna.press_in("Очередь", "Принять").await?;
        anna.sees_in("Обращение", "В работе").await?;
        anna.takes_her_hand_away().await?;
        anna.sees_title("(4)").await?;
        Ok(())
    });
}

/// H6.
#[test]
fn h6_what_is_not_accepted_stays_with_the_colleague() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        handed_over(anna).await?;
        anna.reload().await?;
        anna.press_in("Очередь", "Отказаться").await?;
        anna.write("Почему", "Я на обеде").await?;
        anna.press_in("Отказаться", "Отказаться").await?;
        anna.takes_her_hand_away().await?;
        anna.does_not_see("Клиент просит вас").await?;
        anna.sees_title("(4)").await?;
        Ok(())
    });
}

/// H6: what is handed over to a group waits for any of it, with the name of who hands it over and why.
#[test]
fn h6_what_is_handed_over_to_the_group_is_accepted_by_one_of_it() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        handed_to_her_group(anna).await?;
        anna.reload().await?;
        anna.sees_in("Очередь", "Клиент просит вас").await?;
        anna.press_in("Очередь", "Принять").await?;
        anna.sees_in("Обращение", "В работе").await?;
        anna.does_not_see_in("Очередь", "Клиент просит вас").await?;
        Ok(())
    });
}

/// An appeal made by hand, which others can be like.
pub(crate) async fn one_made(anna: &Browser) -> Result<(), Failed> {
    crate::create_by_hand::begins(anna).await?;
    anna.picks("Канал", "Звонок").await?;
    anna.write("Номер телефона", "9161234567").await?;
    anna.press("Создать").await?;
    anna.sees_in("Обращение", "+7 916 123-45-67").await?;
    Ok(())
}

/// A call that rings at this desk, once the page is loaded anew.
pub(crate) async fn offered_call(anna: &Browser) -> Result<(), Failed> {
    let leg = json!({ "party": "client", "state": "talking", "since": "$at" });
    let call = json!({
        "number": "+79161234567", "legs": [leg], "is_muted": false, "started_at": "$at", "answered_at": null, "ended": null,
    });
    let changed = json!({ "channel": "call", "creation": "client", "call": call, "queued_at": "$at", "last_action_at": "$at" });
    let then = json!([["appeal_offered", { "appeal": "$appeal", "to": "$me" }]]);
    Ok(anna.finds_appeals(1, &changed, &then).await?)
}

/// An appeal of a colleague, handed over to this desk, once the page is loaded anew.
async fn handed_over(anna: &Browser) -> Result<(), Failed> {
    let changed = json!({ "creation": "client" });
    let transfer = json!({ "from": SOMEBODY, "to": { "operator": { "id": "$me" } }, "comment": "Клиент просит вас", "at": "$at" });
    let then = json!([
        ["appeal_taken", { "appeal": "$appeal", "by": SOMEBODY }],
        ["appeal_transferred", { "appeal": "$appeal", "transfer": transfer }],
    ]);
    Ok(anna.finds_appeals(1, &changed, &then).await?)
}

/// An appeal of a colleague, handed over to the appeal's own group, once the page is loaded anew.
async fn handed_to_her_group(anna: &Browser) -> Result<(), Failed> {
    let changed = json!({ "creation": "client" });
    let transfer = json!({ "from": SOMEBODY, "to": { "group": { "id": "$group" } }, "comment": "Клиент просит вас", "at": "$at" });
    let then = json!([
        ["appeal_taken", { "appeal": "$appeal", "by": SOMEBODY }],
        ["appeal_transferred", { "appeal": "$appeal", "transfer": transfer }],
    ]);
    Ok(anna.finds_appeals(1, &changed, &then).await?)
}

/// A colleague whom the directory has forgotten.
const SOMEBODY: &str = "0195a8c0-0000-7000-8000-000000000001";

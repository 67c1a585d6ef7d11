//! U2: nothing moves under the hand.

use desk_tests::{Failed, Key, World, desk_test};
use std::time::Duration;

/// How long no colleague takes over after the page was opened, at most.
const SETTLES: Duration = Duration::from_secs(30);

/// U2.
#[test]
fn u2_the_queue_stands_still_while_it_is_pointed_at() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4) Обращения").await?;
        let before = anna.queue().await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_title("(3) Обращения").await?;
        anna.sees_in("Очередь", "Взято вами").await?;
        let paths =
            async || Ok::<_, Failed>(anna.queue().await?.into_iter().map(|row| row.path).collect::<Vec<_>>());
        let stood: Vec<_> = before.iter().map(|row| row.path.clone()).collect();
        assert_eq!(paths().await?, stood, "whom Anna took still holds his place");

        anna.takes_her_hand_away().await?;
        let gone = async || Ok((anna.queue().await?.len() == 3).then_some(()));
        anna.until("three in the queue", gone).await?;
        assert_eq!(paths().await?, stood[1..]);
        Ok(())
    });
}

/// U3: who looks at a waiting client is seen before he takes him, and who took him is told to whoever comes late.
#[test]
fn u3_a_colleague_is_seen_to_look_and_then_to_have_been_first() {
    desk_test(World::brisk().paced(0.2), async |anna| {
        let waits = async || Ok(anna.queue().await?.into_iter().next());
        let first = anna.until("somebody who waits", waits).await?;
        // The desk stays open: a page that loads sees nobody who looks meanwhile.
        anna.opens_in("Очередь", &first.says).await?;
        let looks = async || Ok(anna.is_seen("Смотрит: ", Some("Обращение")).await?.then_some(()));
        anna.until_within(SETTLES, "a colleague who looks", looks).await?;
        anna.sees_in("Обращение", "Обращение ведёт").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// U2.
#[test]
fn u2_the_list_stands_still_while_it_is_pointed_at() {
    desk_test(World::still(), async |anna| {
        anna.sees("В работе").await?;
        let order = async || {
            let list = anna.list().await?;
            let paths: Vec<_> = list.into_iter().flat_map(|day| day.rows).map(|row| row.path).collect();
            Ok((paths.len() == 3).then_some(paths))
        };
        let before = anna.until("three appeals in work", order).await?;
        let last = before.last().cloned().unwrap_or_default();
        anna.goes(&last).await?;
        anna.write("Сообщение", "Ещё минуту").await?;
        anna.points_at(&last).await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Ещё минуту").await?;
        assert_eq!(anna.until("three appeals in work", order).await?, before, "under the pointer");

        anna.takes_her_hand_away().await?;
        let risen = async || Ok(order().await?.filter(|now: &Vec<_>| now.first() == Some(&last)));
        anna.until("the answered appeal first", risen).await?;
        Ok(())
    });
}

//! Q1: the queue panel.

use desk_tests::{World, desk_test};

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

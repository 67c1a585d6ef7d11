//! H6: handing an appeal over, keeping it after all, and back into the queue.

use crate::calls::takes_first;
use desk_tests::{World, desk_test};

/// H6.
#[test]
fn h6_an_appeal_is_offered_to_a_colleague_and_kept_after_all() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Перевести").await?;
        anna.sees("Выберите, кому перевести").await?;
        anna.does_not_see_in("Перевести обращение", "Анна Соколова").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.write("Кому", "тимур").await?;
        anna.takes("Тимур Галиев").await?;
        anna.write("Комментарий", "Нужна скидка").await?;
        anna.press_in("Перевести обращение", "Перевести").await?;
        anna.sees_in("Обращение", "Передаётся: Тимур Галиев, ждём ответа").await?;
        anna.sees_in("Сообщения", "Нужна скидка").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.reload().await?;
        anna.press_in("Обращение", "Отменить перевод").await?;
        anna.does_not_see("Передаётся: Тимур Галиев").await?;
        anna.sees_in("Обращение", "В работе").await?;
        Ok(())
    });
}

/// H6.
#[test]
fn h6_an_appeal_is_offered_to_a_group_and_to_one_receiver_at_a_time() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Перевести").await?;
        anna.write("Кому", "поддержка группа").await?;
        anna.takes("Поддержка").await?;
        anna.press_in("Перевести обращение", "Перевести").await?;
        anna.sees_in("Обращение", "Передаётся: Поддержка, ждём ответа").await?;
        anna.press_in("Обращение", "Перевести").await?;
        anna.does_not_see("Закрыть окно").await?;
        anna.sees_in("Обращение", "Обращение уже переводится").await?;
        Ok(())
    });
}

/// Q1.
#[test]
fn h6_an_appeal_goes_back_into_the_queue_with_a_word_why() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.sees_title("(3)").await?;
        anna.press_in("Обращение", "Ещё действия").await?;
        anna.takes("Вернуть в очередь").await?;
        anna.write("Почему возвращаете", "Не моя тема").await?;
        anna.press_in("Вернуть в очередь", "Вернуть в очередь").await?;
        anna.sees("Обращение вернулось в очередь").await?;
        anna.sees_title("(4)").await?;
        anna.sees_in("Сообщения", "Не моя тема").await?;
        Ok(())
    });
}

/// H6.
#[test]
fn h6_a_colleague_who_declines_says_why_and_the_appeal_stays() {
    desk_test(World::brisk(), async |anna| {
        let path = takes_first(anna).await?;
        anna.press_in("Обращение", "Перевести").await?;
        // Who sets the desk up takes nothing from a queue.
        anna.write("Кому", "вадим").await?;
        anna.takes("Вадим Орехов").await?;
        anna.press_in("Перевести обращение", "Перевести").await?;
        anna.sees("перевод отклонён, Вадим Орехов: «Не беру обращения из очереди, передайте группе»").await?;
        anna.does_not_see("Передаётся: Вадим Орехов").await?;
        anna.sees_in("Обращение", "В работе").await?;
        assert_eq!(anna.path().await?, path);
        Ok(())
    });
}

/// H6.
#[test]
fn h6_who_accepts_is_named() {
    desk_test(World::brisk(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Перевести").await?;
        anna.write("Кому", "поддержка группа").await?;
        anna.takes("Поддержка").await?;
        anna.press_in("Перевести обращение", "Перевести").await?;
        anna.sees("теперь ведёт").await?;
        anna.sees_in("Обращение", "Обращение ведёт").await?;
        Ok(())
    });
}

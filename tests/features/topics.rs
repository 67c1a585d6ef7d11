//! H7, H8: why the client came, by mouse and by keyboard; and the comment that survives a reload.

use crate::calls::takes_first;
use desk_tests::{Key, World, desk_test};

/// H7.
#[test]
fn h7_a_topic_is_found_by_its_words_and_taken_back() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Указать тему").await?;
        anna.write("Найти тему", "адрес").await?;
        anna.takes("Доставка › Изменение адреса").await?;
        anna.sees("Тема: Доставка › Изменение адреса").await?;
        anna.sees_in("Обращение", "Доставка › Изменение адреса").await?;
        anna.press_in("Тема: Доставка › Изменение адреса", "Отменить").await?;
        anna.sees_in("Обращение", "Указать тему").await?;
        Ok(())
    });
}

/// H7.
#[test]
fn h7_the_tree_of_topics_is_walked_by_keyboard() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Указать тему").await?;
        anna.sees_in("Тема", "Прочее").await?;
        anna.does_not_see_in("Тема", "Рассрочка").await?;
        anna.hits(Key::Right).await?;
        anna.sees_in("Тема", "Рассрочка").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        for _ in 0..4 {
            anna.hits(Key::Down).await?;
        }
        anna.hits(Key::Enter).await?;
        anna.sees_in("Обращение", "Заказ › Рассрочка").await?;
        anna.press_in("Обращение", "Заказ › Рассрочка").await?;
        anna.press("Убрать тему").await?;
        anna.sees("Тема убрана").await?;
        anna.sees_in("Обращение", "Указать тему").await?;
        Ok(())
    });
}

/// H8, U5.
#[test]
fn h8_a_comment_survives_a_reload_and_the_topic_is_offered_with_the_result() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.write("Комментарий", "Переехали").await?;
        anna.reload().await?;
        anna.press_in("Обращение", "Закрыть").await?;
        assert_eq!(anna.holds("Комментарий").await?, "Переехали");
        anna.press_in("Закрыть обращение", "Указать тему").await?;
        anna.takes("Прочее").await?;
        anna.sees_in("Закрыть обращение", "Тема: Прочее").await?;
        anna.chooses("Консультация").await?;
        anna.press("Закрыть обращение").await?;
        anna.sees("Обращение закрыто: Консультация").await?;
        anna.sees_in("Клиент", "Переехали").await?;
        anna.press_in("Обращение закрыто: Консультация", "Открыть снова").await?;
        anna.sees_in("Обращение", "В работе").await?;
        Ok(())
    });
}

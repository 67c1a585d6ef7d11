//! W7, H11: deals and tasks from the appeal, and the pages of both.

use crate::book::takes;
use desk_tests::{Browser, Failed, Key, World, desk_test};

const MARIA: &str = "Мария Котова";

/// W7, H11.
#[test]
fn w7_a_deal_is_made_from_the_appeal_linked_moved_and_found() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        makes_deal(anna, "Диван «Осло»", "12500,5").await?;
        anna.sees_in("Сделка", "Диван «Осло»").await?;
        anna.sees_in("Сделка", "12 500,50 ₽").await?;
        anna.opens("Сделки").await?;
        anna.sees_in("Сделки", "Показано:").await?;
        anna.opens_in("Сделки", "Диван «Осло»").await?;
        anna.press("Счёт выставлен").await?;
        anna.sees("Этап сделки изменён").await?;
        anna.sees_in("Сделки", "Счёт выставлен").await?;
        anna.press_in("Этап сделки изменён", "Отменить").await?;
        anna.does_not_see("Этап сделки изменён").await?;
        anna.write("Поиск", "шкаф").await?;
        anna.sees("Сделок не нашлось").await?;
        anna.opens_in("Диван «Осло»", MARIA).await?;
        anna.sees_in("Сделки", "12 500,50 ₽").await?;
        Ok(())
    });
}

/// W7.
#[test]
fn w7_a_sum_that_is_none_is_told_where_it_stands_and_what_was_typed_stays() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        anna.press("Новая сделка").await?;
        anna.write("Название", "Стол").await?;
        anna.write("Сумма", "много").await?;
        anna.sees_in("Новая сделка", "Напишите сумму цифрами").await?;
        anna.press_in("Новая сделка", "Сохранить").await?;
        assert_eq!(anna.holds("Название").await?, "Стол");
        Ok(())
    });
}

/// H11.
#[test]
fn h11_a_deal_is_unlinked_and_linked_again() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        makes_deal(anna, "Кровать", "30 000").await?;
        anna.press("Сменить сделку").await?;
        anna.press("Отвязать сделку").await?;
        anna.sees_in("Сделка", "Не привязана").await?;
        anna.press_in("Сделка отвязана", "Отменить").await?;
        anna.sees_in("Сделка", "30 000 ₽").await?;
        anna.press("Сменить сделку").await?;
        anna.press("Отвязать сделку").await?;
        anna.sees_in("Сделка", "Не привязана").await?;
        anna.press("Привязать сделку").await?;
        anna.write("Привязать сделку", "кров").await?;
        anna.sees_in("Привязать сделку", "Новая · 30 000 ₽").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Сделка привязана").await?;
        anna.sees_in("Сделка", "30 000 ₽").await?;
        Ok(())
    });
}

/// W7.
#[test]
fn w7_a_deal_needs_a_client_and_a_guest_is_none_yet() {
    desk_test(World::still(), async |anna| {
        takes(anna, "+7 974 596-17-02").await?;
        anna.sees_in("Сделка", "Сначала привяжите обращение к контакту").await?;
        Ok(())
    });
}

/// W7.
#[test]
fn w7_a_task_is_made_from_the_appeal_stands_under_its_day_and_is_ticked() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        anna.press("Новая задача").await?;
        anna.write("Что сделать", "Спросить размер ковра").await?;
        anna.press("Завтра 10:00").await?;
        anna.press_in("Новая задача", "Сохранить").await?;
        anna.sees_in("Задачи", "Спросить размер ковра").await?;
        anna.sees_in("Задачи", "завтра, 10:00").await?;
        anna.opens("Задачи").await?;
        anna.sees_in("Завтра", "Спросить размер ковра").await?;
        anna.sees_in("Завтра", MARIA).await?;
        anna.press("Выполнить: Спросить размер ковра").await?;
        anna.does_not_see("Спросить размер ковра").await?;
        anna.press_in("Задача выполнена", "Отменить").await?;
        anna.sees_in("Завтра", "Спросить размер ковра").await?;
        anna.press_in("Завтра", "Спросить размер ковра завтра, 10:00 Мария Котова").await?;
        anna.write("Комментарий", "И подъезд").await?;
        anna.press_in("Задача", "Сохранить").await?;
        anna.sees("Задача сохранена").await?;
        Ok(())
    });
}

async fn makes_deal(anna: &Browser, title: &str, amount: &str) -> Result<(), Failed> {
    anna.press("Новая сделка").await?;
    anna.write("Название", title).await?;
    anna.write("Сумма", amount).await?;
    anna.press_in("Новая сделка", "Сохранить").await?;
    anna.sees_in("Сделка", title).await?;
    Ok(())
}

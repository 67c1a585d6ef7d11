//! H4, H9, H11: who a guest is, what the CRM knows of him, and taking a link off.

use crate::calls::{takes_first, takes_guest};
use desk_tests::{World, desk_test};
use serde_json::json;

/// H4.
#[test]
fn h4_a_guest_is_bound_to_a_contact_with_his_number_and_history() {
    desk_test(World::still(), async |anna| {
        let says = takes_guest(anna).await?;
        let number: String = says.chars().take("+7 974 596-17-02".len()).collect();
        anna.press_in("Обращение", "Привязать к существующему контакту").await?;
        assert_eq!(anna.holds("Контакт").await?, number, "what is known of him is sought first");
        anna.sees("Никого не нашлось").await?;
        anna.hits(desk_tests::Key::Escape).await?;
        anna.write("Контакт", "лисиц").await?;
        anna.takes("Екатерина Лисицына").await?;
        anna.sees(&format!("В карточку добавится: {number}")).await?;
        anna.sees("Прежние обращения этого гостя перейдут к контакту").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.press("Привязать").await?;
        anna.sees("Обращение привязано: Екатерина Лисицына").await?;
        anna.sees_in("Клиент", &number).await?;
        anna.press_in("Обращение", "Привязать к существующему контакту").await?;
        anna.sees_in("Обращение", "Обращение уже привязано к контакту").await?;
        anna.does_not_see("Закрыть окно").await?;
        Ok(())
    });
}

/// H4, W6.
#[test]
fn h4_a_guest_whom_nobody_finds_is_made_a_contact_from_the_same_place() {
    desk_test(World::still(), async |anna| {
        let says = takes_guest(anna).await?;
        let number: String = says.chars().take("+7 974 596-17-02".len()).collect();
        anna.press_in("Обращение", "Привязать к существующему контакту").await?;
        anna.sees("Никого не нашлось").await?;
        anna.press_in("Привязать к существующему контакту", "Новый контакт").await?;
        assert_eq!(anna.holds("Номер").await?, number, "what is known of him is filled in");
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.write("Имя", "Захар Полянский").await?;
        anna.press_in("Новый контакт", "Сохранить").await?;
        anna.sees_in("Кто обратился", "Захар Полянский").await?;
        anna.sees_in("Обращение", "Захар Полянский").await?;
        anna.sees_in("Обращение", "Обращение уже привязано к контакту").await?;
        anna.does_not_see("Закрыть окно").await?;
        Ok(())
    });
}

/// H11.
#[test]
fn h11_a_client_is_unlinked_and_linked_again() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Ещё действия").await?;
        anna.takes("Отвязать клиента").await?;
        anna.sees_in("Клиент", "Нет в адресной книге").await?;
        anna.press_in("Связь снята", "Отменить").await?;
        anna.does_not_see_in("Клиент", "Нет в адресной книге").await?;
        Ok(())
    });
}

/// H9, O6.
#[test]
fn h9_of_a_guest_nothing_is_sent_and_the_button_says_why() {
    desk_test(World::still(), async |anna| {
        takes_guest(anna).await?;
        anna.press_in("Обращение", "Ещё действия").await?;
        anna.sees_in("Ещё действия", "Сначала привяжите обращение к контакту").await?;
        anna.takes("Отправить в CRM").await?;
        anna.does_not_see("CRM: отправляется").await?;
        Ok(())
    });
}

/// H9.
#[test]
fn h9_what_is_sent_is_told_until_the_crm_has_it() {
    desk_test(World::brisk(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Ещё действия").await?;
        anna.takes("Отправить в CRM").await?;
        anna.sees_in("Обращение", "CRM").await?;
        let answered = async || {
            if anna.is_seen("CRM не приняла данные", None).await? {
                return Ok(Some(true));
            }
            Ok(anna.is_seen("CRM: отправлено", None).await?.then_some(false))
        };
        if anna.until("the CRM's answer", answered).await? {
            anna.press_in("Обращение", "Ещё раз").await?;
            anna.sees("CRM: отправлено").await?;
        }
        Ok(())
    });
}

/// H9.
#[test]
fn h9_a_refusal_of_the_crm_is_told_with_its_reason() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        let state = json!({ "failed": { "at": "$at", "reason": "нет такого поля" } });
        anna.finds("crm_changed", json!({ "appeal": "$appeal", "state": state })).await?;
        anna.reload().await?;
        anna.sees_in("Обращение", "CRM не приняла данные: нет такого поля").await?;
        anna.sees_in("Обращение", "Ещё раз").await?;
        let state = json!({ "sent": { "at": "$at", "link": "https://crm.example/1" } });
        anna.finds("crm_changed", json!({ "appeal": "$appeal", "state": state })).await?;
        anna.reload().await?;
        anna.sees_in("Обращение", "CRM: отправлено").await?;
        anna.does_not_see("CRM не приняла данные").await?;
        Ok(())
    });
}

//! W5, W6, H11, U9, W3: the client beside the appeal, and the address book.

use crate::layout::fits;
use desk_tests::{Browser, Failed, Key, World, desk_test};
use serde_json::json;

/// A guest of the queue, who is known by his number alone.
const GUEST: &str = "+7 974 596-17-02";
/// Who waits the longest; a client of the address book.
const MARIA: &str = "Мария Котова";
/// Where she can be written to.
const HER_MAIL: &str = "kotova_m@pochta.example";

/// W6.
#[test]
fn w6_a_guest_becomes_a_client_with_what_is_known_filled_in() {
    desk_test(World::still(), async |anna| {
        takes(anna, GUEST).await?;
        anna.sees_in("Клиент", "Нет в адресной книге").await?;
        anna.press("Новый контакт").await?;
        assert_eq!(anna.holds("Номер").await?, GUEST);
        anna.sees_in("Новый контакт", "Введите название или имя").await?;
        anna.write("Имя", "Пётр Сомов").await?;
        anna.press_in("Новый контакт", "E-mail").await?;
        anna.write("E-mail", "petr@").await?;
        anna.sees_in("Новый контакт", "Проверьте адрес: petr@").await?;
        anna.write("E-mail", "example.org").await?;
        anna.does_not_see("Проверьте адрес").await?;
        anna.press_in("Новый контакт", "Сохранить").await?;
        anna.sees("Карточка клиента сохранена").await?;
        anna.sees_in("Кто обратился", "Пётр Сомов").await?;
        anna.sees_in("Кто обратился", "petr@example.org").await?;
        anna.reload().await?;
        anna.sees_in("Мои обращения", "Пётр Сомов").await?;
        Ok(())
    });
}

/// W6.
#[test]
fn w6_a_number_is_checked_as_it_is_typed_and_grouped_when_it_is_left() {
    desk_test(World::still(), async |anna| {
        anna.goes("/contacts").await?;
        anna.press("Новый клиент").await?;
        anna.press_in("Новый клиент", "Номер").await?;
        anna.write("Номер", "8916123").await?;
        anna.sees_in("Новый клиент", "В номере не хватает цифр").await?;
        anna.write("Номер", "4567").await?;
        anna.does_not_see("В номере не хватает цифр").await?;
        anna.write("Имя", "Анна Ковалёва").await?;
        assert_eq!(anna.holds("Номер").await?, "+7 916 123-45-67");
        anna.press_in("Новый клиент", "Сохранить").await?;
        anna.sees_in("Анна Ковалёва", "+7 916 123-45-67").await?;
        assert!(anna.path().await?.starts_with("/contacts/"));
        Ok(())
    });
}

/// W5, W6.
#[test]
fn w5_the_clients_other_open_appeal_is_seen_once_the_guest_is_known_to_be_her() {
    desk_test(World::still().with_history(0), async |anna| {
        takes(anna, MARIA).await?;
        anna.sees_in("Клиент", "Других открытых нет").await?;
        takes(anna, GUEST).await?;
        anna.press("Новый контакт").await?;
        anna.press_in("Новый контакт", "E-mail").await?;
        anna.write("E-mail", HER_MAIL).await?;
        anna.sees_in("Новый контакт", "Похоже, этот клиент уже есть: Мария Котова").await?;
        anna.press("Привязать к нему").await?;
        anna.sees("Обращение привязано: Мария Котова").await?;
        anna.sees_in("Кто обратился", MARIA).await?;
        anna.sees_in("Открытые обращения", "у вас в работе").await?;
        anna.sees_in("Открытые обращения", "Закрытые: 6").await?;
        anna.opens_in("Открытые обращения", "у вас в работе").await?;
        anna.sees_in("Открытые обращения", "заказ 219970").await?;
        Ok(())
    });
}

/// W6.
#[test]
fn w6_the_address_book_is_searched_and_walked_by_keyboard() {
    desk_test(World::still(), async |anna| {
        anna.opens("Адресная книга").await?;
        anna.write("Поиск", "котов").await?;
        anna.sees_in("Клиенты", MARIA).await?;
        anna.does_not_see("Ольга Савельева").await?;
        anna.hits(Key::Down).await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("История обращений", "Закрыто").await?;
        anna.press("Изменить").await?;
        anna.write("Комментарий", "Звонить после обеда").await?;
        anna.press_in("Карточка клиента", "Сохранить").await?;
        anna.sees_in(MARIA, "Звонить после обеда").await?;
        anna.opens_in("История обращений", "нужно изменить адрес").await?;
        anna.sees_in("Кто обратился", "Звонить после обеда").await?;
        Ok(())
    });
}

/// H11.
#[test]
fn h11_a_company_is_linked_changed_and_removed_and_a_removal_taken_back() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        anna.press("Привязать организацию").await?;
        anna.write("Организация", "Ромашка").await?;
        anna.sees("Создать «Ромашка»").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Организация привязана").await?;
        anna.sees_in("Организация", "Ромашка").await?;
        anna.press("Сменить организацию").await?;
        anna.press("Отвязать организацию").await?;
        anna.sees_in("Организация", "Не привязана").await?;
        anna.press_in("Организация отвязана", "Отменить").await?;
        anna.sees_in("Организация", "Ромашка").await?;
        anna.opens_in("Организация", "Ромашка").await?;
        anna.sees("Пока никого").await?;
        Ok(())
    });
}

/// H11.
#[test]
fn h11_the_client_of_an_appeal_is_changed_and_unlinked_and_both_taken_back() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        anna.press("Клиент обращения").await?;
        anna.write("Другой клиент", "ольга савел").await?;
        anna.sees_in("Другой клиент", "Ольга Савельева").await?;
        anna.hits(Key::Enter).await?;
        anna.sees("Клиент обращения: Ольга Савельева").await?;
        anna.sees_in("Кто обратился", "Ольга Савельева").await?;
        anna.press_in("Клиент обращения: Ольга Савельева", "Отменить").await?;
        anna.sees_in("Кто обратился", MARIA).await?;
        anna.press("Клиент обращения").await?;
        anna.press("Отвязать клиента").await?;
        anna.sees_in("Клиент", "Нет в адресной книге").await?;
        anna.press_in("Клиент отвязан от обращения", "Отменить").await?;
        anna.sees_in("Кто обратился", MARIA).await?;
        Ok(())
    });
}

/// U9.
#[test]
fn u9_two_clients_are_merged_in_the_direction_chosen_and_parted_again() {
    desk_test(World::still().with_history(0), async |anna| {
        anna.goes("/contacts").await?;
        anna.write("Поиск", "котов").await?;
        anna.opens_in("Клиенты", MARIA).await?;
        anna.press("Объединить с…").await?;
        anna.write("С кем объединить", "савельева").await?;
        anna.sees_in("С кем объединить", "Ольга Савельева").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Останется", MARIA).await?;
        anna.sees_in("Что получится", HER_MAIL).await?;
        anna.press("Поменять местами").await?;
        anna.sees_in("Останется", "Ольга Савельева").await?;
        anna.sees_in("Что получится", "Перейдут: обращения — 7").await?;
        anna.press_in("Объединить клиентов", "Объединить").await?;
        anna.sees("Клиенты объединены").await?;
        anna.sees_in("Ольга Савельева", "Объединён с карточкой «Мария Котова»").await?;
        anna.sees_in("Ольга Савельева", HER_MAIL).await?;
        anna.press("Разъединить").await?;
        anna.does_not_see("Объединён с карточкой").await?;
        anna.does_not_see_in("Ольга Савельева", HER_MAIL).await?;
        Ok(())
    });
}

/// W3.
#[test]
fn w3_documents_stand_in_the_clients_card_and_can_be_taken_out() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        anna.write("Сообщение", "Здравствуйте!").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Мои обращения", "Вы: Здравствуйте!").await?;
        anna.sees_in("Документы", "Сюда сохраняют файлы из чата").await?;
        anna.opens_in("Кто обратился", MARIA).await?;
        anna.sees_in("История обращений", "у вас в работе").await?;
        let contact = anna.path().await?.replace("/contacts/", "");
        let file =
            json!({ "id": "$id", "name": "накладная.pdf", "media_type": "application/pdf", "bytes": 40_960 });
        let document = json!({
            "id": "$id", "file": file, "owner": { "contact": { "id": contact } },
            "appeal": "$appeal", "by": "$me", "at": "$at"
        });
        anna.finds("document_saved", json!({ "document": document })).await?;
        anna.reload().await?;
        anna.sees_in("Документы", "накладная.pdf").await?;
        anna.sees_in("Документы", "40 КБ").await?;
        anna.press("Убрать накладная.pdf").await?;
        anna.press("Да, убрать").await?;
        anna.sees_in("Документы", "Сюда сохраняют файлы из чата").await?;
        Ok(())
    });
}

/// W5.
#[test]
fn w5_a_section_that_was_folded_stays_folded() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        anna.sees_in("Клиент", "Сюда сохраняют файлы из чата").await?;
        anna.press_in("Документы", "Документы").await?;
        anna.does_not_see("Сюда сохраняют файлы из чата").await?;
        anna.reload().await?;
        anna.sees_in("Клиент", "Документы").await?;
        anna.does_not_see("Сюда сохраняют файлы из чата").await?;
        anna.press_in("Документы", "Документы").await?;
        anna.sees_in("Клиент", "Сюда сохраняют файлы из чата").await?;
        Ok(())
    });
}

#[test]
fn the_book_fits_and_everybody_can_use_it() {
    desk_test(World::still(), async |anna| {
        anna.goes("/contacts").await?;
        anna.write("Поиск", "котов").await?;
        anna.opens_in("Клиенты", MARIA).await?;
        anna.sees("История обращений").await?;
        let card = anna.path().await?;
        for width in [1440, 1024, 720, 420, 360] {
            anna.resizes_to(width, 800).await?;
            for path in ["/contacts", &card, "/organisations", "/deals", "/tasks"] {
                anna.goes(path).await?;
                anna.sees(if path == card { "История обращений" } else { "Поиск" }).await?;
                fits(anna, width, path).await?;
                if width == 1440 || width == 420 {
                    nothing_is_broken(anna, path).await?;
                }
            }
        }
        anna.goes(&card).await?;
        anna.resizes_to(1440, 800).await?;
        anna.turns_dark().await?;
        nothing_is_broken(anna, "the card in the dark").await?;
        Ok(())
    });
}

async fn nothing_is_broken(anna: &Browser, what: &str) -> Result<(), Failed> {
    let broken = anna.broken_rules().await?;
    assert!(broken.is_empty(), "{what}: {}", broken.join("\n"));
    Ok(())
}

pub(crate) async fn takes(anna: &Browser, whom: &str) -> Result<(), Failed> {
    anna.press_in(whom, "Взять").await?;
    anna.sees_in("Обращение", whom).await?;
    anna.sees_in("Обращение", "В работе").await?;
    Ok(())
}

//! Q4: an incoming appeal made by hand.

use desk_tests::{Browser, Failed, Key, World, desk_test};

/// Opens the form.
pub(crate) async fn begins(anna: &Browser) -> Result<(), Failed> {
    anna.press("Новое обращение").await?;
    anna.press("Создать входящее обращение").await?;
    anna.sees_in("Входящее обращение", "Точка входа").await?;
    Ok(())
}

/// Q4.
#[test]
fn q4_a_guest_who_wrote_elsewhere_becomes_an_appeal_with_his_words_and_files() {
    desk_test(World::still(), async |anna| {
        begins(anna).await?;
        anna.picks("Канал", "Telegram").await?;
        anna.picks("Группа", "Поддержка").await?;
        anna.write("Аккаунт", "@petrova").await?;
        anna.picks("Тема", "Доставка / Сроки").await?;
        anna.write("Что сказал клиент", "Когда привезут диван?").await?;
        anna.brings("Файлы клиента", "чек.txt", "1 диван").await?;
        anna.sees_in("Входящее обращение", "чек.txt").await?;
        anna.write("Комментарий", "Просила ответить до вечера").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        let done = async || {
            if let Some(path) = Some(anna.path().await?).filter(|path| path.starts_with("/appeals/")) {
                return Ok(Some(path));
            }
            // The file may still be on its way at the first press.
            anna.press("Создать").await.ok();
            Ok(None)
        };
        anna.until("the new appeal", done).await?;
        anna.sees_in("Обращение", "@petrova").await?;
        anna.sees_in("Сообщения", "Когда привезут диван?").await?;
        anna.sees_in("Сообщения", "чек.txt").await?;
        anna.sees_in("Клиент", "Просила ответить до вечера").await?;
        anna.sees_in("Мои обращения", "@petrova").await?;
        Ok(())
    });
}

/// Q4.
#[test]
fn q4_a_client_of_the_address_book_brings_his_number_along() {
    desk_test(World::still(), async |anna| {
        begins(anna).await?;
        anna.picks("Канал", "Звонок").await?;
        anna.sees_in("Входящее обращение", "В звонковом обращении переписки нет").await?;
        anna.write("Клиент", "Котова").await?;
        anna.takes("Мария Котова").await?;
        anna.sees_in("Входящее обращение", "Контакт клиента").await?;
        anna.press("Создать").await?;
        anna.sees_in("Обращение", "Мария Котова").await?;
        anna.sees_in("Обращение", "В работе").await?;
        Ok(())
    });
}

/// Q4.
#[test]
fn q4_what_is_wrong_is_said_where_it_stands_and_what_was_typed_stays() {
    desk_test(World::still(), async |anna| {
        begins(anna).await?;
        anna.picks("Канал", "Звонок").await?;
        anna.write("Номер телефона", "8 916 12").await?;
        anna.hits(Key::Tab).await?;
        anna.sees_in("Входящее обращение", "В номере не хватает цифр").await?;
        anna.write("Комментарий", "Перезвонить").await?;
        anna.press("Создать").await?;
        anna.sees_in("Входящее обращение", "В номере не хватает цифр").await?;
        anna.press("Закрыть, сохранив введённое").await?;
        anna.does_not_see("Точка входа").await?;
        begins(anna).await?;
        assert_eq!(anna.holds("Номер телефона").await?, "8 916 12");
        assert_eq!(anna.holds("Комментарий").await?, "Перезвонить");
        anna.write("Номер телефона", "3-45-67").await?;
        anna.press("Создать").await?;
        anna.sees_in("Обращение", "+7 916 123-45-67").await?;
        begins(anna).await?;
        assert_eq!(anna.holds("Комментарий").await?, "", "the next one begins empty");
        Ok(())
    });
}

//! W2, W3: files both ways, and keeping one in a card.

use crate::chat::{opens, two_in_work};
use desk_tests::{Key, World, desk_test, file};

/// W2.
#[test]
fn w2_a_file_that_was_chosen_goes_with_the_message() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.chooses_file(&file("invoice.pdf", 40_000)?).await?;
        anna.sees_in("Файлы к сообщению", "invoice.pdf").await?;
        anna.write("Сообщение", "Вот счёт").await?;
        // Sent before the file has come: it waits for it by itself.
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Вот счёт").await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.sees_in("Сообщения", "invoice.pdf").await?;
        assert_eq!(anna.holds("Сообщение").await?, "");
        anna.does_not_see("Файлы к сообщению").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.reload().await?;
        anna.sees_in("Сообщения", "invoice.pdf").await?;
        Ok(())
    });
}

/// W2.
#[test]
fn w2_a_picture_is_pasted_seen_in_the_chat_and_opened_large() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Снимок").await?;
        anna.pastes_picture("экран.png").await?;
        anna.sees_in("Файлы к сообщению", "экран.png").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.press("Открыть изображение экран.png").await?;
        anna.sees(" из ").await?;
        anna.press("Настоящий размер").await?;
        anna.screenshot("viewer").await?;
        anna.hits(Key::Escape).await?;
        anna.does_not_see("По размеру окна").await?;
        Ok(())
    });
}

/// W2.
#[test]
fn w2_files_are_dropped_onto_the_chat_which_says_what_will_happen() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.drags_file("договор.txt").await?;
        anna.sees_in("Место для файлов", "Отпустите").await?;
        anna.screenshot("drop").await?;
        anna.drops_file("договор.txt").await?;
        anna.does_not_see("Отпустите").await?;
        anna.sees_in("Файлы к сообщению", "договор.txt").await?;
        anna.press("Убрать файл").await?;
        anna.does_not_see("договор.txt").await?;
        Ok(())
    });
}

/// W2: while a file is still being put by on this device it can be taken back, and nothing of it comes later.
#[test]
fn w2_a_file_is_taken_back_before_it_is_kept() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        for _ in 0..10 {
            anna.drags_file("договор.txt").await?;
            anna.drops_file_and_takes_it_back("договор.txt").await?;
            anna.does_not_see("Отпустите").await?;
            anna.does_not_see("договор.txt").await?;
        }
        Ok(())
    });
}

/// W2, O6.
#[test]
fn w2_a_file_that_the_channel_does_not_carry_says_so_and_is_never_sent() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.drags_file("x").await?;
        anna.drops_large_file("запись.mov", 60).await?;
        anna.sees_in("Файлы к сообщению", "МБ").await?;
        anna.write("Сообщение", "Вот запись").await?;
        anna.hits(Key::Enter).await?;
        assert_eq!(anna.holds("Сообщение").await?, "Вот запись", "nothing was sent");
        anna.sees("повторите или уберите").await?;
        anna.press("Убрать файл").await?;
        anna.focuses("textarea").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Вот запись").await?;
        Ok(())
    });
}

/// W3.
#[test]
fn w3_a_document_is_kept_in_the_clients_card_and_taken_out_again() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.chooses_file(&file("passport.pdf", 2_000)?).await?;
        anna.focuses("textarea").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.press("Что сделать с файлом passport.pdf").await?;
        anna.sees("Обращение не связано со сделкой").await?;
        anna.press("Сохранить в карточку клиента").await?;
        anna.sees("Документ сохранён в карточке клиента").await?;
        anna.press("Что сделать с файлом passport.pdf").await?;
        anna.sees("Уже сохранён").await?;
        anna.hits(Key::Escape).await?;
        anna.press("Отменить").await?;
        anna.press("Что сделать с файлом passport.pdf").await?;
        anna.does_not_see("Уже сохранён").await?;
        Ok(())
    });
}

/// W2, W3.
#[test]
fn w3_a_file_is_saved_on_the_device_from_the_chat_and_from_the_card() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.chooses_file(&file("act.pdf", 3_000)?).await?;
        anna.focuses("textarea").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.catches_saved_files().await?;
        anna.press("Что сделать с файлом act.pdf").await?;
        anna.press("Скачать").await?;
        assert_eq!(anna.saved_file().await?, "act.pdf from blob:");
        anna.press("Что сделать с файлом act.pdf").await?;
        anna.press("Сохранить в карточку клиента").await?;
        anna.sees_in("Документы", "act.pdf").await?;
        // After a reload it comes from the store, not from what the page remembers.
        anna.reload().await?;
        anna.sees_in("Документы", "act.pdf").await?;
        anna.catches_saved_files().await?;
        anna.press_in("Документы", "Скачать act.pdf").await?;
        assert_eq!(anna.saved_file().await?, "act.pdf from blob:");
        Ok(())
    });
}

//! W1, U7: quick replies, emoji, notes, links, copying, and the way back to the newest.

use crate::chat::{opens, two_in_work};
use crate::setting_up::{quick_reply, sets_up};
use desk_tests::{Failed, Key, World, desk_test};
use std::time::Duration;

/// W1.
#[test]
fn w1_a_ready_made_answer_is_found_by_a_slash_and_filled_in() {
    desk_test(World::still(), async |anna| {
        sets_up(
            anna,
            &[
                quick_reply("Срок доставки", "Доставим за 3 дня. {сотрудник}"),
                quick_reply("Возврат", "Вернём деньги"),
            ],
        )
        .await?;
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "/").await?;
        anna.types("доставим за 3 дня").await?;
        anna.sees_in("Быстрые ответы", "Срок доставки").await?;
        anna.does_not_see_in("Быстрые ответы", "Вернём деньги").await?;
        anna.hits(Key::Enter).await?;
        let text = anna.holds("Сообщение").await?;
        assert!(text.starts_with("Доставим за 3 дня. Анна"), "{text}");
        // By the button the words go where the cursor stands.
        anna.press("Быстрые ответы").await?;
        anna.types("вернём деньги").await?;
        anna.hits(Key::Enter).await?;
        let both = anna.holds("Сообщение").await?;
        assert_eq!(both, format!("{text}Вернём деньги"));
        Ok(())
    });
}

/// W1.
#[test]
fn w1_an_emoji_is_found_by_a_word_and_put_where_the_cursor_stands() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Готово ").await?;
        anna.press("Эмодзи").await?;
        anna.types("спасибо").await?;
        anna.press("спасибо").await?;
        assert_eq!(anna.holds("Сообщение").await?, "Готово 🙏");
        Ok(())
    });
}

/// U7.
#[test]
fn u7_a_note_is_for_colleagues_and_never_an_answer() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Это клиенту").await?;
        anna.chooses("Заметка").await?;
        anna.write("Заметка для коллег", "Клиент просил скидку").await?;
        anna.press("Оставить заметку").await?;
        anna.sees_in("Сообщения", "Заметка · Анна").await?;
        anna.sees_in("Сообщения", "Клиент просил скидку").await?;
        anna.chooses("Клиенту").await?;
        assert_eq!(anna.holds("Сообщение").await?, "Это клиенту", "each has its own draft");
        anna.turns_to("Заметки").await?;
        assert_eq!(anna.messages().await?, ["Клиент просил скидку"], "the talk is not among the notes");
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.reload().await?;
        anna.turns_to("Заметки").await?;
        anna.sees_in("Заметки", "Клиент просил скидку").await?;
        Ok(())
    });
}

/// U7, H8.
#[test]
fn u7_a_note_can_be_left_in_a_closed_appeal() {
    desk_test(World::still(), async |anna| {
        anna.turns_to("Закрытые").await?;
        let closed = async || Ok(anna.list().await?.into_iter().flat_map(|day| day.rows).next());
        let closed = anna.until("a closed appeal", closed).await?;
        anna.goes(&closed.path).await?;
        anna.sees("Чтобы ответить, откройте его снова").await?;
        anna.chooses("Заметка").await?;
        anna.write("Заметка для коллег", "Позвонить в мае").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Позвонить в мае").await?;
        Ok(())
    });
}

/// W1.
#[test]
fn w1_an_address_in_a_message_is_a_link_and_nothing_else_is() {
    desk_test(World::still(), async |anna| {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Смотрите (https://shop.example/a?b=1). javascript:alert(1) <a>").await?;
        anna.hits(Key::Enter).await?;
        let link = async || anna.attribute("link", "https://shop.example/a?b=1", "rel").await;
        let rel = anna.until("the link", link).await?;
        assert_eq!(rel, "noopener noreferrer");
        assert_eq!(anna.count("[role=log] a[href]").await?, 1);
        Ok(())
    });
}

/// U5.
#[test]
fn u5_a_draft_from_another_device_appears_in_an_untouched_field() {
    desk_test(World::still(), async |anna| {
        let [one, other] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Начала здесь").await?;
        // Once it lies with the backend, this device keeps nothing that could hide a newer one.
        let kept_here = async || Ok((anna.kept_drafts().await? == 0).then_some(()));
        anna.until("the draft to be with the backend", kept_here).await?;
        opens(anna, &other).await?;
        anna.reload().await?;
        opens(anna, &one).await?;
        assert_eq!(anna.holds("Сообщение").await?, "Начала здесь");
        Ok(())
    });
}

/// U1, W1.
#[test]
fn u1_the_tab_and_the_words_belong_to_their_appeal() {
    desk_test(World::still(), async |anna| {
        let [one, other] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.turns_to("Заметки").await?;
        anna.write("Заметка для коллег", "только здесь").await?;
        opens(anna, &other).await?;
        anna.sees_in("Чат с клиентом", "Клиенту").await?;
        opens(anna, &one).await?;
        assert_eq!(anna.holds("Заметка для коллег").await?, "только здесь", "the tab is still open");
        Ok(())
    });
}

/// W1.
#[test]
fn w1_a_long_chat_stays_light_however_far_one_reads_back() {
    desk_test(World::still(), async |anna| -> Result<(), Failed> {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Начнём").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Мои обращения", "Вы: Начнём").await?;
        anna.hears_many(3_000).await?;
        anna.reload().await?;
        anna.sees_in("Сообщения", "Письмо 3000 ").await?;
        for _ in 0..60 {
            anna.scrolls_by("[role=log]", -3_000).await?;
            let elements = anna.count("*").await?;
            assert!(elements < 3_000, "{elements} elements");
        }
        // What is read stays where it is while older messages arrive above and others go below.
        let before = anna.place_of_first_seen("[role=log]", "[data-from]").await?;
        anna.scrolls_by("[role=log]", -40).await?;
        anna.scrolls_by("[role=log]", 40).await?;
        assert_eq!(anna.place_of_first_seen("[role=log]", "[data-from]").await?, before);
        let beginning = async || {
            anna.scrolls_by("[role=log]", -3_000).await?;
            Ok(anna.is_seen("Начнём", Some("Сообщения")).await?.then_some(()))
        };
        // Fifty pages, each of which is asked for when the one before it is there.
        anna.until_within(Duration::from_secs(60), "the beginning of the chat", beginning).await?;
        anna.press("К последним").await?;
        anna.sees_in("Сообщения", "Письмо 3000 ").await?;
        let elements = anna.count("*").await?;
        assert!(elements < 3_000, "{elements} elements at the end");
        Ok(())
    });
}

/// W1.
#[test]
fn w1_messages_are_walked_by_keyboard_and_copied() {
    desk_test(World::still(), async |anna| -> Result<(), Failed> {
        let [one, _] = two_in_work(anna).await?;
        opens(anna, &one).await?;
        anna.write("Сообщение", "Скопируйте меня").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Скопируйте меня").await?;
        // What is under way becomes another row once it has arrived.
        anna.sees_in("Сообщения", "Отправлено").await?;
        anna.focuses("[role=log]").await?;
        anna.hits(Key::Enter).await?;
        anna.press("Копировать").await?;
        anna.sees("Скопировано").await?;
        Ok(())
    });
}

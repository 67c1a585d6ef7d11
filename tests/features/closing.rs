//! H5, H8: spam and its undoing, closing and opening again.

use desk_tests::{Browser, Failed, World, desk_test};

/// H5.
#[test]
fn h5_spam_from_work_is_closed_and_taken_back_into_work() {
    desk_test(World::still(), async |anna| {
        let path = opens_first_in_work(anna).await?;
        anna.press_in("Обращение", "Спам").await?;
        anna.sees("Обращение закрыто как спам").await?;
        anna.sees_in("Обращение", "Открыть снова").await?;
        stands_first_under(anna, "Закрытые", &path).await?;
        anna.press_in("Обращение закрыто как спам", "Отменить").await?;
        anna.does_not_see("Обращение закрыто как спам").await?;
        anna.sees_in("Обращение", "Закрыть").await?;
        stands_under(anna, "В работе", &path).await?;
        Ok(())
    });
}

/// H5.
#[test]
fn h5_spam_from_the_queue_goes_back_to_its_place_in_the_queue() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4)").await?;
        let before: Vec<_> = anna.queue().await?.into_iter().map(|row| row.path).collect();
        anna.goes(&before[1]).await?;
        anna.press_in("Обращение", "Спам").await?;
        anna.sees_title("(3)").await?;
        anna.press_in("Обращение закрыто как спам", "Отменить").await?;
        anna.sees_title("(4)").await?;
        let after: Vec<_> = anna.queue().await?.into_iter().map(|row| row.path).collect();
        assert_eq!(after, before);
        anna.sees_in("Обращение", "Взять в работу").await?;
        Ok(())
    });
}

/// H5.
#[test]
fn h5_what_was_marked_as_spam_stays_spam_after_a_reload() {
    desk_test(World::still(), async |anna| {
        let path = opens_first_in_work(anna).await?;
        anna.press_in("Обращение", "Спам").await?;
        anna.sees("Обращение закрыто как спам").await?;
        anna.reload().await?;
        anna.sees_in("Клиент", "Спам").await?;
        stands_first_under(anna, "Закрытые", &path).await?;
        Ok(())
    });
}

/// H8.
#[test]
fn h8_an_appeal_is_not_closed_without_a_result() {
    desk_test(World::still(), async |anna| {
        opens_first_in_work(anna).await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.sees_in("Закрыть обращение", "Выберите результат из списка").await?;
        anna.press("Закрыть обращение").await?;
        anna.chooses("Консультация").await?;
        anna.does_not_see_in("Закрыть обращение", "Выберите результат из списка").await?;
        anna.press("Закрыть обращение").await?;
        anna.sees("Обращение закрыто: Консультация").await?;
        anna.sees("Обращение закрыто. Чтобы ответить, откройте его снова.").await?;
        Ok(())
    });
}

/// H8.
#[test]
fn h8_a_closed_appeal_is_opened_again_and_the_client_answers() {
    desk_test(World::brisk(), async |anna| {
        anna.turns_to("Закрытые").await?;
        // The last that has a chat: a call has none.
        let written = async || {
            let list = anna.list().await?;
            let with_chat = |says: &str| says.contains("Вы: ") || says.contains("пасибо");
            Ok(list.into_iter().flat_map(|day| day.rows).find(|row| with_chat(&row.says)))
        };
        let row = anna.until("a closed appeal with a chat", written).await?;
        anna.goes(&row.path).await?;
        anna.press_in("Обращение", "Открыть снова").await?;
        anna.sees_in("Обращение", "Закрыть").await?;
        anna.write("Сообщение", "Вернулась к вашему вопросу").await?;
        anna.press("Отправить").await?;
        anna.gets_answer_to("Вернулась к вашему вопросу").await?;
        stands_under(anna, "В работе", &row.path).await?;
        Ok(())
    });
}

async fn opens_first_in_work(anna: &Browser) -> Result<String, Failed> {
    let first = async || Ok(anna.list().await?.into_iter().next().map(|day| day.rows[0].path.clone()));
    let path = anna.until("an appeal in work", first).await?;
    anna.goes(&path).await?;
    anna.sees_in("Обращение", "В работе").await?;
    Ok(path)
}

async fn stands_first_under(anna: &Browser, tab: &str, path: &str) -> Result<(), Failed> {
    anna.turns_to(tab).await?;
    let first = async || Ok(anna.list().await?.first().filter(|day| day.rows[0].path == path).map(drop));
    Ok(anna.until(&format!("the appeal first under {tab}"), first).await?)
}

async fn stands_under(anna: &Browser, tab: &str, path: &str) -> Result<(), Failed> {
    anna.turns_to(tab).await?;
    let there = async || {
        let list = anna.list().await?;
        Ok(list.iter().flat_map(|day| &day.rows).any(|row| row.path == path).then_some(()))
    };
    Ok(anna.until(&format!("the appeal under {tab}"), there).await?)
}

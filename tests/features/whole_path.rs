//! One appeal all the way: from the queue to Закрытые, and there after a reload (Q1, Q2, W1, H8, E3).

use desk_tests::{World, desk_test};

const ANSWER: &str = "Здравствуйте! Сейчас посмотрю.";
const COMMENT: &str = "Объяснила, что и как";

#[test]
fn a_client_is_taken_answered_and_closed_and_all_of_it_stays() {
    desk_test(World::brisk().paced(0.2), async |anna| {
        let first = async || Ok(anna.queue().await?.into_iter().next());
        anna.until("somebody in the queue", first).await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Обращение", "В работе").await?;
        let path = anna.path_of_appeal().await?;
        let asked = anna.messages().await?;
        assert!(!asked[0].is_empty(), "the client's question can be read");

        anna.write("Сообщение", ANSWER).await?;
        anna.press("Отправить").await?;
        anna.gets_answer_to(ANSWER).await?;

        anna.press_in("Обращение", "Закрыть").await?;
        anna.chooses("Вопрос решён").await?;
        anna.write("Комментарий", COMMENT).await?;
        anna.press("Закрыть обращение").await?;
        anna.sees("Обращение закрыто: Вопрос решён").await?;
        let said = anna.messages().await?;

        anna.turns_to("Закрытые").await?;
        let is_first = async || {
            let list = anna.list().await?;
            let today = list.first().filter(|day| day.day == "Сегодня");
            Ok(today.is_some_and(|today| today.rows[0].path == path).then_some(()))
        };
        anna.until("the appeal first under Сегодня", is_first).await?;

        anna.reload().await?;
        anna.sees_in("Клиент", COMMENT).await?;
        anna.sees_in("Клиент", "Вопрос решён").await?;
        anna.sees_in("Обращение", "Закрыто").await?;
        assert_eq!(anna.messages().await?, said);
        assert_eq!(anna.path().await?, path);
        anna.until("the appeal first under Сегодня again", is_first).await?;
        Ok(())
    });
}

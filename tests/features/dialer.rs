//! H10: an appeal of the dialer is moved to another hour, or handed back.

use crate::calls::takes_first;
use desk_tests::{Browser, Failed, World, desk_test};

/// H10.
#[test]
fn h10_a_call_of_the_dialer_is_moved_to_another_hour() {
    desk_test(World::still(), async |anna| {
        is_given_a_dialed_call(anna).await?;
        anna.press_in("Обращение", "Ещё действия").await?;
        anna.takes("Перенести звонок").await?;
        anna.sees_in("Перенести звонок", "Выберите день и время").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.press("Завтра в 10:00").await?;
        assert_eq!(anna.holds("Когда позвонить").await?, "2026-03-19T10:00");
        anna.screenshot("dialer").await?;
        anna.resizes_to(420, 800).await?;
        anna.screenshot("dialer-420").await?;
        anna.resizes_to(1440, 800).await?;
        anna.press("Перенести").await?;
        anna.sees("Звонок перенесён: 19 марта 2026 г., 10:00").await?;
        anna.sees_in("Обращение", "Звонок перенесён на 19 марта 2026 г., 10:00").await?;
        anna.sees_in("Обращение", "В работе").await?;
        anna.screenshot("dialer-moved").await?;
        Ok(())
    });
}

/// H10.
#[test]
fn h10_an_appeal_goes_back_to_the_dialer() {
    desk_test(World::still(), async |anna| {
        is_given_a_dialed_call(anna).await?;
        anna.press_in("Обращение", "Ещё действия").await?;
        anna.takes("Вернуть в обзвон").await?;
        anna.write("Комментарий", "Просит вечером").await?;
        anna.press_in("Вернуть в исходящий обзвон", "Вернуть в обзвон").await?;
        anna.sees("Обращение вернулось в исходящий обзвон").await?;
        anna.sees_in("Клиент", "Возвращено в обзвон").await?;
        Ok(())
    });
}

async fn is_given_a_dialed_call(anna: &Browser) -> Result<(), Failed> {
    takes_first(anna).await?;
    anna.press_in("Обращение", "Позвонить").await?;
    anna.press_in("Текущий звонок", "Завершить звонок").await?;
    anna.does_not_see("Текущий звонок").await?;
    let path = anna.finds_dialed().await?;
    anna.goes(&path).await?;
    anna.sees_in("Обращение", "В работе").await?;
    Ok(())
}

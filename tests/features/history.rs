//! R1 to R3, R7 to R12: the history's report, from the form to the table.

use crate::settings::sits_down;
use desk_tests::{Browser, Failed, Key, World, desk_test};

/// Who sees every row.
const CHIEF: &str = "Вадим Орехов (администратор)";

/// Sits down as an administrator and makes a report of 30 days.
async fn makes_report(anna: &Browser) -> Result<(), Failed> {
    sits_down(anna, CHIEF).await?;
    anna.goes("/history").await?;
    anna.sees("Отчёт ещё не сформирован").await?;
    anna.chooses("30 дней").await?;
    anna.press("Сформировать").await?;
    anna.sees_in("Обращения", "Telegram").await?;
    Ok(())
}

/// Look.
#[test]
fn r1_looks() {
    desk_test(World::still(), async |anna| {
        makes_report(anna).await?;
        anna.screenshot("history-1440").await?;
        anna.press("Фильтры").await?;
        anna.press_in("Фильтры", "Тематика: Все").await?;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        anna.screenshot("history-filters").await?;
        anna.hits(Key::Escape).await?;
        anna.press("Фильтры").await?;
        anna.press("Столбцы").await?;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        anna.screenshot("history-columns").await?;
        anna.hits(Key::Escape).await?;
        anna.turns_dark().await?;
        anna.screenshot("history-dark").await?;
        anna.resizes_to(420, 800).await?;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        anna.screenshot("history-420").await?;
        Ok(())
    });
}

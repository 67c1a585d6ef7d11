//! W4: a call is talked through by a script.

use crate::beside_talk::call;
use crate::layout::fits;
use crate::setting_up::{script, sets_up};
use desk_tests::{Browser, Failed, World, desk_test};
use serde_json::json;

/// W4.
#[test]
fn w4_a_script_is_walked_forth_and_back_and_what_was_passed_is_marked() {
    desk_test(World::still(), async |anna| {
        on_the_phone(anna).await?;
        anna.sees_in("Скрипт", "Добрый день! Чем помочь?").await?;
        anna.press("Начать по скрипту").await?;
        anna.press("Спрашивает цену").await?;
        anna.sees_in("Скрипт", "тридцать тысяч").await?;
        anna.sees_in("Пройденные шаги", "Приветствие").await?;
        anna.press("Согласен").await?;
        anna.sees_in("Скрипт", "Здесь скрипт заканчивается").await?;
        anna.press_in("Пройденные шаги", "Приветствие").await?;
        anna.sees_in("Скрипт", "Чем помочь").await?;
        anna.press("Спрашивает цену").await?;
        anna.press("Шаг назад").await?;
        anna.sees_in("Скрипт", "Чем помочь").await?;
        anna.reload().await?;
        anna.turns_to("Скрипт").await?;
        anna.sees_in("Пройденные шаги", "Приветствие").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// W4.
#[test]
fn w4_a_search_reads_the_words_to_say_and_the_names_of_transitions() {
    desk_test(World::still(), async |anna| {
        on_the_phone(anna).await?;
        anna.write("Поиск по скрипту", "еще доставка").await?;
        anna.sees_in("Найдено в скрипте", "Цена").await?;
        anna.does_not_see_in("Найдено в скрипте", "Прощание").await?;
        assert!(anna.count("mark").await? >= 2, "both words are marked");
        anna.screenshot("script-search").await?;
        anna.press_in(
            "Найдено в скрипте",
            "Цена Диван стоит тридцать тысяч рублей, доставка ещё не включена.",
        )
        .await?;
        anna.sees_in("Скрипт", "тридцать тысяч").await?;
        assert_eq!(anna.holds("Поиск по скрипту").await?, "");
        for width in [420, 720, 1440] {
            anna.resizes_to(width, 800).await?;
            anna.sees_in("Скрипт", "тридцать тысяч").await?;
            fits(anna, width, "a script").await?;
            anna.screenshot(&format!("script-{width}")).await?;
        }
        Ok(())
    });
}

async fn on_the_phone(anna: &Browser) -> Result<(), Failed> {
    sets_up(anna, &[script()]).await?;
    anna.write("Сообщение", "Здравствуйте!").await?;
    anna.press("Отправить").await?;
    anna.sees_in("Мои обращения", "Вы: Здравствуйте!").await?;
    anna.finds("call_started", json!({ "appeal": "$appeal", "call": call() })).await?;
    anna.reload().await?;
    anna.turns_to("Скрипт").await?;
    // The company has other scripts too.
    Ok(anna.press("Продажа дивана 3 шага").await?)
}

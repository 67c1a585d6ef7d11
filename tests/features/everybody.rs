//! E5: what axe-core can tell of whether everybody can use the desk.

use desk_tests::{World, desk_test};

/// E5.
#[test]
fn e5_an_open_appeal_breaks_no_rule_of_wcag_2_2_aa() {
    desk_test(World::still(), async |anna| {
        let unread = async || Ok(anna.list().await?.into_iter().next().map(|day| day.rows[0].path.clone()));
        let path = anna.until("an appeal in work", unread).await?;
        anna.goes(&path).await?;
        anna.messages().await?;
        let mut broken = Vec::new();
        for theme in ["light", "dark"] {
            for (language, other) in [("ru", "English"), ("en", "Русский")] {
                for width in [1440, 420] {
                    anna.resizes_to(width, 900).await?;
                    let found = anna.broken_rules().await?;
                    broken.extend(
                        found.into_iter().map(|rule| format!("{theme}, {language}, {width}: {rule}")),
                    );
                }
                anna.resizes_to(1440, 900).await?;
                anna.press(other).await?;
            }
            if theme == "light" {
                anna.turns_dark().await?;
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// E5.
#[test]
fn e5_the_form_that_closes_an_appeal_breaks_no_rule_of_wcag_2_2_aa() {
    desk_test(World::still(), async |anna| {
        anna.press_in("Очередь", "Взять").await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.sees("Результат").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

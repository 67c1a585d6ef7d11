//! E7, E6: the settings, the operator's own and the administrator's; and whose desk it is in the demo.

use desk_tests::{Browser, Failed, World, desk_test};

/// E7, O3: what is connected in a widget decides what can be written first.
#[test]
fn e7_a_channel_switched_off_in_the_widget_is_off_for_everybody() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/widgets").await?;
        anna.sees_in("Можно написать первыми", "Telegram").await?;
        anna.opens_in("Виджеты", "Сайт и мессенджеры").await?;
        anna.checks("@domolad_help_demo").await?;
        anna.press("Сохранить").await?;
        anna.sees("Сохранено").await?;
        anna.sees_in("Можно написать первыми", "Не подключены").await?;
        anna.does_not_see_in("Виджеты", "Telegram").await?;
        anna.reload().await?;
        anna.does_not_see_in("Виджеты", "Telegram").await?;
        anna.opens_in("Виджеты", "Сайт и мессенджеры").await?;
        anna.checks("@domolad_help_demo").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Виджеты", "Telegram").await?;
        anna.press("Отменить").await?;
        anna.does_not_see_in("Виджеты", "Telegram").await?;
        Ok(())
    });
}

/// E7, O3: and so an operator cannot begin by it, and reads why.
#[test]
fn e7_what_is_switched_off_in_the_widget_is_off_in_an_appeal() {
    desk_test(World::still(), async |anna| {
        let off = "Канал не подключён ни в одном виджете: Telegram";
        anna.opens_in("Мои обращения", "Ксения Голубь").await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("@ks_golub").await?;
        anna.does_not_see(off).await?;
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/widgets").await?;
        anna.opens_in("Виджеты", "Сайт и мессенджеры").await?;
        anna.checks("@domolad_help_demo").await?;
        anna.press("Сохранить").await?;
        anna.sees("Сохранено").await?;
        sits_down(anna, "Анна Соколова (оператор)").await?;
        anna.opens("Обращения").await?;
        anna.opens_in("Мои обращения", "Ксения Голубь").await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees(off).await?;
        Ok(())
    });
}

/// E7: who changes what somebody else has changed meanwhile sees it and keeps what he typed.
#[test]
fn e7_what_was_changed_meanwhile_is_shown_and_what_was_typed_is_kept() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/results").await?;
        anna.opens_in("Результаты", "Возврат").await?;
        anna.write("Название", " денег").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Результаты", "Возврат денег").await?;
        anna.write("Название", " и товара").await?;
        // Taking back what was saved is a change that comes from elsewhere, as far as this form knows.
        anna.press_in("Сохранено", "Отменить").await?;
        anna.sees("Пока вы правили, запись изменили").await?;
        assert_eq!(anna.holds("Название").await?, "Возврат денег и товара");
        anna.screenshot("settings-changed").await?;
        anna.press("Оставить мою правку").await?;
        anna.does_not_see("Пока вы правили, запись изменили").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Результаты", "Возврат денег и товара").await?;
        Ok(())
    });
}

/// E6: what a role may not change is shown and is off, with the reason.
#[test]
fn e6_an_operator_sees_the_settings_of_the_desk_and_cannot_change_them() {
    desk_test(World::still(), async |anna| {
        anna.goes("/settings/groups").await?;
        anna.opens_in("Группы", "Доставка").await?;
        anna.sees("Для этого нет прав").await?;
        assert_eq!(anna.holds("Название").await?, "Доставка");
        anna.does_not_see("Сохранить").await?;
        anna.sees_in("Сотрудники", "Анна Соколова").await?;
        anna.goes("/settings/me").await?;
        anna.sees_in("Кто работает", "Оператор").await?;
        sits_down(anna, "Светлана Юдина (супервизор)").await?;
        anna.sees_in("Кто работает", "Супервизор").await?;
        anna.goes("/settings/replies/new-reply").await?;
        anna.sees("Сохранить").await?;
        anna.goes("/settings/groups").await?;
        anna.opens_in("Группы", "Доставка").await?;
        anna.sees("Для этого нет прав").await?;
        Ok(())
    });
}

/// E7: groups, their targets, and what is typed wrong.
#[test]
fn e7_a_groups_target_is_written_in_minutes_and_seconds() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/groups").await?;
        anna.press("Новая группа").await?;
        anna.write("Название", "Опт").await?;
        anna.write("Ожидание ответа", "x").await?;
        anna.sees("Напишите минуты и секунды").await?;
        anna.press("Не менять").await?;
        anna.write("Название", "Опт").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Группы", "Опт").await?;
        anna.sees_in("Группы", "ожидание 01:00 · ответ 01:00").await?;
        Ok(())
    });
}

/// E7: what was typed waits while another entry is looked at.
#[test]
fn e7_what_was_typed_and_not_saved_waits() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/results").await?;
        anna.opens_in("Результаты", "Возврат").await?;
        anna.write("Название", " денег").await?;
        anna.sees_in("Результаты", "не сохранено").await?;
        anna.opens_in("Результаты", "Консультация").await?;
        let other =
            async || Ok((anna.holds("Название").await.ok().as_deref() == Some("Консультация")).then_some(()));
        anna.until("the other result", other).await?;
        anna.opens_in("Результаты", "Возврат").await?;
        let kept = async || {
            Ok((anna.holds("Название").await.ok().as_deref() == Some("Возврат денег")).then_some(()))
        };
        anna.until("what was typed", kept).await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Результаты", "Возврат денег").await?;
        anna.does_not_see_in("Результаты", "не сохранено").await?;
        Ok(())
    });
}

/// E7: a quick reply is removed at once and put back.
#[test]
fn e7_a_quick_reply_is_written_removed_and_put_back() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Светлана Юдина (супервизор)").await?;
        anna.goes("/settings/replies").await?;
        anna.press("Новый быстрый ответ").await?;
        anna.write("Название", "Режим работы").await?;
        anna.write("Текст ответа", "Мы работаем с 9 до 21.").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Быстрые ответы", "Мы работаем с 9 до 21.").await?;
        anna.press("Удалить").await?;
        anna.sees("Удалено: Режим работы").await?;
        anna.does_not_see_in("Быстрые ответы", "Режим работы").await?;
        anna.press_in("Удалено: Режим работы", "Отменить").await?;
        anna.sees_in("Быстрые ответы", "Режим работы").await?;
        Ok(())
    });
}

/// E7, W8, H9: integrations.
#[test]
fn e7_a_crm_needs_a_name_and_payments_are_switched() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/integrations").await?;
        anna.sees("Компания и сервисы").await?;
        anna.write("Название компании", " и партнёры").await?;
        anna.checks("ЮKassa подключена").await?;
        anna.press("Сохранить").await?;
        anna.sees("Сохранено").await?;
        anna.reload().await?;
        let named =
            async || Ok(anna.holds("Название компании").await.ok().filter(|it| it.ends_with("и партнёры")));
        anna.until("the company's new name", named).await?;
        Ok(())
    });
}

/// E7, O4: an operator's own mail box.
#[test]
fn e7_an_operator_adds_and_authorises_his_own_mail_box() {
    desk_test(World::still(), async |anna| {
        anna.goes("/settings/phone").await?;
        anna.write("Адрес ящика", "anna").await?;
        anna.sees_in("Ваш ящик", "Добавить ящик").await?;
        anna.write("Адрес ящика", ".sokolova@domolad.example").await?;
        anna.press("Добавить ящик").await?;
        anna.sees_in("anna.sokolova@domolad.example", "Не авторизован").await?;
        anna.press_in("anna.sokolova@domolad.example", "Авторизовать").await?;
        anna.sees_in("anna.sokolova@domolad.example", "Отозвать доступ").await?;
        anna.reload().await?;
        anna.sees_in("anna.sokolova@domolad.example", "Отозвать доступ").await?;
        Ok(())
    });
}

/// E7, E5: preferences hold after a reload, and the rail's switches are the same ones.
#[test]
fn e7_theme_and_language_are_the_operators_own_and_hold() {
    desk_test(World::still(), async |anna| {
        anna.goes("/settings/look").await?;
        anna.chooses("Тёмная").await?;
        let dark = async || Ok(anna.is_dark().await?.then_some(()));
        anna.until("a dark page", dark).await?;
        anna.chooses("English").await?;
        anna.sees("Appearance and sound").await?;
        anna.reload().await?;
        anna.sees("Appearance and sound").await?;
        anna.until("a dark page after a reload", dark).await?;
        anna.press("Light theme").await?;
        let light = async || Ok((!anna.is_dark().await?).then_some(()));
        anna.until("a light page", light).await?;
        anna.press("Русский").await?;
        anna.checks("Тихие часы").await?;
        anna.sees("С").await?;
        anna.reload().await?;
        assert_eq!(anna.holds("С").await?, "22:00");
        Ok(())
    });
}

/// E5: in both themes and on a narrow screen the settings can be used and axe finds nothing.
#[test]
fn e5_the_settings_fit_and_are_accessible() {
    desk_test(World::still(), async |anna| {
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        let mut broken = Vec::new();
        // The form of the widget, too.
        anna.goes("/settings/widgets").await?;
        anna.opens_in("Виджеты", "Сайт и мессенджеры").await?;
        anna.sees("Подключённые каналы").await?;
        anna.screenshot("settings-widget").await?;
        broken.extend(anna.broken_rules().await?);
        for page in ["me", "phone", "look", "widgets", "integrations", "groups", "forms/new-form", "topics"] {
            anna.goes(&format!("/settings/{page}")).await?;
            anna.sees("Настройки").await?;
            for width in [1440, 420] {
                anna.resizes_to(width, 900).await?;
                let (far, out) = anna.sideways().await?;
                assert!(far == 0.0, "{page} at {width} scrolls {far} px sideways for {out:#?}");
                anna.screenshot(&format!("settings-{}-{width}", page.replace('/', "-"))).await?;
            }
            anna.resizes_to(1440, 900).await?;
            broken.extend(anna.broken_rules().await?.into_iter().map(|rule| format!("{page}: {rule}")));
        }
        anna.turns_dark().await?;
        anna.goes("/settings/look").await?;
        anna.sees("Тихие часы").await?;
        broken.extend(anna.broken_rules().await?);
        anna.screenshot("settings-look-dark").await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// Sits down at another's desk: by the demo's own corner or, where there is none, by signing in.
pub(crate) async fn sits_down(anna: &Browser, who: &str) -> Result<(), Failed> {
    if anna.is_seated_as(who).await? {
        return Ok(());
    }
    anna.press("Начать заново").await?;
    anna.press(who).await?;
    let there = async || {
        let is_open = anna.is_seen(who, None).await?;
        Ok((!is_open).then_some(()))
    };
    anna.until("the desk anew", there).await?;
    Ok(())
}

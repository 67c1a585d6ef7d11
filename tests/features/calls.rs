//! H1, H3, H5, O2: calls from the header, their bar, and that none is lost from sight.

use crate::layout::fits;
use desk_tests::{Browser, Failed, World, desk_test};
use serde_json::json;

/// The client who waits first in the still world.
const CLIENT: &str = "Мария Котова";
/// The call's bar, by its name.
const BAR: &str = "Текущий звонок";

/// H1, O2.
#[test]
fn h1_a_call_is_placed_held_muted_and_hung_up_in_its_bar() {
    desk_test(World::still(), async |anna| {
        let written = takes_first(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in(BAR, "Вызываем клиента").await?;
        assert_ne!(anna.path().await?, written, "a call is an appeal of its own");
        anna.sees_in(BAR, "Сейчас нет разговора с клиентом").await?;
        client_answers(anna).await?;
        anna.sees_in(BAR, "Разговор").await?;
        anna.press_in(BAR, "Удержать").await?;
        anna.sees_in(BAR, "На удержании").await?;
        anna.press_in(BAR, "Продолжить").await?;
        anna.sees_in(BAR, "Разговор").await?;
        anna.press_in(BAR, "Выключить микрофон").await?;
        anna.sees_in(BAR, "микрофон выключен").await?;
        anna.press_in(BAR, "Включить микрофон").await?;
        anna.does_not_see_in(BAR, "микрофон выключен").await?;
        for width in [360, 420, 720, 1024] {
            anna.resizes_to(width, 800).await?;
            // The client's panel has slid away.
            anna.does_not_see("Об обращении").await?;
            fits(anna, width, "a talk").await?;
        }
        anna.resizes_to(1440, 800).await?;
        fits(anna, 1440, "a talk").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.turns_dark().await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "dark: {}", broken.join("\n"));
        anna.press_in(BAR, "Завершить звонок").await?;
        anna.does_not_see("Текущий звонок").await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in(BAR, "Вызываем клиента").await?;
        Ok(())
    });
}

/// H1, O2.
#[test]
fn h1_the_clients_telephone_rings_until_something_comes_of_it() {
    desk_test(World::brisk().paced(0.3), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in(BAR, "Вызываем клиента").await?;
        let came = async || {
            let talks =
                anna.is_seen("Удержать", Some(BAR)).await? && !anna.is_seen("Вызываем", Some(BAR)).await?;
            let is_over = !anna.is_seen("Завершить звонок", None).await?;
            Ok((talks || is_over).then_some(()))
        };
        Ok(anna.until("a talk, or the end of the call", came).await?)
    });
}

/// H1.
#[test]
fn h1_keys_are_pressed_by_mouse_and_by_keyboard() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in(BAR, "Вызываем клиента").await?;
        client_answers(anna).await?;
        anna.press_in(BAR, "Клавиатура").await?;
        for key in ["4", "*"] {
            anna.press_in("Клавиатура", key).await?;
        }
        anna.types("90#x").await?;
        anna.sees_in("Нажато", "4*90#").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    });
}

/// H1.
#[test]
fn h1_a_call_stays_in_sight_over_another_appeal_and_none_is_placed_beside_it() {
    desk_test(World::still(), async |anna| {
        let written = takes_first(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in(BAR, "Вызываем клиента").await?;
        let call = anna.path().await?;
        anna.opens_in("Мои обращения", "нужно изменить адрес").await?;
        assert_eq!(anna.path().await?, written);
        anna.sees_in(BAR, "Разговор: Мария Котова").await?;
        anna.sees_in("Обращение", "Вы уже говорите с другим клиентом").await?;
        anna.resizes_to(420, 800).await?;
        anna.does_not_see("Об обращении").await?;
        fits(anna, 420, "a call elsewhere").await?;
        anna.opens("К списку").await?;
        anna.sees_in(BAR, "Разговор: Мария Котова").await?;
        anna.resizes_to(1440, 900).await?;
        anna.opens_in(BAR, "Разговор: Мария Котова").await?;
        assert_eq!(anna.path().await?, call);
        anna.goes(&written).await?;
        anna.press_in(BAR, "Завершить звонок").await?;
        anna.does_not_see("Разговор: Мария Котова").await?;
        Ok(())
    });
}

/// H5.
#[test]
fn h5_spam_in_a_call_hangs_up() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in(BAR, "Вызываем клиента").await?;
        anna.press_in("Обращение", "Спам").await?;
        anna.sees("Обращение закрыто как спам").await?;
        anna.does_not_see("Завершить звонок").await?;
        Ok(())
    });
}

/// O2, O6.
#[test]
fn o2_a_guest_who_writes_cannot_be_called_and_the_button_says_why() {
    desk_test(World::still(), async |anna| {
        takes_guest(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in("Обращение", "Сначала привяжите обращение к контакту").await?;
        anna.does_not_see("Текущий звонок").await?;
        Ok(())
    });
}

/// Takes the first of the queue; tells where it is.
pub(crate) async fn takes_first(anna: &Browser) -> Result<String, Failed> {
    anna.press(&format!("Взять в работу: {CLIENT}")).await?;
    opened(anna).await
}

/// Waits until an appeal is open, where none was; tells where it is.
pub(crate) async fn opened(anna: &Browser) -> Result<String, Failed> {
    let path = async || Ok(Some(anna.path().await?).filter(|path| path.starts_with("/appeals/")));
    let path = anna.until("an open appeal", path).await?;
    anna.sees_in("Обращение", "В работе").await?;
    Ok(path)
}

/// Takes the guest who waits in the still world, known by his number alone.
pub(crate) async fn takes_guest(anna: &Browser) -> Result<String, Failed> {
    anna.sees_title("(4)").await?;
    let number = async || Ok(anna.queue().await?.into_iter().find(|row| row.says.starts_with("+7")));
    let guest = anna.until("a guest in the queue", number).await?;
    anna.goes(&guest.path).await?;
    anna.press_in("Обращение", "Взять в работу").await?;
    anna.sees_in("Обращение", "В работе").await?;
    Ok(guest.says)
}

/// What the telephony would tell.
async fn client_answers(anna: &Browser) -> Result<(), Failed> {
    anna.has_recorded(&anna.path_of_appeal().await?).await?;
    let change = json!({ "answered": { "party": "client" } });
    anna.finds("call_changed", json!({ "appeal": "$appeal", "change": change })).await?;
    anna.reload().await?;
    anna.sees_in(BAR, "Разговор").await?;
    Ok(anna.does_not_see_in(BAR, "Вызываем клиента").await?)
}

//! O1 to O6, H2, H3: outgoing appeals and the ways to a client.

use crate::calls::{takes_first, takes_guest};
use crate::settings::sits_down;
use desk_tests::{Browser, Failed, World, desk_test};

const CLIENT: &str = "Мария Котова";

/// H2, O1.
#[test]
fn h2_an_sms_begins_from_the_header_and_one_writes_at_once() {
    desk_test(World::still(), async |anna| {
        let before = takes_first(anna).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.takes("SMS").await?;
        let elsewhere = async || Ok(Some(anna.path().await?).filter(|path| *path != before));
        anna.until("the new appeal", elsewhere).await?;
        anna.sees_in("Обращение", "SMS").await?;
        let focus = async || Ok(anna.focus().await?.filter(|(name, _)| name == "Сообщение"));
        anna.until("the focus in the composer", focus).await?;
        anna.types("Заказ собран").await?;
        anna.press("Отправить").await?;
        anna.sees_in("Сообщения", "Заказ собран").await?;
        Ok(())
    });
}

/// O1.
#[test]
fn o1_an_sms_begins_from_the_list_to_anybody_in_the_address_book() {
    desk_test(World::still(), async |anna| {
        anna.press_in("Мои обращения", "Новое обращение").await?;
        anna.press("Новое исходящее обращение").await?;
        anna.write("Кому", "вишнев").await?;
        anna.takes("Эдуард Вишневецкий").await?;
        anna.sees_in("Новое исходящее обращение", "Эдуард Вишневецкий").await?;
        anna.sees_in("Связаться", "В карточке клиента нет адреса e-mail").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.press("Выбрать другого").await?;
        anna.write("Кому", "котова").await?;
        anna.takes(CLIENT).await?;
        anna.takes("SMS").await?;
        begins_an_sms(anna).await
    });
}

/// O1.
#[test]
fn o1_an_sms_begins_from_the_clients_card() {
    desk_test(World::still(), async |anna| {
        anna.goes("/contacts").await?;
        anna.opens(CLIENT).await?;
        anna.press("Связаться").await?;
        anna.takes("SMS").await?;
        begins_an_sms(anna).await
    });
}

/// The SMS's own appeal is open, and one writes in it at once.
async fn begins_an_sms(anna: &Browser) -> Result<(), Failed> {
    anna.sees_in("Обращение", CLIENT).await?;
    anna.sees_in("Обращение", "SMS").await?;
    anna.does_not_see("Новое исходящее обращение").await?;
    let focus = async || Ok(anna.focus().await?.filter(|(name, _)| name == "Сообщение"));
    anna.until("the focus in the composer", focus).await?;
    anna.types("Заказ собран").await?;
    anna.press("Отправить").await?;
    Ok(anna.sees_in("Сообщения", "Заказ собран").await?)
}

/// O3.
#[test]
fn o3_a_messenger_that_is_connected_and_on_the_card_is_offered() {
    desk_test(World::still(), async |anna| {
        let before = takes_first(anna).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("Ответы, написанные в самом мессенджере, здесь не сохраняются.").await?;
        anna.takes("Telegram").await?;
        anna.sees_in("Обращение", "Telegram").await?;
        let is_another = async || Ok((anna.path().await? != before).then_some(()));
        anna.until("the address of another appeal", is_another).await?;
        // In that appeal the way leads to its own composer.
        let path = anna.path().await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("это обращение").await?;
        anna.takes("Telegram").await?;
        let focus = async || Ok(anna.focus().await?.filter(|(name, _)| name == "Сообщение"));
        anna.until("the focus in the composer", focus).await?;
        assert_eq!(anna.path().await?, path);
        Ok(())
    });
}

/// O6.
#[test]
fn o6_a_way_that_is_off_says_why() {
    desk_test(World::still(), async |anna| {
        let before = takes_first(anna).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("В карточке клиента нет аккаунта: Avito").await?;
        anna.takes("Avito").await?;
        assert_eq!(anna.path().await?, before, "nothing happens");
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.turns_dark().await?;
        anna.press_in("Обращение", "Написать").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "dark: {}", broken.join("\n"));
        Ok(())
    });
}

/// O6, H2.
#[test]
fn o6_a_guest_is_answered_where_he_writes_and_nowhere_else() {
    desk_test(World::still(), async |anna| {
        takes_guest(anna).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("это обращение").await?;
        anna.sees_in("Связаться", "Сначала привяжите обращение к контакту").await?;
        Ok(())
    });
}

/// O4, O5.
#[test]
fn o4_a_letter_leaves_from_the_companys_box_or_from_ones_own_once_authorised() {
    desk_test(World::still(), async |anna| {
        let before = takes_first(anna).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees_in("Связаться", "a.sokolova@domolad.example: Авторизуйте ящик в настройках").await?;
        anna.opens_in("Связаться", "Открыть настройки").await?;
        let in_settings = async || Ok(anna.path().await?.starts_with("/settings").then_some(()));
        anna.until("the settings", in_settings).await?;
        anna.goes(&before).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees_in("Связаться", "kotova_m@pochta.example · с ящика pomosh@domolad.example").await?;
        anna.takes("E-mail").await?;
        let begun = async || Ok((anna.path().await? != before).then_some(()));
        anna.until("an appeal of its own", begun).await?;
        anna.sees_in("Обращение", "E-mail").await?;
        Ok(())
    });
}

/// O5: with no E-mail channel connected a letter is written in the operator's own program, «Кому» filled in.
#[test]
fn o5_without_a_connected_mail_channel_the_systems_own_program_writes() {
    desk_test(World::still(), async |anna| {
        let path = takes_first(anna).await?;
        sits_down(anna, "Вадим Орехов (администратор)").await?;
        anna.goes("/settings/widgets").await?;
        anna.opens_in("Виджеты", "Сайт и мессенджеры").await?;
        anna.checks("pomosh@domolad.example · Общий ящик").await?;
        anna.press("Сохранить").await?;
        anna.sees("Сохранено").await?;
        sits_down(anna, "Анна Соколова (оператор)").await?;
        anna.goes(&path).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("kotova_m@pochta.example").await?;
        let address = anna.attribute_of("a[href^='mailto:']", "href").await?;
        assert_eq!(address, "mailto:kotova_m@pochta.example");
        Ok(())
    });
}

/// H3.
#[test]
fn h3_a_conference_in_a_call_is_off_and_says_why() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in("Текущий звонок", "Вызываем клиента").await?;
        anna.press_in("Обращение", "Создать видеоконференцию").await?;
        anna.sees_in("Обращение", "В звонке нельзя писать").await?;
        anna.does_not_see("Клиент приглашён").await?;
        Ok(())
    });
}

/// H3.
#[test]
fn h3_a_conference_invites_the_client_in_the_chat() {
    desk_test(World::still(), async |anna| {
        takes_first(anna).await?;
        anna.press_in("Обращение", "Создать видеоконференцию").await?;
        anna.sees("Клиент приглашён в видеоконференцию").await?;
        anna.sees_in("Сообщения", "Приглашаем вас в видеоконференцию:").await?;
        Ok(())
    });
}

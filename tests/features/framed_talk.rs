//! E2: the talk of the desk with the page around its frame (docs/embedding.md).

use crate::over_the_wire_for_real::greets_a_client;
use desk_contract::phone::PhoneNumber;
use desk_tests::{Browser, Failed, Key, World, desk_test};
use serde_json::{Value, json};
use std::time::Duration;

/// The client who waits first in the still world.
const CLIENT: &str = "Мария Котова";
/// Long enough for what must not come.
pub(crate) const A_WHILE: Duration = Duration::from_millis(1_500);

pub(crate) fn framed() -> World {
    World::still().in_a_frame(true)
}

/// Goes to the page around, and waits until both know each other.
pub(crate) async fn greets(operator: &Browser) -> Result<(), Failed> {
    operator.goes_where_it_is_hosted().await?;
    operator.host_hears("desk.opened").await?;
    Ok(())
}

/// The id and the number of a client, by the card that the page around has opened.
async fn opens_card(anna: &Browser, account: Value) -> Result<String, Failed> {
    let found = anna.host_asks("contact.open", account).await?;
    let id = found.as_ref().ok().and_then(|it| it["contact"].as_str());
    Ok(id.unwrap_or_else(|| panic!("a client: {found:?}")).to_owned())
}

/// The number of a client, as it stands ready to be called; the dialog is closed again.
async fn number_of(anna: &Browser, contact: &str) -> Result<String, Failed> {
    let ready = anna.host_asks("call.dial", json!({ "contact": contact })).await?;
    let number = ready.as_ref().ok().and_then(|it| it["number"].as_str());
    let number = number.unwrap_or_else(|| panic!("a number: {ready:?}")).to_owned();
    anna.press_in("Позвонить клиенту", "Закрыть окно").await?;
    Ok(number)
}

/// E2: the page around is invited, greets, and has a client's card opened, by whatever it knows of him.
#[test]
fn e2_the_page_around_opens_a_card() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        let invitation = anna.around("return posted[0]", Vec::new()).await?;
        assert_eq!(invitation["origin"], json!(anna.site.url("")), "{invitation}");
        assert_eq!(invitation["data"]["type"], "desk.ready");
        assert_eq!(invitation["data"]["payload"]["v"], 1);
        let ksenia = opens_card(anna, json!({ "account": "@ks_golub", "channel": "telegram" })).await?;
        anna.sees_in("Ксения Голубь", "@ks_golub").await?;
        let number = number_of(anna, &ksenia).await?;
        let typed = number.replacen("+7", "8 (", 1) + ")";
        assert_eq!(opens_card(anna, json!({ "number": typed })).await?, ksenia);
        assert_eq!(opens_card(anna, json!({ "id": ksenia })).await?, ksenia);
        let nobody = json!({ "id": "01890000-0000-7000-8000-000000000000" });
        assert_eq!(anna.host_asks("contact.open", nobody).await?, Err("not_found".to_owned()));
        // Nobody has this number: the form of a new client has it already.
        let new = anna.host_asks("contact.open", json!({ "number": "+7 999 000-11-22" })).await?;
        assert_eq!(new, Ok(json!({ "contact": null })));
        anna.comes_to_hold("Номер", "+7 999 000-11-22").await?;
        anna.write("Имя", "Новый Клиент").await?;
        anna.press("Сохранить").await?;
        anna.sees_in("Новый Клиент", "+7 999 000-11-22").await?;
        opens_card(anna, json!({ "number": "+79990001122" })).await?;
        Ok(())
    });
}

/// E2: a number that the page around dials stands ready; it is called at once only where the operator has allowed it.
#[test]
fn e2_a_number_dialled_outside_stands_ready_and_calls_only_where_that_is_allowed() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        let ksenia = opens_card(anna, json!({ "account": "@ks_golub" })).await?;
        let number = number_of(anna, &ksenia).await?;
        let ready = anna.host_asks("call.dial", json!({ "number": number.replacen("+7", "8 ", 1) })).await?;
        assert_eq!(ready, Ok(json!({ "number": number, "contact": ksenia, "appeal": null })));
        anna.sees_in("Позвонить клиенту", "Ксения Голубь").await?;
        anna.sees_in("Позвонить клиенту", "Об этом звонке просит CRM.").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.screenshot("framed-dial").await?;
        anna.does_not_see("Вызываем клиента").await?;
        let grouped = number.parse::<PhoneNumber>().map(|number| number.grouped()).unwrap_or_default();
        anna.press_in("Позвонить клиенту", &format!("Позвонить: {grouped}")).await?;
        anna.sees_in("Текущий звонок", "Вызываем клиента").await?;
        let rings = anna.host_hears("call.ringing").await?;
        assert_eq!((&rings["phone"], &rings["direction"]), (&json!(number), &json!("outgoing")));
        // Nobody talks to two clients, whoever asks for it.
        let refused = anna.host_asks("call.dial", json!({ "contact": ksenia })).await?;
        assert_eq!(refused, Err("in_another_call".to_owned()));
        anna.press_in("Текущий звонок", "Завершить звонок").await?;
        assert_eq!(anna.host_hears("call.ended").await?["why"], "by_operator");
        assert_eq!(
            anna.host_asks("call.dial", json!({ "number": "112233" })).await?,
            Err("bad_number".to_owned())
        );
        anna.opens("Настройки").await?;
        anna.opens("Телефония и e-mail").await?;
        anna.checks("Звонить сразу по просьбе CRM").await?;
        let broken = anna.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        anna.screenshot("framed-setting").await?;
        let called = anna.host_asks("call.dial", json!({ "contact": ksenia })).await?;
        let called = called.unwrap_or_else(|code| panic!("{code}"));
        anna.sees_in("Текущий звонок", "Вызываем клиента").await?;
        assert_eq!(anna.host_hears("call.ringing").await?["appeal"], called["appeal"]);
        anna.press_in("Текущий звонок", "Завершить звонок").await?;
        // Whoever has no card is not called by one: the operator says first who it is.
        let unknown = anna.host_asks("call.dial", json!({ "number": "+79990001122" })).await?;
        assert_eq!(unknown, Ok(json!({ "number": "+79990001122", "contact": null, "appeal": null })));
        anna.sees_in("Позвонить клиенту", "Этого номера нет в адресной книге").await?;
        anna.press("Новый клиент").await?;
        anna.comes_to_hold("Номер", "+7 999 000-11-22").await?;
        Ok(())
    });
}

/// E2: the page around hears what its operator does, by ids and without a word of the talk.
#[test]
fn e2_the_page_around_hears_what_the_operator_does() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        let before = anna.host_hears("unread.changed").await?;
        assert_eq!(before["waiting"], 4);
        assert!(anna.host_hears("desk.resize").await?["height"].as_u64().is_some_and(|height| height >= 560));
        anna.press(&format!("Взять в работу: {CLIENT}")).await?;
        let accepted = anna.host_hears("appeal.accepted").await?;
        assert_eq!((&accepted["stage"], accepted["contact"].is_string()), (&json!("in_work"), true));
        assert_eq!(anna.host_hears("screenpop.requested").await?["contact"], accepted["contact"]);
        assert_eq!(anna.host_hears("appeal.opened").await?["appeal"], accepted["appeal"]);
        assert_eq!(anna.host_hears("unread.changed").await?["waiting"], 3);
        anna.write("Сообщение", "Это слышит только клиент").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Сообщения", "Это слышит только клиент").await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.chooses("Консультация").await?;
        anna.press("Закрыть обращение").await?;
        let closed = anna.host_hears("appeal.closed").await?;
        assert_eq!((&closed["appeal"], &closed["stage"]), (&accepted["appeal"], &json!("closed")));
        anna.hits_with(Key::Control, 'k').await?;
        anna.types("CRM").await?;
        anna.takes("Показать клиента в CRM").await?;
        assert_eq!(anna.host_hears("record.requested").await?["contact"], accepted["contact"]);
        let by_number = anna.host_asks("appeal.open", json!({ "number": 999_999 })).await?;
        assert_eq!(by_number, Err("not_found".to_owned()));
        let first = anna.host_asks("appeal.open", json!({ "number": accepted["number"] })).await?;
        assert_eq!(first.map(|it| it["appeal"].clone()), Ok(accepted["appeal"].clone()));
        let all = anna.around("return JSON.stringify([posted, told])", Vec::new()).await?;
        assert!(!all.to_string().contains("слышит"), "words of the talk stay in it");
        Ok(())
    });
}

/// E2: while more is open than a low frame shows, the desk asks for more, and for no more than that.
#[test]
fn e2_the_desk_asks_for_the_height_of_a_dialog_and_gives_it_back() {
    desk_test(framed(), async |anna| {
        anna.resizes_to(420, 560).await?;
        greets(anna).await?;
        assert_eq!(anna.host_hears("desk.resize").await?["height"], 560);
        anna.press_in("Мои обращения", "Новое обращение").await?;
        anna.press("Создать входящее обращение").await?;
        let height = anna.host_hears("desk.resize").await?["height"].as_u64().unwrap_or_default();
        assert!((600..1_200).contains(&height), "{height}");
        // The page around does as it is asked, and there it ends.
        anna.around("frame.style.height = `${arguments[0]}px`", vec![json!(height)]).await?;
        tokio::time::sleep(A_WHILE).await;
        let told =
            anna.around("return told.filter(it => it.type === 'desk.resize').length", Vec::new()).await?;
        assert_eq!(told, json!(0));
        anna.press("Закрыть, сохранив введённое").await?;
        assert_eq!(anna.host_hears("desk.resize").await?["height"], 560);
        Ok(())
    });
}

/// E2: theme, language and state follow the page around, as by the operator's own hand.
#[test]
fn e2_theme_language_and_state_follow_the_page_around() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        assert_eq!(
            anna.host_asks("theme.set", json!({ "theme": "dark" })).await?,
            Ok(json!({ "theme": "dark" }))
        );
        let dark = async || Ok(anna.is_dark().await?.then_some(()));
        anna.until("the dark theme", dark).await?;
        anna.host_asks("operator.setState", json!({ "state": "break" })).await?.unwrap_or_default();
        anna.sees_in("Моё состояние", "Перерыв").await?;
        assert_eq!(
            anna.host_asks("locale.set", json!({ "locale": "en" })).await?,
            Ok(json!({ "locale": "en" }))
        );
        anna.sees("On a break").await?;
        let wrong = anna.host_asks("theme.set", json!({ "theme": "sepia" })).await?;
        assert_eq!(wrong, Err("malformed".to_owned()));
        anna.host_asks("locale.set", json!({ "locale": "ru" })).await?.unwrap_or_default();
        anna.host_asks("operator.setState", json!({ "state": "ready" })).await?.unwrap_or_default();
        anna.sees_in("Моё состояние", "Готов").await?;
        assert_eq!(
            anna.host_asks("auth.token", json!({ "token": "x" })).await?,
            Err("no_token_here".to_owned())
        );
        Ok(())
    });
}

/// E2, E4: a server's operator is signed in by the page around, and again when his session has ended.
#[test]
fn e2_the_page_around_signs_its_operator_in_by_a_token() {
    desk_test(World::Elsewhere, async |admin| {
        admin.expects_complaint("/api/v1");
        let server = admin.site.reference()?;
        admin.goes_where_it_is_hosted().await?;
        admin.host_hears("auth.expired").await?;
        admin.sees("Вход на рабочее место").await?;
        assert_eq!(
            admin.host_asks("contact.open", json!({ "number": "+79161234567" })).await?,
            Err("not_open".to_owned())
        );
        let bad = admin.host_asks("auth.token", json!({ "token": "guessed" })).await?;
        assert_eq!(bad, Err("not_signed_in".to_owned()));
        let token = server.token().await?;
        assert_eq!(admin.host_asks("auth.token", json!({ "token": token })).await?, Ok(json!({})));
        admin.host_hears("desk.opened").await?;
        let appeal = greets_a_client(admin, server).await?;
        let accepted = admin.host_hears("appeal.accepted").await?;
        assert_eq!(accepted["appeal"], json!(appeal));
        assert_eq!(admin.cookies().await?, 0, "nothing is kept by which he is known");
        server.ends(&token).await?;
        admin.host_hears("auth.expired").await?;
        admin.sees("Войдите снова").await?;
        let again = server.token().await?;
        assert_eq!(admin.host_asks("auth.token", json!({ "token": again })).await?, Ok(json!({})));
        admin.host_hears("desk.opened").await?;
        admin.does_not_see("Войти").await?;
        admin.write("Сообщение", "Проверяю").await?;
        admin.hits(Key::Enter).await?;
        admin.sees_in("Сообщения", "Проверяю").await?;
        admin.sees_in("Сообщения", "Отправлено").await?;
        admin.does_not_see("Ждёт отправки").await?;
        assert_eq!(server.times_said(appeal, "Проверяю").await?, 1);
        admin.screenshot("framed-talk").await?;
        Ok(())
    });
}

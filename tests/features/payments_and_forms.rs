//! W8, W9: payment links of a deal, and forms that the client fills in.

use crate::book::takes;
use desk_tests::{Browser, Failed, World, desk_test};
use serde_json::{Value, json};

const MARIA: &str = "Мария Котова";
const SOMEBODY: &str = "0195a8c0-0000-7000-8000-000000000001";
const FORM: &str = "0195a8c0-0000-7000-8000-000000000002";

/// W8, O6.
#[test]
fn w8_a_link_is_off_without_yookassa_and_goes_out_with_it() {
    desk_test(World::still(), async |anna| {
        let deal = has_a_deal(anna).await?;
        let appeal = anna.path().await?;
        anna.finds("entry_saved", settings(false)).await?;
        anna.reload().await?;
        anna.sees_in("Платежи", "ЮKassa не подключена").await?;
        anna.finds("entry_saved", settings(true)).await?;
        anna.reload().await?;
        anna.sees_in("Платежи", "Платежей пока нет").await?;
        anna.press("Отправить ссылку на оплату").await?;
        assert_eq!(anna.holds("Сумма, RUB").await?, "12 500,50");
        assert_eq!(anna.holds("Назначение").await?, "Оплата: Диван");
        anna.press("Отправить ссылку").await?;
        anna.sees_in("Платежи", "12 500,50 ₽").await?;
        anna.sees_in("Платежи", "Готовим ссылку").await?;
        anna.goes(&deal).await?;
        anna.sees_in("Платежи", "Готовим ссылку").await?;
        anna.goes(&appeal).await?;
        anna.sees_in("Платежи", "Готовим ссылку").await?;
        Ok(())
    });
}

/// W8.
#[test]
fn w8_every_status_of_a_payment_has_its_word_and_a_cancelled_one_its_reason() {
    desk_test(World::still(), async |anna| {
        let deal = has_a_deal(anna).await?;
        let deal_id = deal.replace("/deals/", "");
        for status in ["pending", "waiting_for_capture", "succeeded"] {
            anna.finds("payment_saved", payment(&deal_id, status, None)).await?;
        }
        anna.finds("payment_saved", payment(&deal_id, "canceled", Some("Срок ссылки истёк"))).await?;
        anna.reload().await?;
        for words in
            ["Ожидает оплаты", "Оплачен, ожидает списания", "Оплачен", "Отменён", "Срок ссылки истёк"]
        {
            anna.sees_in("Платежи", words).await?;
        }
        anna.goes(&deal).await?;
        anna.sees_in("Платежи", "Оплачен, ожидает списания").await?;
        Ok(())
    });
}

/// W9.
#[test]
fn w9_a_form_is_sent_and_its_answers_go_onto_the_card_field_by_field() {
    desk_test(World::still(), async |anna| {
        takes(anna, MARIA).await?;
        speaks(anna).await?;
        anna.finds("entry_saved", json!({ "entry": { "form": form() } })).await?;
        anna.reload().await?;
        anna.press("Отправить форму").await?;
        anna.tabs_to("Форма").await?;
        anna.types("Знакомство").await?;
        anna.sees_in("Отправить форму", "Телефон, Где живёте").await?;
        anna.press_in("Отправить форму", "Отправить форму").await?;
        anna.sees_in("Формы", "Ждём ответа").await?;
        anna.sees_in("Сообщения", "Пожалуйста, заполните короткую форму.").await?;
        anna.finds("form_saved", answered()).await?;
        anna.reload().await?;
        anna.press_in("Клиент заполнил форму", "Посмотреть ответы").await?;
        anna.sees_in("Ответы клиента", "Сейчас: +7 975 891-47-06").await?;
        anna.sees_in("Ответы клиента", "Добавится к номерам").await?;
        anna.sees_in("Ответы клиента", "Добавится в комментарий").await?;
        anna.checks("Где живёте").await?;
        anna.press("Записать в карточку").await?;
        anna.sees("Ответы записаны в карточку").await?;
        anna.sees_in("Кто обратился", "+7 916 123-45-67").await?;
        anna.does_not_see("Где живёте: Тверь").await?;
        anna.does_not_see("Клиент заполнил форму").await?;
        Ok(())
    });
}

/// W9.
#[test]
fn w9_the_answers_of_a_guest_make_a_card_of_him() {
    desk_test(World::still(), async |anna| {
        takes(anna, "+7 974 596-17-02").await?;
        speaks(anna).await?;
        anna.finds("form_saved", answered()).await?;
        anna.reload().await?;
        anna.press_in("Клиент заполнил форму", "Посмотреть ответы").await?;
        anna.press("Записать в карточку").await?;
        anna.sees_in("Кто обратился", "Где живёте: Тверь").await?;
        Ok(())
    });
}

/// W8.
#[test]
fn w8_what_the_client_does_with_a_link_is_seen_as_it_happens() {
    desk_test(World::brisk(), async |anna| {
        makes_a_deal(anna).await?;
        anna.press("Отправить ссылку на оплату").await?;
        anna.press("Отправить ссылку").await?;
        anna.sees_in("Платежи", "Ожидает оплаты").await?;
        anna.sees_in("Сообщения", "Ссылка на оплату").await?;
        let ended = async || {
            let is_paid = anna.is_seen("Оплачен", Some("Платежи")).await?;
            Ok((is_paid || anna.is_seen("Отменён", Some("Платежи")).await?).then_some(()))
        };
        Ok(anna.until("a payment, or its end", ended).await?)
    });
}

/// W9.
#[test]
fn w9_what_the_client_fills_in_comes_back_by_itself() {
    desk_test(World::brisk(), async |anna| {
        takes(anna, MARIA).await?;
        speaks(anna).await?;
        anna.press("Отправить форму").await?;
        anna.press_in("Отправить форму", "Отправить форму").await?;
        anna.sees_in("Клиент", "Клиент заполнил форму").await?;
        anna.press_in("Клиент заполнил форму", "Посмотреть ответы").await?;
        anna.press("Записать в карточку").await?;
        anna.sees("Ответы записаны в карточку").await?;
        anna.does_not_see("Клиент заполнил форму").await?;
        Ok(())
    });
}

async fn speaks(anna: &Browser) -> Result<(), Failed> {
    anna.write("Сообщение", "Здравствуйте!").await?;
    anna.press("Отправить").await?;
    anna.sees_in("Мои обращения", "Вы: Здравствуйте!").await?;
    Ok(())
}

/// A deal with Мария, linked with her appeal, which is open; answers the deal's path.
async fn has_a_deal(anna: &Browser) -> Result<String, Failed> {
    let deal = makes_a_deal(anna).await?;
    speaks(anna).await?;
    Ok(deal)
}

/// The same, and nothing was said to her yet.
async fn makes_a_deal(anna: &Browser) -> Result<String, Failed> {
    takes(anna, MARIA).await?;
    let appeal = anna.path().await?;
    anna.press("Новая сделка").await?;
    anna.write("Название", "Диван").await?;
    anna.write("Сумма", "12 500,50").await?;
    anna.press_in("Новая сделка", "Сохранить").await?;
    anna.opens_in("Сделка", "Диван").await?;
    anna.sees("Ответственный").await?;
    let deal = anna.path().await?;
    anna.goes(&appeal).await?;
    Ok(deal)
}

fn settings(has_payments: bool) -> Value {
    let settings = json!({ "company": "Домолад", "has_payments": has_payments });
    json!({ "entry": { "settings": settings } })
}

fn payment(deal: &str, status: &str, reason: Option<&str>) -> Value {
    let payment = json!({
        "id": "$id", "version": 1, "deal": deal, "appeal": "$appeal", "by": SOMEBODY,
        "amount": { "minor": 1_250_050, "currency": "RUB" }, "description": "Диван", "status": status,
        "link": "https://pay.example/1", "reason": reason, "created_at": "$at", "changed_at": "$at"
    });
    json!({ "payment": payment })
}

fn form() -> Value {
    let field = |key: &str, label: &str, kind: &str| json!({ "key": key, "label": label, "kind": kind, "is_required": false });
    let fields = [field("phone", "Телефон", "phone"), field("city", "Где живёте", "text")];
    json!({ "id": FORM, "title": "Знакомство", "fields": fields })
}

fn answered() -> Value {
    let answers =
        json!([{ "key": "phone", "value": "8 916 123-45-67" }, { "key": "city", "value": "Тверь" }]);
    let sent = json!({
        "id": "$id", "version": 1, "form": form(), "appeal": "$appeal", "by": SOMEBODY, "sent_at": "$at",
        "state": { "answered": { "answers": answers, "at": "$at" } }
    });
    json!({ "form": sent })
}

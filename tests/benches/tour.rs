//! The pictures of `docs/tour.md`, taken anew: `cargo xtask tour` runs it on the release build, or on the
//! folder that `DESK_DIST` names.
//!
//! Owns: what stands on each picture. Never: checks anything; that is what the tests are for.

use desk_tests::{Browser, Failed, Key, World, desk_test};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How wide and high the window is.
const WINDOW: (u32, u32) = (1280, 800);
/// The same in the side frame of a CRM.
const FRAME: (u32, u32) = (420, 800);

/// The parts of the tour, each at a desk of its own.
const PARTS: [(&str, fn()); 9] = [
    ("day", day_begins),
    ("answering", answering),
    ("queue", queue),
    ("call", call),
    ("binding", binding),
    ("cards", cards),
    ("history", history),
    ("setting_up", setting_up),
    ("narrow", narrow),
];

/// All parts, or those that are named.
fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    for (name, part) in PARTS {
        if named.is_empty() || named.iter().any(|it| it == name) {
            part();
        }
    }
}

/// The desk at a glance, which is the README's picture too.
fn day_begins() {
    tour(async |anna| {
        opens_appeal(anna).await?;
        picture(anna, "desk").await?;
        Ok(anna.draws(&docs().join("desk.png")).await?)
    });
}

/// What is done with an open appeal, from the answer to the close.
fn answering() {
    tour(async |anna| {
        opens_appeal(anna).await?;
        anna.press("Быстрые ответы").await?;
        anna.sees("Приветствие").await?;
        picture(anna, "answering").await?;
        anna.hits(Key::Escape).await?;
        anna.press_in("Обращение", "Написать").await?;
        anna.sees("Ответы, написанные в самом мессенджере, здесь не сохраняются.").await?;
        picture(anna, "writing-first").await?;
        anna.hits(Key::Escape).await?;
        anna.chooses("Заметка").await?;
        anna.write("Заметка для коллег", "Замена со склада в пятницу, клиентка согласна").await?;
        anna.press("Оставить заметку").await?;
        anna.sees_in("Сообщения", "Заметка · Анна Соколова").await?;
        anna.write("Заметка для коллег", "Курьеру: позвонить за час").await?;
        picture(anna, "notes").await?;
        anna.press_in("Обращение", "Перевести").await?;
        anna.write("Кому", "тимур").await?;
        anna.takes("Тимур Галиев").await?;
        anna.write("Комментарий", "Клиентка просит скидку за ошибку").await?;
        picture(anna, "handing-over").await?;
        anna.press("Закрыть окно").await?;
        anna.press_in("Обращение", "Закрыть").await?;
        anna.chooses("Вопрос решён").await?;
        picture(anna, "closing").await?;
        anna.hits(Key::Escape).await?;
        anna.hits_with(Key::Control, 'k').await?;
        anna.sees("Взять того, кто ждёт дольше всех").await?;
        picture(anna, "keys").await
    });
}

/// A call that rings here while another appeal is open.
fn queue() {
    tour(async |anna| {
        anna.press("Новое обращение").await?;
        anna.press("Создать входящее обращение").await?;
        anna.picks("Канал", "Звонок").await?;
        anna.write("Номер телефона", "9161234567").await?;
        anna.press("Создать").await?;
        anna.sees_in("Обращение", "+7 916 123-45-67").await?;
        let then = json!([["appeal_offered", { "appeal": "$appeal", "to": "$me" }]]);
        anna.finds_appeals(1, &ringing(), &then).await?;
        anna.goes("/").await?;
        anna.sees_in("Очередь", "Вам звонят").await?;
        opens_appeal(anna).await?;
        picture(anna, "queue").await
    });
}

/// What is changed in an appeal made by hand, so that it is a call whose client waits on the line.
fn ringing() -> Value {
    let leg = json!({ "party": "client", "state": "talking", "since": "$at" });
    let call = json!({
        "number": "+79161234567", "legs": [leg], "is_muted": false, "started_at": "$at", "answered_at": null, "ended": null,
    });
    json!({ "channel": "call", "creation": "client", "call": call, "queued_at": "$at", "last_action_at": "$at" })
}

/// A talk that goes by a script.
fn call() {
    tour(async |anna| {
        anna.press("Взять в работу: Мария Котова").await?;
        anna.press_in("Обращение", "Позвонить").await?;
        anna.sees_in("Текущий звонок", "Вызываем клиента").await?;
        let answered = json!({ "answered": { "party": "client" } });
        anna.finds("call_changed", json!({ "appeal": "$appeal", "change": answered })).await?;
        anna.reload().await?;
        anna.sees_in("Текущий звонок", "Разговор").await?;
        anna.press("Доставка: где заказ и перенос 8 шагов").await?;
        anna.press("Начать по скрипту").await?;
        anna.press("Где заказ").await?;
        anna.sees_in("Пройденные шаги", "Приветствие").await?;
        picture(anna, "call").await
    });
}

/// A guest turns out to be somebody known.
fn binding() {
    tour(async |anna| {
        let guest = async || Ok(anna.queue().await?.into_iter().find(|row| row.says.starts_with("+7")));
        let guest = anna.until("a guest in the queue", guest).await?;
        anna.goes(&guest.path).await?;
        anna.press_in("Обращение", "Взять в работу").await?;
        anna.press_in("Обращение", "Привязать к существующему контакту").await?;
        anna.sees("Никого не нашлось").await?;
        anna.hits(Key::Escape).await?;
        anna.write("Контакт", "лисиц").await?;
        anna.takes("Екатерина Лисицына").await?;
        picture(anna, "binding").await
    });
}

/// The address book, a deal with its payment, and the tasks.
fn cards() {
    tour(async |anna| {
        anna.goes("/contacts").await?;
        anna.opens("Айгуль Сафина").await?;
        anna.sees("История обращений").await?;
        picture(anna, "client").await?;
        anna.goes("/deals").await?;
        anna.opens("Заказ 259738: пылесос").await?;
        anna.sees("Ожидает оплаты").await?;
        picture(anna, "deal").await?;
        anna.goes("/tasks").await?;
        anna.sees("Просрочено").await?;
        anna.turns_dark().await?;
        picture(anna, "tasks").await
    });
}

/// A report whose table shows the appeals of one bar, and one of them read.
fn history() {
    tour(async |anna| {
        anna.press("Начать заново").await?;
        anna.press("Вадим Орехов (администратор)").await?;
        anna.sees_in("Мои обращения", "В работе").await?;
        anna.goes("/history").await?;
        anna.chooses("30 дней").await?;
        anna.press("Сформировать").await?;
        anna.sees_in("Закрытые обращения", "Telegram").await?;
        let all = anna.table_where("rows stand", |it| it.rows.len() > 5).await?.length;
        let bar = async || {
            let controls = anna.controls(Some("Закрытые обращения")).await?;
            Ok(controls.into_iter().map(|it| it.name).find(|name| name.starts_with("Telegram: ")))
        };
        let bar = anna.until("the bar of Telegram", bar).await?;
        anna.press_in("Закрытые обращения", &bar).await?;
        let seen = anna.table_where("fewer rows stand", |it| it.length < all).await?;
        picture(anna, "history").await?;
        anna.press("Экспорт в CSV").await?;
        anna.sees("Разделитель").await?;
        picture(anna, "export").await?;
        anna.press("Закрыть окно").await?;
        anna.opens_in("Таблица обращений", &seen.column("Номер обращения")[0]).await?;
        anna.sees_in("Что происходило", "Закрыто").await?;
        anna.turns_dark().await?;
        picture(anna, "past-appeal").await
    });
}

/// What an administrator sets up.
fn setting_up() {
    tour(async |anna| {
        anna.press("Начать заново").await?;
        anna.press("Вадим Орехов (администратор)").await?;
        anna.sees_in("Мои обращения", "В работе").await?;
        anna.goes("/automation").await?;
        anna.opens("Спасибо за звонок").await?;
        anna.sees("Что прочтёт клиент").await?;
        picture(anna, "automation").await?;
        anna.goes("/settings/groups").await?;
        anna.opens("Доставка").await?;
        anna.turns_dark().await?;
        picture(anna, "settings").await
    });
}

/// The same desk in a narrow frame.
fn narrow() {
    tour(async |anna| {
        opens_appeal(anna).await?;
        anna.turns_dark().await?;
        anna.resizes_to(FRAME.0, FRAME.1).await?;
        picture(anna, "narrow").await
    });
}

/// Opens the demo, whose people keep still for the picture.
fn tour(shows: impl AsyncFnOnce(&Browser) -> Result<(), Failed>) {
    desk_test(World::still(), async |anna| {
        anna.resizes_to(WINDOW.0, WINDOW.1).await?;
        anna.sees_title("(4)").await?;
        shows(anna).await
    });
}

async fn opens_appeal(anna: &Browser) -> Result<(), Failed> {
    anna.opens_in("Мои обращения", "Ксения Голубь").await?;
    anna.sees_in("Сообщения", "Вскрыла, иначе бы не узнала").await?;
    Ok(())
}

async fn picture(anna: &Browser, name: &str) -> Result<(), Failed> {
    anna.takes_her_hand_away().await?;
    Ok(anna.draws(&docs().join("tour").join(format!("{name}.png"))).await?)
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

//! Ready-made answers of the company.
//!
//! Owns: their table. Never: who uses one.

use crate::chance::Chance;
use crate::staff::Queue::{self, Delivery, Sales, Support};
use desk_contract::Timestamp;
use desk_contract::directory::{Group, QuickReply};
use desk_contract::id::QuickReplyId;

struct Reply {
    title: &'static str,
    text: &'static str,
    /// The groups it is for; none means all.
    queues: &'static [Queue],
}

const fn reply(title: &'static str, text: &'static str, queues: &'static [Queue]) -> Reply {
    Reply { title, text, queues }
}

const REPLIES: [Reply; 13] = [
    reply("Приветствие", "Здравствуйте! Спасибо, что написали в «Домолад». Чем могу помочь?", &[]),
    reply("Номер заказа", "Подскажите, пожалуйста, номер заказа: он есть в письме и в личном кабинете.", &[]),
    reply("Минуту", "Проверяю, это займёт пару минут. Пожалуйста, оставайтесь на связи.", &[]),
    reply(
        "Извинение",
        "Приносим извинения за неудобства. Прослежу, чтобы вопрос решили сегодня, и напишу вам.",
        &[],
    ),
    reply(
        "Прощание",
        "Спасибо за обращение! Если появятся вопросы — пишите, мы на связи каждый день с 9:00 до 21:00.",
        &[],
    ),
    reply(
        "Сроки доставки",
        "По Москве и Петербургу привозим за 1–2 дня, по России — за 3–7 дней. Точная дата есть в личном кабинете.",
        &[Delivery, Sales],
    ),
    reply(
        "Перенос доставки",
        "Доставку можно перенести бесплатно. Напишите удобный день и интервал: 10–14, 14–18 или 18–22.",
        &[Delivery],
    ),
    reply(
        "Подъём на этаж",
        "Подъём без лифта — 150 ₽ за этаж, с лифтом — 300 ₽ независимо от этажа. Оплата при получении.",
        &[Delivery],
    ),
    reply(
        "Самовывоз",
        "Заказ хранится в пункте выдачи 7 дней. Для получения нужен код из СМС, паспорт не требуется.",
        &[Delivery, Support],
    ),
    reply(
        "Возврат",
        "Вернуть товар можно в течение 14 дней, если он не был в употреблении. Деньги придут за 3–10 дней тем же способом.",
        &[Support],
    ),
    reply(
        "Брак: нужны фото",
        "Пришлите, пожалуйста, фото повреждения, этикетки и упаковки: по ним сервис примет решение в тот же день.",
        &[Support],
    ),
    reply(
        "Гарантия",
        "На технику действует гарантия 12 месяцев. Чек не обязателен: заказ найдём по номеру телефона.",
        &[Support],
    ),
    reply(
        "Рассрочка",
        "Рассрочка — на 6 или 12 месяцев, без первого взноса и переплаты. Решение банка приходит за 5 минут.",
        &[Sales],
    ),
];

pub(crate) fn quick_replies(chance: Chance, at: Timestamp, groups: &[Group]) -> Vec<QuickReply> {
    let entry = |(place, reply): (u64, &Reply)| QuickReply {
        id: QuickReplyId::new(at, chance.of(("quick reply", place)).bytes()),
        title: reply.title.to_owned(),
        text: reply.text.to_owned(),
        groups: reply.queues.iter().map(|queue| groups[*queue as usize].id).collect(),
    };
    (0..).zip(&REPLIES).map(entry).collect()
}

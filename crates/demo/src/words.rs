//! Words that are filled into the stories, and the manners in which people write.
//!
//! Owns: the tables of goods, towns and days, and the filling. Never: the sentences themselves.

use crate::chance::Chance;

/// Goods, all masculine, whose accusative is their nominative: what breaks, what is put together,
/// and the rest.
const DEVICES: [&str; 7] =
    ["пылесос", "обогреватель", "увлажнитель", "отпариватель", "блендер", "электрочайник", "торшер"];
const FURNITURE: [&str; 6] =
    ["стеллаж", "комод", "письменный стол", "шкаф-купе", "кухонный уголок", "обувной шкаф"];
const GOODS: [&str; 5] = ["матрас", "набор кастрюль", "чайный сервиз", "ковёр 2×3", "плед"];
/// Towns whose accusative is their nominative too.
const TOWNS: [&str; 10] =
    ["Тверь", "Саратов", "Казань", "Пермь", "Воронеж", "Омск", "Рязань", "Псков", "Ярославль", "Курган"];
const STREETS: [&str; 8] =
    ["Садовая", "Лесная", "Заречная", "Школьная", "Полевая", "Набережная", "Цветочная", "Молодёжная"];
const DAYS: [&str; 7] =
    ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"];

/// What stands for `word` in a case with that chance. An unknown word stays away.
pub(crate) fn drawn(chance: Chance, word: &str) -> String {
    let draw = chance.of(("word", word));
    match word {
        "item" => match draw.of("kind").below(5) {
            0 | 1 => drawn(chance, "device"),
            2 | 3 => drawn(chance, "furniture"),
            _ => draw.pick(&GOODS).to_owned(),
        },
        "device" => draw.pick(&DEVICES).to_owned(),
        "furniture" => draw.pick(&FURNITURE).to_owned(),
        "order" => draw.between(204_000..398_000).to_string(),
        "sum" => money(sum(chance)),
        "month" => money(sum(chance) / 6),
        "refund" => money(draw.between(8..90) * 100 + 50),
        "town" => draw.pick(&TOWNS).to_owned(),
        "street" => draw.pick(&STREETS).to_owned(),
        "house" => draw.between(2..120).to_string(),
        "flat" => draw.between(3..300).to_string(),
        "floor" => draw.between(3..17).to_string(),
        "day" => draw.pick(&DAYS).to_owned(),
        "code" => format!("УЮТ{}", draw.between(10..99)),
        "article" => draw.between(10_200..98_700).to_string(),
        _ => String::new(),
    }
}

/// What the order costs.
pub(crate) fn sum(chance: Chance) -> i64 {
    chance.of("sum").between(55..320) * 100 + 90
}

/// The template with each word in braces replaced.
pub(crate) fn filled(template: &str, word: impl Fn(&str) -> String) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(&word(name));
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The text as this client would have typed it: few bother about capitals, full stops and «ё».
pub(crate) fn in_manner(manner: Chance, text: String) -> String {
    let (careless, no_stop) = match manner.of("care").below(10) {
        0..=4 => (false, false),
        5 | 6 => (false, true),
        _ => (true, true),
    };
    let mut text = text;
    if !manner.of("yo").one_in(3) {
        text = text.replace('ё', "е").replace('Ё', "Е");
    }
    if no_stop && !text.ends_with("..") && text.ends_with('.') {
        text.pop();
    }
    if careless { uncapitalised(&text) } else { text }
}

/// A first word all in capitals is meant to be.
fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().filter(|_| !chars.as_str().starts_with(char::is_uppercase));
    first.map_or_else(|| text.to_owned(), |first| first.to_lowercase().chain(chars).collect())
}

/// An amount with a thin gap between thousands, as people type it.
fn money(amount: i64) -> String {
    if amount < 1_000 { amount.to_string() } else { format!("{} {:03}", amount / 1_000, amount % 1_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_braces_are_filled_in() {
        let text = filled("Заказ {order}, ждал{а} {day}", |word| format!("<{word}>"));
        assert_eq!(text, "Заказ <order>, ждал<а> <day>");
        assert_eq!(filled("без слов", |_| "?".to_owned()), "без слов");
    }

    #[test]
    fn only_a_capital_alone_is_lost() {
        let careless = ["Где заказ?", "СРОЧНО", "А где?", "я", ""].map(uncapitalised);
        assert_eq!(careless, ["где заказ?", "СРОЧНО", "а где?", "я", ""]);
    }

    #[test]
    fn amounts_are_readable() {
        assert_eq!([money(990), money(4_090), money(31_990)], ["990", "4 090", "31 990"]);
    }
}

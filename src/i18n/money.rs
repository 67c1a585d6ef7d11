//! Money as people write it, in the language of the screen.
//!
//! Owns: the currency's mark, the mark of the fraction, and the groups of three. Never: reads what was typed, which
//! is `contract::money`.

use super::language;
use desk_contract::money::{Currency, Money};
use desk_contract::refusal::Language;
use js_sys::{Array, Intl, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// A currency, whether the amount is whole, and the language: each has one formatter, made once.
type Shape = (Currency, bool, Language);

thread_local! {
    static FORMATTERS: RefCell<HashMap<Shape, Intl::NumberFormat>> = RefCell::default();
}

/// `12 500,50 ₽`; without kopecks where there are none.
pub(crate) fn money(amount: Money) -> String {
    let shape = (amount.currency, amount.minor.is_multiple_of(100), language());
    FORMATTERS.with_borrow_mut(|made| {
        let formatter = made.entry(shape).or_insert_with(|| formatter(shape));
        #[allow(clippy::cast_precision_loss, reason = "exact up to ninety thousand billions")]
        let value = JsValue::from_f64(amount.minor as f64 / 100.0);
        let written = formatter.format().call1(&JsValue::NULL, &value).ok();
        written.and_then(|text| text.as_string()).unwrap_or_else(|| amount.to_string())
    })
}

/// An amount as it stands in a field: `12 500,50`, which reads back as the same.
pub(crate) fn amount_field(amount: Money) -> String {
    let whole = (amount.minor / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    match amount.minor % 100 {
        0 => grouped,
        part => format!("{grouped},{part:02}"),
    }
}

/// The three letters of a currency (ISO 4217), by which forms know it.
pub(crate) fn currency_code(currency: Currency) -> &'static str {
    match currency {
        Currency::Rub => "RUB",
        Currency::Kzt => "KZT",
        Currency::Byn => "BYN",
        Currency::Eur => "EUR",
        Currency::Usd => "USD",
    }
}

fn formatter((currency, is_whole, language): Shape) -> Intl::NumberFormat {
    let digits = JsValue::from_f64(if is_whole { 0.0 } else { 2.0 });
    let options: [(&str, JsValue); 5] = [
        ("style", "currency".into()),
        ("currency", currency_code(currency).into()),
        ("currencyDisplay", "narrowSymbol".into()),
        ("minimumFractionDigits", digits.clone()),
        ("maximumFractionDigits", digits),
    ];
    let bag = Object::new();
    for (key, value) in &options {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&bag, &JsValue::from_str(key), value);
    }
    Intl::NumberFormat::new(&Array::of1(&JsValue::from_str(super::tag(language))), &bag)
}

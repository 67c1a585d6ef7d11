//! Days and hours in the visitor's own zone, as his browser tells them.

use super::Page;
use chrono::{Datelike, NaiveDate};
use desk_contract::Timestamp;
use desk_contract::refusal::Language;
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

fn date(at: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of any year that comes are exact")]
    Date::new(&JsValue::from_f64(at.timestamp_millis() as f64))
}

/// The visitor's day of a moment.
pub(super) fn day(at: Timestamp) -> NaiveDate {
    let date = date(at);
    let year = i32::try_from(date.get_full_year()).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, date.get_month().saturating_add(1), date.get_date()).unwrap_or_default()
}

/// His hour and minute.
pub(super) fn time(at: Timestamp) -> String {
    let date = date(at);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// A day as a heading.
pub(super) fn heading(page: &Page, of: NaiveDate, today: NaiveDate) -> String {
    if of == today {
        return page.words.today.to_owned();
    }
    if Some(of) == today.pred_opt() {
        return page.words.yesterday.to_owned();
    }
    let language = if page.language == Language::Ru { "ru" } else { "en" };
    let options = Object::new();
    for (name, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        if name != "year" || of.year() != today.year() {
            _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        }
    }
    let month = i32::try_from(of.month0()).unwrap_or_default();
    let day = i32::try_from(of.day()).unwrap_or_default();
    let date = Date::new_with_year_month_day(u32::try_from(of.year()).unwrap_or_default(), month, day);
    date.to_locale_date_string(language, &options).into()
}

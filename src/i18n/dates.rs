//! Dates, times of day and spans, as people write them.
//!
//! Owns: the step from UTC to the operator's own time zone, which the browser knows.
//! Never: decides which day group an appeal falls into (`contract::listing` does).

use super::language;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta};
use desk_contract::Timestamp;
use desk_contract::refusal::Language;
use js_sys::{Date, Intl, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// What a date is written for; each has one formatter a language, made once: making one is slow.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    TimeOfDay,
    DayAndMonth,
    WeekdayAndDay,
    LongDate,
    Exact,
    ExactMinute,
}

thread_local! {
    static FORMATTERS: RefCell<HashMap<(Shape, Language), Intl::DateTimeFormat>> = RefCell::default();
}

/// `14:05`.
pub(crate) fn time_of_day(at: Timestamp) -> String {
    format(Shape::TimeOfDay, at)
}

/// `14:05` today, `18 ноября` on another day.
pub(crate) fn list_time(at: Timestamp, today: NaiveDate) -> String {
    let shape = if local_date(at) == today { Shape::TimeOfDay } else { Shape::DayAndMonth };
    format(shape, at)
}

/// `вторник, 18 ноября`.
pub(crate) fn day_title(at: Timestamp) -> String {
    format(Shape::WeekdayAndDay, at)
}

/// `18 ноября 2026 г.`.
pub(crate) fn long_date(at: Timestamp) -> String {
    format(Shape::LongDate, at)
}

/// A moment to the second, in digits, for a table: `18.11.2026, 14:05:09`.
pub(crate) fn exact_moment(at: Timestamp) -> String {
    format(Shape::Exact, at)
}

/// The same to the minute: `18.11.2026, 14:05`.
pub(crate) fn exact_minute(at: Timestamp) -> String {
    format(Shape::ExactMinute, at)
}

/// The operator's time zone by its name in the IANA database: `Europe/Moscow`.
pub(crate) fn zone_name() -> String {
    let options = Intl::DateTimeFormat::default().resolved_options();
    let name = Reflect::get(&options, &JsValue::from_str("timeZone")).ok();
    name.and_then(|name| name.as_string()).unwrap_or_else(|| "UTC".to_owned())
}

/// The whole of a moment, for a title: `18 ноября 2026 г., 14:05`.
pub(crate) fn day_and_time(at: Timestamp) -> String {
    super::tr!(time.exact, date = long_date(at), time = time_of_day(at))
}

/// A clock: `04:12`, or `1:04:12` once there are hours.
pub(crate) fn clock_span(span: TimeDelta) -> String {
    let seconds = span.num_seconds().max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// The date in the operator's own time zone.
pub(crate) fn local_date(at: Timestamp) -> NaiveDate {
    local(at).date_naive()
}

/// The moment whose UTC reads as the operator's own clock does.
fn local(at: Timestamp) -> Timestamp {
    let millis = at.timestamp_millis();
    #[allow(clippy::cast_precision_loss, reason = "milliseconds stay exact for 200,000 years")]
    let offset_minutes = Date::new(&JsValue::from_f64(millis as f64)).get_timezone_offset();
    #[allow(clippy::cast_possible_truncation, reason = "an offset is less than a day")]
    let local = millis - offset_minutes as i64 * 60_000;
    DateTime::from_timestamp_millis(local).unwrap_or(at)
}

/// The moment at which a date begins in the operator's own time zone.
pub(crate) fn day_begins(date: NaiveDate) -> Timestamp {
    let midnight = Date::new_with_year_month_day(
        date.year().unsigned_abs(),
        i32::try_from(date.month0()).unwrap_or_default(),
        i32::try_from(date.day()).unwrap_or(1),
    );
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds stay exact for 200,000 years")]
    DateTime::from_timestamp_millis(midnight.get_time() as i64).unwrap_or_default()
}

/// The minute of the day in the operator's own time zone.
pub(crate) fn local_minute(at: Timestamp) -> u16 {
    #[allow(clippy::cast_precision_loss, reason = "milliseconds stay exact for 200,000 years")]
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    u16::try_from(date.get_hours() * 60 + date.get_minutes()).unwrap_or_default()
}

fn format(shape: Shape, at: Timestamp) -> String {
    let language = language();
    FORMATTERS.with_borrow_mut(|made| {
        let formatter = made.entry((shape, language)).or_insert_with(|| formatter(shape, language));
        #[allow(clippy::cast_precision_loss, reason = "milliseconds stay exact for 200,000 years")]
        let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
        let written = formatter.format().call1(&JsValue::NULL, &date).ok();
        written.and_then(|text| text.as_string()).unwrap_or_default()
    })
}

fn formatter(shape: Shape, language: Language) -> Intl::DateTimeFormat {
    let options: &[(&str, &str)] = match shape {
        Shape::TimeOfDay => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
        Shape::DayAndMonth => &[("day", "numeric"), ("month", "short")],
        Shape::WeekdayAndDay => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
        Shape::LongDate => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
        Shape::Exact => &[
            ("day", "2-digit"),
            ("month", "2-digit"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
            ("hourCycle", "h23"),
        ],
        Shape::ExactMinute => &[
            ("day", "2-digit"),
            ("month", "2-digit"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
    };
    let bag = Object::new();
    for (key, value) in options {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&bag, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    Intl::DateTimeFormat::new(&js_sys::Array::of1(&JsValue::from_str(super::tag(language))), &bag)
}

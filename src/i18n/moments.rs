//! Moments in a field: the day and hour of the operator's own zone, as the platform's field holds them.
//!
//! Owns: the step between `2026-03-18T12:00` and UTC. Never: what the moment is for.

use super::local_date;
use chrono::{DateTime, NaiveDate};
use desk_contract::Timestamp;
use js_sys::Date;
use wasm_bindgen::JsValue;

/// A moment as a field holds it.
pub(crate) fn moment_field(at: Timestamp) -> String {
    #[allow(clippy::cast_precision_loss, reason = "milliseconds stay exact for 200,000 years")]
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    format!("{}T{:02}:{:02}", local_date(at), date.get_hours(), date.get_minutes())
}

/// What a field holds as a moment; `None` while it is empty or half filled in.
pub(crate) fn read_moment(typed: &str) -> Option<Timestamp> {
    // Without a zone the platform reads its own (ECMA-262, "Date Time String Format").
    let millis = Date::parse(typed);
    #[allow(clippy::cast_possible_truncation, reason = "a date of the platform is a whole number")]
    let millis = (!millis.is_nan()).then_some(millis as i64)?;
    DateTime::from_timestamp_millis(millis)
}

/// An hour of a day of the operator's own, as a field holds it.
pub(crate) fn hour_field(day: NaiveDate, hour: u8) -> String {
    format!("{day}T{hour:02}:00")
}

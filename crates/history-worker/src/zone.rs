//! How far a time zone of the IANA database is from UTC, as the browser knows it.
//!
//! Owns: the look-up and what was looked up before. Never: which zone is meant.

use chrono::{FixedOffset, Offset, Utc};
use desk_contract::Timestamp;
use desk_history_worker::Zones;
use js_sys::{Date, Intl, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// No zone has ever changed within such a span of the day, in milliseconds.
const STEADY_MS: i64 = 900_000;

/// The time zones of the browser. It is asked once for each quarter of an hour: asking is slow.
#[derive(Default)]
pub(crate) struct BrowserZones {
    known: RefCell<HashMap<String, Rc<Zone>>>,
}

impl Zones for BrowserZones {
    fn named(&self, zone: &str) -> impl Fn(Timestamp) -> FixedOffset {
        let mut known = self.known.borrow_mut();
        let zone = Rc::clone(known.entry(zone.to_owned()).or_insert_with(|| Rc::new(Zone::named(zone))));
        move |at| zone.offset_at(at)
    }
}

/// A time zone.
struct Zone {
    format: Option<Intl::DateTimeFormat>,
    known: RefCell<HashMap<i64, FixedOffset>>,
}

impl Zone {
    /// The zone of that name; UTC where the browser does not know it.
    fn named(name: &str) -> Self {
        Self { format: formatter(name), known: RefCell::default() }
    }

    /// How far it is from UTC at a moment.
    fn offset_at(&self, at: Timestamp) -> FixedOffset {
        let quarter = at.timestamp_millis().div_euclid(STEADY_MS);
        *self.known.borrow_mut().entry(quarter).or_insert_with(|| self.asked(quarter * STEADY_MS))
    }

    fn asked(&self, at_ms: i64) -> FixedOffset {
        let local = self.format.as_ref().and_then(|format| local_ms(format, at_ms)).unwrap_or(at_ms);
        let away = i32::try_from((local - at_ms) / 1_000).ok();
        away.and_then(FixedOffset::east_opt).unwrap_or_else(|| Utc.fix())
    }
}

fn formatter(zone: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    let numbers = ["year", "month", "day", "hour", "minute", "second"].map(|part| (part, "numeric"));
    let more =
        [("timeZone", zone), ("hourCycle", "h23"), ("calendar", "gregory"), ("numberingSystem", "latn")];
    for (key, value) in numbers.into_iter().chain(more) {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let format: js_sys::Function = Reflect::get(&js_sys::global(), &"Intl".into())
        .ok()
        .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()).ok())?
        .dyn_into()
        .ok()?;
    let locales = js_sys::Array::of1(&"en-US".into());
    // A name that the browser does not know throws.
    Reflect::construct(&format, &js_sys::Array::of2(&locales, &options)).ok()?.dyn_into().ok()
}

/// What the clocks of the zone show, read as if it were UTC.
fn local_ms(format: &Intl::DateTimeFormat, at_ms: i64) -> Option<i64> {
    #[allow(clippy::cast_precision_loss, reason = "milliseconds stay exact for 200,000 years")]
    let date = Date::new(&JsValue::from_f64(at_ms as f64));
    let mut read = HashMap::new();
    for part in format.format_to_parts(&date).iter() {
        let text = |key: &str| Reflect::get(&part, &JsValue::from_str(key)).ok()?.as_string();
        let (kind, value) = (text("type")?, text("value")?);
        if let Ok(value) = value.parse::<u32>() {
            read.insert(kind, value);
        }
    }
    let part = |kind: &str| read.get(kind).copied();
    let day =
        chrono::NaiveDate::from_ymd_opt(i32::try_from(part("year")?).ok()?, part("month")?, part("day")?)?;
    let at = day.and_hms_opt(part("hour")?, part("minute")?, part("second")?)?;
    Some(at.and_utc().timestamp_millis())
}

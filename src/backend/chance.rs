//! Chance for new ids, from the browser's own generator.

use desk_contract::Timestamp;

/// Ten random bytes, as an id wants them.
pub(crate) fn ten_bytes() -> [u8; 10] {
    let mut bytes = [0; 10];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let drawn = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if drawn.is_none() {
        // Only outside a window: there the generator of plain numbers must do.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A number by chance.
pub(super) fn number() -> u32 {
    let [first, second, third, fourth, ..] = ten_bytes();
    u32::from_be_bytes([first, second, third, fourth])
}

/// This device's clock. The desk asks the backend for the time; backends may ask this.
pub(super) fn device_clock() -> Timestamp {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit many times over")]
    let millis = js_sys::Date::now() as i64;
    chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

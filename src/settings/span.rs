//! Spans as minutes and seconds, `01:30`, as people type targets.

/// A span in milliseconds, written.
pub(super) fn written(millis: u32) -> String {
    let seconds = millis / 1_000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// A written span in milliseconds; a number alone is minutes.
pub(super) fn parsed(text: &str) -> Option<u32> {
    let (minutes, seconds) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
    let millis = minutes.checked_mul(60)?.checked_add(seconds)?.checked_mul(1_000)?;
    (seconds < 60 && millis > 0).then_some(millis)
}

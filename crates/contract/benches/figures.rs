//! A benchmark's figures, one a line: what was measured, how long it took, and its goal where it has one.
//!
//! Owns: how they are taken and told. Never: ends the program over a figure; a slow machine is no fault.

use std::time::{Duration, Instant};

/// How long it takes, and what it makes.
pub(crate) fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let made = run();
    (began.elapsed(), made)
}

/// The middle one of several times: one run that was disturbed, or had it easy, says nothing.
pub(crate) fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A line over the figures that follow.
pub(crate) fn heading(text: &str) {
    println!("\n{text}");
}

/// One figure.
pub(crate) fn figure(what: &str, value: &str, remark: &str) {
    let line = format!("  {what:<48} {value:>12}  {remark}");
    println!("{}", line.trim_end());
}

/// A number with a comma after every three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

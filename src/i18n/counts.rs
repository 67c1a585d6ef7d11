//! Whole numbers as people write them: in groups of three.

use super::language;
use desk_contract::refusal::Language;

/// `1 204` in Russian, `1,204` in English.
pub(crate) fn whole_number(number: u64) -> String {
    let mark = match language() {
        Language::Ru => '\u{a0}',
        Language::En => ',',
    };
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

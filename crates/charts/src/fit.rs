//! Words that fit: names without what a picture cannot hold, cut to the width they have.
//!
//! Never: loses a name; whoever shows a cut one puts the whole into its title.

use crate::ChartError;
use charts_rs::{DEFAULT_FONT_FAMILY, measure_text_width_family};

/// The page's own face may be this much wider than the one that the library measures with.
pub(crate) const SLACK: f32 = 1.18;

/// How wide words are in the library's face.
pub(crate) fn width(words: &str, size: f32) -> Result<f32, ChartError> {
    let measured = measure_text_width_family(DEFAULT_FONT_FAMILY, size, words)
        .map_err(|error| ChartError::NotDrawn(error.to_string()))?;
    Ok(measured.width())
}

/// One line of words that XML can hold and that turn no other words around: control characters become spaces, marks
/// of direction go, spaces in a row are one.
pub(crate) fn clean(words: &str) -> String {
    let mut cleaned = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            _ if letter.is_control() || letter.is_whitespace() => {
                if !cleaned.is_empty() && !cleaned.ends_with(' ') {
                    cleaned.push(' ');
                }
            }
            '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' => {}
            _ => cleaned.push(letter),
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// As many of the words as have room, with an ellipsis where some have not.
pub(crate) fn shortened(words: &str, size: f32, room: f32) -> Result<String, ChartError> {
    if width(words, size)? <= room {
        return Ok(words.to_owned());
    }
    let cuts: Vec<usize> = places_to_cut(words).collect();
    let cut = |at: usize| format!("{}…", words[..at].trim_end());
    // The longest beginning that fits: what is left of `fits` does, what is right of `beyond` does not.
    let (mut fits, mut beyond) = (0, cuts.len());
    while beyond - fits > 1 {
        let middle = usize::midpoint(fits, beyond);
        match width(&cut(cuts[middle]), size)? <= room {
            true => fits = middle,
            false => beyond = middle,
        }
    }
    Ok(cut(cuts.get(fits).copied().unwrap_or_default()))
}

/// Between letters, but never within one that is made of several characters.
fn places_to_cut(words: &str) -> impl Iterator<Item = usize> + '_ {
    let mut joined = false;
    words.char_indices().filter_map(move |(at, letter)| {
        let is_cut = !joined && !belongs_to_the_one_before(letter);
        joined = letter == '\u{200D}';
        is_cut.then_some(at)
    })
}

/// Accents, joiners, and what gives an emoji its form.
fn belongs_to_the_one_before(letter: char) -> bool {
    matches!(letter,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}'
        | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_librarys_face_knows_cyrillic() {
        // A letter it does not know is as wide as any other that it does not know.
        let unknown = width("\u{10FFFD}", 100.0).unwrap();
        for letter in ["Ж", "ж", "Щ", "ё", "№", "—", "…"] {
            assert!((width(letter, 100.0).unwrap() - unknown).abs() > f32::EPSILON, "{letter}");
        }
        assert!(width("Щ", 100.0).unwrap() > width("г", 100.0).unwrap());
    }

    #[test]
    fn names_are_one_line_without_what_a_picture_cannot_hold() {
        let told = [
            ("Служба поддержки", "Служба поддержки"),
            ("  Линия\n\t 1 \u{0}\u{1b} ", "Линия 1"),
            ("a\u{202e}b\u{2066}c\u{200f}d", "abcd"),
            ("\u{feff}\u{fffe}\u{ffff}", ""),
            ("👩‍💻 да", "👩‍💻 да"),
            ("שלום", "שלום"),
        ];
        for (name, cleaned) in told {
            assert_eq!(clean(name), cleaned, "{name:?}");
        }
    }

    #[test]
    fn what_has_room_stays_whole_and_the_rest_is_cut_to_it() {
        let name = "Горячая линия для оптовых покупателей";
        assert_eq!(shortened(name, 13.0, 1_000.0).unwrap(), name);
        let cut = shortened(name, 13.0, 120.0).unwrap();
        assert!(cut.ends_with('…') && name.starts_with(cut.trim_end_matches('…')), "{cut}");
        let one_more = name.chars().take(cut.chars().count()).collect::<String>() + "…";
        assert!(width(&cut, 13.0).unwrap() <= 120.0 && width(&one_more, 13.0).unwrap() > 120.0);
        assert_eq!(shortened(name, 13.0, 0.0).unwrap(), "…");
    }

    #[test]
    fn a_letter_of_several_characters_is_not_cut_apart() {
        let family = "👩\u{200d}👩\u{200d}👧".repeat(4);
        for room in 1_u8..120 {
            let cut = shortened(&family, 13.0, room.into()).unwrap();
            let kept = cut.trim_end_matches('…').chars().count();
            assert_eq!(kept % 5, 0, "{cut:?}");
        }
        let accented = "е\u{301}".repeat(20);
        let cut = shortened(&accented, 13.0, 60.0).unwrap();
        assert_eq!(cut.trim_end_matches('…').chars().count() % 2, 0, "{cut:?}");
    }
}

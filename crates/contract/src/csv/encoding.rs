//! The encodings that the export offers.
//!
//! Owns: the bytes. Never: guesses; a letter that an encoding lacks is never replaced by one that looks
//! like it, for then a harmless sign could become one that begins a formula.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How text becomes bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Encoding {
    /// UTF-8 with a byte order mark, by which Excel knows it.
    #[default]
    #[serde(rename = "utf_8_bom")]
    Utf8WithMark,
    /// UTF-8 without one, for other programs.
    #[serde(rename = "utf_8")]
    Utf8,
    /// Windows-1251, for old Russian programs.
    #[serde(rename = "windows_1251")]
    Windows1251,
}

impl Encoding {
    /// Every encoding, in the order in which the form offers them.
    pub const ALL: [Self; 3] = [Self::Utf8WithMark, Self::Utf8, Self::Windows1251];

    /// The bytes with which a file begins.
    #[must_use]
    pub fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8WithMark => b"\xEF\xBB\xBF",
            Self::Utf8 | Self::Windows1251 => b"",
        }
    }

    /// The text in bytes; in windows-1251 every character that it lacks is a `?`.
    #[must_use]
    pub fn encoded(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Utf8WithMark | Self::Utf8 => Cow::Borrowed(text.as_bytes()),
            Self::Windows1251 => text.chars().map(|c| windows_1251(c).unwrap_or(b'?')).collect(),
        }
    }
}

/// The byte of a character, by the table of the WHATWG Encoding Standard.
fn windows_1251(c: char) -> Option<u8> {
    let from = |base: u8, offset: u32| base.checked_add(u8::try_from(offset).ok()?);
    match c {
        '\0'..='\x7F' => u8::try_from(c).ok(),
        'А'..='я' => from(0xC0, u32::from(c) - u32::from('А')),
        _ => {
            let place = FROM_0X80_TO_0XBF.iter().position(|listed| *listed == c)?;
            from(0x80, u32::try_from(place).ok()?)
        }
    }
}

#[rustfmt::skip]
const FROM_0X80_TO_0XBF: [char; 64] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ',
    'ђ', '‘', '’', '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ',
    '\u{a0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{ad}', '®', 'Ї',
    '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What another program makes of the bytes.
    fn decoded(bytes: &[u8]) -> String {
        let letter = |byte: u8| match byte {
            0x00..=0x7F => char::from(byte),
            0xC0..=0xFF => char::from_u32(0x0410 + u32::from(byte - 0xC0)).unwrap(),
            0xA8 => 'Ё',
            0xB8 => 'ё',
            0xB9 => '№',
            0xAB => '«',
            0xBB => '»',
            0x96 => '–',
            0x97 => '—',
            0x85 => '…',
            0x93 => '“',
            0x84 => '„',
            0x88 => '€',
            0xA0 => '\u{a0}',
            _ => '\u{fffd}',
        };
        bytes.iter().copied().map(letter).collect()
    }

    #[test]
    fn russian_has_its_known_bytes() {
        let known: [(&str, &[u8]); 5] = [
            ("Привет", b"\xCF\xF0\xE8\xE2\xE5\xF2"),
            ("Ёлка, ёж", b"\xA8\xEB\xEA\xE0, \xB8\xE6"),
            ("№ 5 «да» — 10 €", b"\xB9 5 \xAB\xE4\xE0\xBB \x97 10 \x88"),
            ("Ђ…џ\u{a0}ї", b"\x80\x85\x9F\xA0\xBF"),
            ("АЯая", b"\xC0\xDF\xE0\xFF"),
        ];
        for (text, bytes) in known {
            assert_eq!(Encoding::Windows1251.encoded(text).as_ref(), bytes, "{text}");
        }
    }

    #[test]
    fn what_windows_1251_lacks_is_a_question_mark_and_never_a_lookalike() {
        assert_eq!(Encoding::Windows1251.encoded("a😀b中ё̈").as_ref(), b"a?b?\xB8?");
        for lookalike in ['−', '＝', '＋', '－', '＠', '‐', '﹣', '＂', '；'] {
            assert_eq!(Encoding::Windows1251.encoded(&lookalike.to_string()).as_ref(), b"?");
        }
    }

    #[test]
    fn no_two_characters_share_a_byte() {
        let encodable = ('\0'..='\u{ffff}').filter_map(windows_1251);
        let mut bytes: Vec<_> = encodable.collect();
        bytes.sort_unstable();
        assert_eq!(bytes, (0..=255).collect::<Vec<u8>>());
    }

    #[test]
    fn utf_8_is_itself_and_only_the_first_has_a_mark() {
        for encoding in [Encoding::Utf8WithMark, Encoding::Utf8] {
            assert_eq!(encoding.encoded("Ж😀").as_ref(), "Ж😀".as_bytes());
        }
        assert_eq!(Encoding::Utf8WithMark.mark(), "\u{feff}".as_bytes());
        assert!(Encoding::Utf8.mark().is_empty() && Encoding::Windows1251.mark().is_empty());
    }

    #[test]
    fn the_names_on_the_wire_are_stable() {
        let names = serde_json::to_string(&Encoding::ALL).unwrap();
        assert_eq!(names, r#"["utf_8_bom","utf_8","windows_1251"]"#);
    }

    proptest! {
        #[test]
        fn russian_text_survives_windows_1251(text in "[А-яЁё0-9A-Za-z ,.;:!?\"'\r\n№«»–—…“„€\u{a0}-]{0,60}") {
            prop_assert_eq!(decoded(&Encoding::Windows1251.encoded(&text)), text);
        }

        #[test]
        fn every_character_is_one_byte(text in any::<String>()) {
            prop_assert_eq!(Encoding::Windows1251.encoded(&text).len(), text.chars().count());
        }
    }
}

//! How an SMS is counted: its encoding, its parts, and the character that made it dear (A2).
//!
//! Owns: the GSM 7-bit default alphabet with its extension table (3GPP TS 23.038, once GSM 03.38), the
//! sizes of parts, and where a text is cut. Never: sends, or replaces a character by a cheaper one.
//!
//! Always: the parts put together are the text, and no character is cut in two, neither an escape
//! from its letter nor half a surrogate pair from the other.
//!
//! Start at [`SmsCount::of`]; [`outside_gsm`] says why a text costs more than its writer expected.

use std::iter;

/// The most parts that the desk lets one SMS have.
///
/// The standard could number 255 of them; the desk's own limit keeps a slip of the hand from
/// becoming a bill. Ten parts are 1,530 septets, or 670 units of UCS-2.
pub const LONGEST_IN_PARTS: usize = 10;

/// The default alphabet in the order of its codes, 0x00 to 0x7F. Code 0x1B is left out: it is the
/// escape to the extension table, which is no character that a text is written with.
const DEFAULT: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ",
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà",
);

/// The extension table in the order of its codes; each takes an escape before it.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How a text travels in an SMS. One text has one encoding, whatever its parts hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// The GSM 7-bit default alphabet with its extension table, counted in septets.
    Gsm7,
    /// UCS-2, counted in UTF-16 code units.
    Ucs2,
}

impl Encoding {
    /// The encoding of a text: one character outside the GSM alphabet turns all of it into UCS-2.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.chars().all(is_gsm) { Self::Gsm7 } else { Self::Ucs2 }
    }

    /// The units of an SMS that has only one part.
    #[must_use]
    pub fn units_alone(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// The units of each of several parts; the rest goes to the header that puts them together.
    #[must_use]
    pub fn units_in_part(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    fn units_of(self, character: char) -> usize {
        match self {
            Self::Gsm7 if EXTENSION.contains(character) => 2,
            Self::Gsm7 => 1,
            Self::Ucs2 => character.len_utf16(),
        }
    }

    /// The units of a part, when the whole text has so many.
    fn room(self, units: usize) -> usize {
        if units <= self.units_alone() { self.units_alone() } else { self.units_in_part() }
    }
}

/// What an SMS comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsCount {
    /// How it travels.
    pub encoding: Encoding,
    /// Its length as a network counts it: septets or UTF-16 code units. What is left empty at the
    /// end of a part is not in it.
    pub units: usize,
    /// How many SMS are paid for; none for an empty text.
    pub parts: usize,
    /// The units still free in the last part.
    pub left_in_part: usize,
}

impl SmsCount {
    /// Counts a text as it would be sent: a template must be filled first.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let encoding = Encoding::of(text);
        let units = text.chars().map(|character| encoding.units_of(character)).sum();
        let (parts, last) = parts(text).fold((0, 0), |(count, _), part| (count + 1, part.units));
        Self { encoding, units, parts, left_in_part: encoding.room(units).saturating_sub(last) }
    }

    /// Whether the desk sends so long a text: it has [`LONGEST_IN_PARTS`] parts or fewer.
    #[must_use]
    pub fn fits(self) -> bool {
        self.parts <= LONGEST_IN_PARTS
    }
}

/// One part of an SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// What stands in it.
    pub text: &'a str,
    /// Its length in septets or UTF-16 code units.
    pub units: usize,
}

impl<'a> Part<'a> {
    /// As much of the text as the room holds; `None` when nothing is left.
    fn filled(text: &'a str, encoding: Encoding, room: usize) -> Option<Self> {
        let (mut bytes, mut units) = (0, 0);
        for character in text.chars() {
            let longer = units + encoding.units_of(character);
            if longer > room {
                break;
            }
            (bytes, units) = (bytes + character.len_utf8(), longer);
        }
        let text = text.get(..bytes).filter(|text| !text.is_empty())?;
        Some(Self { text, units })
    }
}

/// The parts of a text as a network makes them: each filled as far as whole characters go, then the
/// next. A character of two units that meets a single free one begins the next part.
pub fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let encoding = Encoding::of(text);
    let room = encoding.room(text.chars().map(|character| encoding.units_of(character)).sum());
    let mut rest = text;
    iter::from_fn(move || {
        let part = Part::filled(rest, encoding, room)?;
        rest = rest.get(part.text.len()..)?;
        Some(part)
    })
}

/// A character that the GSM alphabet lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideGsm {
    /// The character.
    pub character: char,
    /// Its place in the text, in characters (Unicode scalar values) from 0.
    pub at: usize,
}

/// Every character that forces UCS-2 upon the text, in the order of writing. The first is enough to
/// say why; none means that the text is GSM.
pub fn outside_gsm(text: &str) -> impl Iterator<Item = OutsideGsm> {
    let characters = text.chars().enumerate().map(|(at, character)| OutsideGsm { character, at });
    characters.filter(|outside| !is_gsm(outside.character))
}

fn is_gsm(character: char) -> bool {
    DEFAULT.contains(character) || EXTENSION.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use std::collections::BTreeSet;

    fn units_by_part(text: &str) -> Vec<usize> {
        parts(text).map(|part| part.units).collect()
    }

    #[test]
    fn a_text_is_counted_as_a_network_counts_it() {
        use Encoding::{Gsm7, Ucs2};
        let one = |unit: &str, times: usize| unit.repeat(times);
        for (case, text, encoding, units, parts, left_in_part) in [
            ("nothing", String::new(), Gsm7, 0, 0, 160),
            ("a letter", one("a", 1), Gsm7, 1, 1, 159),
            ("a full SMS", one("a", 160), Gsm7, 160, 1, 0),
            ("one too many", one("a", 161), Gsm7, 161, 2, 145),
            ("two full parts", one("a", 306), Gsm7, 306, 2, 0),
            ("two parts and one", one("a", 307), Gsm7, 307, 3, 152),
            ("ten full parts", one("a", 1_530), Gsm7, 1_530, 10, 0),
            ("one past ten parts", one("a", 1_531), Gsm7, 1_531, 11, 152),
            ("an extended letter", one("€", 1), Gsm7, 2, 1, 158),
            ("a full SMS of extended letters", one("[", 80), Gsm7, 160, 1, 0),
            ("extended letters that leave one free", one("[", 81), Gsm7, 162, 2, 153 - 10),
            ("an extended letter at the end of an SMS", one("a", 158) + "€", Gsm7, 160, 1, 0),
            ("an extended letter over the end", one("a", 159) + "€", Gsm7, 161, 2, 153 - 8),
            ("one free at the end of a part", one("a", 152) + "€" + &one("a", 152), Gsm7, 306, 3, 152),
            ("the same without the loss", one("a", 151) + "€" + &one("a", 153), Gsm7, 306, 2, 0),
            ("a Russian letter", one("я", 1), Ucs2, 1, 1, 69),
            ("a full SMS in Russian", one("я", 70), Ucs2, 70, 1, 0),
            ("one too many in Russian", one("я", 71), Ucs2, 71, 2, 63),
            ("two full parts in Russian", one("я", 134), Ucs2, 134, 2, 0),
            ("two parts and one in Russian", one("я", 135), Ucs2, 135, 3, 66),
            ("ten full parts in Russian", one("я", 670), Ucs2, 670, 10, 0),
            ("one past ten parts in Russian", one("я", 671), Ucs2, 671, 11, 66),
            ("an extended letter is no dearer in UCS-2", one("€", 69) + "я", Ucs2, 70, 1, 0),
            ("an emoji", one("🙂", 1), Ucs2, 2, 1, 68),
            ("a full SMS of emoji", one("🙂", 35), Ucs2, 70, 1, 0),
            ("emoji that leave one free", one("🙂", 36), Ucs2, 72, 2, 67 - 6),
            ("an emoji over the end of a part", one("я", 66) + "🙂" + &one("я", 66), Ucs2, 134, 3, 66),
            ("an emoji at the end of a part", one("я", 65) + "🙂" + &one("я", 67), Ucs2, 134, 2, 0),
        ] {
            assert_eq!(SmsCount::of(&text), SmsCount { encoding, units, parts, left_in_part }, "{case}");
        }
    }

    #[test]
    fn what_does_not_go_whole_into_a_part_begins_the_next() {
        assert_eq!(units_by_part(&"[".repeat(81)), [152, 10]);
        assert_eq!(units_by_part(&"🙂".repeat(36)), [66, 6]);
        let text = "я".repeat(66) + "🙂" + "!!!";
        let texts: Vec<_> = parts(&text).map(|part| part.text).collect();
        assert_eq!(texts, ["я".repeat(66).as_str(), "🙂!!!"]);
        assert_eq!(parts("").next(), None);
    }

    #[test]
    fn the_desk_sends_ten_parts_and_no_more() {
        for (unit, most) in [("a", 1_530), ("[", 760), ("я", 670), ("🙂", 330)] {
            assert!(SmsCount::of(&unit.repeat(most)).fits(), "{unit} {most} times");
            assert!(!SmsCount::of(&unit.repeat(most + 1)).fits(), "{unit} {} times", most + 1);
        }
        assert!(SmsCount::of("").fits());
    }

    #[test]
    fn the_first_character_that_made_it_dear_is_named_with_its_place() {
        let first = |text| outside_gsm(text).next().map(|outside| (outside.character, outside.at));
        for (text, expected) in [
            ("", None),
            ("Price: 10 € [net]", None),
            ("Ваш заказ", Some(('В', 0))),
            ("€€ а", Some(('а', 3))),
            ("it’s", Some(('’', 2))),
            ("a «quote»", Some(('«', 2))),
            ("ok 🙂", Some(('🙂', 3))),
        ] {
            assert_eq!(first(text), expected, "{text}");
        }
        let all: Vec<_> = outside_gsm("Ω — ç`").map(|outside| (outside.character, outside.at)).collect();
        assert_eq!(all, [('—', 2), ('ç', 4), ('`', 5)]);
    }

    #[test]
    fn the_alphabet_is_that_of_the_standard() {
        let known: BTreeSet<char> = DEFAULT.chars().chain(EXTENSION.chars()).collect();
        assert_eq!((DEFAULT.chars().count(), EXTENSION.chars().count()), (127, 10));
        assert_eq!(known.len(), 137, "no character stands twice");
        for (code, character) in
            [(0x09, 'Ç'), (0x10, 'Δ'), (0x1A, 'Ξ'), (0x20, ' '), (0x24, '¤'), (0x7F, 'à')]
        {
            let place = if code < 0x1B { code } else { code - 1 };
            assert_eq!(DEFAULT.chars().nth(place), Some(character), "{code:#04x}");
        }
        let lacking: String = (' '..='~').filter(|character| !is_gsm(*character)).collect();
        assert_eq!(lacking, "`", "all that a plain keyboard writes, but the grave accent");
        assert!(!is_gsm('\t') && !is_gsm('\u{1b}') && !is_gsm('\u{a0}'));
        assert!(is_gsm('\n') && is_gsm('\r') && is_gsm('\u{c}'));
    }

    fn gsm_text() -> impl Strategy<Value = String> {
        let known: Vec<char> = DEFAULT.chars().chain(EXTENSION.chars()).collect();
        let extended: Vec<char> = EXTENSION.chars().collect();
        let character = prop_oneof![select(known), select(extended)];
        proptest::collection::vec(character, 0..700).prop_map(String::from_iter)
    }

    fn any_text() -> impl Strategy<Value = String> {
        let character = prop_oneof![4 => Just('я'), 4 => Just('🙂'), 1 => any::<char>()];
        let mixed = proptest::collection::vec(character, 0..300).prop_map(String::from_iter);
        prop_oneof![gsm_text(), mixed, any::<String>()]
    }

    proptest! {
        #[test]
        fn what_is_written_in_gsm_travels_in_gsm(text in gsm_text()) {
            prop_assert_eq!(SmsCount::of(&text).encoding, Encoding::Gsm7);
            prop_assert_eq!(outside_gsm(&text).next(), None);
        }

        #[test]
        fn one_foreign_character_makes_all_of_it_ucs2(text in gsm_text(), place in any::<Index>()) {
            let at = place.index(text.chars().count() + 1);
            let longer = with_one_more(&text, at, 'я');
            let count = SmsCount::of(&longer);
            prop_assert_eq!((count.encoding, count.units), (Encoding::Ucs2, longer.encode_utf16().count()));
            prop_assert_eq!(outside_gsm(&longer).next(), Some(OutsideGsm { character: 'я', at }));
        }

        #[test]
        fn the_parts_are_the_text_and_add_up(text in any_text()) {
            let (count, cut) = (SmsCount::of(&text), parts(&text).collect::<Vec<_>>());
            prop_assert_eq!(cut.iter().map(|part| part.text).collect::<String>(), text.as_str());
            prop_assert_eq!(cut.iter().map(|part| part.units).sum::<usize>(), count.units);
            prop_assert_eq!(cut.len(), count.parts);
            let encoding = count.encoding;
            let room = if cut.len() > 1 { encoding.units_in_part() } else { encoding.units_alone() };
            let last = cut.last().map_or(0, |part| part.units);
            prop_assert_eq!(last + count.left_in_part, room);
            for (part, next) in cut.iter().zip(cut.iter().skip(1)) {
                let first = next.text.chars().next().map_or(0, |character| encoding.units_of(character));
                prop_assert!(part.units <= room, "{:?} is too long", part);
                prop_assert!(part.units + first > room, "{:?} could have held more", part);
            }
        }

        #[test]
        fn a_longer_text_never_has_fewer_parts(
            text in any_text(), more in any::<char>(), place in any::<Index>(),
        ) {
            let longer = with_one_more(&text, place.index(text.chars().count() + 1), more);
            prop_assert!(SmsCount::of(&longer).parts >= SmsCount::of(&text).parts);
        }
    }

    fn with_one_more(text: &str, at: usize, more: char) -> String {
        text.chars().take(at).chain([more]).chain(text.chars().skip(at)).collect()
    }
}

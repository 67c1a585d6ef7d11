//! Telephone numbers: E.164 on the wire, and read from whatever a person types.
//!
//! Owns: the strict form, the reading of a typed text, and what is wrong with one that is no number.
//! Never: finds out whether anybody answers there. A number has the shape of its country's plan or
//! it is refused; whether its range is in use this month no table can tell.
//!
//! With the feature `phone-numbers` a library ([`phonelib`](https://docs.rs/phonelib)) reads the
//! number by the plan of every country. It weighs 30 KB of compressed wasm, so what the
//! browser loads first goes without them, and [`PhoneNumber::read`] there knows the grammar of E.164
//! and the Russian habits (`8` for `+7`, `8 10` for abroad) and nothing else. For Russian numbers both
//! readings agree, which is tested. A number from abroad the grammar takes on trust: a server, which
//! has the feature on, reads what it is sent once more and so puts `+44 (0) 20…` right.
//!
//! Start at [`PhoneNumber::read`].

use crate::refusal::Language;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// How many digits follow the plus. The longest is the bound of E.164, which names no shortest:
/// that is what remote islands have, `+290` with four digits.
const LENGTHS: RangeInclusive<usize> = 7..=15;

/// How many digits follow `+7`, in Russia and Kazakhstan alike.
const RUSSIAN_LENGTH: usize = 10;

/// A telephone number in E.164: a plus and seven to fifteen digits. Text that is anything else
/// does not parse and does not come off the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = r"^\+[1-9][0-9]{6,14}$"))
)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads what a person typed: with spaces, brackets and dashes, and without a plus as it is
    /// dialled within `country`. Letters and extensions are refused: an extension is not a part
    /// of the number, and a number without it would reach somebody else.
    ///
    /// ```
    /// use desk_contract::phone::{Country, NotAPhoneNumber, PhoneNumber};
    ///
    /// let number = PhoneNumber::read("8 (916) 123-45-67", Country::RUSSIA)?;
    /// assert_eq!(number.as_str(), "+79161234567");
    /// # Ok::<(), NotAPhoneNumber>(())
    /// ```
    ///
    /// # Errors
    /// Why it is no number, to be shown beside the field.
    pub fn read(typed: &str, country: Country) -> Result<Self, NotAPhoneNumber> {
        by_plan(&Typed::of(typed, country)?, country)
    }

    /// The number as it travels: `+79161234567`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in groups that an eye can read: `+7 916 123-45-67` for Russia and Kazakhstan,
    /// as it is elsewhere. Reading it gives the number back.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = self.0.strip_prefix("+7").filter(|rest| rest.len() == RUSSIAN_LENGTH);
        let parts = digits.and_then(|d| Some((d.get(0..3)?, d.get(3..6)?, d.get(6..8)?, d.get(8..10)?)));
        match parts {
            Some((code, three, two, last)) => format!("+7 {code} {three}-{two}-{last}"),
            None => self.0.clone(),
        }
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhoneNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        if digits.is_empty() {
            Err(NotAPhoneNumber::Empty)
        } else if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Err(NotAPhoneNumber::Letters)
        } else if digits.len() < *LENGTHS.start() {
            Err(NotAPhoneNumber::TooShort)
        } else if digits.len() > *LENGTHS.end() {
            Err(NotAPhoneNumber::TooLong)
        } else if digits.len() == text.len() || digits.starts_with('0') {
            Err(NotAPhoneNumber::UnknownCode)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotAPhoneNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NotAPhoneNumber {
    /// There is no digit in it, nor anything else.
    #[error("no digits")]
    Empty,
    /// A letter, or a sign that stands in no number: an extension, mostly.
    #[error("something other than digits")]
    Letters,
    /// Digits are missing.
    #[error("too few digits")]
    TooShort,
    /// There are more digits than such a number has.
    #[error("too many digits")]
    TooLong,
    /// No country, or no area of it, has the code that it begins with, or it begins with none.
    #[error("unknown country code")]
    UnknownCode,
}

impl NotAPhoneNumber {
    /// The mistake as a person reads it.
    #[must_use]
    pub fn sentence(self, language: Language) -> &'static str {
        let (ru, en) = match self {
            Self::Empty => ("Введите номер телефона", "Enter a telephone number"),
            Self::Letters => (
                "Оставьте только цифры номера, без добавочного",
                "Leave only the digits of the number, without an extension",
            ),
            Self::TooShort => ("В номере не хватает цифр", "The number lacks digits"),
            Self::TooLong => ("В номере лишние цифры", "The number has too many digits"),
            Self::UnknownCode => (
                "Код неизвестен: начните с «+» и кода страны",
                "The code is unknown: begin with “+” and the country code",
            ),
        };
        match language {
            Language::Ru => ru,
            Language::En => en,
        }
    }
}

/// The country from which a number without a plus is dialled: two letters of ISO 3166.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Россия.
    pub const RUSSIA: Self = Self(*b"RU");

    /// The two letters, large.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Two ASCII letters by construction, so there is always a text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Default for Country {
    fn default() -> Self {
        Self::RUSSIA
    }
}

impl FromStr for Country {
    type Err = NotACountry;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters: [u8; 2] = text.as_bytes().try_into().map_err(|_| NotACountry)?;
        if letters.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(letters.map(|letter| letter.to_ascii_uppercase())))
        } else {
            Err(NotACountry)
        }
    }
}

/// The text is not the two letters of a country. Whether a country has them only the plans know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the two letters of a country")]
pub struct NotACountry;

/// What was typed, without the signs that only help the eye.
struct Typed {
    /// Whether it began with a plus, so that the code of a country comes first.
    has_plus: bool,
    /// ASCII digits, at least one.
    digits: String,
}

impl Typed {
    fn of(text: &str, country: Country) -> Result<Self, NotAPhoneNumber> {
        let mut typed = Self { has_plus: false, digits: String::new() };
        for sign in text.chars() {
            match sign {
                '0'..='9' => typed.digits.push(sign),
                '+' if typed.digits.is_empty() && !typed.has_plus => typed.has_plus = true,
                _ if is_for_the_eye(sign) => {}
                _ => return Err(NotAPhoneNumber::Letters),
            }
        }
        match typed.digits.chars().next() {
            None => Err(NotAPhoneNumber::Empty),
            Some('0') if typed.has_plus => Err(NotAPhoneNumber::UnknownCode),
            Some(_) if country == Country::RUSSIA && typed.lacks_a_russian_digit() => {
                Err(NotAPhoneNumber::TooShort)
            }
            Some(_) => Ok(typed),
        }
    }

    /// Ten digits may be a number without its `8`, or one with its `8` and a digit forgotten. Where
    /// no area has the code that the first would have, it is the second: `8 916 123 45 6` must not
    /// pass for somebody in the area 891.
    fn lacks_a_russian_digit(&self) -> bool {
        let unassigned = ["849", "88", "89"].iter().any(|code| self.digits.starts_with(code));
        !self.has_plus && self.digits.len() == RUSSIAN_LENGTH && unassigned
    }
}

/// Signs between digits that mean nothing. The invisible ones come along when a number is copied
/// out of an address book, which marks that it runs from left to right.
fn is_for_the_eye(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '(' | ')' | '-' | '.' | '/' | '~' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

#[cfg(feature = "phone-numbers")]
use by_library as by_plan;

#[cfg(not(feature = "phone-numbers"))]
use by_grammar as by_plan;

/// By the plan of the country, of any country.
#[cfg(any(test, feature = "phone-numbers"))]
fn by_library(typed: &Typed, country: Country) -> Result<PhoneNumber, NotAPhoneNumber> {
    use phonelib::ParseError;

    let read = |digits: &str| {
        if typed.has_plus {
            phonelib::PhoneNumber::try_parse(&format!("+{digits}"))
        } else {
            phonelib::PhoneNumber::try_parse_with_country(digits, country.as_str())
        }
    };
    match read(&typed.digits) {
        Ok(number) => of_a_russian_length(number.e164().parse()?),
        Err(ParseError::Empty) => Err(NotAPhoneNumber::Empty),
        Err(ParseError::InvalidCharacter) => Err(NotAPhoneNumber::Letters),
        Err(ParseError::TooShort) => Err(NotAPhoneNumber::TooShort),
        Err(ParseError::TooLong) => Err(NotAPhoneNumber::TooLong),
        // The library does not tell which: it is too long if a beginning of it is a number.
        Err(ParseError::InvalidLength) => {
            let mut beginnings = (1..typed.digits.len()).filter_map(|end| typed.digits.get(..end));
            if beginnings.any(|digits| read(digits).is_ok()) {
                Err(NotAPhoneNumber::TooLong)
            } else {
                Err(NotAPhoneNumber::TooShort)
            }
        }
        Err(_) => Err(NotAPhoneNumber::UnknownCode),
    }
}

/// By the grammar of E.164 and the habits of Russia alone.
#[cfg(any(test, not(feature = "phone-numbers")))]
fn by_grammar(typed: &Typed, country: Country) -> Result<PhoneNumber, NotAPhoneNumber> {
    let digits = typed.digits.as_str();
    if typed.has_plus {
        return of_a_russian_length(format!("+{digits}").parse()?);
    }
    if country != Country::RUSSIA {
        return Err(NotAPhoneNumber::UnknownCode);
    }
    if let Some(abroad) = digits.strip_prefix("810") {
        return of_a_russian_length(format!("+{abroad}").parse()?);
    }
    let trunk = digits.strip_prefix(['7', '8']).filter(|rest| rest.len() >= RUSSIAN_LENGTH);
    of_a_russian_length(format!("+7{}", trunk.unwrap_or(digits)).parse()?)
}

/// Refuses what begins with `+7` and is longer or shorter than every number there. The plan that
/// the library knows has one of fourteen digits, which nobody can dial and two numbers in one field
/// would pass for; no area begins with a zero.
fn of_a_russian_length(number: PhoneNumber) -> Result<PhoneNumber, NotAPhoneNumber> {
    match number.as_str().strip_prefix("+7") {
        Some(rest) if rest.starts_with('0') => Err(NotAPhoneNumber::UnknownCode),
        Some(rest) if rest.len() < RUSSIAN_LENGTH => Err(NotAPhoneNumber::TooShort),
        Some(rest) if rest.len() > RUSSIAN_LENGTH => Err(NotAPhoneNumber::TooLong),
        _ => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    type Reading = fn(&Typed, Country) -> Result<PhoneNumber, NotAPhoneNumber>;

    const READINGS: [(&str, Reading); 2] = [("library", by_library), ("grammar", by_grammar)];

    fn country(letters: &str) -> Country {
        letters.parse().unwrap()
    }

    fn read(reading: Reading, typed: &str, from: Country) -> Result<String, NotAPhoneNumber> {
        Typed::of(typed, from).and_then(|it| reading(&it, from)).map(String::from)
    }

    #[test]
    fn on_the_wire_a_number_is_e164_or_nothing() {
        use NotAPhoneNumber::{Empty, Letters, TooLong, TooShort, UnknownCode};
        for good in ["+79161234567", "+4915112345678", "+12345678", "+2908123", "+123456789012345"] {
            assert_eq!(good.parse::<PhoneNumber>().map(String::from), Ok(good.to_owned()));
        }
        for (bad, why) in [
            ("", Empty),
            ("+", Empty),
            ("79161234567", UnknownCode),
            ("+0123456789", UnknownCode),
            ("+7916", TooShort),
            ("+7916123456x", Letters),
            ("+7 916 123 45 67", Letters),
            ("++79161234567", Letters),
            ("+٧٩١٦١٢٣٤٥٦٧", Letters),
            ("+1234567890123456", TooLong),
        ] {
            assert_eq!(bad.parse::<PhoneNumber>(), Err(why), "{bad}");
        }
        let number: PhoneNumber = serde_json::from_str("\"+79161234567\"").unwrap();
        assert_eq!(serde_json::to_value(&number).unwrap(), "+79161234567");
        let refused = serde_json::from_str::<PhoneNumber>("\"8916\"").map_err(|error| error.to_string());
        assert_eq!(refused, Err("too few digits".to_owned()));
    }

    #[test]
    fn a_russian_number_is_shown_in_groups() {
        assert_eq!("+79161234567".parse::<PhoneNumber>().unwrap().grouped(), "+7 916 123-45-67");
        assert_eq!("+4915112345678".parse::<PhoneNumber>().unwrap().grouped(), "+4915112345678");
    }

    #[test]
    fn with_and_without_the_library_a_russian_number_is_read_alike() {
        for (typed, number) in [
            ("8 (916) 123-45-67", "+79161234567"),
            ("+7 916 123 45 67", "+79161234567"),
            ("916-123-45-67", "+79161234567"),
            ("79161234567", "+79161234567"),
            ("8.916.123.45.67", "+79161234567"),
            ("  8/916/1234567\n", "+79161234567"),
            ("(+7) 916 123‑45–67", "+79161234567"),
            ("+7\u{a0}916\u{a0}123\u{2009}45\u{2212}67", "+79161234567"),
            ("\u{202a}+7 916 123-45-67\u{202c}", "+79161234567"),
            ("8 800 555-35-35", "+78005553535"),
            ("800 555 35 35", "+78005553535"),
            ("+7 800 555 35 35", "+78005553535"),
            ("8 701 123 45 67", "+77011234567"),
            ("+7 727 123-45-67", "+77271234567"),
            ("810 49 1512 3456789", "+4915123456789"),
            ("8~10 49 1512 3456789", "+4915123456789"),
            ("8-10-1-202-555-01-73", "+12025550173"),
            ("+375 29 123-45-67", "+375291234567"),
            ("+44 20 7946 0958", "+442079460958"),
        ] {
            for (name, reading) in READINGS {
                assert_eq!(read(reading, typed, Country::RUSSIA), Ok(number.to_owned()), "{typed}, {name}");
            }
        }
    }

    #[test]
    fn a_mistake_is_told_apart_with_and_without_the_library() {
        use NotAPhoneNumber::{Empty, Letters, TooLong, TooShort, UnknownCode};
        for (typed, why) in [
            ("", Empty),
            (" ", Empty),
            ("+", Empty),
            ("() -", Empty),
            ("abc", Letters),
            ("8 916 CALL NOW", Letters),
            ("916 123 45 67 доб. 12", Letters),
            ("916 123 45 67 ext 12", Letters),
            ("+7 916 123 45 67,12", Letters),
            ("+7 916 123 45 67;12", Letters),
            ("+7 916 123 45 67#12", Letters),
            ("*100#", Letters),
            ("7+9161234567", Letters),
            ("++79161234567", Letters),
            ("112", TooShort),
            ("02", TooShort),
            ("123-45-67", TooShort),
            ("+7 916 123 45 6", TooShort),
            ("8 916 123 45 6", TooShort),
            ("8 495 123 45 6", TooShort),
            ("8 800 555 35 3", TooShort),
            ("+7 916 123 45 678", TooLong),
            ("8 916 123 45 678", TooLong),
            ("8 916 123 45 67 8 926 123 45 67", TooLong),
            ("916 123 45 67 9161", TooLong),
            ("+1234567890123456", TooLong),
            ("+0 123 456 789", UnknownCode),
        ] {
            for (name, reading) in READINGS {
                assert_eq!(read(reading, typed, Country::RUSSIA), Err(why), "{typed}, {name}");
            }
        }
    }

    #[test]
    fn the_library_knows_the_habits_and_codes_of_every_country() {
        use NotAPhoneNumber::{TooLong, TooShort, UnknownCode};
        for (typed, from, expected) in [
            ("06 12 34 56 78", "FR", Ok("+33612345678")),
            ("8 029 123 45 67", "BY", Ok("+375291234567")),
            ("8 727 123 45 67", "KZ", Ok("+77271234567")),
            ("(202) 555-0173", "US", Ok("+12025550173")),
            ("020 7946 0958", "GB", Ok("+442079460958")),
            ("+44 (0) 20 7946 0958", "RU", Ok("+442079460958")),
            ("+7 (8) 916 123 45 67", "RU", Ok("+79161234567")),
            ("+290 8123", "RU", Ok("+2908123")),
            ("+7 916 123 45 67", "ZZ", Ok("+79161234567")),
            ("8 916 123 45 67", "ZZ", Err(UnknownCode)),
            ("+8 916 123 45 67", "RU", Err(UnknownCode)),
            ("+999 123 456 789", "RU", Err(UnknownCode)),
            ("+1 111 111 1111", "RU", Err(UnknownCode)),
            ("+33 6 12 34 56 7", "RU", Err(TooShort)),
            ("+33 6 12 34 56 789", "RU", Err(TooLong)),
            ("06 12 34 56 7", "FR", Err(TooShort)),
        ] {
            let expected = expected.map(str::to_owned);
            assert_eq!(read(by_library, typed, country(from)), expected, "{typed} from {from}");
        }
    }

    #[test]
    fn without_the_library_only_russia_is_at_home() {
        for from in ["FR", "KZ", "US"] {
            assert_eq!(read(by_grammar, "8 916 123 45 67", country(from)), Err(NotAPhoneNumber::UnknownCode));
            assert_eq!(read(by_grammar, "+33 6 12 34 56 78", country(from)).as_deref(), Ok("+33612345678"));
        }
    }

    #[test]
    fn a_country_is_two_letters_and_russia_unless_told() {
        assert_eq!(Country::default(), country("ru"));
        assert_eq!(country("kz").as_str(), "KZ");
        for bad in ["", "R", "RUS", "7", "R7", "Я"] {
            assert_eq!(bad.parse::<Country>(), Err(NotACountry), "{bad}");
        }
    }

    #[test]
    fn every_mistake_has_its_words_in_both_languages() {
        use NotAPhoneNumber::{Empty, Letters, TooLong, TooShort, UnknownCode};
        let said = |language| {
            [Empty, Letters, TooShort, TooLong, UnknownCode].map(|it| it.sentence(language)).join("\n")
        };
        assert_eq!(
            said(Language::Ru),
            "Введите номер телефона\n\
             Оставьте только цифры номера, без добавочного\n\
             В номере не хватает цифр\n\
             В номере лишние цифры\n\
             Код неизвестен: начните с «+» и кода страны"
        );
        assert_eq!(
            said(Language::En),
            "Enter a telephone number\n\
             Leave only the digits of the number, without an extension\n\
             The number lacks digits\n\
             The number has too many digits\n\
             The code is unknown: begin with “+” and the country code"
        );
    }

    /// Numbers whose codes Russia has given to its areas, networks and services. That of no area
    /// begins with 810, which is the way abroad, nor with the unassigned ones.
    fn russian() -> impl Strategy<Value = String> {
        prop_oneof!["[349][0-9]{9}", "80[0-9]{8}", "8[1-7][1-8][0-9]{7}"]
    }

    proptest! {
        #[test]
        fn a_russian_number_is_read_alike_however_it_is_written(
            national in russian(),
            prefix in select(&["+7", "8", "7", ""][..]),
            gaps in proptest::collection::vec(select(&["", "", " ", "-", ") (", "\u{a0}"][..]), 10),
        ) {
            let spaced: String = national.chars().zip(&gaps).map(|(digit, gap)| format!("{gap}{digit}")).collect();
            for (name, reading) in READINGS {
                let found = read(reading, &format!("{prefix}{spaced}"), Country::RUSSIA);
                prop_assert_eq!(found, Ok(format!("+7{}", national)), "{}", name);
            }
        }

        #[test]
        fn what_the_grammar_calls_russian_the_library_does_too(typed in "[+]?[0-9]{1,17}") {
            let number = read(by_grammar, &typed, Country::RUSSIA);
            if number.as_ref().is_ok_and(|it| it.starts_with("+7")) {
                prop_assert_eq!(read(by_library, &typed, Country::RUSSIA), number);
            }
        }

        #[test]
        fn what_is_shown_is_read_as_the_same_number(typed in "[+]?[0-9]{6,16}", from in "[A-Z]{2}") {
            for (name, reading) in READINGS {
                if let Ok(number) = read(reading, &typed, country(&from)) {
                    let number: PhoneNumber = number.parse().unwrap();
                    for shown in [number.to_string(), number.grouped()] {
                        let again = read(reading, &shown, Country::RUSSIA);
                        prop_assert_eq!(again.as_deref(), Ok(number.as_str()), "{}", name);
                    }
                }
            }
        }

        #[test]
        fn no_text_is_too_strange_to_be_refused(
            typed in prop_oneof![any::<String>(), "[-+() .0-9٣８a]{0,40}"],
            from in "[A-Z]{2}",
        ) {
            for (_, reading) in READINGS {
                if let Ok(number) = read(reading, &typed, country(&from)) {
                    prop_assert!(number.parse::<PhoneNumber>().is_ok(), "{}", number);
                }
            }
            let _ = typed.parse::<PhoneNumber>();
            let _ = typed.parse::<Country>();
        }
    }
}

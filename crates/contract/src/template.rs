//! Templates: a text with variables that is filled in for one appeal, such as the SMS after a call
//! (A1, A2).
//!
//! Owns: how a variable is written in a text, and what is wrong with a text that misuses one.
//! Never: finds out a value, or counts the result (see [`sms`](crate::sms)).
//!
//! Always: a [`Template`] that exists is right, so filling it cannot fail. Its text form reads back
//! as the same template. A value is put in as it is: braces in a client's name mean nothing.
//!
//! A variable stands in braces, `{client_first_name}` or `{имя_клиента}`; a brace that is meant as
//! such is doubled, `{{` or `}}`.

mod variable;

use crate::refusal::Language;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Peekable;
use std::str::FromStr;

pub use variable::{Values, Variable};

/// A stretch of a template.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Words that go out as they are; never empty, and never two in a row.
    Text(String),
    /// A place to be filled.
    Variable(Variable),
}

/// A text with variables, taken apart once. On the wire it is the text.
///
/// ```
/// use desk_contract::template::{Template, TemplateError};
///
/// let thanks: Template = "{имя_клиента}, спасибо за звонок!".parse()?;
/// assert_eq!(thanks.to_string(), "{client_first_name}, спасибо за звонок!");
/// # Ok::<(), TemplateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Template {
    pieces: Vec<Piece>,
}

impl Template {
    /// The pieces, in the order of the text.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text to send: every variable replaced by its value.
    #[must_use]
    pub fn fill(&self, values: &Values) -> String {
        let words = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Variable(variable) => values.of(*variable),
        });
        words.collect()
    }

    /// The template as its writer reads it, with the variables named in that language. Parsing it
    /// gives the same template.
    #[must_use]
    pub fn written(&self, language: Language) -> String {
        let words = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
            Piece::Variable(variable) => format!("{{{}}}", variable.name(language)),
        });
        words.collect()
    }

    fn push(&mut self, character: char) {
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            text.push(character);
        } else {
            self.pieces.push(Piece::Text(character.into()));
        }
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut template = Self::default();
        let mut characters = text.chars().enumerate().peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '{' | '}' if characters.next_if(|(_, next)| *next == character).is_some() => {
                    template.push(character);
                }
                '{' => template.pieces.push(Piece::Variable(variable(&mut characters, at)?)),
                '}' => return Err(TemplateError::Unopened { at }),
                _ => template.push(character),
            }
        }
        Ok(template)
    }
}

/// Reads the name of a variable and the brace after it; the one before stood `at`.
fn variable(
    characters: &mut Peekable<impl Iterator<Item = (usize, char)>>,
    at: usize,
) -> Result<Variable, TemplateError> {
    let mut name = String::new();
    while let Some((_, character)) = characters.next_if(|(_, next)| !['{', '}'].contains(next)) {
        name.push(character);
    }
    if characters.next_if(|(_, next)| *next == '}').is_none() {
        return Err(TemplateError::Unclosed { at });
    }
    if name.trim().is_empty() {
        return Err(TemplateError::Unnamed { at });
    }
    Variable::named(&name).ok_or(TemplateError::UnknownVariable { name, at })
}

impl TryFrom<String> for Template {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.to_string()
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(Language::En))
    }
}

/// Why a text is no template. `at` is the place of the brace, in characters (Unicode scalar values)
/// from 0; of several mistakes the first is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// No variable has that name.
    #[error("unknown variable `{name}` at {at}")]
    UnknownVariable {
        /// What stands between the braces.
        name: String,
        /// Where its brace opens.
        at: usize,
    },
    /// There is no name between the braces.
    #[error("no name between the braces at {at}")]
    Unnamed {
        /// Where the brace opens.
        at: usize,
    },
    /// A brace opens and does not close before the next one or the end.
    #[error("unclosed brace at {at}")]
    Unclosed {
        /// Where it opens.
        at: usize,
    },
    /// A brace closes that was never opened.
    #[error("unopened brace at {at}")]
    Unopened {
        /// Where it closes.
        at: usize,
    },
}

impl TemplateError {
    /// Where in the text the mistake is, in characters from 0.
    #[must_use]
    pub fn at(&self) -> usize {
        match self {
            Self::UnknownVariable { at, .. }
            | Self::Unnamed { at }
            | Self::Unclosed { at }
            | Self::Unopened { at } => *at,
        }
    }

    /// The mistake as a person reads it; people count from 1.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let place = self.at().saturating_add(1);
        match (language, self) {
            (Language::Ru, Self::UnknownVariable { name, .. }) => {
                format!("Знак {place}: нет переменной «{name}»")
            }
            (Language::En, Self::UnknownVariable { name, .. }) => {
                format!("Character {place}: there is no variable “{name}”")
            }
            (Language::Ru, Self::Unnamed { .. }) => format!("Знак {place}: впишите переменную в скобки"),
            (Language::En, Self::Unnamed { .. }) => {
                format!("Character {place}: name a variable between the braces")
            }
            (Language::Ru, Self::Unclosed { .. }) => {
                format!("Знак {place}: закройте скобку или напишите «{{{{»")
            }
            (Language::En, Self::Unclosed { .. }) => {
                format!("Character {place}: close the brace or write “{{{{”")
            }
            (Language::Ru, Self::Unopened { .. }) => {
                format!("Знак {place}: откройте скобку или напишите «}}}}»")
            }
            (Language::En, Self::Unopened { .. }) => {
                format!("Character {place}: open the brace or write “}}}}”")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::every_variant;
    use crate::sms::SmsCount;
    use proptest::prelude::*;
    use proptest::sample::select;

    every_variant!(MISTAKES, mistake_name: TemplateError { UnknownVariable, Unnamed, Unclosed, Unopened });

    fn of_maria() -> Values {
        Values {
            client_name: "Мария Котова".to_owned(),
            client_first_name: "Мария".to_owned(),
            operator_name: "Анна Белова".to_owned(),
            appeal_number: "1042".to_owned(),
            group: "Продажи".to_owned(),
            entry_point: "+7 495 123-45-67".to_owned(),
            date: "1 марта".to_owned(),
            time: "12:30".to_owned(),
            company: "Ромашка".to_owned(),
        }
    }

    fn parsed(text: &str) -> Template {
        let template = text.parse::<Template>();
        assert!(template.is_ok(), "{text}: {template:?}");
        template.unwrap()
    }

    fn unknown(name: &str, at: usize) -> TemplateError {
        TemplateError::UnknownVariable { name: name.to_owned(), at }
    }

    #[test]
    fn a_text_is_filled_with_the_values_of_one_appeal() {
        for (template, expected) in [
            ("", ""),
            ("Спасибо!", "Спасибо!"),
            ("{client_first_name}, спасибо!", "Мария, спасибо!"),
            ("{имя_клиента}, спасибо!", "Мария, спасибо!"),
            ("{client_name}/{клиент}", "Мария Котова/Мария Котова"),
            ("{operator_name}{group}", "Анна БеловаПродажи"),
            ("№ {номер_обращения} от {дата}, {время}", "№ 1042 от 1 марта, 12:30"),
            ("{company}: {entry_point}", "Ромашка: +7 495 123-45-67"),
            ("{{date}}", "{date}"),
            ("{{{date}}}", "{1 марта}"),
            ("}}{{", "}{"),
            ("{date}}}", "1 марта}"),
        ] {
            assert_eq!(parsed(template).fill(&of_maria()), expected, "{template}");
        }
    }

    #[test]
    fn what_a_value_holds_is_never_read_as_a_template() {
        let strange = Values { client_name: "{company} }{ {{".to_owned(), ..of_maria() };
        assert_eq!(parsed("{client_name}!").fill(&strange), "{company} }{ {{!");
    }

    #[test]
    fn an_empty_value_leaves_nothing_in_its_place() {
        let nameless = Values { client_first_name: String::new(), ..of_maria() };
        assert_eq!(parsed("[{client_first_name}]").fill(&nameless), "[]");
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        use TemplateError::{Unclosed, Unnamed, Unopened};
        for (text, expected) in [
            ("{surname}", unknown("surname", 0)),
            ("Привет, {фамилия}!", unknown("фамилия", 8)),
            ("🙂🙂{surname}", unknown("surname", 2)),
            ("{Date}", unknown("Date", 0)),
            ("{ date }", unknown(" date ", 0)),
            ("{date}{dat}", unknown("dat", 6)),
            ("{{{{{x}", unknown("x", 4)),
            ("{}", Unnamed { at: 0 }),
            ("до {  }", Unnamed { at: 3 }),
            ("{", Unclosed { at: 0 }),
            ("{{{", Unclosed { at: 2 }),
            ("Имя: {client_name", Unclosed { at: 5 }),
            ("{client_name {date}", Unclosed { at: 0 }),
            ("{date{{}", Unclosed { at: 0 }),
            ("}", Unopened { at: 0 }),
            ("да}", Unopened { at: 2 }),
            ("{date}}", Unopened { at: 6 }),
            ("} {x}", Unopened { at: 0 }),
            ("{x} }", unknown("x", 0)),
        ] {
            assert_eq!(text.parse::<Template>(), Err(expected.clone()), "{text}");
            assert_eq!(text.chars().nth(expected.at()).map(|it| "{}".contains(it)), Some(true), "{text}");
        }
    }

    #[test]
    fn words_between_variables_are_one_piece() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let date = Piece::Variable(Variable::Date);
        assert_eq!(parsed("").pieces(), []);
        assert_eq!(parsed("a{{b}}c").pieces(), [text("a{b}c")]);
        assert_eq!(parsed("{date}{date}").pieces(), [date.clone(), date.clone()]);
        assert_eq!(parsed("с {дата} по").pieces(), [text("с "), date, text(" по")]);
    }

    #[test]
    fn every_variable_is_filled_by_its_own_value_under_either_name() {
        let filled = |language| {
            Variable::ALL.map(|it| parsed(&format!("{{{}}}", it.name(language))).fill(&of_maria()))
        };
        let values = [
            "Мария Котова",
            "Мария",
            "Анна Белова",
            "1042",
            "Продажи",
            "+7 495 123-45-67",
            "1 марта",
            "12:30",
            "Ромашка",
        ];
        assert_eq!(filled(Language::Ru), values);
        assert_eq!(filled(Language::En), values);
    }

    #[test]
    fn a_template_is_read_back_in_the_language_of_its_writer() {
        let template = parsed("{{{имя_клиента}}}: {date}");
        assert_eq!(template.written(Language::Ru), "{{{имя_клиента}}}: {дата}");
        assert_eq!(template.written(Language::En), "{{{client_first_name}}}: {date}");
        assert_eq!(template.to_string(), template.written(Language::En));
    }

    #[test]
    fn on_the_wire_a_template_is_its_text_and_a_wrong_one_is_not_read() {
        let read: Template = serde_json::from_str(r#""{дата} {{!}}""#).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), "{date} {{!}}");
        let refused = serde_json::from_str::<Template>(r#""ab{x}""#).map_err(|error| error.to_string());
        assert_eq!(refused, Err("unknown variable `x` at 2".to_owned()));
        assert!(serde_json::from_str::<Template>("1").is_err());
    }

    #[test]
    fn every_mistake_has_its_words_in_both_languages() {
        let mistakes: Vec<_> = ["12{x}", "12{}", "12{", "12}"].map(str::parse::<Template>).into();
        let mistakes: Vec<_> = mistakes.into_iter().filter_map(Result::err).collect();
        assert_eq!(mistakes.iter().map(mistake_name).collect::<Vec<_>>(), MISTAKES);
        let said = |language| mistakes.iter().map(move |it| it.sentence(language)).collect::<Vec<_>>();
        assert_eq!(
            said(Language::Ru),
            [
                "Знак 3: нет переменной «x»",
                "Знак 3: впишите переменную в скобки",
                "Знак 3: закройте скобку или напишите «{{»",
                "Знак 3: откройте скобку или напишите «}}»",
            ]
        );
        assert_eq!(
            said(Language::En),
            [
                "Character 3: there is no variable “x”",
                "Character 3: name a variable between the braces",
                "Character 3: close the brace or write “{{”",
                "Character 3: open the brace or write “}}”",
            ]
        );
        let logged: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(
            logged,
            [
                "unknown variable `x` at 2",
                "no name between the braces at 2",
                "unclosed brace at 2",
                "unopened brace at 2",
            ]
        );
    }

    #[test]
    fn what_is_counted_as_sms_is_the_filled_text() {
        let template = parsed("{{{company}}}");
        assert_eq!(SmsCount::of(&template.fill(&of_maria())).units, 9);
    }

    fn stretches() -> impl Strategy<Value = Vec<String>> {
        let variable = (select(&Variable::ALL[..]), prop_oneof![Just(Language::Ru), Just(Language::En)])
            .prop_map(|(variable, language)| format!("{{{}}}", variable.name(language)));
        let text = "[a-zа-я€🙂 ]{0,4}";
        let brace = prop_oneof![Just("{{".to_owned()), Just("}}".to_owned())];
        proptest::collection::vec(prop_oneof![variable, text, brace], 0..12)
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_same_template(stretches in stretches()) {
            let template = stretches.concat().parse::<Template>().unwrap();
            for language in [Language::Ru, Language::En] {
                prop_assert_eq!(template.written(language).parse::<Template>(), Ok(template.clone()));
            }
            let json = serde_json::to_string(&template).unwrap();
            prop_assert_eq!(serde_json::from_str::<Template>(&json).unwrap(), template);
        }

        #[test]
        fn any_string_is_a_template_or_has_a_brace_out_of_place(
            text in prop_oneof![any::<String>(), "[{}a-c🙂]{0,12}"],
        ) {
            match text.parse::<Template>() {
                Ok(template) => {
                    prop_assert_eq!(template.to_string().parse::<Template>(), Ok(template.clone()));
                    prop_assert!(template.fill(&of_maria()).len() <= text.len() * 10);
                }
                Err(mistake) => {
                    let found = text.chars().nth(mistake.at());
                    prop_assert!(matches!(found, Some('{' | '}')), "{:?} at {:?}", mistake, found);
                }
            }
        }

        #[test]
        fn a_text_without_braces_goes_out_as_it_is(text in "[^{}]*") {
            let template = text.parse::<Template>().unwrap();
            prop_assert_eq!(template.fill(&of_maria()), text);
        }
    }
}

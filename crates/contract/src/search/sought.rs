//! What is looked for, and how well something answers to it.

use crate::appeal::Appeal;
use crate::contact::{Contact, ContactCard, Organisation};
use crate::directory::Directory;

/// The fewest digits by which a number is looked for: fewer are in every number.
const FEWEST_DIGITS: usize = 3;

/// How well something answers, the best first (H4): by number, by account or mail box, by name, by anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// By a telephone number.
    Number,
    /// By an account of a messenger or a mail box.
    Account,
    /// By the name.
    Name,
    /// By the company, or by a comment.
    Beside,
}

/// Words and digits that somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    words: Vec<String>,
    digits: String,
}

impl Sought {
    /// Reads what was typed. Nothing typed is nothing looked for, and finds everything.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let words = plain(typed).split_whitespace().map(str::to_owned).collect();
        let is_number = typed.chars().all(|it| it.is_ascii_digit() || " +-()".contains(it));
        let digits = if is_number { digits_of(typed) } else { String::new() };
        // A number of the country is typed with 8 where the world writes +7.
        let digits = match digits.strip_prefix('8') {
            Some(rest) if digits.len() > FEWEST_DIGITS && !typed.contains('+') => rest.to_owned(),
            _ => digits,
        };
        Self { words, digits }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words looked for, as [`plain`] spells them: what an index of a backend is asked.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The digits by which a number is looked for, where so many were typed that they tell one.
    #[must_use]
    pub fn digits(&self) -> Option<&str> {
        Some(self.digits.as_str()).filter(|digits| digits.len() >= FEWEST_DIGITS)
    }

    /// Whether a text has every word.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let text = plain(text);
        self.words.iter().all(|word| text.contains(word))
    }

    /// Whether a number, in any spelling, has the digits looked for.
    #[must_use]
    pub fn is_in_number(&self, number: &str) -> bool {
        self.digits.len() >= FEWEST_DIGITS && digits_of(number).contains(&self.digits)
    }

    /// How well a client's card answers; `None` where it does not.
    #[must_use]
    pub fn in_contact(&self, contact: &Contact, organisation: Option<&Organisation>) -> Option<Match> {
        let ContactCard { name, numbers, accounts, mails, comment, .. } = &contact.card;
        let company = organisation.map_or("", |it| it.card.title.as_str());
        if numbers.iter().any(|it| self.is_in_number(it.number.as_str())) {
            return Some(Match::Number);
        }
        let account = |it: &crate::contact::Account| {
            self.is_in(&it.id) || it.name.as_deref().is_some_and(|name| self.is_in(name))
        };
        if accounts.iter().any(account) || mails.iter().any(|mail| self.is_in(mail)) {
            return Some(if self.is_empty() { Match::Name } else { Match::Account });
        }
        if self.is_in(name) {
            return Some(Match::Name);
        }
        self.is_in(&format!("{name} {company} {comment}")).then_some(Match::Beside)
    }

    /// Whether a company's card answers.
    #[must_use]
    pub fn is_in_organisation(&self, organisation: &Organisation) -> bool {
        let card = &organisation.card;
        let words = [Some(card.title.as_str()), card.tax_number.as_deref(), card.site.as_deref()];
        self.is_in(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    /// Whether an appeal answers: by its client, its number, its topic, its last words or its comment.
    #[must_use]
    pub fn is_in_appeal(&self, appeal: &Appeal, contact: Option<&Contact>, directory: &Directory) -> bool {
        let number = appeal.number.to_string();
        let name = appeal.client_name(contact).unwrap_or_default();
        let place = appeal.address.shown().unwrap_or_default();
        let words = appeal.preview.as_ref().map_or("", |it| it.text.as_str());
        let topic = appeal.topic.map(|id| directory.topic_path(id).join(" ")).unwrap_or_default();
        self.is_in(&format!("{number} {name} {place} {words} {topic} {}", appeal.comment))
            || self.is_in_number(&place)
            || contact.is_some_and(|it| self.in_contact(it, None).is_some())
    }
}

/// A text as searches compare it.
#[must_use]
pub fn plain(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

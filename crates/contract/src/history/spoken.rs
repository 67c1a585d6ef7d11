//! The words of the history in both languages, with the names of a directory: what table, sorting and CSV call things.
//!
//! Owns: the titles of columns, and what directions, ratings and guests are called. Never: the names themselves.
//!
//! They stand here and not among the words of the screen, because whoever sorts and writes the CSV, a worker or a
//! server, must call things by the very words that the table shows (U10).

use super::cell::Words;
use super::column::Column;
use super::rating::Rating;
use super::row::Direction;
use crate::appeal::Outcome;
use crate::channel::Channel;
use crate::directory::Directory;
use crate::id::{GroupId, OperatorId, TopicId};
use crate::refusal::Language;

/// What stands for an entry that the directory does not know.
const UNKNOWN: &str = "—";

/// The words of a language and the names of a directory.
#[derive(Clone, Debug)]
pub struct Spoken<'a> {
    directory: &'a Directory,
    language: Language,
    created_at: Option<String>,
}

impl<'a> Spoken<'a> {
    /// By these names, in this language.
    #[must_use]
    pub fn new(directory: &'a Directory, language: Language) -> Self {
        Self { directory, language, created_at: None }
    }

    /// The same, with the time zone named in the titles of moments (U10).
    #[must_use]
    pub fn in_zone(self, zone: &str) -> Self {
        let title = Column::CreatedAt.title(self.language);
        Self { created_at: Some(format!("{title} ({zone})")), ..self }
    }

    fn said(&self, ru: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Ru => ru,
            Language::En => en,
        }
    }
}

impl Words for Spoken<'_> {
    fn heading(&self, column: Column) -> &str {
        let zoned = self.created_at.as_deref().filter(|_| column == Column::CreatedAt);
        zoned.unwrap_or_else(|| column.title(self.language))
    }

    fn channel(&self, channel: Channel) -> &str {
        channel.title(self.language)
    }

    fn direction(&self, direction: Direction) -> &str {
        direction.title(self.language)
    }

    fn rating(&self, rating: Rating) -> &str {
        rating.title(self.language)
    }

    fn guest(&self) -> &str {
        self.said("Гость", "Guest")
    }

    fn operator(&self, id: OperatorId) -> &str {
        self.directory.operator(id).map_or(UNKNOWN, |operator| &operator.name)
    }

    fn group(&self, id: GroupId) -> &str {
        self.directory.group(id).map_or(UNKNOWN, |group| &group.title)
    }

    fn topic(&self, id: TopicId) -> &str {
        self.directory.topic(id).map_or(UNKNOWN, |topic| &topic.title)
    }

    fn outcome(&self, outcome: Outcome) -> &str {
        match outcome {
            Outcome::Listed { id } => self.directory.outcome(id).map_or(UNKNOWN, |entry| &entry.title),
            Outcome::Spam => self.said("Спам", "Spam"),
            Outcome::Missed => self.said("Пропущенное", "Missed"),
            Outcome::ReturnedToCampaign => self.said("Возвращено в обзвон", "Returned to the dialer"),
        }
    }
}

impl Column {
    /// The title as a person reads it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        let (ru, en) = match self {
            Self::Channel => ("Канал", "Channel"),
            Self::Direction => ("Тип", "Type"),
            Self::Number => ("Номер обращения", "Appeal number"),
            Self::Rating1 => ("Оценка 1", "Rating 1"),
            Self::Rating2 => ("Оценка 2", "Rating 2"),
            Self::Rating3 => ("Оценка 3", "Rating 3"),
            Self::MeanRating => ("Средняя оценка", "Mean rating"),
            Self::Client => ("Клиент", "Client"),
            Self::EntryPoint => ("Точка входа", "Entry point"),
            Self::AboutNumber => ("О номере", "About the number"),
            Self::CreatedAt => ("Обращение создано", "Created"),
            Self::Reaction => ("Время реакции", "Reaction time"),
            Self::Handling => ("Время обработки", "Handling time"),
            Self::QueueWait => ("Время ожидания в очереди", "Waiting in the queue"),
            Self::FirstReply => ("Время ожидания ответа оператора", "Waiting for the operator’s answer"),
            Self::Operator => ("Сотрудник", "Operator"),
            Self::Group => ("Группа", "Group"),
            Self::Topic => ("Тема", "Topic"),
            Self::Outcome => ("Результат", "Result"),
            Self::SmsText => ("Текст SMS", "SMS text"),
            Self::Comment => ("Комментарий", "Comment"),
        };
        match language {
            Language::Ru => ru,
            Language::En => en,
        }
    }
}

impl Direction {
    /// The name as a person reads it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Incoming, Language::Ru) => "Входящее",
            (Self::Incoming, Language::En) => "Incoming",
            (Self::Outgoing, Language::Ru) => "Исходящее",
            (Self::Outgoing, Language::En) => "Outgoing",
            (Self::Proactive, Language::Ru) => "Проактивный чат",
            (Self::Proactive, Language::En) => "Proactive chat",
        }
    }
}

impl Rating {
    /// The name as a person reads it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::VeryBad, Language::Ru) => "Очень плохо",
            (Self::VeryBad, Language::En) => "Very bad",
            (Self::Bad, Language::Ru) => "Плохо",
            (Self::Bad, Language::En) => "Bad",
            (Self::Normal, Language::Ru) => "Нормально",
            (Self::Normal, Language::En) => "Normal",
            (Self::Good, Language::Ru) => "Хорошо",
            (Self::Good, Language::En) => "Good",
            (Self::Excellent, Language::Ru) => "Отлично",
            (Self::Excellent, Language::En) => "Excellent",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{anna, directory, solved, support, unheard_of};
    use std::collections::BTreeSet;

    #[test]
    fn every_column_has_a_title_of_its_own() {
        for language in [Language::Ru, Language::En] {
            let titles: BTreeSet<_> = Column::ALL.into_iter().map(|column| column.title(language)).collect();
            assert_eq!(titles.len(), Column::ALL.len(), "{language:?}");
        }
    }

    #[test]
    fn the_zone_stands_in_the_title_of_a_moment_and_nowhere_else() {
        let directory = directory();
        let plain = Spoken::new(&directory, Language::Ru);
        let zoned = plain.clone().in_zone("Europe/Moscow");
        assert_eq!(zoned.heading(Column::CreatedAt), "Обращение создано (Europe/Moscow)");
        let others = Column::ALL.into_iter().filter(|column| *column != Column::CreatedAt);
        for column in others {
            assert_eq!(zoned.heading(column), plain.heading(column));
        }
    }

    #[test]
    fn names_come_from_the_directory_and_what_it_does_not_know_is_a_dash() {
        let directory = directory();
        let words = Spoken::new(&directory, Language::En);
        assert_eq!(words.operator(anna()), directory.operator(anna()).unwrap().name);
        assert_eq!(words.group(support()), directory.group(support()).unwrap().title);
        let listed = |id| Outcome::Listed { id };
        assert_eq!(words.outcome(listed(solved())), directory.outcome(solved()).unwrap().title);
        assert_eq!(words.outcome(listed(unheard_of())), "—");
        assert_eq!(words.outcome(Outcome::Spam), "Spam");
        let nobody = crate::id::OperatorId::new(crate::given::at(0), [0; 10]);
        assert_eq!(words.operator(nobody), "—");
    }

    #[test]
    fn directions_ratings_and_guests_are_called_in_both_languages() {
        let directory = directory();
        for (language, guest) in [(Language::Ru, "Гость"), (Language::En, "Guest")] {
            let words = Spoken::new(&directory, language);
            assert_eq!(words.guest(), guest);
            assert_eq!(words.channel(Channel::Vk), Channel::Vk.title(language));
            let said: BTreeSet<_> = Direction::ALL.iter().map(|it| words.direction(*it)).collect();
            assert_eq!(said.len(), Direction::ALL.len());
            let said: BTreeSet<_> = Rating::ALL.iter().map(|it| words.rating(*it)).collect();
            assert_eq!(said.len(), Rating::ALL.len());
        }
    }
}

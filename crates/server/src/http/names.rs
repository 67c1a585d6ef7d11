//! What a person calls the things of a row of the history, in either language, for sorting it by words.

use desk_contract::appeal::Outcome;
use desk_contract::channel::Channel;
use desk_contract::directory::Directory;
use desk_contract::history::{Column, Direction, Rating, Words};
use desk_contract::id::{GroupId, OperatorId, TopicId};
use desk_contract::refusal::Language;

/// The names of a directory, and a language for all else.
pub(crate) struct Names<'d> {
    pub(crate) directory: &'d Directory,
    pub(crate) language: Language,
}

impl Names<'_> {
    fn say(&self, ru: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Ru => ru,
            Language::En => en,
        }
    }
}

impl Words for Names<'_> {
    fn heading(&self, column: Column) -> &str {
        let (ru, en) = match column {
            Column::Channel => ("Канал", "Channel"),
            Column::Direction => ("Тип", "Type"),
            Column::Number => ("Номер обращения", "Number"),
            Column::Rating1 => ("Оценка 1", "Rating 1"),
            Column::Rating2 => ("Оценка 2", "Rating 2"),
            Column::Rating3 => ("Оценка 3", "Rating 3"),
            Column::MeanRating => ("Средняя оценка", "Mean rating"),
            Column::Client => ("Клиент", "Client"),
            Column::EntryPoint => ("Точка входа", "Entry point"),
            Column::AboutNumber => ("О номере", "About the number"),
            Column::CreatedAt => ("Обращение создано", "Created"),
            Column::Reaction => ("Время реакции", "Reaction time"),
            Column::Handling => ("Время обработки", "Handling time"),
            Column::QueueWait => ("Время ожидания в очереди", "Waiting in the queue"),
            Column::FirstReply => ("Время ожидания ответа оператора", "Waiting for the operator's answer"),
            Column::Operator => ("Сотрудник", "Operator"),
            Column::Group => ("Группа", "Group"),
            Column::Topic => ("Тема", "Topic"),
            Column::Outcome => ("Результат", "Result"),
            Column::SmsText => ("Текст SMS", "SMS text"),
            Column::Comment => ("Комментарий", "Comment"),
        };
        self.say(ru, en)
    }

    fn channel(&self, channel: Channel) -> &str {
        channel.title(self.language)
    }

    fn direction(&self, direction: Direction) -> &str {
        match direction {
            Direction::Incoming => self.say("Входящее", "Incoming"),
            Direction::Outgoing => self.say("Исходящее", "Outgoing"),
            Direction::Proactive => self.say("Проактивный чат", "Proactive chat"),
        }
    }

    fn rating(&self, rating: Rating) -> &str {
        match rating {
            Rating::VeryBad => self.say("Очень плохо", "Very bad"),
            Rating::Bad => self.say("Плохо", "Bad"),
            Rating::Normal => self.say("Нормально", "Normal"),
            Rating::Good => self.say("Хорошо", "Good"),
            Rating::Excellent => self.say("Отлично", "Excellent"),
        }
    }

    fn guest(&self) -> &str {
        self.say("Гость", "Guest")
    }

    fn operator(&self, id: OperatorId) -> &str {
        self.directory.operator(id).map_or("", |it| it.name.as_str())
    }

    fn group(&self, id: GroupId) -> &str {
        self.directory.group(id).map_or("", |it| it.title.as_str())
    }

    fn topic(&self, id: TopicId) -> &str {
        self.directory.topic(id).map_or("", |it| it.title.as_str())
    }

    fn outcome(&self, outcome: Outcome) -> &str {
        match outcome {
            Outcome::Listed { id } => self.directory.outcome(id).map_or("", |it| it.title.as_str()),
            Outcome::Spam => self.say("Спам", "Spam"),
            Outcome::Missed => self.say("Пропущенное", "Missed"),
            Outcome::ReturnedToCampaign => self.say("Возвращено в обзвон", "Returned to the dialer"),
        }
    }
}

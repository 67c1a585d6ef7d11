//! The columns of the history's table (R8).
//!
//! Owns: their names on the wire and their order. Never: which are shown; that is chosen (R9).

use serde::{Deserialize, Serialize};

/// A column of the table and of the CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Канал.
    Channel,
    /// Тип.
    Direction,
    /// Номер обращения.
    Number,
    /// Оценка 1.
    #[serde(rename = "rating_1")]
    Rating1,
    /// Оценка 2.
    #[serde(rename = "rating_2")]
    Rating2,
    /// Оценка 3.
    #[serde(rename = "rating_3")]
    Rating3,
    /// Средняя оценка.
    MeanRating,
    /// Клиент.
    Client,
    /// Точка входа.
    EntryPoint,
    /// О номере.
    AboutNumber,
    /// Обращение создано.
    CreatedAt,
    /// Время реакции.
    Reaction,
    /// Время обработки.
    Handling,
    /// Время ожидания в очереди.
    QueueWait,
    /// Время ожидания ответа оператора.
    FirstReply,
    /// Сотрудник.
    Operator,
    /// Группа.
    Group,
    /// Тема.
    Topic,
    /// Результат.
    Outcome,
    /// Текст SMS.
    SmsText,
    /// Комментарий.
    Comment,
}

impl Column {
    /// Every column, in the order in which the table shows them at first.
    pub const ALL: [Self; 21] = [
        Self::Channel,
        Self::Direction,
        Self::Number,
        Self::Rating1,
        Self::Rating2,
        Self::Rating3,
        Self::MeanRating,
        Self::Client,
        Self::EntryPoint,
        Self::AboutNumber,
        Self::CreatedAt,
        Self::Reaction,
        Self::Handling,
        Self::QueueWait,
        Self::FirstReply,
        Self::Operator,
        Self::Group,
        Self::Topic,
        Self::Outcome,
        Self::SmsText,
        Self::Comment,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_name_on_the_wire() {
        let names = "channel direction number rating_1 rating_2 rating_3 mean_rating client entry_point \
            about_number created_at reaction handling queue_wait first_reply operator group topic outcome \
            sms_text comment";
        let written = Column::ALL.map(|column| serde_json::to_value(column).unwrap());
        assert_eq!(written.to_vec(), names.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn each_column_stands_once() {
        assert!(Column::ALL.is_sorted_by(|before, after| before < after));
    }
}

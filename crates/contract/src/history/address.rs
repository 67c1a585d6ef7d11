//! What the address of a report says behind its question mark, so that a link shows the same report again (R1 to R3, R7).
//!
//! Owns: the spelling. Periods are moments in UTC: whoever opens the link in another time zone counts the same rows.
//! Never: the address's path, or what is shown where it cannot be read.
//!
//! Always: what [`Inquiry::to_address`] writes, [`Inquiry::from_address`] reads as the same.

use crate::Timestamp;
use crate::appeal::Outcome;
use crate::history::grouping::GroupValue;
use crate::history::order::{SortOrder, Sorting};
use crate::history::query::HistoryQuery;
use crate::json::{self, value_of};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What is asked for: the query, the value chosen in a chart, and the order of the table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Inquiry {
    /// Period, filters and grouping.
    pub query: HistoryQuery,
    /// The value chosen in a chart (R7).
    pub chosen: Option<GroupValue>,
    /// The order; without one the latest closed come first.
    pub sorting: Option<Sorting>,
}

/// An address that asks for something, but not as this desk writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address does not name a report")]
pub struct BadAddress;

impl Inquiry {
    /// The part of an address after the question mark.
    #[must_use]
    pub fn to_address(&self) -> String {
        let Self { query, chosen, sorting } = self;
        let mut text = format!("from={}&until={}", moment(query.from), moment(query.until));
        push(&mut text, "groups", &query.groups, word);
        push(&mut text, "ratings", &query.ratings, word);
        push(&mut text, "operators", &query.operators, word);
        push(&mut text, "entry_points", &query.entry_points, word);
        push(&mut text, "outcomes", &query.outcomes, |it| outcome_word(*it));
        push(&mut text, "topics", &query.topics, word);
        push(&mut text, "creations", &query.creations, word);
        push(&mut text, "by", &[query.grouping], word);
        push(&mut text, "chosen", chosen.as_slice(), |it| value_word(*it));
        push(&mut text, "sort", sorting.as_slice(), |it| word(&it.column));
        let is_descending = sorting.is_some_and(|it| it.order == SortOrder::Descending);
        if is_descending {
            text.push_str("&order=descending");
        }
        text
    }

    /// What an address asks for; nothing where it names no period.
    ///
    /// # Errors
    /// It names something that is not known here: a report about other rows than were meant would mislead.
    pub fn from_address(text: &str) -> Result<Option<Self>, BadAddress> {
        let pairs = text.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> = pairs.map(|(name, value)| (name, decoded(value))).collect();
        let of = |name: &str| {
            pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str()).filter(|it| !it.is_empty())
        };
        let (Some(from), Some(until)) = (of("from"), of("until")) else { return Ok(None) };
        let mut query = HistoryQuery::of_period(read_moment(from)?, read_moment(until)?);
        query.groups = all(of("groups"), read_word)?;
        query.ratings = all(of("ratings"), read_word)?;
        query.operators = all(of("operators"), read_word)?;
        query.entry_points = all(of("entry_points"), read_word)?;
        query.outcomes = all(of("outcomes"), read_outcome)?;
        query.topics = all(of("topics"), read_word)?;
        query.creations = all(of("creations"), read_word)?;
        query.grouping = of("by").map(read_word).transpose()?.unwrap_or_default();
        let chosen = of("chosen").map(read_value).transpose()?;
        let order = of("order").map(read_word).transpose()?.unwrap_or(SortOrder::Ascending);
        let column = of("sort").map(read_word).transpose()?;
        let sorting = column.map(|column| Sorting { column, order });
        Ok(Some(Self { query, chosen, sorting }))
    }
}

fn push<T>(text: &mut String, name: &str, values: &[T], word: impl Fn(&T) -> String) {
    if values.is_empty() {
        return;
    }
    text.push('&');
    text.push_str(name);
    text.push('=');
    text.push_str(&values.iter().map(word).collect::<Vec<_>>().join(","));
}

fn all<T>(text: Option<&str>, read: impl Fn(&str) -> Result<T, BadAddress>) -> Result<Vec<T>, BadAddress> {
    text.into_iter().flat_map(|text| text.split(',')).map(read).collect()
}

/// A name or an id, as it travels elsewhere too.
fn word(value: &impl Serialize) -> String {
    match value_of(value) {
        Ok(Value::String(word)) => word,
        // Only names and ids are written here, and each of them is a string.
        _ => String::new(),
    }
}

fn read_word<T: DeserializeOwned>(text: &str) -> Result<T, BadAddress> {
    json::read_value(&Value::String(text.to_owned())).map_err(|_| BadAddress)
}

fn moment(at: Timestamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn read_moment(text: &str) -> Result<Timestamp, BadAddress> {
    DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc)).map_err(|_| BadAddress)
}

fn outcome_word(outcome: Outcome) -> String {
    match outcome {
        Outcome::Listed { id } => id.to_string(),
        named => word(&named),
    }
}

fn read_outcome(text: &str) -> Result<Outcome, BadAddress> {
    text.parse().map_or_else(|_| read_word(text), |id| Ok(Outcome::Listed { id }))
}

/// The kind of a value and, behind a dot, which one.
fn value_word(value: GroupValue) -> String {
    match value {
        GroupValue::Channel { channel } => format!("channel.{}", word(&channel)),
        GroupValue::EntryPoint { id } => format!("entry_point.{id}"),
        GroupValue::Topic { id } => format!("topic.{id}"),
        GroupValue::Group { id } => format!("group.{id}"),
        GroupValue::Operator { id } => format!("operator.{id}"),
        GroupValue::NoTopic | GroupValue::NoOperator => word(&value),
    }
}

fn read_value(text: &str) -> Result<GroupValue, BadAddress> {
    let Some((kind, which)) = text.split_once('.') else { return read_word(text) };
    Ok(match kind {
        "channel" => GroupValue::Channel { channel: read_word(which)? },
        "entry_point" => GroupValue::EntryPoint { id: read_word(which)? },
        "topic" => GroupValue::Topic { id: read_word(which)? },
        "group" => GroupValue::Group { id: read_word(which)? },
        "operator" => GroupValue::Operator { id: read_word(which)? },
        _ => return Err(BadAddress),
    })
}

/// Some programs that links are sent by write a colon as `%3A`; nothing that stands in such an address is beyond ASCII.
fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let code = after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()).filter(u8::is_ascii);
        match (code, after.get(2..)) {
            (Some(code), Some(behind)) => {
                text.push(char::from(code));
                rest = behind;
            }
            _ => {
                text.push('%');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::Channel;
    use crate::given::{anna, at, boris, line, sales, solved, support};
    use crate::history::laws::queries;
    use crate::history::sample_rows::topic;
    use crate::history::{Column, Creation, Grouping, RatingChoice};
    use proptest::prelude::*;

    fn full() -> Inquiry {
        let query = HistoryQuery {
            groups: vec![support(), sales()],
            ratings: vec![RatingChoice::Bad, RatingChoice::Unrated],
            operators: vec![anna(), boris()],
            entry_points: vec![line()],
            outcomes: vec![Outcome::Spam, Outcome::Listed { id: solved() }, Outcome::ReturnedToCampaign],
            topics: vec![topic(1), topic(2)],
            creations: vec![Creation::CallBack],
            grouping: Grouping::EntryPoint,
            ..HistoryQuery::of_period(at(0), at(86_400))
        };
        let sorting = Some(Sorting { column: Column::Rating1, order: SortOrder::Descending });
        Inquiry { query, chosen: Some(GroupValue::Channel { channel: Channel::WhatsApp }), sorting }
    }

    #[test]
    fn an_address_is_read_as_what_it_was_written_from() {
        let bare = Inquiry { query: HistoryQuery::of_period(at(0), at(1)), chosen: None, sorting: None };
        for inquiry in [full(), bare] {
            let address = inquiry.to_address();
            assert_eq!(Inquiry::from_address(&address), Ok(Some(inquiry.clone())), "{address}");
            assert_eq!(Inquiry::from_address(&format!("?{address}")), Ok(Some(inquiry)));
        }
    }

    #[test]
    fn every_value_of_a_chart_can_be_chosen_in_an_address() {
        for value in [
            GroupValue::Channel { channel: Channel::Call },
            GroupValue::EntryPoint { id: line() },
            GroupValue::Topic { id: topic(1) },
            GroupValue::NoTopic,
            GroupValue::Group { id: support() },
            GroupValue::Operator { id: anna() },
            GroupValue::NoOperator,
        ] {
            assert_eq!(read_value(&value_word(value)), Ok(value));
        }
    }

    #[test]
    fn an_address_may_have_been_encoded_on_its_way() {
        let address = full().to_address().replace(':', "%3A").replace(',', "%2c");
        assert_eq!(Inquiry::from_address(&address), Ok(Some(full())));
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%4"), "%zz%4");
        assert_eq!(decoded("%ff%D0ж"), "%ff%D0ж");
    }

    #[test]
    fn an_address_without_a_period_asks_for_nothing() {
        for address in ["", "?", "groups=", "from=2026-03-18T00:00:00Z", "theme=dark"] {
            assert_eq!(Inquiry::from_address(address), Ok(None), "{address}");
        }
    }

    #[test]
    fn what_is_not_known_here_is_not_passed_over() {
        let period = "from=2026-03-18T00:00:00Z&until=2026-03-19T00:00:00Z";
        assert!(matches!(Inquiry::from_address(period), Ok(Some(_))));
        for more in [
            "ratings=superb",
            "groups=1",
            "by=weather",
            "chosen=weather.1",
            "chosen=channel.pigeon",
            "sort=x",
        ] {
            assert_eq!(Inquiry::from_address(&format!("{period}&{more}")), Err(BadAddress), "{more}");
        }
        assert_eq!(Inquiry::from_address("from=yesterday&until=today"), Err(BadAddress));
    }

    proptest! {
        #[test]
        fn any_query_survives_its_address(query in queries()) {
            let inquiry = Inquiry { query, chosen: None, sorting: None };
            prop_assert_eq!(Inquiry::from_address(&inquiry.to_address()), Ok(Some(inquiry)));
        }
    }
}

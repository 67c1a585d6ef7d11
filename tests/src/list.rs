//! Reading lists of appeals: the queue, and the operator's own by day.

use crate::browser::Browser;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

/// One appeal of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// All that it says, on one line.
    pub says: String,
    /// When anything last happened in it, as RFC 3339 in UTC; nothing in the queue.
    pub at: String,
    /// Where it leads.
    pub path: String,
}

/// The rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRows {
    /// The heading.
    pub day: String,
    /// In their order.
    pub rows: Vec<Row>,
}

impl Browser {
    /// The operator's appeals in the open tab of the list, by day.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn list(&self) -> WebDriverResult<Vec<DayRows>> {
        let days = self.look("days", &[json!("Мои обращения")]).await?;
        let day = |day: &Value| DayRows { day: text(day, "day"), rows: rows(day.get("rows")) };
        Ok(days.as_array().into_iter().flatten().map(day).collect())
    }

    /// Who waits, the first in the queue first.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn queue(&self) -> WebDriverResult<Vec<Row>> {
        Ok(rows(Some(&self.look("rows", &[json!("Очередь")]).await?)))
    }
}

fn rows(found: Option<&Value>) -> Vec<Row> {
    let row = |row: &Value| Row { says: text(row, "says"), at: text(row, "at"), path: text(row, "path") };
    found.and_then(Value::as_array).into_iter().flatten().map(row).collect()
}

fn text(of: &Value, key: &str) -> String {
    of.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

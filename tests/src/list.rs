//! Reading lists of appeals: the queue, and the operator's own by day.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::WebElement;
use thirtyfour::error::WebDriverResult;

/// How long a list takes to draw what was scrolled to.
const SETTLES: Duration = Duration::from_millis(60);

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

    /// All of the operator's appeals in the open tab, by day, as somebody finds them who scrolls from top to end.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn whole_list(&self) -> WebDriverResult<Vec<DayRows>> {
        let place = json!("Мои обращения");
        self.look("scroll", &[place.clone(), json!("start")]).await?;
        let mut whole: Vec<DayRows> = Vec::new();
        loop {
            tokio::time::sleep(SETTLES).await;
            for DayRows { day, rows } in self.list().await? {
                let known = match whole.iter_mut().position(|known| known.day == day) {
                    Some(place) => place,
                    None => {
                        whole.push(DayRows { day, rows: Vec::new() });
                        whole.len() - 1
                    }
                };
                let known = &mut whole[known].rows;
                for row in rows {
                    if known.iter().all(|other| other.path != row.path) {
                        known.push(row);
                    }
                }
            }
            if !self.look("scroll", &[place.clone(), json!("on")]).await?.as_bool().unwrap_or(false) {
                return Ok(whole);
            }
        }
    }

    /// Follows the row to that path in the open tab of the list; one that is out of sight is scrolled to.
    ///
    /// # Errors
    /// It is not there, or something lies over it.
    pub async fn follows_row(&self, path: &str) -> Result<(), Unmet> {
        let place = json!("Мои обращения");
        let click = async || {
            let row = self.look("row_to", &[place.clone(), json!(path)]).await?;
            if !row.is_null() {
                let row = WebElement::from_json(row, self.driver.handle().clone())?;
                return row.click().await.map(Some);
            }
            if !self.look("scroll", &[place.clone(), json!("on")]).await?.as_bool().unwrap_or(false) {
                self.look("scroll", &[place.clone(), json!("start")]).await?;
            }
            tokio::time::sleep(SETTLES).await;
            Ok(None)
        };
        self.until(&format!("the row of {path}"), click).await
    }

    /// How many rows the open tab of the list has, whether they are in the page or not.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn list_length(&self) -> WebDriverResult<u64> {
        Ok(self.look("length", &[json!("Мои обращения")]).await?.as_u64().unwrap_or(0))
    }

    /// How many elements the page has.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn elements(&self) -> WebDriverResult<u64> {
        Ok(self.look("elements", &[]).await?.as_u64().unwrap_or(0))
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

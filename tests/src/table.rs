//! The table of the history, and what a hand does beside a plain press: the right button, a finger, a drag.

use crate::browser::Browser;
use crate::failed::Unmet;
use crate::sight::texts_of;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::error::WebDriverResult;

/// The table as it stands in the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The headings, in order.
    pub columns: Vec<String>,
    /// How each is sorted: `ascending`, `descending`, `none`.
    pub sorted: Vec<String>,
    /// How wide each is, in pixels.
    pub widths: Vec<f64>,
    /// The rows that are in the page.
    pub rows: Vec<Vec<String>>,
    /// Their places, from 1.
    pub places: Vec<u64>,
    /// How many rows there are in all.
    pub length: u64,
}

impl Seen {
    /// What stands in a column, from top to bottom; empty where there is no such column.
    #[must_use]
    pub fn column(&self, heading: &str) -> Vec<String> {
        let place = self.columns.iter().position(|one| one == heading);
        let cells = self.rows.iter().filter_map(|row| row.get(place?).cloned());
        cells.collect()
    }
}

impl Browser {
    /// The table, once it is there and not at work.
    ///
    /// # Errors
    /// It did not come.
    pub async fn table(&self) -> Result<Seen, Unmet> {
        let look = async || {
            let seen = self.look("table", &[]).await?;
            Ok(Some(seen).filter(|it| it.is_object() && it["busy"] != json!(true)).map(|it| seen_of(&it)))
        };
        self.until("the table", look).await
    }

    /// The table, once it is as it shall be and not at work.
    ///
    /// # Errors
    /// It did not become so.
    pub async fn table_where(&self, what: &str, is: impl Fn(&Seen) -> bool) -> Result<Seen, Unmet> {
        let look = async || {
            let seen = self.look("table", &[]).await?;
            let rests = seen.is_object() && seen["busy"] != json!(true);
            Ok(Some(seen_of(&seen)).filter(|it| rests && is(it)))
        };
        self.until(&format!("a table where {what}"), look).await
    }

    /// The table as it stands, be it at work or not.
    ///
    /// # Errors
    /// There is none.
    pub async fn table_as_it_is(&self) -> Result<Seen, Unmet> {
        Ok(seen_of(&self.look("table", &[]).await?))
    }

    /// Presses the right button on what is called so.
    ///
    /// # Errors
    /// There is none.
    pub async fn right_clicks(&self, kind: &str, name: &str) -> Result<(), Unmet> {
        let (x, y, _) = self.middle(kind, name, None).await?;
        let hand = self.driver.action_chain().move_to(x as i64, y as i64).context_click();
        Ok(hand.perform().await?)
    }

    /// Taps with a finger on what is called so.
    ///
    /// # Errors
    /// There is none.
    pub async fn taps(&self, kind: &str, name: &str, place: Option<&str>) -> Result<(), Unmet> {
        let (x, y, _) = self.middle(kind, name, place).await?;
        self.touches(x, y).await
    }

    /// Drags one button onto another.
    ///
    /// # Errors
    /// One of them is not there.
    pub async fn drags(&self, from: &str, to: &str, place: &str) -> Result<(), Unmet> {
        let (x, y, _) = self.middle("button", from, Some(place)).await?;
        let (to_x, to_y, _) = self.middle("button", to, Some(place)).await?;
        Ok(self.drags_from((x, y), (to_x, to_y)).await?)
    }

    /// Drags the right edge of a heading so far.
    ///
    /// # Errors
    /// There is no such heading.
    pub async fn drags_edge(&self, of: &str, place: &str, by: f64) -> Result<(), Unmet> {
        let (_, y, right) = self.middle("button", of, Some(place)).await?;
        Ok(self.drags_from((right - 3.0, y), (right - 3.0 + by, y)).await?)
    }

    /// Keeps what the page puts on the clipboard, for [`Self::copied`].
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn hears_copies(&self) -> WebDriverResult<()> {
        let keep = "window.copied = []; navigator.clipboard.writeText = async text => { window.copied.push(text); };";
        self.driver.execute(keep, Vec::new()).await.map(drop)
    }

    /// What was put on the clipboard since.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn copied(&self) -> WebDriverResult<Vec<String>> {
        Ok(texts_of(self.driver.execute("return window.copied;", Vec::new()).await?.json()))
    }

    /// Has files go to the downloads, as in a browser that asks nobody where to put them.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn downloads_quietly(&self) -> WebDriverResult<()> {
        self.driver.execute("delete window.showSaveFilePicker;", Vec::new()).await.map(drop)
    }

    async fn drags_from(&self, from: (f64, f64), to: (f64, f64)) -> WebDriverResult<()> {
        let half = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let hand = self.driver.action_chain().move_to(from.0 as i64, from.1 as i64).click_and_hold();
        let hand = hand.move_to(half.0 as i64, half.1 as i64).move_to(to.0 as i64, to.1 as i64);
        hand.release().perform().await
    }

    async fn middle(&self, kind: &str, name: &str, place: Option<&str>) -> Result<(f64, f64, f64), Unmet> {
        let look = async || {
            let at = self.look("middle", &[json!(kind), json!(name), json!(place)]).await?;
            let at: Vec<f64> = at.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
            Ok(<[f64; 3]>::try_from(at).ok().map(|[x, y, right]| (x, y, right)))
        };
        let found = self.until(&format!("the {kind} «{name}»"), look).await?;
        // What was scrolled into sight stands still by then.
        tokio::time::sleep(Duration::from_millis(60)).await;
        Ok(found)
    }
}

fn seen_of(seen: &Value) -> Seen {
    let numbers = |key: &str| seen[key].as_array().cloned().unwrap_or_default();
    Seen {
        columns: texts_of(&seen["columns"]),
        sorted: texts_of(&seen["sorted"]),
        widths: numbers("widths").iter().filter_map(Value::as_f64).collect(),
        rows: numbers("rows").iter().map(texts_of).collect(),
        places: numbers("places").iter().filter_map(Value::as_u64).collect(),
        length: seen["length"].as_u64().unwrap_or_default(),
    }
}

//! What nobody in the demo does by himself, put where it would stand if somebody had.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};

impl Browser {
    /// Writes a message of the client into the demo's journal; see [`Browser::finds`].
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn hears(&self, text: &str) -> Result<(), Unmet> {
        let author = json!("client");
        self.finds("message_received", json!({ "message": message(&author, text) })).await
    }

    /// Writes an event into the demo's journal, after the last one and about the same appeal. It is there
    /// when the page is loaded anew. In `data`, `$appeal` stands for that appeal, `$id` for a new id, `$at`
    /// for the moment and `$me` for the operator who spoke last.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn finds(&self, event: &str, data: Value) -> Result<(), Unmet> {
        let words = vec![json!(event), json!(data.to_string())];
        written(&self.puts(include_str!("journal.js"), words).await?)
    }

    /// Writes so many messages of the client into the demo's journal: «Письмо 1», «Письмо 2» and on.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn hears_many(&self, count: u32) -> Result<(), Unmet> {
        written(&self.puts(include_str!("many.js"), vec![json!(count)]).await?)
    }

    /// Writes appeals into the demo's journal that are like the last one made by hand, but for `changed`, each
    /// followed by `then`, pairs of an event's name and its data. They are there when the page is loaded anew. `$appeal`
    /// stands for the appeal, `$group` for its group, `$me` for the operator of this desk, `$at` for the moment.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn finds_appeals(&self, count: usize, changed: &Value, then: &Value) -> Result<(), Unmet> {
        let words = vec![json!(count), json!(changed.to_string()), json!(then.to_string())];
        written(&self.puts(include_str!("copies.js"), words).await?)
    }

    /// Writes an event about anything into the demo's journal, under that version of what it is about. In `data`,
    /// `$by` stands for the operator of this desk, `$id` and `$at` as in [`Browser::finds`].
    ///
    /// # Errors
    /// The journal cannot be written, or nothing has happened yet.
    pub async fn writes_down(&self, event: &str, version: u64, data: Value) -> Result<(), Unmet> {
        let words = vec![json!(event), json!(data.to_string()), json!(version)];
        written(&self.puts(include_str!("journal.js"), words).await?)
    }

    /// Writes an appeal of the dialer into the demo's journal, taken by this operator, after a call that she has begun
    /// herself. It is there when the page is loaded anew; tells its path.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn finds_dialed(&self) -> Result<String, Unmet> {
        let written = self.puts(include_str!("dialed.js"), Vec::new()).await?;
        let path = written.get("path").and_then(Value::as_str);
        path.map(str::to_owned).ok_or_else(|| Unmet(format!("the journal: {written}")))
    }

    /// Has a script put events into the demo's journal. With a server behind the desk the script finds what happened
    /// there in a journal of its own, and what it puts is recorded by the server. What the screen shows already may
    /// still be on its way to it.
    async fn puts(&self, script: &str, words: Vec<Value>) -> Result<Value, Unmet> {
        let Some(desk) = self.site.desk() else {
            return Ok(self.driver.execute_async(script, words).await?.json().clone());
        };
        written(self.driver.execute_async(include_str!("settles.js"), Vec::new()).await?.json())?;
        let happened = desk.happened().await?;
        let lent = vec![json!(happened)];
        written(self.driver.execute_async(include_str!("lends.js"), lent).await?.json())?;
        let answer = self.driver.execute_async(script, words).await?.json().clone();
        let put =
            self.driver.execute_async(include_str!("takes_back.js"), vec![json!(happened.len())]).await?;
        let put: Vec<String> = serde_json::from_value(put.json().clone())
            .map_err(|error| Unmet(format!("the journal: {error}")))?;
        for event in put {
            desk.records(&event).await?;
        }
        Ok(answer)
    }
}

fn written(answer: &Value) -> Result<(), Unmet> {
    match answer {
        Value::Null => Ok(()),
        trouble => Err(Unmet(format!("the journal: {trouble}"))),
    }
}

/// A message that has arrived, for [`Browser::finds`].
#[must_use]
pub fn message(author: &Value, text: &str) -> Value {
    json!({ "id": "$id", "appeal": "$appeal", "author": author, "text": text, "at": "$at", "delivery": "read" })
}

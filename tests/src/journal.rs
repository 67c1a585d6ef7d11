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
        self.puts(include_str!("journal.js"), words).await.map(drop)
    }

    /// Writes so many messages of the client into the demo's journal: «Письмо 1», «Письмо 2» and on.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn hears_many(&self, count: u32) -> Result<(), Unmet> {
        self.puts(include_str!("many.js"), vec![json!(count)]).await.map(drop)
    }

    /// Writes appeals into the demo's journal that are like the last one made by hand, but for `changed`, each
    /// followed by `then`, pairs of an event's name and its data. They are there when the page is loaded anew. `$appeal`
    /// stands for the appeal, `$group` for its group, `$me` for the operator of this desk, `$at` for the moment.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn finds_appeals(&self, count: usize, changed: &Value, then: &Value) -> Result<(), Unmet> {
        let words = vec![json!(count), json!(changed.to_string()), json!(then.to_string())];
        self.puts(include_str!("copies.js"), words).await.map(drop)
    }

    /// Writes an event about anything into the demo's journal, under that version of what it is about. In `data`,
    /// `$by` stands for the operator of this desk, `$id` and `$at` as in [`Browser::finds`].
    ///
    /// # Errors
    /// The journal cannot be written, or nothing has happened yet.
    pub async fn writes_down(&self, event: &str, version: u64, data: Value) -> Result<(), Unmet> {
        let words = vec![json!(event), json!(data.to_string()), json!(version)];
        self.puts(include_str!("journal.js"), words).await.map(drop)
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

    /// Waits until something is recorded of the appeal of that path. What a click brings is on the screen before.
    ///
    /// # Errors
    /// It never is.
    pub async fn has_recorded(&self, path: &str) -> Result<(), Unmet> {
        let Some(desk) = self.site.desk() else { return Ok(()) };
        let appeal = path.rsplit('/').next().unwrap_or_default();
        let is_there = async || {
            let happened = desk.happened().await.map(|it| it.to_string());
            Ok(happened.is_ok_and(|it| it.contains(appeal)).then_some(()))
        };
        self.until(&format!("{path} in the journal"), is_there).await
    }

    /// Has a script say which events follow on what happened, and records them: in the demo's journal, or by the
    /// server where one is behind the desk. Answers what else the script tells.
    async fn puts(&self, script: &str, mut words: Vec<Value>) -> Result<Value, Unmet> {
        let Some(desk) = self.site.desk() else {
            let script = format!("{script}{}", include_str!("demo_journal.js"));
            return told(self.driver.execute_async(script, words).await?.json());
        };
        self.has_nothing_on_its_way().await?;
        words.insert(0, desk.happened().await?);
        let script = format!("{script}return put(...arguments);");
        let told = told(self.driver.execute(script, words).await?.json())?;
        let events = told.get("events").and_then(Value::as_array).cloned().unwrap_or_default();
        desk.records(events).await?;
        Ok(told)
    }

    /// Waits until the server has all that the screen shows as done.
    async fn has_nothing_on_its_way(&self) -> Result<(), Unmet> {
        let nothing = async || {
            let kept = self.driver.execute_async(include_str!("outbox.js"), Vec::new()).await?;
            Ok((kept.json() == &json!(0)).then_some(()))
        };
        self.until("an empty outbox", nothing).await
    }
}

fn told(answer: &Value) -> Result<Value, Unmet> {
    match answer.get("events") {
        Some(_) => Ok(answer.clone()),
        None => Err(Unmet(format!("the journal: {answer}"))),
    }
}

/// A message that has arrived, for [`Browser::finds`].
#[must_use]
pub fn message(author: &Value, text: &str) -> Value {
    json!({ "id": "$id", "appeal": "$appeal", "author": author, "text": text, "at": "$at", "delivery": "read" })
}

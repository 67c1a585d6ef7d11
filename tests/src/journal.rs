//! Words that no client of the demo says by himself, put where they would stand if one had.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};

impl Browser {
    /// Writes a message of the client into the demo's journal, after the last event, which must be one
    /// of his appeal. It is there when the page is loaded anew.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub async fn hears(&self, text: &str) -> Result<(), Unmet> {
        let written = self.driver.execute_async(include_str!("journal.js"), vec![json!(text)]).await?;
        match written.json() {
            Value::Null => Ok(()),
            trouble => Err(Unmet(format!("the journal: {trouble}"))),
        }
    }
}

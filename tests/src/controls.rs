//! What may be pressed within a place, and the reason of what is off (O6).

use crate::browser::Browser;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

/// Something that may be pressed, or not now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// What it is called.
    pub name: String,
    /// Whether it is off.
    pub is_off: bool,
    /// What it is described by; of one that is off, the reason.
    pub reason: String,
}

impl Browser {
    /// All that may be pressed on the page, or within the place of that name, in its order.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn controls(&self, place: Option<&str>) -> WebDriverResult<Vec<Control>> {
        let found = self.look("controls", &[json!(place)]).await?;
        let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let control = |one: &Value| Control {
            name: text(one, "name"),
            is_off: one.get("is_off").and_then(Value::as_bool).unwrap_or(false),
            reason: text(one, "reason"),
        };
        Ok(found.as_array().into_iter().flatten().map(control).collect())
    }
}

//! The shape of the page: how light it is, how wide, and where its buttons lie.

use crate::browser::Browser;
use crate::sight::{text_of, texts_of};
use serde_json::Value;
use thirtyfour::error::WebDriverResult;

/// Where a button of a header lies, in pixels of the window.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// The button.
    pub name: String,
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// Whether nothing lies over its middle.
    pub is_hit: bool,
}

impl Browser {
    /// Whether the page's ground is dark.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn is_dark(&self) -> WebDriverResult<bool> {
        Ok(self.look("ground", &[]).await?.as_f64().is_some_and(|light| light < 100.0))
    }

    /// How far the page can be scrolled sideways, in pixels, and what sticks out.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn sideways(&self) -> WebDriverResult<(f64, Vec<String>)> {
        let found = self.look("sideways", &[]).await?;
        let far = found.get("far").and_then(Value::as_f64).unwrap_or_default();
        Ok((far, found.get("out").map(texts_of).unwrap_or_default()))
    }

    /// How high the first letter's frame and the page in it are, in pixels; none until both are there.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn letter_heights(&self) -> WebDriverResult<Option<(f64, f64)>> {
        let found = self.look("letter", &[]).await?;
        let height = |of: &str| found.get(of).and_then(Value::as_f64);
        Ok(height("frame").zip(height("page")))
    }

    /// Where the buttons and links of the headers lie.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn header_bounds(&self) -> WebDriverResult<Vec<Bounds>> {
        let found = self.look("bounds", &[]).await?;
        let edge = |of: &Value, side: &str| of.get(side).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let bounds = |of: &Value| Bounds {
            name: of.get("name").and_then(text_of).unwrap_or_default(),
            left: edge(of, "left"),
            top: edge(of, "top"),
            right: edge(of, "right"),
            bottom: edge(of, "bottom"),
            is_hit: of.get("is_hit").and_then(Value::as_bool).unwrap_or(false),
        };
        Ok(found.as_array().into_iter().flatten().map(bounds).collect())
    }
}

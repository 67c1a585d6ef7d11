//! Looking for what a hostile text has done to the page: run, asked elsewhere, turned other words round, broken out.

use crate::browser::Browser;
use crate::sight::texts_of;
use serde_json::json;
use thirtyfour::error::WebDriverResult;

impl Browser {
    /// Everything that is wrong with the page as it stands, a sentence each.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn harm(&self) -> WebDriverResult<Vec<String>> {
        let found = self.driver.execute(include_str!("hostile.js"), vec![json!("harm")]).await?;
        Ok(texts_of(found.json()))
    }

    /// Goes on in the scroller within an element by nearly all that is seen of it, down or up; answers whether there was
    /// anything left.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn scrolls_on(&self, selector: &str, is_down: bool) -> WebDriverResult<bool> {
        let words = vec![json!("scroll"), json!(selector), json!(is_down)];
        let gone = self.driver.execute_async(include_str!("hostile.js"), words).await?;
        Ok(gone.json().as_bool().unwrap_or(false))
    }

    /// The different heights of what answers to a selector, in pixels.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn heights(&self, selector: &str) -> WebDriverResult<Vec<i64>> {
        let found =
            self.driver.execute(include_str!("hostile.js"), vec![json!("heights"), json!(selector)]).await?;
        Ok(found.json().as_array().into_iter().flatten().filter_map(serde_json::Value::as_i64).collect())
    }
}

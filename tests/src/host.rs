//! The page around the desk: a CRM of another site that talks with it by the very example of docs/embedding.md.
//!
//! Owns: what that page asks and hears. Never: reaches into the desk; whoever looks at the desk does it as everywhere.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

/// The reference of the interface, whose example is the page's script.
const REFERENCE: &str = include_str!("../../docs/embedding.md");
/// The page, with a place for that script.
const PAGE: &str = include_str!("host.html");

/// The page's text.
pub(crate) fn page() -> String {
    let example = REFERENCE.split_once("```js\n").and_then(|(_, rest)| rest.split_once("```"));
    PAGE.replace("/* docs/embedding.md */", example.map_or("", |(example, _)| example))
}

impl Browser {
    /// Goes to a page of another site that has the desk in a frame and talks with it, and looks at the frame from then on.
    ///
    /// # Errors
    /// It does not load.
    pub async fn goes_where_it_is_hosted(&self) -> WebDriverResult<()> {
        self.driver.goto(self.site.hosted()).await?;
        self.driver.enter_frame(0).await
    }

    /// The page around asks the desk for something: its answer, or the code of the error.
    ///
    /// # Errors
    /// It is not answered.
    pub async fn host_asks(&self, name: &str, payload: Value) -> Result<Result<Value, String>, Unmet> {
        let script = "const done = arguments[2];
            setTimeout(() => done({ error: { code: 'unanswered' } }), 25000);
            desk.ask(arguments[0], arguments[1]).then(ok => done({ ok }), error => done({ error }));";
        let answer = self.around_async(script, vec![json!(name), payload]).await?;
        match answer.get("ok") {
            Some(payload) => Ok(Ok(payload.clone())),
            None => Ok(Err(answer["error"]["code"].as_str().unwrap_or("none").to_owned())),
        }
    }

    /// Waits until the desk has told the page around something of that name that was not heard before, and answers what
    /// came with it.
    ///
    /// # Errors
    /// It was not told.
    pub async fn host_hears(&self, name: &str) -> Result<Value, Unmet> {
        let script = "const place = told.findIndex(it => it.type === arguments[0]);
            return place < 0 ? null : told.splice(place, 1)[0].payload";
        let heard = async || {
            let heard = self.around(script, vec![json!(name)]).await?;
            Ok((!heard.is_null()).then_some(heard))
        };
        self.until(&format!("{name} told to the page around"), heard).await
    }

    /// The names of all that was told and not heard yet.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn host_was_told(&self) -> WebDriverResult<Vec<String>> {
        let names = self.around("return told.map(it => it.type)", Vec::new()).await?;
        let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(names.map(str::to_owned).collect())
    }

    /// Runs something in the page around.
    ///
    /// # Errors
    /// The browser did not answer, or the script failed.
    pub async fn around(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.driver.enter_parent_frame().await?;
        let done = self.driver.execute(script, arguments).await.map(|done| done.json().clone());
        self.driver.enter_frame(0).await?;
        done
    }

    /// The same where the script calls its last argument once it is done.
    async fn around_async(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.driver.enter_parent_frame().await?;
        let done = self.driver.execute_async(script, arguments).await.map(|done| done.json().clone());
        self.driver.enter_frame(0).await?;
        done
    }
}

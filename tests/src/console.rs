//! What the browser complained of, the end of every test; and what it is not given, so that it has cause to.

use crate::browser::Browser;
use serde_json::json;
use thirtyfour::BrowserLogEntry;
use thirtyfour::error::WebDriverResult;

impl Browser {
    /// Lets one kind of complaint pass, told by a part of it; for a test that breaks something on purpose.
    pub fn expects_complaint(&self, part: &'static str) {
        self.expected.borrow_mut().push(part);
    }

    /// Does not get the files of the application whose names begin so, as after a newer version took their place;
    /// `None` gives out all.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn withholds(&self, beginning: Option<&'static str>) -> WebDriverResult<()> {
        self.site.withholds(beginning);
        if self.site.desk().is_none() {
            return Ok(());
        }
        // A server gives out what lies in its folder; then the browser does not ask it.
        self.expects_complaint("Failed to fetch");
        let urls: Vec<_> = beginning.map(|it| self.site.url(&format!("/{it}*"))).into_iter().collect();
        let cdp = self.driver.cdp();
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.setBlockedURLs", json!({ "urls": urls })).await?;
        Ok(())
    }

    /// The page's larger store takes nothing more, until the page is loaded anew.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn closes_store(&self) -> WebDriverResult<()> {
        let script = "IDBDatabase.prototype.transaction = () => { throw new DOMException('closed') }";
        self.driver.execute(script, Vec::new()).await.map(drop)
    }

    /// Warnings and errors of the console so far, and requests that failed.
    pub async fn complaints(&self) -> Vec<String> {
        let heard = match self.driver.browser_log().await {
            Ok(entries) => entries.into_iter().filter(is_complaint).map(|entry| said(&entry)).collect(),
            Err(error) => vec![format!("the console cannot be read: {error}")],
        };
        let missing = self.site.not_found().into_iter().map(|path| format!("404: {path}"));
        let expected = self.expected.borrow();
        let is_new = |complaint: &String| !expected.iter().any(|part| complaint.contains(part));
        heard.into_iter().chain(missing).filter(is_new).collect()
    }
}

fn is_complaint(entry: &BrowserLogEntry) -> bool {
    matches!(entry.level.as_str(), "WARNING" | "SEVERE")
}

fn said(BrowserLogEntry { level, message, .. }: &BrowserLogEntry) -> String {
    format!("{level}: {message}")
}

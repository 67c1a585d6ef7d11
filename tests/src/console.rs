//! What the browser complained of: the end of every test.

use crate::browser::Browser;
use thirtyfour::BrowserLogEntry;

impl Browser {
    /// Lets one kind of complaint pass, told by a part of it; for a test that breaks something on purpose.
    pub fn expects_complaint(&self, part: &'static str) {
        self.expected.borrow_mut().push(part);
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

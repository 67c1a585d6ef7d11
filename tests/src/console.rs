//! What the browser complained of, the end of every test; and what it is not given, so that it has cause to.

use crate::bidi::Bidi;
use crate::browser::Browser;
use crate::failed::Unmet;
use crate::instruments::Instruments;
use serde_json::{Value, json};
use thirtyfour::BrowserLogEntry;
use thirtyfour::error::WebDriverResult;

/// What others say where Chromium says this: a test expects a complaint in one browser's words.
const IN_ITS_WORDS: &[(&str, &str)] = &[
    ("Failed to fetch", "NS_ERROR_"),
    ("Failed to fetch", "Load failed"),
    ("Failed to load resource: net::", "NS_ERROR_"),
    ("frame-ancestors", "FRAME_ANCESTOR"),
    ("HTTP status code is not ok", "Response has unsupported MIME type"),
    ("HTTP status code is not ok", "Unexpected response MIME type"),
];
/// A request that ended with its page is no failure. One that failed is told of by the request itself, too.
const ENDED: &[&str] =
    &["NS_BINDING_ABORTED", "AbortError: The operation was aborted", "NetworkError when attempting to fetch"];

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
    pub async fn withholds(&self, beginning: Option<&'static str>) -> Result<(), Unmet> {
        self.site.withholds(beginning);
        if self.site.desk().is_none() {
            return Ok(());
        }
        if !matches!(self.instruments, Instruments::DevTools) {
            return Err(Unmet::lack("a way to keep it from asking a server for a file"));
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
        let heard = match &self.instruments {
            Instruments::DevTools => match self.driver.browser_log().await {
                Ok(entries) => entries.into_iter().filter(is_complaint).map(|entry| said(&entry)).collect(),
                Err(error) => vec![format!("the console cannot be read: {error}")],
            },
            Instruments::Bidi(bidi) => told(bidi, &self.site.url("/")).await,
            Instruments::Site => self.process.console().into_iter().filter(|it| is_written(it)).collect(),
        };
        let missing = self.site.not_found().into_iter().map(|path| format!("404: {path}"));
        let expected = self.expected.borrow();
        let is_new = |complaint: &String| !expected.iter().any(|part| complaint.contains(part));
        heard.into_iter().map(in_its_words).chain(missing).filter(is_new).collect()
    }
}

fn is_complaint(entry: &BrowserLogEntry) -> bool {
    matches!(entry.level.as_str(), "WARNING" | "SEVERE")
}

fn said(BrowserLogEntry { level, message, .. }: &BrowserLogEntry) -> String {
    format!("{level}: {message}")
}

/// A line that a browser writes from its console: `CONSOLE JS ERROR …`.
fn is_written(line: &str) -> bool {
    line.split_whitespace().take(5).any(|word| matches!(word, "WARN" | "WARNING" | "ERROR"))
}

/// What Firefox told by its socket.
async fn told(bidi: &Bidi, here: &str) -> Vec<String> {
    // What it said before this answer is here with it.
    let answered = bidi.asks("session.status", json!({})).await;
    let shut = answered.err().map(|Unmet(why)| format!("the console cannot be read: {why}"));
    bidi.said().iter().filter(|it| !is_of_another_tab(it, here)).filter_map(complaint).chain(shut).collect()
}

/// Whether it is of a page of another site, which the desk has the browser open in a tab of its own.
fn is_of_another_tab(said: &Value, here: &str) -> bool {
    let told = &said["params"];
    let is_here = told["request"]["url"].as_str().is_none_or(|url| url.starts_with(here));
    told["navigation"].is_string() && !is_here
}

fn complaint(said: &Value) -> Option<String> {
    let told = &said["params"];
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let url = || text(&told["request"]["url"]);
    match said["method"].as_str()? {
        "log.entryAdded" => {
            let is_bad = matches!(told["level"].as_str(), Some("warn" | "error"));
            let at = &told["stackTrace"]["callFrames"][0];
            (is_bad && !has_ended(&text(&told["text"]))).then(|| {
                let place = format!("{} {}:{}", text(&at["url"]), at["lineNumber"], at["columnNumber"]);
                format!("{}: {place} {}", text(&told["level"]), text(&told["text"]))
            })
        }
        "network.responseCompleted" => {
            let status = told["response"]["status"].as_u64().filter(|status| *status >= 400)?;
            let words = "Failed to load resource: the server responded with a status of";
            Some(format!("error: {} - {words} {status}", url()))
        }
        "network.fetchError" => {
            let why = text(&told["errorText"]);
            (!has_ended(&why)).then(|| format!("error: {} - {why}", url()))
        }
        _ => None,
    }
}

fn has_ended(words: &str) -> bool {
    ENDED.iter().any(|part| words.contains(part))
}

/// With what Chromium would say beside it.
fn in_its_words(complaint: String) -> String {
    let said = IN_ITS_WORDS.iter().filter(|(_, others)| complaint.contains(others)).map(|(ours, _)| *ours);
    let said: Vec<_> = said.collect();
    if said.is_empty() { complaint } else { format!("{complaint} ({})", said.join(", ")) }
}

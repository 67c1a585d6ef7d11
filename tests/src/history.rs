//! The history's worker in the browser, asked without a screen between.
//!
//! Owns: starting it as the page does, and how long an answer takes. Never: what is asked.

use crate::browser::Browser;
use crate::failed::Unmet;
use desk_history_worker::{Ask, Told};
use serde_json::{Value, json};
use std::time::Duration;

/// An answer that came out of the browser.
#[derive(Clone, Debug)]
pub struct HeardOfHistory {
    /// What was told, as text; of a file what stands in it, where that was wished.
    pub text: String,
    /// How long it took from the question on, in milliseconds.
    pub ms: f64,
    /// How many bytes a file has.
    pub bytes: u64,
    /// How many rows.
    pub rows: u64,
}

impl HeardOfHistory {
    /// What was told.
    ///
    /// # Errors
    /// It is no answer of the worker's.
    pub fn told(&self) -> Result<Told, Unmet> {
        serde_json::from_str(&self.text).map_err(|error| Unmet(format!("{error}: {}", self.text)))
    }
}

impl Browser {
    /// Asks the worker of this page one thing after the other.
    ///
    /// # Errors
    /// The worker cannot be started, or breaks.
    pub async fn asks_history(&self, asks: &[Ask], keeps_text: bool) -> Result<Vec<HeardOfHistory>, Unmet> {
        self.driver.set_script_timeout(Duration::from_secs(240)).await?;
        let asked = json!(asks.iter().map(|ask| json!(ask)).collect::<Vec<_>>());
        let script = include_str!("history.js");
        let told = self.driver.execute_async(script, vec![asked, json!(keeps_text)]).await?.json().clone();
        let answers = told.as_array().ok_or_else(|| Unmet(format!("the history's worker: {told}")))?;
        let number = |of: &Value, key: &str| of[key].as_u64().unwrap_or_default();
        let heard = |answer: &Value| HeardOfHistory {
            text: answer["told"].as_str().unwrap_or_default().to_owned(),
            ms: answer["ms"].as_f64().unwrap_or(f64::NAN),
            bytes: number(answer, "bytes"),
            rows: number(answer, "rows"),
        };
        Ok(answers.iter().map(heard).collect())
    }

    /// Which of the application's files whose names begin so the page has loaded.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn loaded_files(&self, beginning: &str) -> Result<Vec<String>, Unmet> {
        let asked = self.asked_of(&format!("/{beginning}")).await?;
        Ok(asked.iter().filter_map(|path| path.strip_prefix('/')).map(str::to_owned).collect())
    }
}

impl Browser {
    /// From now on every answer comes so much later to this page, be it a server's or the worker's beside it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn waits_for_answers(&self, long: Duration) -> Result<(), Unmet> {
        let script = "const [ms] = arguments; const later = () => new Promise(go => setTimeout(go, ms));
            const { postMessage } = Worker.prototype; const { fetch } = window;
            Worker.prototype.postMessage = function (...all) { later().then(() => postMessage.apply(this, all)) };
            window.fetch = async (...all) => { await later(); return fetch(...all) };";
        let long = u64::try_from(long.as_millis()).unwrap_or_default();
        self.driver.execute(script, vec![json!(long)]).await?;
        Ok(())
    }
}

/// How the browser saves a file in a test, where nobody answers its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Into a file.
    File,
    /// Into a file, slowly.
    Slowly,
    /// By the browser's own stream into a file on its disk.
    Disk,
    /// The person names no file.
    Refused,
    /// The browser has no such question; it downloads.
    Download,
}

/// What became of a file.
#[derive(Clone, Debug, Default)]
pub struct ExportedFile {
    /// Under which name.
    pub name: String,
    /// What stands in it so far.
    pub text: String,
    /// Whether it is whole.
    pub is_whole: bool,
    /// Whether it was thrown away.
    pub is_gone: bool,
}

impl Browser {
    /// From now on this page saves files so.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn exports_into(&self, how: Saving) -> Result<(), Unmet> {
        let how = match how {
            Saving::File => "file",
            Saving::Slowly => "slow",
            Saving::Disk => "disk",
            Saving::Refused => "refused",
            Saving::Download => "none",
        };
        self.does_as_the_page(include_str!("saving.js"), &[how]).await
    }

    /// What was saved since.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn exported(&self) -> Result<ExportedFile, Unmet> {
        let script = "const [done] = arguments; const { parts, closed, aborted, name } = window.deskSaved;
            new Blob(parts).arrayBuffer().then(bytes => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
                .then(text => done({ name, text, closed, aborted }))";
        let told = self.driver.execute_async(script, Vec::new()).await?.json().clone();
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        let is = |key: &str| told[key].as_bool().unwrap_or_default();
        Ok(ExportedFile {
            name: text("name"),
            text: text("text"),
            is_whole: is("closed"),
            is_gone: is("aborted"),
        })
    }
}

impl Browser {
    /// How many bytes and rows stand in the file that was written to the browser's disk or gathered for a download
    /// ([`Saving::Disk`], [`Saving::Download`]), its heading among them.
    ///
    /// # Errors
    /// There is none.
    pub async fn size_of_export(&self) -> Result<(u64, u64), Unmet> {
        let told = self.driver.execute_async(include_str!("saved.js"), Vec::new()).await?.json().clone();
        let number = |key: &str| told[key].as_u64().ok_or_else(|| Unmet(format!("the file: {told}")));
        Ok((number("bytes")?, number("rows")?))
    }
}

/// A press, until the page shows what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Pressed {
    /// How long it took, in milliseconds.
    pub ms: f64,
    /// The longest task of the page's own thread meanwhile that took over 50 ms.
    pub longest_task_ms: f64,
    /// How many rows the table has then, its head among them.
    pub rows: u64,
}

impl Browser {
    /// Presses the bar at a place of the first chart, and waits for the rows that belong to it.
    ///
    /// # Errors
    /// There is none, or the table stays as it was.
    pub async fn measures_filtering(&self, place: usize) -> Result<Pressed, Unmet> {
        self.measures("bar", json!(place)).await
    }

    /// Presses «Сформировать», and waits for three charts and their table.
    ///
    /// # Errors
    /// There is no form, or the report stays as it was.
    pub async fn measures_report(&self) -> Result<Pressed, Unmet> {
        self.measures("report", json!("Сформировать")).await
    }

    async fn measures(&self, what: &str, which: Value) -> Result<Pressed, Unmet> {
        self.driver.set_script_timeout(Duration::from_secs(60)).await?;
        let script = include_str!("pressing.js");
        let told = self.driver.execute_async(script, vec![json!(what), which]).await?.json().clone();
        let number = |key: &str| told[key].as_f64().ok_or_else(|| Unmet(format!("{what}: {told}")));
        let rows = told["rows"].as_u64().unwrap_or_default();
        Ok(Pressed { ms: number("ms")?, longest_task_ms: number("longest")?, rows })
    }
}

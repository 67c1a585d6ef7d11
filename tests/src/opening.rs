//! Measuring how fast an appeal opens, on a line and a processor slowed for it.
//!
//! Owns: the conditions and the figures. Never: judges them; they go into the README as they are.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

/// How many times slower the processor is made.
const PROCESSOR: u32 = 4;
/// The line, in bytes a second: 10 Mbit/s.
const LINE: u32 = 10_000_000 / 8;
/// The line's delay, in milliseconds.
const DELAY_MS: u32 = 40;

/// Runs in the page before anything else: notes when an answer can be written below a message (where no
/// appeal is named: when the list stands), and how long the main thread was blocked.
const WATCH: &str = "
    window.deskUsable = 0; window.deskBlocked = 0;
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) window.deskBlocked += Math.max(0, task.duration - 50);
    }).observe({ type: 'longtask', buffered: true });
    new MutationObserver((_, watch) => {
        const isUsable = location.pathname === '/'
            ? document.querySelector('[role=tabpanel] li a')
            : document.querySelector('textarea') && document.querySelector('[role=log] [data-from]');
        if (isUsable) {
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => { window.deskUsable = performance.now(); }));
        }
    }).observe(document, { childList: true, subtree: true });
";

/// Runs once the appeal is usable.
const FIGURES: &str = "
    if (!window.deskUsable) return null;
    const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return {
        usable: window.deskUsable,
        blocked: window.deskBlocked,
        bytes: loaded.reduce((sum, entry) => sum + entry.transferSize, 0),
        requests: loaded.length,
        elements: document.querySelectorAll('*').length,
        heap: performance.memory.usedJSHeapSize,
    };
";

/// Clicks another appeal of the list and tells how long it takes until its messages are painted.
const SWITCH: &str = "
    const done = arguments[1];
    const began = performance.now();
    const before = document.querySelector('[role=log]');
    document.querySelector(`a[href=\"${arguments[0]}\"]`).click();
    const look = () => {
        const log = document.querySelector('[role=log]');
        if (log && log !== before && log.querySelector('[data-from]')) {
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        } else {
            requestAnimationFrame(look);
        }
    };
    look();
";

/// How an appeal opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// From the start of the navigation until an answer can be written, in milliseconds.
    pub usable_ms: f64,
    /// How long tasks kept the main thread over 50 ms each, in milliseconds.
    pub blocked_ms: f64,
    /// Over the wire, headers included.
    pub bytes: f64,
    /// Files asked for.
    pub requests: f64,
    /// Elements on the page.
    pub elements: f64,
    /// JavaScript's heap, in bytes; the wasm memory is not in it.
    pub heap: f64,
}

impl Browser {
    /// What the page has asked for so far, of what begins so: each question with its query, as often as it was asked.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn asked_of(&self, beginning: &str) -> WebDriverResult<Vec<String>> {
        let script = "return performance.getEntriesByType('resource').map(it => new URL(it.name))
            .filter(it => it.pathname.startsWith(arguments[0])).map(it => it.pathname + it.search)";
        Ok(texts(self.driver.execute(script, vec![json!(beginning)]).await?.json()))
    }

    /// What was asked before the program was here and not taken by it; none where nothing is asked so.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn early_answers_left(&self) -> WebDriverResult<Option<Vec<String>>> {
        let script = "return window.deskAnswers ? Object.keys(window.deskAnswers) : null";
        let told = self.driver.execute(script, Vec::new()).await?.json().clone();
        Ok((!told.is_null()).then(|| texts(&told)))
    }

    /// Makes line and processor slow and the cache cold, from the next page on.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn slows_down(&self) -> Result<(), Unmet> {
        let line = json!({
            "offline": false, "latency": DELAY_MS, "downloadThroughput": LINE, "uploadThroughput": LINE
        });
        let cdp = self.driver.cdp();
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.emulateNetworkConditions", line).await?;
        cdp.send_raw("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": PROCESSOR })).await?;
        self.watches_openings().await
    }

    /// Notes when an appeal, or the list, can be used, from the next page on.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn watches_openings(&self) -> Result<(), Unmet> {
        self.begins_pages_with(WATCH).await
    }

    /// Opens an appeal, or the desk without one, by its address and measures it.
    ///
    /// # Errors
    /// It does not open.
    pub async fn measures_opening(&self, path: &str) -> Result<Opening, Unmet> {
        self.goes(path).await?;
        let figures = async || {
            let figures = self.driver.execute(FIGURES, Vec::new()).await?.json().clone();
            Ok((!figures.is_null()).then_some(figures))
        };
        let figures = self.until("a page that can be used", figures).await?;
        let figure = |name: &str| figures.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
        Ok(Opening {
            usable_ms: figure("usable"),
            blocked_ms: figure("blocked"),
            bytes: figure("bytes"),
            requests: figure("requests"),
            elements: figure("elements"),
            heap: figure("heap"),
        })
    }

    /// Turns to another appeal of the list and tells how long it takes, in milliseconds.
    ///
    /// # Errors
    /// It is not in the list.
    pub async fn measures_turning_to(&self, path: &str) -> Result<f64, Unmet> {
        let took = self.driver.execute_async(SWITCH, vec![json!(path)]).await?;
        Ok(took.json().as_f64().unwrap_or(f64::NAN))
    }
}

fn texts(told: &Value) -> Vec<String> {
    told.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

//! Measuring a desk with much on it: how smoothly it is scrolled, and how soon a key is seen.
//!
//! Owns: the figures. Never: judges them; they go into the README as they are.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What is longer than this is seen as a jerk, in milliseconds.
const JERK_MS: f64 = 50.0;
/// How long one waits between two keys: some fifteen a second, faster than anybody types for long.
const BETWEEN_KEYS: Duration = Duration::from_millis(50);

/// The frames of some seconds.
#[derive(Clone, Debug)]
pub struct Frames {
    /// How many there were.
    pub count: usize,
    /// The middle one, in milliseconds.
    pub middle_ms: f64,
    /// The longest, in milliseconds.
    pub longest_ms: f64,
    /// The share of those over 50 ms, in percent.
    pub jerks: f64,
    /// The longest task of the page's own thread, where one took over 50 ms.
    pub longest_task_ms: f64,
    /// The most elements that the page had meanwhile.
    pub elements: u64,
    /// How far it was scrolled, in pixels.
    pub moved: f64,
}

impl Browser {
    /// Scrolls what is around the first element that answers to a selector, by so many pixels each frame.
    ///
    /// # Errors
    /// Nothing there can be scrolled.
    pub async fn measures_scrolling(
        &self,
        selector: &str,
        step: i32,
        span: Duration,
    ) -> Result<Frames, Unmet> {
        self.frames(json!(selector), step, span).await
    }

    /// The same while nothing is scrolled: what the machine itself does to frames.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn measures_standing_still(&self, span: Duration) -> Result<Frames, Unmet> {
        self.frames(Value::Null, 0, span).await
    }

    async fn frames(&self, selector: Value, step: i32, span: Duration) -> Result<Frames, Unmet> {
        let milliseconds = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let told = self.load(vec![json!("frames"), selector, json!(step), json!(milliseconds)]).await?;
        let frames = sorted(&told["frames"]);
        let jerks = frames.iter().filter(|frame| **frame > JERK_MS).count();
        Ok(Frames {
            count: frames.len(),
            middle_ms: share_of(&frames, 0.5),
            longest_ms: share_of(&frames, 1.0),
            #[allow(clippy::cast_precision_loss, reason = "frames of some seconds")]
            jerks: 100.0 * jerks as f64 / frames.len().max(1) as f64,
            longest_task_ms: sorted(&told["tasks"]).last().copied().unwrap_or_default(),
            elements: told["elements"].as_u64().unwrap_or_default(),
            moved: told["moved"].as_f64().unwrap_or_default(),
        })
    }

    /// Types where the focus is for a while; tells how long each key took to be seen, the quickest first, in
    /// milliseconds.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn measures_typing(&self, span: Duration) -> Result<Vec<f64>, Unmet> {
        self.load(vec![json!("keys")]).await?;
        let began = Instant::now();
        while began.elapsed() < span {
            self.types("о").await?;
            tokio::time::sleep(BETWEEN_KEYS).await;
        }
        Ok(sorted(&self.load(vec![json!("timed")]).await?))
    }

    async fn load(&self, asked: Vec<Value>) -> Result<Value, Unmet> {
        let told = self.driver.execute_async(include_str!("load.js"), asked).await?.json().clone();
        if told.is_null() { Err(Unmet("nothing there can be scrolled".to_owned())) } else { Ok(told) }
    }
}

fn sorted(of: &Value) -> Vec<f64> {
    let mut all: Vec<_> = of.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    all.sort_by(f64::total_cmp);
    all
}

/// The least figure that is not below this share of all, which stand in their order.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place among some hundred figures"
)]
pub fn share_of(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

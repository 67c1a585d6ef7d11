//! Seeing: every look at the page, and waiting until it shows what a person waits for.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::WebElement;
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};

/// How long a person waits before calling it broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// How often one looks meanwhile.
const BLINK: Duration = Duration::from_millis(50);
const EYE: &str = include_str!("eye.js");

impl Browser {
    /// Waits until `text` is on the page.
    ///
    /// # Errors
    /// It did not come.
    pub async fn sees(&self, text: &str) -> Result<(), Unmet> {
        let look = async || Ok(self.is_seen(text, None).await?.then_some(()));
        self.until(&format!("«{text}» on the page"), look).await
    }

    /// Waits until `text` is within the place of that name, row or notice.
    ///
    /// # Errors
    /// It did not come.
    pub async fn sees_in(&self, place: &str, text: &str) -> Result<(), Unmet> {
        let look = async || Ok(self.is_seen(text, Some(place)).await?.then_some(()));
        self.until(&format!("«{text}» in «{place}»"), look).await
    }

    /// The path of the appeal that was just opened: the address bar has it a moment after the screen.
    ///
    /// # Errors
    /// None is open.
    pub async fn path_of_appeal(&self) -> Result<String, Unmet> {
        let look = async || Ok(Some(self.path().await?).filter(|path| path.starts_with("/appeals/")));
        self.until("the path of an appeal", look).await
    }

    /// Waits until `text` is nowhere on the page.
    ///
    /// # Errors
    /// It stayed.
    pub async fn does_not_see(&self, text: &str) -> Result<(), Unmet> {
        let look = async || Ok((!self.is_seen(text, None).await?).then_some(()));
        self.until(&format!("no «{text}» on the page"), look).await
    }

    /// Waits until `text` is not, or no longer, within the place.
    ///
    /// # Errors
    /// It stayed.
    pub async fn does_not_see_in(&self, place: &str, text: &str) -> Result<(), Unmet> {
        let look = async || Ok((!self.is_seen(text, Some(place)).await?).then_some(()));
        self.until(&format!("no «{text}» in «{place}»"), look).await
    }

    /// Whether `text` is there at this moment.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn is_seen(&self, text: &str, place: Option<&str>) -> WebDriverResult<bool> {
        Ok(self.look("sees", &[json!(text), json!(place)]).await?.as_bool().unwrap_or(false))
    }

    /// All that a place says, on one line.
    ///
    /// # Errors
    /// It is not there.
    pub async fn reads(&self, place: &str) -> Result<String, Unmet> {
        let look =
            async || Ok(text_of(&self.look("reads", &[json!(place)]).await?).filter(|text| !text.is_empty()));
        self.until(&format!("something in «{place}»"), look).await
    }

    /// What stands in the field of that label.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn holds(&self, field: &str) -> Result<String, Unmet> {
        let look = async || Ok(text_of(&self.look("holds", &[json!(field)]).await?));
        self.until(&format!("the field «{field}»"), look).await
    }

    /// Waits until a field holds just that.
    ///
    /// # Errors
    /// It never did.
    pub async fn comes_to_hold(&self, field: &str, words: &str) -> Result<(), Unmet> {
        let look = async || {
            let held = text_of(&self.look("holds", &[json!(field)]).await?);
            Ok((held.as_deref() == Some(words)).then_some(()))
        };
        self.until(&format!("«{words}» in the field «{field}»"), look).await
    }

    /// The clocks that run within a place, from top to bottom.
    ///
    /// # Errors
    /// None is there.
    pub async fn clocks_in(&self, place: &str) -> Result<Vec<String>, Unmet> {
        let look = async || {
            Ok(Some(texts_of(&self.look("clocks", &[json!(place)]).await?))
                .filter(|clocks| !clocks.is_empty()))
        };
        self.until(&format!("a clock in «{place}»"), look).await
    }

    /// The channels shown within a place, from top to bottom.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn channels_in(&self, place: &str) -> WebDriverResult<Vec<String>> {
        Ok(texts_of(&self.look("channels", &[json!(place)]).await?))
    }

    /// Waits until the tab's title holds `part`; tells the whole.
    ///
    /// # Errors
    /// It does not.
    pub async fn sees_title(&self, part: &str) -> Result<String, Unmet> {
        let look = async || Ok(Some(self.driver.title().await?).filter(|title| title.contains(part)));
        self.until(&format!("«{part}» in the tab's title"), look).await
    }

    /// Looks again and again until there is something, as long as a person's patience lasts.
    ///
    /// # Errors
    /// There was nothing; the sentence tells what the page showed instead.
    pub async fn until<T>(
        &self,
        what: &str,
        look: impl AsyncFn() -> WebDriverResult<Option<T>>,
    ) -> Result<T, Unmet> {
        self.until_within(PATIENCE, what, look).await
    }

    /// The same for what takes its time.
    ///
    /// # Errors
    /// There was nothing; the sentence tells what the page showed instead.
    pub async fn until_within<T>(
        &self,
        patience: Duration,
        what: &str,
        look: impl AsyncFn() -> WebDriverResult<Option<T>>,
    ) -> Result<T, Unmet> {
        let start = Instant::now();
        let mut hindrance = String::new();
        loop {
            match look().await {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => hindrance.clear(),
                Err(error) if is_passing(&error) => hindrance = format!(" ({error})"),
                Err(error) => return Err(error.into()),
            }
            if start.elapsed() > patience {
                let seconds = patience.as_secs();
                let page =
                    self.look("reads", &[]).await.ok().and_then(|page| text_of(&page)).unwrap_or_default();
                return Err(Unmet(format!(
                    "waited {seconds} s for {what}{hindrance}; the page says: {page}"
                )));
            }
            tokio::time::sleep(BLINK).await;
        }
    }

    /// The control of that kind and name, once it is there.
    pub(crate) async fn found(
        &self,
        kind: &str,
        name: &str,
        place: Option<&str>,
    ) -> WebDriverResult<Option<WebElement>> {
        let found = self.look("find", &[json!(kind), json!(name), json!(place)]).await?;
        if found.is_null() {
            return Ok(None);
        }
        WebElement::from_json(found, self.driver.handle().clone()).map(Some)
    }

    pub(crate) async fn look(&self, what: &str, at: &[Value]) -> WebDriverResult<Value> {
        let told: Vec<_> = std::iter::once(json!(what)).chain(at.iter().cloned()).collect();
        Ok(self.driver.execute(EYE, told).await?.json().clone())
    }
}

/// What is over by itself at the next look: the page was just being drawn or loaded.
fn is_passing(error: &thirtyfour::error::WebDriverError) -> bool {
    matches!(
        **error,
        WebDriverErrorInner::StaleElementReference(_)
            | WebDriverErrorInner::ElementClickIntercepted(_)
            | WebDriverErrorInner::ElementNotInteractable(_)
            | WebDriverErrorInner::NoSuchElement(_)
            | WebDriverErrorInner::JavascriptError(_)
            | WebDriverErrorInner::MoveTargetOutOfBounds(_)
    )
}

pub(crate) fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub(crate) fn texts_of(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(text_of).collect()
}

//! Looking closer than a person does, where what matters is not on the screen: how much there is, and what a link
//! is allowed to do.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

impl Browser {
    /// How many elements answer to a selector.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn count(&self, selector: &str) -> WebDriverResult<u64> {
        let script = "return document.querySelectorAll(arguments[0]).length";
        let count = self.driver.execute(script, vec![json!(selector)]).await?.json().clone();
        Ok(count.as_u64().unwrap_or_default())
    }

    /// Loads the page anew without what Chromium has and Firefox or WebKit have not.
    ///
    /// # Errors
    /// The browser did not answer, or has some of it still.
    pub async fn is_as_others_are(&self) -> Result<(), Unmet> {
        self.begins_pages_with(include_str!("others.js")).await?;
        self.reload().await?;
        let left = "return ['showSaveFilePicker', 'requestIdleCallback', 'scheduler'].filter(it => it in window).length
            + ['userActivation', 'connection'].filter(it => it in navigator).length";
        let left = self.driver.execute(left, Vec::new()).await?.json().as_u64();
        if left == Some(0) { Ok(()) } else { Err(Unmet("a browser as others are".to_owned())) }
    }

    /// Waits until the browser has put a page of its own into the frame: what was to stand there must not.
    ///
    /// # Errors
    /// It lets it stand.
    pub async fn is_refused_its_frame(&self) -> Result<(), Unmet> {
        let script = "return /^(chrome-error:|about:neterror)/.test(document.documentURI)";
        let refused = async || {
            let is_refused = self.driver.execute(script, Vec::new()).await?.json().clone();
            Ok((is_refused == Value::Bool(true)).then_some(()))
        };
        self.until("a frame that is refused", refused).await
    }

    /// Whether there is more of the page at its side than one sees.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn is_wider_than_its_place(&self) -> WebDriverResult<bool> {
        let script = "const page = document.scrollingElement; return page.scrollWidth > page.clientWidth";
        Ok(self.driver.execute(script, Vec::new()).await?.json() == &Value::Bool(true))
    }

    /// Gives the focus to the first element that answers to a selector.
    ///
    /// # Errors
    /// There is none.
    pub async fn focuses(&self, selector: &str) -> Result<(), Unmet> {
        let script = "const one = document.querySelector(arguments[0]); one?.focus(); return !!one";
        let focus = async || {
            let done = self.driver.execute(script, vec![json!(selector)]).await?.json().clone();
            Ok((done == Value::Bool(true)).then_some(()))
        };
        self.until(&format!("something that answers to {selector}"), focus).await
    }

    /// An attribute of the control of that kind and name.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn attribute(
        &self,
        kind: &str,
        name: &str,
        attribute: &str,
    ) -> WebDriverResult<Option<String>> {
        match self.found(kind, name, None).await? {
            Some(control) => control.attr(attribute).await,
            None => Ok(None),
        }
    }

    /// An attribute of the first element that answers to a selector.
    ///
    /// # Errors
    /// There is none, or it has no such attribute.
    pub async fn attribute_of(&self, selector: &str, attribute: &str) -> Result<String, Unmet> {
        let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null";
        let look = async || {
            let value =
                self.driver.execute(script, vec![json!(selector), json!(attribute)]).await?.json().clone();
            Ok(value.as_str().map(str::to_owned))
        };
        self.until(&format!("{attribute} of {selector}"), look).await
    }

    /// Scrolls a place by so many pixels, and waits until it is drawn.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn scrolls_by(&self, selector: &str, pixels: i32) -> WebDriverResult<()> {
        let script =
            "const done = arguments[2]; document.querySelector(arguments[0]).scrollBy(0, arguments[1]);
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(null))));";
        self.driver.execute_async(script, vec![json!(selector), json!(pixels)]).await?;
        Ok(())
    }

    /// The words and the distance from the top of the first thing seen within a scroller.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn place_of_first_seen(&self, scroller: &str, of: &str) -> WebDriverResult<String> {
        let script = "const box = document.querySelector(arguments[0]); const top = box.getBoundingClientRect().top;
            const one = [...box.querySelectorAll(arguments[1])].find(it => it.getBoundingClientRect().bottom > top);
            return one.innerText + ' at ' + Math.round(one.getBoundingClientRect().top - top)";
        let found = self.driver.execute(script, vec![json!(scroller), json!(of)]).await?.json().clone();
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// How many drafts lie on this device alone.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn kept_drafts(&self) -> WebDriverResult<u64> {
        let script = "return Object.keys(localStorage).filter(it => it.startsWith('desk.draft.')).length";
        Ok(self.driver.execute(script, Vec::new()).await?.json().as_u64().unwrap_or_default())
    }
}

//! The keyboard: typing where the focus is, and moving it.

use crate::browser::Browser;
use crate::failed::Unmet;
use crate::instruments::Instruments;
use crate::sight::text_of;
use serde_json::Value;
use thirtyfour::error::WebDriverResult;

pub use thirtyfour::Key;

impl Browser {
    /// Types where the focus is.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn types(&self, text: &str) -> WebDriverResult<()> {
        self.driver.action_chain().send_keys(text).perform().await
    }

    /// Presses one key where the focus is.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn hits(&self, key: Key) -> WebDriverResult<()> {
        self.driver.action_chain().key_down(key.clone()).key_up(key).perform().await
    }

    /// Presses a key, one with a name or a letter's, while another is held.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn hits_with(&self, held: Key, key: impl Into<char>) -> WebDriverResult<()> {
        let key = key.into();
        let keys = self.driver.action_chain().key_down(held.clone()).key_down(key);
        keys.key_up(key).key_up(held).perform().await
    }

    /// Goes on with Tab until a control has the focus whose name begins so.
    ///
    /// # Errors
    /// It cannot be reached, or something on the way has the focus and does not show it.
    pub async fn tabs_to(&self, name: &str) -> Result<(), Unmet> {
        let mut passed = Vec::new();
        for _ in 0..120 {
            self.hits(Key::Tab).await?;
            match self.focus().await? {
                Some((_, false)) if self.has_left_its_page().await? => {}
                Some((found, false)) => return Err(Unmet(format!("no ring shows the focus on «{found}»"))),
                Some((found, true)) if found.starts_with(name) => return Ok(()),
                Some((found, true)) => passed.push(found),
                None => {}
            }
        }
        Err(Unmet(format!("Tab never comes to «{name}»; it passes {passed:?}")))
    }

    /// Behind a page's last control Tab comes to Firefox's own bar, from where no driver leads back: the page takes the
    /// focus again.
    async fn has_left_its_page(&self) -> WebDriverResult<bool> {
        if !matches!(self.instruments, Instruments::Bidi(_)) {
            return Ok(false);
        }
        let script = "const has_left = !document.hasFocus(); window.focus(); return has_left";
        Ok(self.driver.execute(script, Vec::new()).await?.json().as_bool().unwrap_or(false))
    }

    /// What has the focus, and whether a ring shows it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn focus(&self) -> WebDriverResult<Option<(String, bool)>> {
        let focus = self.look("focus", &[]).await?;
        let ring = focus.get("ring").and_then(Value::as_bool).unwrap_or(false);
        Ok(focus.get("name").and_then(text_of).map(|name| (name, ring)))
    }
}

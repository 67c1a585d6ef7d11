//! Trying: what a person does who does not insist, because the desk may be in the middle of anything.
//!
//! Always: answers at once whether it could be done; what is not there is no failure.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::By;
use thirtyfour::error::WebDriverResult;

/// So long somebody waits who has other things to do.
const A_WHILE: Duration = Duration::from_secs(3);
/// How often he looks meanwhile.
const BLINK: Duration = Duration::from_millis(60);

impl Browser {
    /// Presses a button, option, or choice, where there is one now.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn tries(&self, kind: &str, name: &str, place: Option<&str>) -> Result<bool, Unmet> {
        let Ok(found) = self.found(kind, name, place).await else { return Ok(false) };
        // What has gone meanwhile, or lies under something, is not pressed.
        Ok(match found {
            Some(control) => control.click().await.is_ok(),
            None => false,
        })
    }

    /// The same, for what comes within a while.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn tries_a_while(&self, kind: &str, name: &str, place: Option<&str>) -> Result<bool, Unmet> {
        within_a_while(async || self.tries(kind, name, place).await).await
    }

    /// Follows the first link to a path of the site, where there is one now.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn tries_to_follow(&self, path: &str) -> Result<bool, Unmet> {
        let Ok(link) = self.driver.find(By::Css(format!("a[href='{path}']"))).await else { return Ok(false) };
        Ok(link.click().await.is_ok())
    }

    /// Writes into a field, where it comes within a while.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn tries_to_write(&self, field: &str, text: &str) -> Result<bool, Unmet> {
        if !self.tries_a_while("field", field, None).await? {
            return Ok(false);
        }
        self.types(text).await?;
        Ok(true)
    }

    /// Whether a message of the open chat says these words, now or within a while.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn shows_message(&self, words: &str) -> Result<bool, Unmet> {
        let look = async || -> Result<bool, Unmet> {
            let messages = self.messages().await;
            Ok(messages.is_ok_and(|all| all.iter().any(|it| it.contains(words))))
        };
        within_a_while(look).await
    }

    /// Whether a field comes to stand empty within a while, as one whose words have left.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn comes_to_be_empty(&self, field: &str) -> Result<bool, Unmet> {
        let look = async || -> Result<bool, Unmet> {
            let holds = self.look("holds", &[json!(field)]).await;
            Ok(holds.is_ok_and(|holds| holds.as_str() == Some("")))
        };
        within_a_while(look).await
    }

    /// Whether these words are among the drafts on this device.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn keeps_words(&self, words: &str) -> WebDriverResult<bool> {
        let script = "return Object.entries(localStorage)
            .some(([key, value]) => key.startsWith('desk.draft.') && value.includes(arguments[0]))";
        let kept = self.driver.execute(script, vec![json!(words)]).await?.json().clone();
        Ok(kept.as_bool().unwrap_or(false))
    }

    /// How many commands lie in this browser's outbox, on its disk.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn outbox(&self) -> WebDriverResult<u64> {
        let script = "const done = arguments[0]; const opening = indexedDB.open('operator-desk-outbox');
            opening.onerror = () => done(null);
            opening.onsuccess = () => {
                const database = opening.result;
                if (!database.objectStoreNames.contains('commands')) { database.close(); return done(0); }
                const counting = database.transaction('commands').objectStore('commands').count();
                counting.onsuccess = () => { database.close(); done(counting.result); };
                counting.onerror = () => { database.close(); done(null); };
            };";
        let count = self.driver.execute_async(script, Vec::new()).await?.json().clone();
        Ok(count.as_u64().unwrap_or(u64::MAX))
    }
}

async fn within_a_while(look: impl AsyncFn() -> Result<bool, Unmet>) -> Result<bool, Unmet> {
    let start = Instant::now();
    while start.elapsed() < A_WHILE {
        if look().await? {
            return Ok(true);
        }
        tokio::time::sleep(BLINK).await;
    }
    Ok(false)
}

//! Hearing: what the page sounds, and the notices that it has the system show.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::failed::Unmet;
use crate::sight::texts_of;
use thirtyfour::error::WebDriverResult;

/// A sound of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The two tones of the queue.
    Queue,
    /// The trill of the telephone.
    Telephone,
}

impl Browser {
    /// Listens from the next loading of the page on, and loads it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn listens(&self) -> Result<(), Unmet> {
        if Engine::chosen()? != Engine::Chromium {
            self.begins_pages_with(include_str!("loudspeaker.js")).await?;
        }
        self.begins_pages_with(include_str!("ears.js")).await?;
        Ok(self.reload().await?)
    }

    /// How often a sound was heard.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn times_heard(&self, what: Heard) -> WebDriverResult<usize> {
        let heard = texts_of(self.driver.execute("return window.heard ?? []", Vec::new()).await?.json());
        let of = |kind: &str| heard.iter().filter(|it| *it == kind).count();
        Ok(match what {
            Heard::Queue => of("sine") / 2,
            Heard::Telephone => of("triangle"),
        })
    }

    /// How loud the last sound was, between nothing and 1.
    ///
    /// # Errors
    /// Nothing was heard.
    pub async fn last_loudness(&self) -> Result<f64, Unmet> {
        let last = "return (window.loudness ?? []).filter(value => value <= 1).at(-1) ?? null";
        let look = async || Ok(self.driver.execute(last, Vec::new()).await?.json().as_f64());
        self.until("a sound", look).await
    }

    /// Looks at another window, or back at the desk.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn looks_away(&self, away: bool) -> WebDriverResult<()> {
        self.driver.execute(format!("window.looksAway = {away}"), Vec::new()).await?;
        Ok(())
    }

    /// The notices that the system was asked to show.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn notices(&self) -> WebDriverResult<Vec<String>> {
        let words = "return (window.noticed ?? []).map(notice => notice.words)";
        Ok(texts_of(self.driver.execute(words, Vec::new()).await?.json()))
    }

    /// Presses the last of them.
    ///
    /// # Errors
    /// There is none.
    pub async fn presses_notice(&self) -> WebDriverResult<()> {
        self.driver.execute("window.noticed.at(-1).onclick()", Vec::new()).await?;
        Ok(())
    }

    /// The address of the tab's icon.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn icon(&self) -> WebDriverResult<String> {
        let words =
            "return decodeURIComponent(document.querySelector('link[rel=icon]').getAttribute('href'))";
        Ok(self.driver.execute(words, Vec::new()).await?.json().as_str().unwrap_or_default().to_owned())
    }
}

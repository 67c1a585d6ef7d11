//! The hand on the mouse: where it presses, and where it matters that it only points.

use crate::browser::Browser;
use crate::instruments::Instruments;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebElement};

impl Browser {
    /// Presses it. Of a drawing's parts only Chromium's driver finds the middle by itself.
    pub(crate) async fn clicks_on(&self, control: &WebElement) -> WebDriverResult<()> {
        if matches!(self.instruments, Instruments::DevTools) || !self.is_drawn(control).await? {
            return control.click().await;
        }
        control.scroll_into_view().await?;
        self.driver.action_chain().move_to_element_center(control).click().perform().await
    }

    async fn is_drawn(&self, control: &WebElement) -> WebDriverResult<bool> {
        let script = "return arguments[0] instanceof SVGElement";
        let is_drawn = self.driver.execute(script, vec![control.to_json()?]).await?;
        Ok(is_drawn.json().as_bool().unwrap_or(false))
    }

    /// Points at the first link to a path of the site, without a press.
    ///
    /// # Errors
    /// There is none.
    pub async fn points_at(&self, path: &str) -> WebDriverResult<()> {
        let link = self.driver.find(By::Css(format!("a[href='{path}']"))).await?;
        self.driver.action_chain().move_to_element_center(&link).perform().await
    }

    /// Moves the pointer to the far corner, where there is nothing.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn takes_her_hand_away(&self) -> WebDriverResult<()> {
        // A press moves no hand of which the driver of Firefox knows: one that seems to stay where it is says nothing.
        self.driver.action_chain().move_to(3, 3).move_to(2, 2).perform().await
    }
}

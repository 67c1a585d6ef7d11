//! The hand on the mouse, where it matters that it only points.

use crate::browser::Browser;
use thirtyfour::By;
use thirtyfour::error::WebDriverResult;

impl Browser {
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
        self.driver.action_chain().move_to(2, 2).perform().await
    }
}

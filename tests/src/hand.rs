//! The hand: on the mouse, where it matters that it only points, and its finger on the screen.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::json;
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

    /// Taps a button of a place with a finger.
    ///
    /// # Errors
    /// There is none, or it does not stay where it is.
    pub async fn taps(&self, place: &str, button: &str) -> Result<(), Unmet> {
        // A page under a finger has higher rows: they stand before one is aimed at.
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
        let find = async || self.found("button", button, Some(place)).await;
        let control = self.until(&format!("«{button}» in «{place}»"), find).await?;
        control.scroll_into_view().await?;
        let script = "const { x, y, width, height } = arguments[0].getBoundingClientRect();
            return [x + width / 2, y + height / 2]";
        let at = self.driver.execute(script, vec![control.to_json()?]).await?.json().clone();
        let finger = json!([{ "x": at[0], "y": at[1] }]);
        for (kind, fingers) in [("touchStart", finger), ("touchEnd", json!([]))] {
            let event = json!({ "type": kind, "touchPoints": fingers });
            cdp.send_raw("Input.dispatchTouchEvent", event).await?;
        }
        Ok(())
    }
}

//! Pictures of the page.

use crate::browser::Browser;
use crate::failed::Unmet;
use crate::instruments::Instruments;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::support::base64_decode;

/// What opens and fades has come to rest after it.
const SETTLED: Duration = Duration::from_millis(500);

impl Browser {
    /// Keeps a picture of the page as `tests/shots/<name>.png`.
    ///
    /// # Errors
    /// The browser did not answer, or the folder cannot be written.
    pub async fn screenshot(&self, name: &str) -> Result<(), Unmet> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("shots");
        std::fs::create_dir_all(&folder).map_err(|error| Unmet(error.to_string()))?;
        self.takes_picture(&folder.join(format!("{name}.png"))).await
    }

    /// Keeps a picture of the page in a file, once nothing on it moves.
    ///
    /// # Errors
    /// The browser did not answer, or the file cannot be written.
    pub async fn draws(&self, path: &Path) -> Result<(), Unmet> {
        tokio::time::sleep(SETTLED).await;
        self.takes_picture(path).await
    }

    async fn takes_picture(&self, path: &Path) -> Result<(), Unmet> {
        let Instruments::Bidi(bidi) = &self.instruments else {
            return Ok(self.driver.screenshot(path).await?);
        };
        // geckodriver takes none while one looks at a frame of another site.
        let asked = json!({ "context": self.driver.window().await?.to_string() });
        let picture = bidi.asks("browsingContext.captureScreenshot", asked).await?;
        let bytes = base64_decode(picture["data"].as_str().unwrap_or_default())?;
        std::fs::write(path, bytes).map_err(|error| Unmet(error.to_string()))
    }
}

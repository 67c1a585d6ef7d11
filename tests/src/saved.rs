//! Files that the browser saves on the operator's device.

use crate::browser::Browser;
use crate::failed::Unmet;
use crate::instruments::Instruments;
use crate::sight::PATIENCE;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A file as it was saved.
#[derive(Debug)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A folder that is gone with its last use.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed lies among other temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Browser {
    /// Presses a button, and waits for the one file that the browser saves then.
    ///
    /// # Errors
    /// There is no such button, or nothing is saved.
    pub async fn saves(&self, button: &str) -> Result<Saved, Unmet> {
        self.saves_within(PATIENCE, button).await
    }

    /// The same for a file that takes its time.
    ///
    /// # Errors
    /// There is no such button, or nothing is saved.
    pub async fn saves_within(&self, patience: Duration, button: &str) -> Result<Saved, Unmet> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = match &self.instruments {
            Instruments::DevTools => {
                std::env::temp_dir().join(format!("desk-saved-{}-{number}", std::process::id()))
            }
            // The others were told once where.
            _ => self.process.downloads(),
        };
        let folder = Folder(folder);
        std::fs::create_dir_all(&folder.0).map_err(|error| Unmet(error.to_string()))?;
        if matches!(self.instruments, Instruments::DevTools) {
            let behaviour = json!({ "behavior": "allow", "downloadPath": folder.0 });
            self.driver.cdp().send_raw("Browser.setDownloadBehavior", behaviour).await?;
        }
        self.press(button).await?;
        self.until_within(patience, "a saved file", async || Ok(whole_file_in(&folder.0))).await
    }
}

/// A file that is still being written has another name.
fn whole_file_in(folder: &Path) -> Option<Saved> {
    let paths = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let mut names: Vec<String> =
        paths.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    let is_unfinished = |name: &String| {
        [".crdownload", ".part", ".wkdownload"].iter().any(|end| name.ends_with(end))
            || name.starts_with(".com.google")
    };
    // Firefox holds the name with an empty file beside the one that it writes.
    if names.iter().any(is_unfinished) {
        return None;
    }
    let name = names.pop()?;
    let bytes = std::fs::read(folder.join(&name)).ok().filter(|bytes| !bytes.is_empty())?;
    Some(Saved { name, bytes })
}

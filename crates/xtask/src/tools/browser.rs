//! The browser in which the end-to-end tests run, and the driver through which they steer it.

use std::path::PathBuf;

use super::{Found, Lane, Say, Tool, debian};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// Chromium, or Chrome where that is what there is.
pub(crate) struct Browser;

/// chromedriver, which must be of the browser's own version.
pub(crate) struct Driver;

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

impl Tool for Browser {
    fn name(&self, _: &Workspace) -> String {
        "chromium".to_owned()
    }

    fn why(&self) -> &'static str {
        "runs the end-to-end tests, for test"
    }

    fn about(&self) -> &'static str {
        "about half a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        find("DESK_CHROMIUM", BROWSERS)
    }

    fn plan(&self, _: &Workspace) -> String {
        debian::plan(&["chromium"])
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        debian::install("Chromium (or name one in DESK_CHROMIUM)", &["chromium", "chromium-driver"], say)
    }
}

impl Tool for Driver {
    fn name(&self, _: &Workspace) -> String {
        "chromedriver".to_owned()
    }

    fn why(&self) -> &'static str {
        "steers the browser, for test"
    }

    fn about(&self) -> &'static str {
        "a few seconds"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        find("DESK_CHROMEDRIVER", &["chromedriver"])
    }

    fn plan(&self, _: &Workspace) -> String {
        debian::plan(&["chromium-driver"])
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        if self.find(workspace).is_some() {
            return Ok(()); // It came with the browser, a moment ago.
        }
        debian::install("chromedriver (or name one in DESK_CHROMEDRIVER)", &["chromium-driver"], say)
    }
}

/// The program a variable names, or the first of `names` on PATH that answers.
pub(super) fn find(variable: &str, names: &[&str]) -> Option<Found> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let candidates = named.into_iter().chain(names.iter().filter_map(|name| process::which(name)));
    candidates.into_iter().find_map(|path| {
        let answer = process::ask(&path, &["--version"])?;
        Some(Found { version: version_in(&answer)?, path })
    })
}

/// The first word that looks like a version.
fn version_in(answer: &str) -> Option<String> {
    let is_version =
        |word: &&str| word.contains('.') && word.starts_with(|first: char| first.is_ascii_digit());
    answer.split_whitespace().find(is_version).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn browsers_and_drivers_name_their_version_among_other_words() {
        let browser = "Chromium 156.0.7000.10 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(version_in(browser).as_deref(), Some("156.0.7000.10"));
        assert_eq!(version_in("ChromeDriver 156.0.1.2 (abc)").as_deref(), Some("156.0.1.2"));
        assert_eq!(version_in("command not found"), None);
    }
}

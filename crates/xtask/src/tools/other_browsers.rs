//! Firefox and WebKit, in which the end-to-end tests run by commands of their own, and what steers them.

use std::path::{Path, PathBuf};

use super::browser::find;
use super::cargo_install::CargoInstall;
use super::{Found, Lane, Say, Tool, debian, in_tools_folder};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// Firefox, current or with extended support.
pub(crate) struct Firefox;

/// geckodriver, which steers Firefox.
pub(crate) struct Geckodriver;

/// WebKitGTK's own small browser, its driver, and a screen that nobody sees: it has no way to go without one.
pub(crate) struct WebKit;

const GECKODRIVER: &str = "geckodriver";
const VERSION: &str = "0.37.1";
const WEBKIT: &[&str] = &["webkit2gtk-driver", "xvfb"];
/// Where Debian and its kin put the browser.
const WEBKIT_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

impl Tool for Firefox {
    fn name(&self, _: &Workspace) -> String {
        "firefox".to_owned()
    }

    fn why(&self) -> &'static str {
        "runs the end-to-end tests, for test e2e-firefox"
    }

    fn about(&self) -> &'static str {
        "about half a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        find("DESK_FIREFOX", &["firefox-esr", "firefox"])
    }

    fn plan(&self, _: &Workspace) -> String {
        debian::plan(&["firefox-esr"])
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        debian::install("Firefox (or name one in DESK_FIREFOX)", &["firefox-esr"], say)
    }
}

impl Tool for Geckodriver {
    fn name(&self, _: &Workspace) -> String {
        format!("{GECKODRIVER} {VERSION}")
    }

    fn why(&self) -> &'static str {
        "steers Firefox, for test e2e-firefox"
    }

    fn about(&self) -> &'static str {
        "about two minutes"
    }

    fn lane(&self) -> Lane {
        Lane::Compile
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        in_tools_folder(workspace, GECKODRIVER, VERSION).or_else(|| find("DESK_GECKODRIVER", &[GECKODRIVER]))
    }

    fn plan(&self, _: &Workspace) -> String {
        "cargo install".to_owned()
    }

    fn install(&self, workspace: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let flags = &["--locked"];
        CargoInstall { package: GECKODRIVER, binary: GECKODRIVER, version: VERSION, busy: &[], flags }
            .run(workspace, say)
    }
}

impl WebKit {
    /// The browser that the driver shall start.
    pub(crate) fn browser() -> PathBuf {
        std::env::var_os("DESK_WEBKIT").map_or_else(|| PathBuf::from(WEBKIT_BROWSER), PathBuf::from)
    }

    /// The screen that nobody sees.
    pub(crate) fn screen() -> Option<PathBuf> {
        process::which("Xvfb")
    }
}

impl Tool for WebKit {
    fn name(&self, _: &Workspace) -> String {
        "webkit".to_owned()
    }

    fn why(&self) -> &'static str {
        "runs the end-to-end tests, for test e2e-webkit"
    }

    fn about(&self) -> &'static str {
        "about half a minute"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    /// None of the three tells its version without a screen.
    fn find(&self, _: &Workspace) -> Option<Found> {
        let named = std::env::var_os("DESK_WEBKITDRIVER").map(PathBuf::from);
        let path = named.or_else(|| process::which("WebKitWebDriver"))?;
        let is_there = Path::is_file(&Self::browser()) && Self::screen().is_some();
        is_there.then(|| Found { version: "as installed".to_owned(), path })
    }

    fn plan(&self, _: &Workspace) -> String {
        debian::plan(WEBKIT)
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        debian::install(
            "WebKitGTK's browser (or name it in DESK_WEBKIT and DESK_WEBKITDRIVER), with Xvfb",
            WEBKIT,
            say,
        )
    }
}

//! In which browser the end-to-end tests run: its word, its programs, and how the tests are told of them.

use std::process::Command;

use crate::failure::Failure;
use crate::tools::{Browser, Driver, Firefox, Geckodriver, Tool, Toolbox, WebKit};
use crate::workspace::Workspace;

/// The browser that a run is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The variables that name its programs to the tests.
    fn programs(self) -> &'static [(&'static str, &'static dyn Tool)] {
        match self {
            Self::Chromium => &[("DESK_CHROMIUM", &Browser), ("DESK_CHROMEDRIVER", &Driver)],
            Self::Firefox => &[("DESK_FIREFOX", &Firefox), ("DESK_GECKODRIVER", &Geckodriver)],
            Self::WebKit => &[("DESK_WEBKITDRIVER", &WebKit)],
        }
    }

    /// A Cargo command whose programs find the release and this browser.
    pub(super) fn command(
        self,
        workspace: &Workspace,
        toolbox: &Toolbox,
        words: &[&str],
    ) -> Result<Command, Failure> {
        let mut cargo = toolbox.native("cargo");
        cargo.args(words).env("DESK_DIST", workspace.dist()).env("DESK_BROWSER", self.word());
        for (variable, tool) in self.programs() {
            let missing = || Failure::Missing(format!("{} is not there", tool.name(workspace)));
            cargo.env(variable, tool.find(workspace).ok_or_else(missing)?.path);
        }
        if self == Self::WebKit {
            cargo.env("DESK_WEBKIT", WebKit::browser()).envs(WebKit::screen().map(|it| ("DESK_XVFB", it)));
        }
        Ok(cargo)
    }
}

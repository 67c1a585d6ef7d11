//! One step of the check: its word, what it needs, and what it runs.
//!
//! Always: the steps share Cargo's build folder and pass no flags by environment that differ between
//! them, so that none makes another compile anew.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::engine::Engine;
use super::summary::Tally;
use super::{dependencies, directions};
use crate::dist;
use crate::failure::Failure;
use crate::process;
use crate::tools::{
    self, Browser, Components, Driver, Firefox, Geckodriver, Postgres, Tool, Toolbox, WasmTarget, WebKit,
};
use crate::workspace::{APP, CONTRACT, WASM, Workspace};

/// The package of the end-to-end tests, which need a browser and a build.
pub(super) const END_TO_END: &str = "desk-tests";
/// What whatever runs in a browser needs.
pub(super) const IN_A_BROWSER: &[&dyn Tool] = &[&Browser, &Driver];
/// `cargo xtask faults --browsers` runs it: at three browsers it is by chance what happens when, and what it still finds now
/// and then (docs/decisions/0018) is for whoever mends it.
const BY_ITS_OWN_COMMAND: &str = "faults::";
/// Features that read and write much of what SQL does: on PostgreSQL as well, where all would take too long.
const WITH_POSTGRES: &[&str] =
    &["chat::", "files::", "history_charts::r7_", "queue::", "transfers::", "whole_path::"];
/// What stands behind the desk in an end-to-end run.
const DEMO: &str = "demo";
const SERVER: &str = "server";
const POSTGRES: &str = "postgres";
/// The packages that go into the page, beside the application.
const SHARED: &[&str] = &[CONTRACT, "desk-courier", "desk-demo", "desk-history-worker", "desk-visitor"];

/// In the order in which they run: the quick ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Format,
    Directions,
    Dependencies,
    Clippy,
    Rustdoc,
    Unit,
    Build,
    EndToEnd,
    EndToEndServer,
    EndToEndPostgres,
    EndToEndFirefox,
    EndToEndWebKit,
}

/// What a step counted, and where it failed also why.
pub(super) type Done = Result<Tally, (Tally, Failure)>;

impl Step {
    const ALL: [Self; 12] = [
        Self::Format,
        Self::Directions,
        Self::Dependencies,
        Self::Clippy,
        Self::Rustdoc,
        Self::Unit,
        Self::Build,
        Self::EndToEnd,
        Self::EndToEndServer,
        Self::EndToEndPostgres,
        Self::EndToEndFirefox,
        Self::EndToEndWebKit,
    ];

    /// Those that need the build.
    const IN_A_BROWSER: [Self; 5] = [
        Self::EndToEnd,
        Self::EndToEndServer,
        Self::EndToEndPostgres,
        Self::EndToEndFirefox,
        Self::EndToEndWebKit,
    ];
    /// Those that repeat what another does, and run only where they are named.
    const REPEATING: [Self; 3] = [Self::EndToEndPostgres, Self::EndToEndFirefox, Self::EndToEndWebKit];

    /// The steps these words name; where there are none, all but the repetitions on PostgreSQL and in other browsers. The
    /// end-to-end tests bring their build along.
    pub(super) fn chosen(words: &[&str]) -> Result<Vec<Self>, Failure> {
        if let Some(word) = words.iter().find(|word| Self::ALL.iter().all(|step| step.word() != **word)) {
            let known = Self::ALL.map(Self::word).join(" ");
            return Err(Failure::Usage(format!("there is no step `{word}`; the steps are {known}")));
        }
        let is_named = |step: &Self| words.contains(&step.word());
        let is_chosen = |step: &Self| {
            let brings = |browsing: Self| *step == Self::Build && is_named(&browsing);
            words.is_empty() && !Self::REPEATING.contains(step)
                || is_named(step)
                || Self::IN_A_BROWSER.into_iter().any(brings)
        };
        Ok(Self::ALL.into_iter().filter(is_chosen).collect())
    }

    /// What it is called on the command line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Directions => "directions",
            Self::Dependencies => "dependencies",
            Self::Clippy => "clippy",
            Self::Rustdoc => "rustdoc",
            Self::Unit => "unit",
            Self::Build => "build",
            Self::EndToEnd => "e2e",
            Self::EndToEndServer => "e2e-server",
            Self::EndToEndPostgres => "e2e-postgres",
            Self::EndToEndFirefox => "e2e-firefox",
            Self::EndToEndWebKit => "e2e-webkit",
        }
    }

    /// The same, in a few words.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Format => "fmt: the code is laid out by rustfmt",
            Self::Directions => "directions: who imports whom, long files, words that may not stay",
            Self::Dependencies => "dependencies: licences, sources, advisories, versions that must agree",
            Self::Clippy => "clippy: native and wasm, no warnings",
            Self::Rustdoc => "rustdoc: native and wasm, no warnings",
            Self::Unit => "unit: unit and property tests",
            Self::Build => "build: the release",
            Self::EndToEnd => "e2e: the release in a browser, the demo behind it",
            Self::EndToEndServer => "e2e-server: the features that hold with the reference server behind it",
            Self::EndToEndPostgres => "e2e-postgres: a few of them with that server on PostgreSQL",
            Self::EndToEndFirefox => "e2e-firefox: the release in Firefox, the demo behind it",
            Self::EndToEndWebKit => "e2e-webkit: the release in WebKit, the demo behind it",
        }
    }

    /// The tools it needs.
    pub(super) fn needs(self) -> &'static [&'static dyn Tool] {
        match self {
            Self::Format => &[&Components],
            Self::Clippy => &[&Components, &WasmTarget],
            Self::Rustdoc => &[&WasmTarget],
            Self::Build => tools::TO_BUILD,
            Self::EndToEnd | Self::EndToEndServer => IN_A_BROWSER,
            Self::EndToEndPostgres => &[&Browser, &Driver, &Postgres],
            Self::EndToEndFirefox => &[&Firefox, &Geckodriver],
            Self::EndToEndWebKit => &[&WebKit],
            Self::Unit => &[&Postgres],
            Self::Directions | Self::Dependencies => &[],
        }
    }

    /// Does it. Nothing is installed here: a tool still missing is the step's failure.
    pub(super) fn run(self, workspace: &Workspace) -> Done {
        let toolbox = Toolbox::as_it_is(workspace, self.needs()).map_err(one_failed)?;
        let checked = match self {
            Self::Unit => return tests(unit(&toolbox)),
            Self::EndToEnd => return end_to_end(workspace, &toolbox, Engine::Chromium, DEMO),
            Self::EndToEndServer => return end_to_end(workspace, &toolbox, Engine::Chromium, SERVER),
            Self::EndToEndPostgres => return end_to_end(workspace, &toolbox, Engine::Chromium, POSTGRES),
            Self::EndToEndFirefox => return end_to_end(workspace, &toolbox, Engine::Firefox, DEMO),
            Self::EndToEndWebKit => return end_to_end(workspace, &toolbox, Engine::WebKit, DEMO),
            Self::Format => process::run(toolbox.native("cargo").args(["fmt", "--all", "--check"])),
            Self::Directions => directions::check(workspace),
            Self::Dependencies => dependencies::check(workspace, &toolbox),
            Self::Clippy => clippy(&toolbox),
            Self::Rustdoc => rustdoc(&toolbox),
            Self::Build => dist::build(workspace, &toolbox),
        };
        checked.map(|()| Tally::one_passed()).map_err(one_failed)
    }
}

fn one_failed(failure: Failure) -> (Tally, Failure) {
    (Tally::one_failed(), failure)
}

/// Both halves run, so that one call tells all there is to mend.
fn clippy(toolbox: &Toolbox) -> Result<(), Failure> {
    let native = ["clippy", "--workspace", "--exclude", APP, "--all-targets", "--", "-D", "warnings"];
    let native = process::run(toolbox.native("cargo").args(native));
    let wasm = if toolbox.toolchain.has_clippy() {
        process::run(toolbox.wasm("cargo").arg("clippy").args(on_wasm()).args(["--", "-D", "warnings"]))
    } else {
        check_without_clippy(toolbox)
    };
    native.and(wasm)
}

fn check_without_clippy(toolbox: &Toolbox) -> Result<(), Failure> {
    println!("This wasm toolchain has no clippy: the compiler's own warnings stand in for it");
    let warnings = AtomicUsize::new(0);
    process::run_lines(toolbox.wasm("cargo").arg("check").args(on_wasm()), None, &|line| {
        println!("{line}");
        warnings.fetch_add(usize::from(line.starts_with("warning")), Ordering::Relaxed);
    })?;
    match warnings.into_inner() {
        0 => Ok(()),
        _ => Err(Failure::Check("the compiler warns".to_owned())),
    }
}

fn rustdoc(toolbox: &Toolbox) -> Result<(), Failure> {
    let deny = ("RUSTDOCFLAGS", "-D warnings");
    let native = ["doc", "--no-deps", "--workspace", "--exclude", APP];
    let native = process::run(toolbox.native("cargo").args(native).env(deny.0, deny.1));
    let app = ["doc", "--no-deps", "--package", APP, "--target", WASM];
    native.and(process::run(toolbox.wasm("cargo").args(app).env(deny.0, deny.1)))
}

fn on_wasm() -> impl Iterator<Item = &'static str> {
    let packages = SHARED.iter().chain(&[APP]).flat_map(|package| ["--package", package]);
    packages.chain(["--target", WASM])
}

fn unit(toolbox: &Toolbox) -> Command {
    let mut cargo = toolbox.native("cargo");
    cargo.args(["test", "--no-fail-fast", "--workspace", "--exclude", APP, "--exclude", END_TO_END]);
    cargo
}

/// What stands behind the desk, and which browser before it, is told by variables; the program is the same.
fn end_to_end(workspace: &Workspace, toolbox: &Toolbox, engine: Engine, behind: &str) -> Done {
    let words = ["test", "--no-fail-fast", "--package", END_TO_END];
    let mut cargo = engine.command(workspace, toolbox, &words).map_err(one_failed)?;
    let features = match behind {
        POSTGRES => WITH_POSTGRES,
        _ => &[],
    };
    cargo.env("DESK_BEHIND", behind).args(["--", "--skip", BY_ITS_OWN_COMMAND]).args(features);
    tests(cargo)
}

/// A Cargo command whose programs find the release and Chromium.
pub(super) fn in_a_browser(
    workspace: &Workspace,
    toolbox: &Toolbox,
    words: &[&str],
) -> Result<Command, Failure> {
    Engine::Chromium.command(workspace, toolbox, words)
}

/// Runs `cargo test`, showing and counting what it says.
fn tests(mut cargo: Command) -> Done {
    let tally = Mutex::new(Tally::default());
    let done = process::run_lines(&mut cargo, None, &|line| {
        println!("{line}");
        tally.lock().unwrap_or_else(PoisonError::into_inner).add_line(line);
    });
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    match done {
        Ok(()) if tally.passed == 0 => {
            tally.failed += 1;
            Err((tally, Failure::Check("no test ran".to_owned())))
        }
        Ok(()) => Ok(tally),
        Err(failure) => {
            // A test program that does not compile counts no test.
            tally.failed = tally.failed.max(1);
            Err((tally, failure))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn words_choose_steps_and_a_browser_test_brings_its_build() {
        let whole = Step::chosen(&[]).unwrap();
        assert_eq!(
            (whole.len(), whole.last()),
            (Step::ALL.len() - Step::REPEATING.len(), Some(&Step::EndToEndServer))
        );
        assert_eq!(Step::chosen(&["unit", "fmt"]).unwrap(), [Step::Format, Step::Unit]);
        assert_eq!(Step::chosen(&["e2e"]).unwrap(), [Step::Build, Step::EndToEnd]);
        assert_eq!(Step::chosen(&["e2e-server"]).unwrap(), [Step::Build, Step::EndToEndServer]);
        assert_eq!(Step::chosen(&["e2e-postgres"]).unwrap(), [Step::Build, Step::EndToEndPostgres]);
        assert_eq!(Step::chosen(&["e2e-webkit"]).unwrap(), [Step::Build, Step::EndToEndWebKit]);
        assert!(Step::chosen(&["fmtt"]).unwrap_err().to_string().contains("fmtt"));
    }
}

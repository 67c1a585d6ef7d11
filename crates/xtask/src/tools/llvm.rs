//! llvm-profdata and llvm-cov, which read what instrumented tests write about themselves.
//!
//! Always: of the LLVM that the compiler in use was built with; an older one cannot read its counts.
//! Owns: the choice between the toolchain's own programs and the system's, which serve machines that
//! cannot download from rustup.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{Found, Lane, Say, Tool, debian};
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// rustup answers in seconds or not at all.
const LIMIT: Duration = Duration::from_secs(120);
const MERGE: &str = "llvm-profdata";
const REPORT: &str = "llvm-cov";

/// Both programs, of the compiler's LLVM.
pub(crate) struct Llvm;

/// Where the two programs are.
#[derive(Debug)]
pub(crate) struct Programs {
    /// llvm-profdata: makes one file of counts out of those that the tests left.
    pub(crate) merge: PathBuf,
    /// llvm-cov: says which line was run how often.
    pub(crate) report: PathBuf,
}

impl Llvm {
    /// The two programs, where both are there.
    pub(crate) fn programs() -> Option<Programs> {
        let compiler = Compiler::ask()?;
        compiler.own().or_else(|| compiler.of_system())
    }
}

impl Tool for Llvm {
    fn name(&self, _: &Workspace) -> String {
        let version = Compiler::ask().map(|compiler| compiler.llvm);
        format!("LLVM {} tools", version.as_deref().unwrap_or("(rustc names none)"))
    }

    fn why(&self) -> &'static str {
        "say which lines were run, for coverage"
    }

    fn about(&self) -> &'static str {
        "a few seconds, or 2 minutes where rustup cannot download"
    }

    fn lane(&self) -> Lane {
        Lane::Download
    }

    fn find(&self, _: &Workspace) -> Option<Found> {
        let path = Self::programs()?.report;
        Some(Found { version: version_of(&path)?, path })
    }

    fn plan(&self, _: &Workspace) -> String {
        "rustup component add llvm-tools".to_owned()
    }

    fn install(&self, _: &Workspace, say: Say<'_>) -> Result<(), Failure> {
        let mut rustup = Command::new("rustup");
        rustup.args(["component", "add", "llvm-tools"]);
        if process::run_lines(&mut rustup, Some(LIMIT), say).is_ok() && Self::programs().is_some() {
            return Ok(());
        }
        let no_rust = || Failure::Missing("rustc does not answer: install Rust with rustup".to_owned());
        let llvm = Compiler::ask().ok_or_else(no_rust)?.llvm;
        let what =
            format!("llvm-cov of LLVM {llvm} (where rustup can download: `rustup component add llvm-tools`)");
        debian::install(&what, &[&format!("llvm-{llvm}")], say)
    }
}

/// What rustc says about itself.
struct Compiler {
    host: String,
    /// The first number of its LLVM's version; the format of the counts is the same throughout it.
    llvm: String,
}

impl Compiler {
    fn ask() -> Option<Self> {
        Self::read(&process::ask("rustc", &["-vV"])?)
    }

    fn read(about: &str) -> Option<Self> {
        let after = |start: &str| about.lines().find_map(|line| line.strip_prefix(start));
        let llvm = after("LLVM version: ")?.split('.').next()?.to_owned();
        Some(Self { host: after("host: ")?.to_owned(), llvm })
    }

    /// rustup's component lies in the toolchain, off PATH.
    fn own(&self) -> Option<Programs> {
        let sysroot = process::ask("rustc", &["--print", "sysroot"])?;
        let folder = Path::new(&sysroot).join("lib/rustlib").join(&self.host).join("bin");
        let file = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let programs = Programs { merge: file(MERGE), report: file(REPORT) };
        (programs.merge.is_file() && programs.report.is_file()).then_some(programs)
    }

    /// Debian and its kin put the version into the name; elsewhere the program has to be asked.
    fn of_system(&self) -> Option<Programs> {
        let find = |name: &str| {
            process::which(&format!("{name}-{}", self.llvm))
                .or_else(|| process::which(name).filter(|path| self.is_ours(path)))
        };
        Some(Programs { merge: find(MERGE)?, report: find(REPORT)? })
    }

    fn is_ours(&self, program: &Path) -> bool {
        version_of(program).is_some_and(|version| version.split('.').next() == Some(&self.llvm))
    }
}

fn version_of(program: &Path) -> Option<String> {
    version_in(&process::ask(program, &["--version"])?)
}

fn version_in(answer: &str) -> Option<String> {
    let (_, after) = answer.split_once("LLVM version ")?;
    after.split_whitespace().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Compiler, version_in};

    #[test]
    fn the_compiler_names_its_llvm_and_its_machine() {
        let about = "rustc 1.95.0 (59807616e 2026-04-14)\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\n\
                     release: 1.95.0\nLLVM version: 22.1.2";
        let compiler = Compiler::read(about).unwrap();
        assert_eq!((compiler.llvm.as_str(), compiler.host.as_str()), ("22", "x86_64-unknown-linux-gnu"));
        assert!(Compiler::read("rustc 1.95.0").is_none());
    }

    #[test]
    fn the_version_is_read_from_the_programs_of_rustup_and_of_debian() {
        let debian = "Debian LLVM version 14.0.6\n  \n  Optimized build.";
        assert_eq!(version_in(debian).as_deref(), Some("14.0.6"));
        let rustup = "LLVM (http://llvm.org/):\n  LLVM version 22.1.2-rust-1.95.0-stable\n  Optimized build.";
        assert_eq!(version_in(rustup).as_deref(), Some("22.1.2-rust-1.95.0-stable"));
        assert_eq!(version_in("llvm-cov"), None);
    }
}

//! `cargo xtask <command>`: everything that is done with this repository beside writing it.
//!
//! Owns: starting other programs (Cargo, Trunk, wasm-opt, a browser), installing those that are
//! missing, and reading the sources for rules that the compiler does not know. Never: is imported
//! by anything. Depends on nothing, so that it compiles in seconds on a new machine.
//!
//! Start at [`command`]; commands are `serve`, `dist`, `size`, `check`, `conformance`, `coverage`, `mutants` and
//! `doctor`, what they need is in `tools`.

mod check;
mod conformance;
mod coverage;
mod dist;
mod docs;
mod doctor;
mod failure;
mod mutants;
mod process;
mod progress;
mod serve;
mod size;
mod source;
mod styles;
mod tools;
mod wasm_bytes;
mod workspace;

use std::io::{Write, stdout};
use std::process::ExitCode;

use failure::Failure;
use tools::Toolbox;
use workspace::Workspace;

const HELP: &str = "\
cargo xtask <command>

  run [--port N] [--release]   build the desk and serve it on http://127.0.0.1:8080;
      [--server]               with its own server behind it instead of the demo
      [--server --demo]        with the demo's people at work in that server
  test [step …]                check everything; the steps are
                               fmt directions dependencies clippy rustdoc unit build e2e e2e-server
                               e2e-postgres e2e-firefox e2e-webkit; without a word, all but
                               the last three
  coverage                     which lines of the contract its tests run; fails under 95 %
  mutants [--shard k/n] [file …]
                               which mistakes, put into the contract's code one by one, its
                               tests notice; fails under 90 %
  faults [--browsers] [--count N] [--seed N]
                               a thousand faults between three operators and the server, which
                               is killed in the middle of anything: nothing is lost; without a
                               screen, or with three browsers
  conformance --url … --login … --password … --connector-token …
                               holds any backend to the contract, over the wire alone; with
                               --help behind it, all that it can be told
  build                        make the release in dist/
  size                         what a browser loads, and what is large in it
  docs                         writes docs/openapi.json and docs/asyncapi.json from the code
  styles                       style/ joined into one sheet; Trunk calls this by itself
  bench [rules | opening | load | history | server]
                               how fast the rules and the history's report are, how fast an
                               appeal opens on a slow line and processor, what much on the
                               desk costs, what a long history does, and what a long history,
                               5,000 listeners and many commands cost the server
  tour                         takes the pictures of docs/tour.md anew; of the desk in DESK_DIST,
                               where that is set
  doctor                       what these commands need, and whether it is there

Whatever is missing is installed on the way, once, each with a line that says why.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the words say.
fn command(words: &[&str]) -> Result<ExitCode, Failure> {
    match words {
        ["conformance", words @ ..] => return conformance::run(&Workspace::find()?, words),
        [] | ["help" | "--help" | "-h", ..] | [_, "--help" | "-h"] => show(HELP),
        ["run", options @ ..] => serve::run(&Workspace::find()?, options)?,
        ["test", steps @ ..] => return check::run(&Workspace::find()?, steps),
        ["coverage"] => coverage::run(&Workspace::find()?)?,
        ["mutants", options @ ..] => mutants::run(&Workspace::find()?, options)?,
        ["faults", options @ ..] => check::faults::run(&Workspace::find()?, options)?,
        ["build"] => {
            let workspace = Workspace::find()?;
            dist::build(&workspace, &Toolbox::with(&workspace, tools::TO_BUILD)?)?;
        }
        ["size"] => {
            let workspace = Workspace::find()?;
            show(&size::tables(&workspace, &Toolbox::with(&workspace, tools::TO_BUILD)?)?);
        }
        ["bench", words @ ..] => check::bench::run(&Workspace::find()?, words)?,
        ["tour"] => check::tour::run(&Workspace::find()?)?,
        ["docs"] => docs::write(&Workspace::find()?)?,
        // Trunk's hook, before each build.
        ["styles"] => styles::join(&Workspace::find()?)?,
        ["doctor"] => show(&doctor::table(&Workspace::find()?)),
        // Serving's helper: it tells when the page is there.
        [serve::ANNOUNCE, port] => serve::announce(port)?,
        ["build" | "size" | "coverage" | "tour" | "docs" | "doctor" | "styles", extra, ..] => {
            return Err(Failure::Usage(format!(
                "`{extra}` is not understood here; see `cargo xtask --help`"
            )));
        }
        [unknown, ..] => {
            return Err(Failure::Usage(format!("there is no command `{unknown}`; see `cargo xtask --help`")));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints; a reader that has read enough (`| head`) is no failure.
fn show(text: &str) {
    drop(writeln!(stdout(), "{text}"));
}

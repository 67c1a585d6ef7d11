//! `cargo xtask coverage`: which lines of the contract its own tests run.
//!
//! Owns: the instrumented build and its folder, the table and the threshold. Always: counts only the lines
//! of the rules; what is compiled for the tests alone (`test_code`) is run by definition, and would
//! hide what is not. A line counts when the compiler made code of it, so neither comments nor types do; it is
//! covered when any test ran any part of it. Documentation's examples are not run.

mod lcov;
mod table;
mod test_code;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::source::tokens;
use crate::tools::{Llvm, Toolbox};
use crate::workspace::{CONTRACT, CONTRACT_FOLDER, Workspace, files_below};

use table::Row;
use test_code::TestCode;

/// Below this many lines of a hundred the command fails.
const ENOUGH: usize = 95;
/// The contract's tests; never its documentation's examples.
const TEST: [&str; 4] = ["test", "--package", CONTRACT, "--tests"];

/// Builds and runs the tests, prints the table, and fails where too much was never run.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let toolbox = Toolbox::with(workspace, &[&Llvm])?;
    let report = report(workspace, &toolbox)?;
    let rows = rows(&workspace.root.join(CONTRACT_FOLDER).join("src"), &lcov::read(&report))?;
    println!("\n{}", table::of(&rows));
    table::judge(&rows, ENOUGH)
}

/// What the tests ran, as llvm-cov tells it.
fn report(workspace: &Workspace, toolbox: &Toolbox) -> Result<String, Failure> {
    let missing = || Failure::Missing("llvm-cov is not there".to_owned());
    let programs = Llvm::programs().ok_or_else(missing)?;
    let counts = workspace.scratch().join("coverage").join("counts");
    let mut build = cargo(workspace, toolbox, &counts);
    let messages = process::output(build.args(["--no-run", "--message-format", "json-render-diagnostics"]))?;
    // What was counted until now are the compiler's macros and an earlier run.
    if counts.exists() {
        fs::remove_dir_all(&counts).map_err(Failure::at("remove", &counts))?;
    }
    fs::create_dir_all(&counts).map_err(Failure::at("make", &counts))?;
    process::run(cargo(workspace, toolbox, &counts).args(["--", "--quiet"]))?;

    let merged = counts.join("merged.profdata");
    let merge = programs.merge.to_string_lossy();
    let raw = files_below(&counts, &["profraw"])?;
    process::run(toolbox.native(&merge).args(["merge", "-sparse", "-o"]).arg(&merged).args(raw))?;
    let mut export = toolbox.native(&programs.report.to_string_lossy());
    export.args(["export", "-format=lcov"]).arg(format!("-instr-profile={}", merged.display()));
    for program in messages.lines().filter_map(test_program) {
        export.arg("-object").arg(program);
    }
    process::output(export.arg("-sources").arg(workspace.root.join(CONTRACT_FOLDER).join("src")))
}

/// Cargo on the contract's tests, instrumented, in a folder of its own: its flags would make whatever else
/// shares the folder compile anew. Optimised, because the tests' time is most of the whole; the counters
/// are put in before that and stay right.
fn cargo(workspace: &Workspace, toolbox: &Toolbox, counts: &Path) -> Command {
    let mut cargo = toolbox.native("cargo");
    cargo
        .args(TEST)
        .env("CARGO_TARGET_DIR", workspace.scratch().join("coverage"))
        .env("RUSTFLAGS", "-C instrument-coverage")
        .env("LLVM_PROFILE_FILE", counts.join("%p-%m.profraw"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    cargo
}

/// The program that a line of `cargo test --message-format json` says was built, if it says that.
fn test_program(message: &str) -> Option<PathBuf> {
    let (_, after) = message.split_once("\"executable\":\"")?;
    let (path, _) = after.split_once('"')?;
    Some(PathBuf::from(path.replace(r"\\", r"\")))
}

/// One row for each file of which the compiler made code, without its tests.
fn rows(folder: &Path, files: &[lcov::File]) -> Result<Vec<Row>, Failure> {
    let mut sources: Vec<(PathBuf, TestCode)> = Vec::new();
    for path in files_below(folder, &["rs"])? {
        let text = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
        sources.push((path, TestCode::of(&tokens(&text))));
    }
    let is_test_only = |path: &Path| sources.iter().any(|(parent, code)| code.declares(parent, path));
    let rows = sources.iter().filter(|(path, _)| !is_test_only(path)).filter_map(|(path, code)| {
        let file = files.iter().find(|file| Path::new(&file.path) == path)?;
        let lines = file.lines.iter().filter(|(line, _)| !code.contains(**line));
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        Some(Row::new(name, lines.map(|(line, count)| (*line, *count))))
    });
    Ok(rows.filter(|row| row.lines > 0).collect())
}

#[cfg(test)]
mod tests {
    use super::test_program;
    use std::path::PathBuf;

    #[test]
    fn the_test_program_is_read_from_cargos_messages() {
        let built = r#"{"reason":"compiler-artifact","fresh":false,"executable":"/target/deps/desk-1"}"#;
        assert_eq!(test_program(built), Some(PathBuf::from("/target/deps/desk-1")));
        assert_eq!(test_program(r#"{"reason":"compiler-artifact","executable":null}"#), None);
        let windows = r#"{"executable":"C:\\target\\desk.exe","fresh":true}"#;
        assert_eq!(test_program(windows), Some(PathBuf::from(r"C:\target\desk.exe")));
    }
}

//! `cargo xtask mutants`: which mistakes, put into the contract's code one by one, its own tests notice.
//!
//! Owns: how cargo-mutants is called, the folder it works in, the count and the threshold. Never: changes the
//! sources; each mistake is made in a copy. What is compiled for the tests alone gets no mistakes: cargo-mutants
//! leaves out what stands under `#[cfg(test)]`, files that are declared there among it.
//!
//! Whoever wants it over in less time divides it: `--shard 0/4` to `--shard 3/4`, on four machines.

mod outcome;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::tools::{Mutants, Toolbox};
use crate::workspace::{CONTRACT, CONTRACT_FOLDER, Workspace};

use outcome::Outcome;

/// Side by side, each in a copy of its own: one compiles while the other tests. More would want more than two
/// cores, or their tests would run into the time limit.
const JOBS: &str = "2";
/// Tests that take this many times as long as without a mistake, or this many seconds where that is
/// more, go round in circles.
const LIMIT: [&str; 2] = ["--timeout-multiplier=5", "--minimum-test-timeout=30"];
/// What the property tests spend their time in, optimised, once. Otherwise each run of the tests, and there is
/// one for each mistake, would take four times as long. To optimise the contract as well costs more, in compiling
/// it for each mistake, than it saves.
const BUSY: &[&str] =
    &["chacha20", "chrono", "proptest", "rand", "rand_core", "rand_xorshift", "regex-syntax", "serde_json"];
/// How cargo-mutants says that it went through all, whatever it found: nothing, misses, time limits.
const WENT_THROUGH: &[i32] = &[0, 2, 3];

/// What the words after the command ask for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked<'a> {
    shard: Option<&'a str>,
    files: Vec<&'a str>,
}

/// Tries the mistakes in the files named, or in all, and tells which were missed.
pub(crate) fn run(workspace: &Workspace, options: &[&str]) -> Result<(), Failure> {
    let asked = asked(options)?;
    let files: Vec<String> =
        asked.files.iter().map(|file| pattern(&workspace.root, file)).collect::<Result<_, _>>()?;
    let toolbox = Toolbox::with(workspace, &[&Mutants])?;
    let folder = workspace.scratch().join("mutants");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::at("remove", &folder))?;
    }
    let copies = folder.join("copies");
    fs::create_dir_all(&copies).map_err(Failure::at("make", &copies))?;

    let mut cargo = cargo(&toolbox, &folder);
    cargo.env("TMPDIR", &copies).args(files.iter().flat_map(|file| ["--file", file]));
    cargo.args(asked.shard.iter().flat_map(|shard| ["--shard", shard]));
    // Documentation's examples are no tests of the rules, and each is a program to link.
    cargo.args(["--", "--tests"]);
    let code = process::code(&mut cargo)?;
    // Compiled dependencies, once for each job: hundreds of megabytes that nothing reads again.
    fs::remove_dir_all(&copies).map_err(Failure::at("remove", &copies))?;
    if !code.is_some_and(|code| WENT_THROUGH.contains(&code)) {
        return Err(Failure::Child { what: process::words(&cargo) });
    }
    let outcome = Outcome::read(&folder.join("mutants.out"))?;
    println!("\n{outcome}");
    outcome.judge()
}

fn cargo(toolbox: &Toolbox, folder: &Path) -> Command {
    let mut cargo = toolbox.native("cargo");
    cargo
        .args(["mutants", "--package", CONTRACT, "--no-shuffle", "--jobs", JOBS, "--cap-lints=true"])
        .args(LIMIT)
        .arg("--output")
        .arg(folder)
        .args(BUSY.iter().map(|name| format!("--cargo-arg=--config=profile.dev.package.{name}.opt-level=2")))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
        .env("CARGO_INCREMENTAL", "1")
        // Each copy has its own, or they would wait for each other.
        .env_remove("CARGO_TARGET_DIR");
    cargo
}

fn asked<'a>(options: &[&'a str]) -> Result<Asked<'a>, Failure> {
    let mut asked = Asked::default();
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--shard" => {
                let shard = rest.next().copied().filter(|shard| is_shard(shard));
                let usage = || Failure::Usage("--shard is followed by k/n, k from 0 to n-1".to_owned());
                asked.shard = Some(shard.ok_or_else(usage)?);
            }
            unknown if unknown.starts_with('-') => {
                return Err(Failure::Usage(format!(
                    "`{unknown}` is not understood here; see `cargo xtask --help`"
                )));
            }
            file => asked.files.push(file),
        }
    }
    Ok(asked)
}

fn is_shard(shard: &str) -> bool {
    let numbers = shard.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    numbers.is_some_and(|(k, n): (u32, u32)| k < n)
}

/// The contract's file or folder of this name, given from the root or from the crate, as cargo-mutants
/// wants it: from the root.
fn pattern(root: &Path, file: &str) -> Result<String, Failure> {
    let short = file.strip_prefix(CONTRACT_FOLDER).map_or(file, |rest| rest.trim_start_matches('/'));
    let short = short.trim_end_matches('/');
    let path = root.join(CONTRACT_FOLDER).join(short);
    if path.is_dir() {
        Ok(format!("{CONTRACT_FOLDER}/{short}/**"))
    } else if path.is_file() {
        Ok(format!("{CONTRACT_FOLDER}/{short}"))
    } else {
        Err(Failure::Usage(format!("{CONTRACT_FOLDER} has no `{short}`; name it like src/listing.rs")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked, pattern};
    use std::path::Path;

    #[test]
    fn the_words_name_a_shard_and_files() {
        let all = asked(&["--shard", "1/4", "src/listing.rs", "src/sms.rs"]).unwrap();
        assert_eq!(all, Asked { shard: Some("1/4"), files: vec!["src/listing.rs", "src/sms.rs"] });
        assert_eq!(asked(&[]).unwrap(), Asked::default());
        for wrong in [&["--shard"][..], &["--shard", "4/4"], &["--shard", "half"], &["--all"]] {
            assert!(asked(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_file_may_be_named_from_the_root_or_from_the_crate() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let from_root = "crates/contract/src/lib.rs";
        assert_eq!(pattern(&root, "src/lib.rs").unwrap(), from_root);
        assert_eq!(pattern(&root, from_root).unwrap(), from_root);
        assert_eq!(pattern(&root, "src/").unwrap(), "crates/contract/src/**");
        assert!(pattern(&root, "src/nowhere.rs").unwrap_err().to_string().contains("src/nowhere.rs"));
    }
}

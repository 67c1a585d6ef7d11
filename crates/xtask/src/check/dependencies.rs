//! What we depend on: under which licence, from where, with which known holes, and in step.
//!
//! Reads `cargo tree`. Advisories need a database from the network and one of two tools; where
//! those are not there, the step says so rather than pretend.

mod licence;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::Failure;
use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// One line of `cargo tree`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    /// A path or address in parentheses; absent for the registry that is Cargo's default.
    from: Option<String>,
    licence: String,
}

/// Names every licence, source or version that does not belong.
pub(super) fn check(workspace: &Workspace, toolbox: &Toolbox) -> Result<(), Failure> {
    let mut cargo = toolbox.native("cargo");
    cargo.args(["tree", "--workspace", "--target", "all", "--edges", "normal,build,dev"]);
    cargo.args(["--prefix", "none", "--no-dedupe", "--format", "{p}|{l}"]);
    let tree = process::output(&mut cargo)?;
    let packages: BTreeSet<Package> = tree.lines().filter_map(package).collect();
    let root = workspace.root.to_string_lossy();
    let mut findings: Vec<String> = packages.iter().filter_map(|package| finding(package, &root)).collect();
    findings.extend(bindgen_finding(workspace)?);
    findings.extend(advisories(toolbox));
    say_licences(&packages);
    if findings.is_empty() { Ok(()) } else { Err(Failure::Check(format!("\n  {}", findings.join("\n  ")))) }
}

fn package(line: &str) -> Option<Package> {
    let (what, licence) = line.split_once('|')?;
    let mut words = what.split_whitespace();
    let name = words.next()?.to_owned();
    let version = words.next()?.trim_start_matches('v').to_owned();
    let from = words
        .find(|word| word.starts_with('(') && *word != "(proc-macro)" && *word != "(*)")
        .map(|word| word.trim_matches(['(', ')']).to_owned());
    Some(Package { name, version, from, licence: licence.trim_end_matches("(*)").trim().to_owned() })
}

fn finding(package: &Package, root: &str) -> Option<String> {
    let Package { name, version, from, licence } = package;
    if let Some(from) = from.as_deref().filter(|from| !from.starts_with(root)) {
        return Some(format!("{name} {version} comes from {from}, not from the registry"));
    }
    if licence::is_allowed(licence) {
        return None;
    }
    Some(format!("{name} {version} has the licence `{licence}`, which is not on the list in licence.rs"))
}

/// The tool and the crate refuse each other at any other version; a pin makes updates deliberate.
fn bindgen_finding(workspace: &Workspace) -> Result<Option<String>, Failure> {
    let path = workspace.root.join("Cargo.toml");
    let manifest = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
    let locked = workspace.locked_version("wasm-bindgen")?;
    Ok(bindgen_pin(&manifest, &locked))
}

fn bindgen_pin(manifest: &str, locked: &str) -> Option<String> {
    let mut lines = manifest.lines().map(|line| line.replace(' ', ""));
    let line = lines.find(|line| line.starts_with("wasm-bindgen="));
    let is_pinned = line.is_some_and(|line| line.contains(&format!("\"={locked}\"")));
    (!is_pinned).then(|| format!("Cargo.toml has to say wasm-bindgen = \"={locked}\", as Cargo.lock does"))
}

/// Known holes, by whichever tool is there.
fn advisories(toolbox: &Toolbox) -> Option<String> {
    let deny: (&str, &[&str]) = ("cargo-deny", &["deny", "check", "advisories"]);
    let audit: (&str, &[&str]) = ("cargo-audit", &["audit"]);
    let Some((tool, words)) = [deny, audit].into_iter().find(|(tool, _)| process::which(tool).is_some())
    else {
        println!("advisories: NOT CHECKED, neither cargo-deny nor cargo-audit is installed");
        return None;
    };
    let is_unreachable = AtomicBool::new(false);
    let done = process::run_lines(toolbox.native("cargo").args(words), None, &|line| {
        println!("{line}");
        is_unreachable.fetch_or(line.contains("fetch") && line.contains("advisory"), Ordering::Relaxed);
    });
    match done {
        Ok(()) => println!("advisories: none that concerns us, says {tool}"),
        Err(_) if is_unreachable.into_inner() => {
            println!("advisories: NOT CHECKED, {tool} did not reach their database");
        }
        Err(_) => return Some(format!("{tool} found advisories; it names them above")),
    }
    None
}

fn say_licences(packages: &BTreeSet<Package>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for package in packages {
        *counts.entry(&package.licence).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(licence, count)| (std::cmp::Reverse(*count), *licence));
    let each: Vec<String> = counts.iter().map(|(licence, count)| format!("{count} {licence}")).collect();
    println!("{} packages: {}", packages.len(), each.join(", "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_tree_is_taken_apart() {
        let macros = package("serde_derive v1.0.229 (proc-macro)|MIT OR Apache-2.0").unwrap();
        assert_eq!(
            (macros.name.as_str(), macros.from, macros.licence.as_str()),
            ("serde_derive", None, "MIT OR Apache-2.0")
        );
        let ours = package("xtask v0.1.0 (/home/x/desk/crates/xtask)|MIT").unwrap();
        assert_eq!(ours.from.as_deref(), Some("/home/x/desk/crates/xtask"));
        assert_eq!(package(""), None);
    }

    #[test]
    fn strange_sources_and_licences_are_named() {
        let strange = package("odd v1.0.0 (ssh://elsewhere/odd?rev=1#1234)|MIT").unwrap();
        assert!(finding(&strange, "/home/x/desk").unwrap().contains("elsewhere"));
        let unlicensed = package("odd v1.0.0|").unwrap();
        assert!(finding(&unlicensed, "/home/x/desk").unwrap().contains("licence"));
    }

    #[test]
    fn wasm_bindgen_is_pinned_to_what_is_locked() {
        assert_eq!(bindgen_pin("wasm-bindgen = \"=0.2.130\"", "0.2.130"), None);
        assert_eq!(bindgen_pin("wasm-bindgen = { version = \"=0.2.130\" }", "0.2.130"), None);
        assert!(bindgen_pin("wasm-bindgen = \"0.2.130\"", "0.2.130").is_some());
        assert!(bindgen_pin("wasm-bindgen = \"=0.2.129\"", "0.2.130").is_some());
    }
}

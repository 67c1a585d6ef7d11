//! The rules that the compiler does not know: who may import whom, how long a file may get, and
//! which words may not stay in the code.
//!
//! Owns: the table of layers ([`LAYERS`]), drawn in ARCHITECTURE.md, and the walk over the sources.
//! Reading imports is in `imports`, forbidden words are in `words`.

mod imports;
mod words;

use std::fs;

use crate::failure::Failure;
use crate::source::{Token, tokens};
use crate::workspace::{Workspace, files_below};

/// A module of the application, and which others it may import. `i18n` is everybody's.
struct Layer {
    name: &'static str,
    may: &'static [&'static str],
}

/// What every screen may import. Never another screen: what two need moves down.
const SCREEN: &[&str] = &["parts", "ui", "desk"];
/// The screens.
const SCREENS: &[&str] = &[
    "workspace",
    "contacts",
    "deals",
    "tasks",
    "payments",
    "history",
    "automation",
    "settings",
    "embed",
    "parts",
    "ui",
    "desk",
];

const LAYERS: &[Layer] = &[
    Layer { name: "main", may: &["app", "backend", "desk"] },
    Layer { name: "app", may: SCREENS },
    // An appeal's room holds the cards of its client, deals and tasks; their own pages know no appeal's room.
    Layer { name: "workspace", may: &["contacts", "deals", "tasks", "payments", "parts", "ui", "desk"] },
    Layer { name: "contacts", may: SCREEN },
    Layer { name: "deals", may: SCREEN },
    Layer { name: "tasks", may: SCREEN },
    Layer { name: "payments", may: SCREEN },
    Layer { name: "history", may: SCREEN },
    Layer { name: "automation", may: SCREEN },
    Layer { name: "settings", may: SCREEN },
    // What the page around the desk asks for is filled in by the form that an operator fills in.
    Layer { name: "embed", may: &["contacts", "parts", "ui", "desk"] },
    Layer { name: "parts", may: &["ui", "desk"] },
    Layer { name: "ui", may: &[] },
    Layer { name: "desk", may: &["backend"] },
    Layer { name: "backend", may: &[] },
    Layer { name: "i18n", may: &[] },
];
/// Everybody's.
const WORDS: &str = "i18n";

/// Crates of ours, and which others of ours they may import.
const CRATES: &[Layer] = &[
    Layer { name: "crates/charts", may: &[] },
    // Of a server only the kit's own tests know, which hold the kit against one.
    Layer { name: "crates/conformance/src", may: &["desk_conformance", "desk_contract"] },
    Layer { name: "crates/conformance/tests", may: &["desk_conformance", "desk_contract", "desk_server"] },
    Layer { name: "crates/contract", may: &[] },
    Layer { name: "crates/courier", may: &["desk_contract", "desk_courier"] },
    Layer { name: "crates/demo", may: &["desk_contract"] },
    Layer {
        name: "crates/history-worker",
        may: &["desk_charts", "desk_contract", "desk_demo", "desk_history_worker"],
    },
    Layer { name: "crates/faults", may: &["desk_faults"] },
    Layer { name: "crates/lively", may: &["desk_contract", "desk_demo", "desk_lively", "desk_server"] },
    Layer { name: "crates/server/src", may: &["desk_contract", "desk_server"] },
    // Its tests send as a browser does, over a line that breaks.
    Layer {
        name: "crates/server/tests",
        may: &["desk_contract", "desk_courier", "desk_faults", "desk_server"],
    },
    Layer { name: "crates/server-bench", may: &["desk_contract", "desk_demo", "desk_server"] },
    Layer { name: "crates/visitor", may: &["desk_contract", "desk_visitor"] },
    Layer { name: "crates/wire-docs", may: &["desk_contract", "desk_wire_docs"] },
    Layer { name: "crates/xtask", may: &[] },
    Layer {
        name: "tests",
        may: &[
            "desk_contract",
            "desk_demo",
            "desk_faults",
            "desk_history_worker",
            "desk_lively",
            "desk_server",
            "desk_tests",
        ],
    },
];
/// Layers of the application that import none of our crates.
const NO_CRATES: &[&str] = &["ui"];
/// The demo's world stands behind the seam like any other backend.
const DEMO: (&str, &[&str]) = ("desk_demo", &["backend", "main"]);

const LONG: usize = 300;
const TOO_LONG: usize = 400;

/// One source file.
struct Source {
    /// From the root, with `/`.
    path: String,
    tokens: Vec<Token>,
}

/// Reads all sources and names every rule broken.
pub(super) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let mut findings = Vec::new();
    let mut files = 0;
    for folder in ["src", "crates", "tests", "style"] {
        for path in files_below(&workspace.root.join(folder), &["rs", "css"])? {
            let text = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
            let short =
                path.strip_prefix(&workspace.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files += 1;
            findings.extend(length(&short, &text));
            if short.ends_with(".rs") {
                let source = Source { path: short, tokens: tokens(&text) };
                findings.extend(directions(&source));
                findings.extend(words::forbidden(&source.path, &source.tokens));
            }
        }
    }
    if findings.is_empty() {
        println!("{files} files read, nothing to mend");
        return Ok(());
    }
    Err(Failure::Check(format!("\n  {}", findings.join("\n  "))))
}

/// Files are one idea long. The contract's tests may outgrow its rules.
fn length(path: &str, text: &str) -> Option<String> {
    let is_test = path.contains("/tests/") || path.ends_with("/tests.rs");
    if path.starts_with("crates/contract/") && is_test {
        return None;
    }
    let counted = text
        .lines()
        .take_while(|line| !(path.starts_with("crates/contract/") && line.trim() == "#[cfg(test)]"));
    match counted.count() {
        lines if lines > TOO_LONG => {
            Some(format!("{path}: {lines} lines, more than {TOO_LONG}: which second idea has moved in?"))
        }
        lines if lines > LONG => {
            println!("note: {path} has {lines} lines");
            None
        }
        _ => None,
    }
}

fn directions(source: &Source) -> Vec<String> {
    if !source.path.starts_with("src/") {
        return CRATES
            .iter()
            .filter(|layer| source.path.starts_with(layer.name))
            .flat_map(|layer| in_crate(source, layer))
            .collect();
    }
    let module = imports::module_of(&source.path);
    let name = module.first().map_or("main", String::as_str);
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        return vec![format!(
            "{}: `{name}` has no place in the diagram of ARCHITECTURE.md; give it one there and in xtask's check/directions.rs",
            source.path
        )];
    };
    let mut findings = Vec::new();
    for (line, import) in imports::of_application(&module, &source.tokens) {
        let is_allowed = import == name || import == WORDS || layer.may.contains(&import.as_str());
        // A name that is no module (a type, a macro) is none of this check's business.
        if !is_allowed && LAYERS.iter().any(|layer| layer.name == import) {
            findings.push(format!("{}:{line}: `{name}` may not import `{import}`", source.path));
        }
    }
    for (line, import) in imports::of_our_crates(&source.tokens) {
        let is_out = NO_CRATES.contains(&name) || (import == DEMO.0 && !DEMO.1.contains(&name));
        if is_out {
            findings.push(format!("{}:{line}: `{name}` may not import `{import}`", source.path));
        }
    }
    findings
}

fn in_crate(source: &Source, layer: &Layer) -> Vec<String> {
    imports::of_our_crates(&source.tokens)
        .into_iter()
        .filter(|(_, import)| !layer.may.contains(&import.as_str()))
        .filter(|(_, import)| !is_itself(layer.name, import))
        .map(|(line, import)| format!("{}:{line}: {} may not import `{import}`", source.path, layer.name))
        .collect()
}

/// A crate's own tests name it.
fn is_itself(folder: &str, import: &str) -> bool {
    folder.strip_prefix("crates/").is_some_and(|name| import == format!("desk_{name}") || import == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        directions(&Source { path: path.to_owned(), tokens: tokens(text) })
    }

    #[test]
    fn imports_go_down() {
        assert!(
            findings("src/workspace/header.rs", "use crate::ui::Button; use crate::desk::Desk;").is_empty()
        );
        assert!(findings("src/desk.rs", "use crate::backend::Backend; use desk_contract::Event;").is_empty());
        assert!(
            findings("src/main.rs", "use desk_demo::World; mod app; fn main() { crate::app::start() }")
                .is_empty()
        );
    }

    #[test]
    fn screens_do_not_know_each_other_nor_the_backend() {
        let both = findings("src/history/table.rs", "use crate::{contacts::Card, backend, ui};");
        assert_eq!(both.len(), 2, "{both:?}");
        assert_eq!(findings("src/deals.rs", "fn f() { crate::tasks::add() }").len(), 1);
        assert_eq!(findings("src/deals/board.rs", "use super::super::tasks::Task;").len(), 1);
    }

    #[test]
    fn ui_has_never_heard_of_an_appeal() {
        assert_eq!(findings("src/ui/button.rs", "use desk_contract::Appeal;").len(), 1);
        assert!(findings("src/ui/button.rs", "use crate::i18n::t; use super::icon::Icon;").is_empty());
    }

    #[test]
    fn the_contract_imports_nothing_of_ours_and_the_demo_only_the_contract() {
        assert_eq!(findings("crates/contract/src/lib.rs", "use desk_demo::World;").len(), 1);
        assert!(findings("crates/demo/src/lib.rs", "use desk_contract::Event;").is_empty());
        assert_eq!(findings("src/workspace.rs", "use desk_demo::World;").len(), 1);
    }

    #[test]
    fn a_module_without_a_place_is_named() {
        assert!(findings("src/helpers.rs", "")[0].contains("helpers"));
    }

    #[test]
    fn long_files_fail_but_the_contracts_tests_may_be_long() {
        let long = "x\n".repeat(401);
        assert!(length("src/app.rs", &long).is_some());
        assert!(length("crates/contract/tests/x.rs", &long).is_none());
        assert!(length("crates/contract/src/x.rs", &format!("x\n#[cfg(test)]\n{long}")).is_none());
    }
}

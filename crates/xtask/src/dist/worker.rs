//! Names the scripts of the history's workers for what they hold: of the one that keeps a history and draws, and of the one
//! that draws alone.
//!
//! Trunk gives the files of a worker no hash, since a program must find them by name; here the page says the name, in a
//! `<meta>` that is changed along. So a worker of one build is never met by a page of another.

use std::fs;
use std::path::Path;

use super::{fingerprint, put_name};
use crate::failure::Failure;

/// What the files of each worker begin with.
pub(crate) const WORKERS: [&str; 2] = ["history-worker", "chart-drawer"];

/// Names the script between worker and wasm, then the one that the page starts. The wasm has its name by now.
pub(super) fn bind(page: &Path) -> Result<(), Failure> {
    for worker in WORKERS {
        named_for_content(page, worker, ".js")?;
        named_for_content(page, &format!("{worker}_loader"), ".js")?;
        is_named(page, worker)?;
    }
    Ok(())
}

/// Names a file for what it holds, there and wherever it is named.
pub(super) fn named_for_content(page: &Path, stem: &str, ending: &str) -> Result<(), Failure> {
    let old = format!("{stem}{ending}");
    let path = page.join(&old);
    let content = fs::read(&path).map_err(Failure::at("read", &path))?;
    put_name(page, &old, &format!("{stem}-{:016x}{ending}", fingerprint::of_bytes(&content)))
}

/// A page that names a script which is not there would find out only when somebody opens the history.
fn is_named(page: &Path, worker: &str) -> Result<(), Failure> {
    let path = page.join("index.html");
    let html = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
    let named = format!("{worker}_loader-");
    if html.contains(&named) {
        Ok(())
    } else {
        Err(Failure::Check(format!("index.html names no {named}….js")))
    }
}

//! The release's scripts as short as they can be said. Trunk minifies what it knows of JavaScript, which is not what
//! wasm-bindgen writes.
//!
//! Always: files keep their names, which tell what they held before; nothing is said that they did not say.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::files;
use crate::failure::Failure;
use crate::process;
use crate::tools::Terser;
use crate::workspace::Workspace;

/// A second look finds what the first has left over. Names are changed within a script, never what it calls others by.
const FLAGS: &[&str] = &["--module", "--compress", "passes=2,ecma=2020", "--mangle"];

/// Makes each script in `page` shorter.
pub(super) fn all(workspace: &Workspace, page: &Path) -> Result<(), Failure> {
    for name in files(page)?.into_iter().filter(|name| name.ends_with(".js")) {
        let (path, out) = (page.join(&name), page.join("minified"));
        let mut terser = Command::new("node");
        terser.arg(Terser::script(workspace)).arg(&path).args(FLAGS).arg("--output").arg(&out);
        process::run(&mut terser)?;
        fs::rename(&out, &path).map_err(Failure::at("name", &out))?;
    }
    Ok(())
}

//! `cargo xtask styles`: the style sheets of `style/` joined into the one that the page loads.
//!
//! Owns: the meaning of an `@import` line in `style/main.css`. Never: reads a rule of a sheet. Trunk calls this
//! before each build (`Trunk.toml`), so that the page loads one file and an author writes one a component.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::workspace::Workspace;

/// The sheets that name others, and what each becomes: the desk's, and that of the chat for visitors.
const SHEETS: [(&str, &str); 2] = [("main.css", "desk.css"), ("visitor.css", "chat.css")];

/// Writes the sheets into `target/styles`; an unchanged one keeps its date.
pub(crate) fn join(workspace: &Workspace) -> Result<(), Failure> {
    SHEETS.iter().try_for_each(|(from, to)| join_one(workspace, from, to))
}

fn join_one(workspace: &Workspace, from: &str, to: &str) -> Result<(), Failure> {
    let folder = workspace.root.join("style");
    let joined = joined(&read(&folder.join(from))?, |name| read(&folder.join(name)))?;
    let to = workspace.root.join("target/styles").join(to);
    if fs::read_to_string(&to).is_ok_and(|last| last == joined) {
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(Failure::at("make", parent))?;
    }
    fs::write(&to, joined).map_err(Failure::at("write", &to))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::at("read", path))
}

/// The main sheet with each `@import "name" layer(layer);` replaced by that sheet in its layer.
fn joined(main: &str, read: impl Fn(&str) -> Result<String, Failure>) -> Result<String, Failure> {
    let mut whole = String::new();
    for line in main.lines() {
        match imported(line) {
            Some((name, layer)) => whole += &format!("@layer {layer} {{\n{}}}\n", read(name)?),
            None if line.starts_with("@import") => {
                let sentence =
                    format!("style/main.css: `{line}` is not of the form @import \"name.css\" layer(name);");
                return Err(Failure::Check(sentence));
            }
            None => whole += &format!("{line}\n"),
        }
    }
    Ok(whole)
}

fn imported(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("@import \"")?.split_once('"')?;
    let layer = rest.trim().strip_prefix("layer(")?.strip_suffix(");")?;
    Some((name, layer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_stands_in_its_layer() {
        let main = "@layer base, ui;\n\n@import \"ui/button.css\" layer(ui);\n";
        let whole = joined(main, |name| Ok(format!(".{name} {{}}\n"))).unwrap();
        assert_eq!(whole, "@layer base, ui;\n\n@layer ui {\n.ui/button.css {}\n}\n");
    }

    #[test]
    fn an_import_that_is_not_understood_is_told() {
        assert!(joined("@import url(x.css);", |_| Ok(String::new())).is_err());
    }
}

//! `cargo xtask doctor`: what the commands need, and whether it is there.

use crate::process;
use crate::tools;
use crate::workspace::Workspace;

/// The table. Installs nothing.
pub(crate) fn table(workspace: &Workspace) -> String {
    let cargo = process::ask("cargo", &["--version"]).unwrap_or_else(|| "cargo does not answer".to_owned());
    let mut lines = vec![format!("{cargo}; tools are kept in {}\n", workspace.tools.display())];
    for tool in tools::ALL {
        let name = tool.name(workspace);
        lines.push(match tool.find(workspace) {
            Some(found) => format!("there    {name:<32} {} at {}", found.version, found.path.display()),
            None => format!("missing  {name:<32} would do: {}", tool.plan(workspace)),
        });
        lines.push(format!("{:41} {}", "", tool.why()));
    }
    lines.push("\nWhat is missing is installed by the command that needs it.".to_owned());
    lines.join("\n")
}

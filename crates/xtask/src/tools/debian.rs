//! Packages of Debian and its kin, for those who may install them.
//!
//! Never: asks for a password, or installs anything on another system; there the failure is a
//! sentence with the command to type.

use std::process::Command;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::Say;
use crate::failure::Failure;
use crate::process;

/// Whether this process has refreshed the package lists, and one install at a time.
static REFRESHED: Mutex<bool> = Mutex::new(false);

/// Who installs packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    Root,
    SudoWithoutPassword,
    Nobody,
}

/// What an install would do, for `doctor`.
pub(super) fn plan(packages: &[&str]) -> String {
    if has_apt() { format!("apt-get install {}", packages.join(" ")) } else { "by hand".to_owned() }
}

/// Whether the system's own folders can be written to here, beside installing packages.
pub(super) fn is_root_on_debian() -> bool {
    has_apt() && right() == Right::Root
}

/// Installs `packages`; `what` names the need where that is not possible.
pub(super) fn install(what: &str, packages: &[&str], say: Say<'_>) -> Result<(), Failure> {
    if !has_apt() {
        return Err(Failure::Missing(format!("{what} is needed: install it with your system's own means")));
    }
    let right = right();
    if right == Right::Nobody {
        let words = format!("sudo apt-get install --no-install-recommends {}", packages.join(" "));
        return Err(Failure::Missing(format!("{what} is needed: `{words}`")));
    }
    let mut refreshed = REFRESHED.lock().unwrap_or_else(PoisonError::into_inner);
    if !*refreshed {
        process::run_lines(apt_get(right).args(["update", "-q"]), None, say)?;
        *refreshed = true;
    }
    let install = ["install", "-y", "-q", "--no-install-recommends"];
    process::run_lines(apt_get(right).args(install).args(packages), None, say)
}

fn has_apt() -> bool {
    process::which("apt-get").is_some()
}

fn right() -> Right {
    if process::ask("id", &["-u"]).as_deref() == Some("0") {
        Right::Root
    } else if process::ask("sudo", &["-n", "id", "-u"]).as_deref() == Some("0") {
        Right::SudoWithoutPassword
    } else {
        Right::Nobody
    }
}

/// `apt-get`, told not to ask.
fn apt_get(right: Right) -> Command {
    let mut command = match right {
        Right::SudoWithoutPassword => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
        Right::Root | Right::Nobody => Command::new("env"),
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}

//! axe-core: what a machine can tell of whether everybody can use the page.
//!
//! Owns: finding the script, or installing it once for this user with npm. It goes into the page by
//! WebDriver, so that the application's own policy need not allow it.

use crate::browser::Browser;
use crate::failed::Unmet;
use serde_json::Value;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::PoisonError;

const VERSION: &str = "4.14.1";
const RUN: &str = r#"
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
Promise.allSettled(ending.map(({ finished }) => finished)).then(() =>
  axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
).then(
  ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(" ")}: ${html.slice(0, 200)}`))),
  error => done([`axe-core: ${error}`]),
);
"#;

impl Browser {
    /// The rules of WCAG 2.2, levels A and AA, that the page breaks as it stands: rule, selector, element. Colours that
    /// are on their way to others arrive first.
    ///
    /// # Errors
    /// axe-core cannot be had, or the browser did not answer.
    pub async fn broken_rules(&self) -> Result<Vec<String>, Unmet> {
        let path = script()?;
        let source =
            std::fs::read_to_string(&path).map_err(|error| Unmet(format!("{}: {error}", path.display())))?;
        self.driver.execute(source, Vec::new()).await?;
        let broken = self.driver.execute_async(RUN, Vec::new()).await?;
        let broken = broken.json().as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(broken.map(str::to_owned).collect())
    }
}

/// The script that `DESK_AXE` names, else the one in the user's cache, put there if it is missing.
fn script() -> Result<PathBuf, Unmet> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    if let Some(named) = env::var_os("DESK_AXE") {
        return Ok(named.into());
    }
    let folder = cache().join(format!("operator-desk/tools/axe-core-{VERSION}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    let _one_at_a_time = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    if !script.is_file() {
        install(&folder)?;
    }
    Ok(script)
}

fn cache() -> PathBuf {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    named.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache"))
}

fn install(folder: &Path) -> Result<(), Unmet> {
    let way_out = format!("install npm, or name axe-core's axe.min.js in DESK_AXE (version {VERSION})");
    let cannot = |why: String| Unmet(format!("axe-core cannot be installed: {why}; {way_out}"));
    std::fs::create_dir_all(folder).map_err(|error| cannot(error.to_string()))?;
    let done = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(folder)
        .arg(format!("axe-core@{VERSION}"))
        .output()
        .map_err(|error| cannot(error.to_string()))?;
    if done.status.success() {
        Ok(())
    } else {
        Err(cannot(String::from_utf8_lossy(&done.stderr).into_owned()))
    }
}

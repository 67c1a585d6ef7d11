//! `cargo xtask faults`: a thousand faults between operators and the server, without a screen or at three browsers.
//!
//! Owns: how many, which and where by the command line. Never: what goes wrong; that is in `crates/faults`.

use super::step::{END_TO_END, IN_A_BROWSER, in_a_browser};
use crate::dist;
use crate::failure::Failure;
use crate::process;
use crate::tools::{self, Postgres, Tool, Toolbox};
use crate::workspace::Workspace;
use std::process::Command;

/// As many as there are where the words say nothing.
const USUAL: &str = "1000";

/// What the words say of a run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked<'a> {
    count: Option<&'a str>,
    seed: Option<&'a str>,
    at_browsers: bool,
}

impl<'a> Asked<'a> {
    fn by(mut words: &[&'a str]) -> Result<Self, Failure> {
        let mut asked = Self::default();
        while let [option, rest @ ..] = words {
            let place = match *option {
                "--browsers" => {
                    asked.at_browsers = true;
                    words = rest;
                    continue;
                }
                "--count" => &mut asked.count,
                "--seed" => &mut asked.seed,
                other => {
                    let sentence = format!(
                        "`{other}` is not understood; faults takes --browsers, --count N and --seed N"
                    );
                    return Err(Failure::Usage(sentence));
                }
            };
            let [number, rest @ ..] = rest else {
                return Err(Failure::Usage(format!("{option} needs a number")));
            };
            if number.parse::<u64>().is_err() {
                return Err(Failure::Usage(format!("`{number}` is no number")));
            }
            *place = Some(number);
            words = rest;
        }
        Ok(asked)
    }
}

/// Runs them, and says what came of it.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    let asked = Asked::by(words)?;
    let mut cargo = if asked.at_browsers { at_browsers(workspace)? } else { without_a_screen(workspace)? };
    let variable = if asked.at_browsers { "DESK_BROWSER_FAULTS" } else { "DESK_FAULTS" };
    cargo.env(variable, asked.count.unwrap_or(USUAL));
    if let Some(seed) = asked.seed {
        cargo.env("DESK_FAULTS_SEED", seed);
    }
    process::run(&mut cargo)
}

fn without_a_screen(workspace: &Workspace) -> Result<Command, Failure> {
    let toolbox = Toolbox::with(workspace, &[&Postgres])?;
    let mut cargo = toolbox.native("cargo");
    cargo.args(["test", "--package", "desk-server", "--test", "server", "--", "faults::", "--nocapture"]);
    Ok(cargo)
}

fn at_browsers(workspace: &Workspace) -> Result<Command, Failure> {
    let needs: Vec<&dyn Tool> = tools::TO_BUILD.iter().chain(IN_A_BROWSER).copied().collect();
    let toolbox = Toolbox::with(workspace, &needs)?;
    dist::build(workspace, &toolbox)?;
    let words = ["test", "--package", END_TO_END, "--test", "desk", "--", "faults::", "--nocapture"];
    in_a_browser(workspace, &toolbox, &words)
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn how_many_and_which_can_be_said() {
        assert_eq!(Asked::by(&[]).unwrap(), Asked::default());
        let asked = Asked { count: Some("50"), seed: Some("7"), at_browsers: false };
        assert_eq!(Asked::by(&["--seed", "7", "--count", "50"]).unwrap(), asked);
        let asked = Asked { at_browsers: true, ..asked };
        assert_eq!(Asked::by(&["--seed", "7", "--browsers", "--count", "50"]).unwrap(), asked);
        for wrong in [&["--count"][..], &["--count", "many"], &["--often", "2"]] {
            assert!(Asked::by(wrong).is_err(), "{wrong:?}");
        }
    }
}

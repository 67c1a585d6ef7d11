//! `cargo xtask faults`: a thousand faults between operators and the server.
//!
//! Owns: how many and which by the command line. Never: what goes wrong; that is in `crates/faults`.

use crate::failure::Failure;
use crate::process;
use crate::tools::{Postgres, Toolbox};
use crate::workspace::Workspace;

/// What the words say of a run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked<'a> {
    count: Option<&'a str>,
    seed: Option<&'a str>,
}

impl<'a> Asked<'a> {
    fn by(mut words: &[&'a str]) -> Result<Self, Failure> {
        let mut asked = Self::default();
        while let [option, rest @ ..] = words {
            let place = match *option {
                "--count" => &mut asked.count,
                "--seed" => &mut asked.seed,
                other => {
                    let sentence =
                        format!("`{other}` is not understood; faults takes --count N and --seed N");
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
    let toolbox = Toolbox::with(workspace, &[&Postgres])?;
    let mut cargo = toolbox.native("cargo");
    cargo.args(["test", "--package", "desk-server", "--test", "server", "--", "faults::", "--nocapture"]);
    cargo.env("DESK_FAULTS", asked.count.unwrap_or("1000"));
    if let Some(seed) = asked.seed {
        cargo.env("DESK_FAULTS_SEED", seed);
    }
    process::run(&mut cargo)
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn how_many_and_which_can_be_said() {
        assert_eq!(Asked::by(&[]).unwrap(), Asked::default());
        let asked = Asked { count: Some("50"), seed: Some("7") };
        assert_eq!(Asked::by(&["--seed", "7", "--count", "50"]).unwrap(), asked);
        for wrong in [&["--count"][..], &["--count", "many"], &["--often", "2"]] {
            assert!(Asked::by(wrong).is_err(), "{wrong:?}");
        }
    }
}

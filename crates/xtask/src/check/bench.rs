//! `cargo xtask bench`: the measurements, of the rules alone, of the page in a browser and of the server.
//!
//! Owns: which there are, and what each needs. Never: judges a figure; the benchmarks tell it as it is.

use crate::dist;
use crate::failure::Failure;
use crate::process;
use crate::tools::{self, Tool, Toolbox};
use crate::workspace::Workspace;

use super::step::{END_TO_END, IN_A_BROWSER, in_a_browser};

/// A measurement that can be asked for, the quick one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Benchmark {
    /// The rules and the history's report, natively: no browser and no build of the page.
    Rules,
    /// How fast an appeal opens in the release.
    Opening,
    /// What much on the desk costs there.
    Load,
    /// What the history of appeals costs in its worker.
    History,
    /// What the reference server costs, on both databases.
    Server,
}

impl Benchmark {
    const ALL: [Self; 5] = [Self::Rules, Self::Opening, Self::Load, Self::History, Self::Server];

    /// Those that the words name, all when there are none.
    fn chosen(words: &[&str]) -> Result<Vec<Self>, Failure> {
        if let Some(word) = words.iter().find(|word| Self::ALL.iter().all(|one| one.word() != **word)) {
            let known = Self::ALL.map(Self::word).join(" ");
            return Err(Failure::Usage(format!("there is no benchmark `{word}`; there are {known}")));
        }
        let is_chosen = |one: &Self| words.is_empty() || words.contains(&one.word());
        Ok(Self::ALL.into_iter().filter(is_chosen).collect())
    }

    fn word(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Opening => "opening",
            Self::Load => "load",
            Self::History => "history",
            Self::Server => "server",
        }
    }

    /// What stands behind the desk, in turn.
    fn behind(self) -> &'static [&'static str] {
        match self {
            Self::Opening | Self::Load => &["demo", "server"],
            Self::Rules | Self::History | Self::Server => &["demo"],
        }
    }

    fn needs(self) -> Vec<&'static dyn Tool> {
        match self {
            Self::Rules => Vec::new(),
            Self::Server => vec![&tools::Postgres],
            Self::Opening | Self::Load | Self::History => {
                tools::TO_BUILD.iter().chain(IN_A_BROWSER).copied().collect()
            }
        }
    }

    fn run(self, workspace: &Workspace, toolbox: &Toolbox) -> Result<(), Failure> {
        match self {
            Self::Rules => {
                process::run(toolbox.native("cargo").args(["bench", "--package", "desk-contract"]))
            }
            Self::Server => {
                // Built as the server is that one runs.
                let words = ["run", "--profile", "server", "--package", "desk-server-bench"];
                process::run(toolbox.native("cargo").args(words))
            }
            Self::Opening | Self::Load | Self::History => {
                dist::build(workspace, toolbox)?;
                // By `test`, not `bench`: it measures the browser, and what drives it is compiled already.
                let words = ["test", "--package", END_TO_END, "--bench", self.word()];
                let mut measured = in_a_browser(workspace, toolbox, &words)?;
                self.behind().iter().try_for_each(|behind| {
                    println!("With the {behind} behind the desk:");
                    process::run(measured.env("DESK_BEHIND", behind))
                })
            }
        }
    }
}

/// Takes the measurements named, or all.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    for benchmark in Benchmark::chosen(words)? {
        benchmark.run(workspace, &Toolbox::with(workspace, &benchmark.needs())?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Benchmark;

    #[test]
    fn words_choose_benchmarks_and_no_word_all() {
        assert_eq!(Benchmark::chosen(&[]).unwrap(), Benchmark::ALL);
        assert_eq!(Benchmark::chosen(&["opening"]).unwrap(), [Benchmark::Opening]);
        assert!(Benchmark::chosen(&["page"]).unwrap_err().to_string().contains("page"));
    }
}

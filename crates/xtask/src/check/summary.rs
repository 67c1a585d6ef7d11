//! What the steps came to: counted, timed, and in one table at the end.

use crate::check::step::Step;
use crate::failure::Failure;

/// How many checks or tests went well, and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// Tests that have no meaning in this run and said so; each counts as passed, too, until it is told apart.
    pub(super) apart: u64,
}

/// How a test begins the line in which it says that it did not run, and why.
const NOT_RUN: &[&str] = &["not run with what stands behind the desk: ", "not run in this browser: "];

impl Tally {
    /// A check that found nothing to mend.
    pub(super) fn one_passed() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// A check that did.
    pub(super) fn one_failed() -> Self {
        Self { failed: 1, ..Self::default() }
    }

    /// How many ran and went well.
    fn ran(self) -> u64 {
        self.passed.saturating_sub(self.apart)
    }

    /// Adds a line of `cargo test`'s output, if it is one that counts.
    pub(super) fn add_line(&mut self, line: &str) {
        self.apart += u64::from(NOT_RUN.iter().any(|words| line.starts_with(words)));
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        for part in counts.split([';', '.']) {
            let mut words = part.split_whitespace();
            let (Some(Ok(number)), Some(what)) = (words.next().map(str::parse::<u64>), words.next()) else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

/// A step that is over.
pub(super) struct Line {
    pub(super) step: Step,
    pub(super) seconds: f32,
    pub(super) tally: Tally,
    pub(super) failure: Option<Failure>,
}

/// Prints the table and the total; true when nothing failed.
pub(super) fn print(lines: &[Line]) -> bool {
    println!("\n== summary");
    let mut total = Tally::default();
    for Line { step, seconds, tally, failure } in lines {
        let apart = match tally.apart {
            0 => String::new(),
            apart => format!(
                "  ({apart} more have no meaning with what stood behind the desk, or in this browser, and were not run; each says above why)"
            ),
        };
        let result = if failure.is_some() { "FAILED" } else { "ok" };
        println!(
            "{:<14} {seconds:>7.1} s  {:>5} passed {:>3} failed  {result}{apart}",
            step.word(),
            tally.ran(),
            tally.failed
        );
        total.passed += tally.ran();
        total.failed += tally.failed;
    }
    println!("{:<14} {:>7.1} s\n", "together", lines.iter().map(|line| line.seconds).sum::<f32>());
    println!("total: {} passed, {} failed", total.passed, total.failed);
    total.failed == 0 && lines.iter().all(|line| line.failure.is_none())
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_counts_of_several_test_programs_add_up() {
        let mut tally = Tally::default();
        tally.add_line("running 3 tests");
        tally.add_line(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        tally.add_line("test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!(tally, Tally { passed: 7, failed: 2, apart: 0 });
        tally.add_line("not run with what stands behind the desk: world::e3: it starts the demo over");
        assert_eq!(tally.ran(), 6);
        tally.add_line("not run in this browser: table::r7: its driver has no finger");
        assert_eq!(tally.ran(), 5);
    }
}

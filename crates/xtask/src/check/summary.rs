//! What the steps came to: counted, timed, and in one table at the end.

use crate::check::step::Step;
use crate::failure::Failure;

/// How many checks or tests went well, and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Tally {
    /// A check that found nothing to mend.
    pub(super) fn one_passed() -> Self {
        Self { passed: 1, failed: 0 }
    }

    /// A check that did.
    pub(super) fn one_failed() -> Self {
        Self { passed: 0, failed: 1 }
    }

    /// Adds a line of `cargo test`'s output, if it is one that counts.
    pub(super) fn add_line(&mut self, line: &str) {
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
        let result = if failure.is_some() { "FAILED" } else { "ok" };
        println!(
            "{:<14} {seconds:>7.1} s  {:>5} passed {:>3} failed  {result}",
            step.word(),
            tally.passed,
            tally.failed
        );
        total.passed += tally.passed;
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
        assert_eq!(tally, Tally { passed: 7, failed: 2 });
    }
}

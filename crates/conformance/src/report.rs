//! The report: what held, what did not, what was not tried and why, by feature id.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It held.
    Passed,
    /// It did not.
    Failed {
        /// What the contract says.
        expected: String,
        /// What the backend did.
        came: String,
    },
    /// It could not be tried.
    NotTried {
        /// Why.
        why: String,
    },
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// By what it is called.
    pub check: String,
    /// The features that it belongs to.
    pub features: Vec<String>,
    /// What holds, in a sentence.
    pub says: String,
    /// What it came to.
    pub verdict: Verdict,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Where the backend is.
    pub url: String,
    /// What the random walk followed from.
    pub seed: u64,
    /// The checks, in the order in which they were made.
    pub lines: Vec<Line>,
}

/// The features that no wire shows: they are of the screen.
const OF_THE_SCREEN: &[&str] = &["Q3", "E1", "E2", "E3", "E5", "R7", "R9", "U2", "U4", "U6", "U8", "U11"];

impl Report {
    /// Whether nothing failed.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.lines.iter().any(|line| matches!(line.verdict, Verdict::Failed { .. }))
    }

    /// The checks that failed.
    #[must_use]
    pub fn failed(&self) -> Vec<&str> {
        let failed = self.lines.iter().filter(|line| matches!(line.verdict, Verdict::Failed { .. }));
        failed.map(|line| line.check.as_str()).collect()
    }

    /// How many of a feature's checks passed, failed and were not tried.
    fn counted(&self) -> BTreeMap<(String, u32), [usize; 3]> {
        let mut counted: BTreeMap<_, [usize; 3]> = BTreeMap::new();
        for line in &self.lines {
            for feature in &line.features {
                let [passed, failed, not_tried] = counted.entry(order(feature)).or_default();
                match line.verdict {
                    Verdict::Passed => *passed += 1,
                    Verdict::Failed { .. } => *failed += 1,
                    Verdict::NotTried { .. } => *not_tried += 1,
                }
            }
        }
        counted
    }
}

/// Q2 stands before Q10.
fn order(feature: &str) -> (String, u32) {
    let digits = feature.find(|sign: char| sign.is_ascii_digit()).unwrap_or(feature.len());
    let (letters, number) = feature.split_at(digits);
    (letters.to_owned(), number.parse().unwrap_or(0))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Conformance of {}, seed {}\n", self.url, self.seed)?;
        writeln!(f, "feature  passed  failed  not tried")?;
        for ((letters, number), [passed, failed, not_tried]) in self.counted() {
            writeln!(f, "{:<7}  {passed:>6}  {failed:>6}  {not_tried:>9}", format!("{letters}{number}"))?;
        }
        writeln!(f, "\nOf the screen alone, which no wire shows: {}", OF_THE_SCREEN.join(" "))?;
        let mut failed = String::new();
        let mut not_tried = String::new();
        for line in &self.lines {
            let (check, features) = (&line.check, line.features.join(" "));
            match &line.verdict {
                Verdict::Passed => {}
                Verdict::Failed { expected, came } => {
                    write!(
                        failed,
                        "\n  {check} ({features}): {}\n    expected: {expected}\n    came:     {came}\n",
                        line.says
                    )?;
                }
                Verdict::NotTried { why } => writeln!(not_tried, "  {check} ({features}): {why}")?,
            }
        }
        if !not_tried.is_empty() {
            write!(f, "\nNot tried\n{not_tried}")?;
        }
        if !failed.is_empty() {
            write!(f, "\nFailed{failed}")?;
        }
        let (all, bad) = (self.lines.len(), self.failed().len());
        let last = if bad == 0 { "nothing failed".to_owned() } else { format!("{bad} failed") };
        writeln!(f, "\n{all} checks, {last}")
    }
}

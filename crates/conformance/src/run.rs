//! A run: gets in, sets up, makes one check after the other, puts back what it changed.

use crate::check::{Broken, Check};
use crate::checks;
use crate::kit::Kit;
use crate::options::Options;
use crate::report::{Line, Report, Verdict};

/// Holds a backend to the contract.
pub async fn run(options: &Options) -> Report {
    let mut report = Report { url: options.url.clone(), seed: options.seed, lines: Vec::new() };
    let chosen: Vec<Check> = checks::all().filter(|check| is_wanted(check, &options.only)).copied().collect();
    let mut kit = match Kit::of(options).await {
        Ok(kit) => kit,
        Err(broken) => {
            let says = "the kit gets in, and sets up what it needs";
            report.lines.push(line("setup", &["E6", "E7"], says, Err(broken)));
            let not_tried = || Err(Broken::not_tried("the kit could not set up what it needs"));
            report.lines.extend(chosen.iter().map(|it| line(it.name, it.features, it.says, not_tried())));
            return report;
        }
    };
    for check in chosen {
        let held = (check.run)(&mut kit).await;
        report.lines.push(line(check.name, check.features, check.says, held));
    }
    if let Err(broken) = kit.leaves().await {
        let says = "what the kit changed can be put back";
        report.lines.push(line("setup.leaving", &["E7"], says, Err(broken)));
    }
    report
}

/// The names of the checks, with what each says.
pub fn names() -> impl Iterator<Item = (&'static str, String, &'static str)> {
    checks::all().map(|check| (check.name, check.features.join(" "), check.says))
}

fn is_wanted(check: &Check, only: &[String]) -> bool {
    let group = check.name.split('.').next().unwrap_or_default();
    let is = |word: &String| check.name == word || group == word || check.features.contains(&word.as_str());
    only.is_empty() || only.iter().any(is)
}

fn line(check: &str, features: &[&str], says: &str, held: Result<(), Broken>) -> Line {
    let verdict = match held {
        Ok(()) => Verdict::Passed,
        Err(Broken::Otherwise { expected, came }) => Verdict::Failed { expected, came },
        Err(Broken::NotTried(why)) => Verdict::NotTried { why },
    };
    let features = features.iter().map(|feature| (*feature).to_owned()).collect();
    Line { check: check.to_owned(), features, says: says.to_owned(), verdict }
}

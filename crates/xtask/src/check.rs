//! `cargo xtask test`: the whole check, which is also CI.
//!
//! Owns: the steps, their order, which of them make no sense after another has failed, and the summary.
//! Always: the last line is `total: N passed, M failed`; the command fails when M is not 0.

pub(crate) mod bench;
mod dependencies;
mod directions;
mod engine;
pub(crate) mod faults;
mod step;
mod summary;
pub(crate) mod tour;

use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;
use crate::tools::{Tool, Toolbox};
use crate::workspace::Workspace;

use step::Step;
use summary::{Line, Tally};

/// Runs the steps named, or all.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<ExitCode, Failure> {
    let steps = Step::chosen(words)?;
    let mut needs: Vec<&dyn Tool> = Vec::new();
    for tool in steps.iter().flat_map(|step| step.needs()).copied() {
        if !needs.iter().any(|known| known.name(workspace) == tool.name(workspace)) {
            needs.push(tool);
        }
    }
    if let Err(failure) = Toolbox::with(workspace, &needs) {
        println!("{failure}\nThe steps that can do without it go on.");
    }
    let mut lines: Vec<Line> = Vec::new();
    for step in steps {
        println!("\n== {}", step.heading());
        let started = Instant::now();
        let has_failed = |other| lines.iter().any(|line| line.step == other && line.failure.is_some());
        let done = if step == Step::EndToEnd && has_failed(Step::Build) {
            Err((Tally::one_failed(), Failure::Check("there is no build to test".to_owned())))
        } else {
            step.run(workspace)
        };
        let (tally, failure) = match done {
            Ok(tally) => (tally, None),
            Err((tally, failure)) => (tally, Some(failure)),
        };
        if let Some(failure) = &failure {
            println!("{}: {failure}", step.word());
        }
        lines.push(Line { step, seconds: started.elapsed().as_secs_f32(), tally, failure });
    }
    Ok(if summary::print(&lines) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

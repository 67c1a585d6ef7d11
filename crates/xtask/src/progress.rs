//! One line that tells, while installs go on side by side, what each is doing now.
//!
//! Owns: the ticking line. Always: a finished job leaves one whole line behind; on a terminal the
//! ticking line is rewritten in place, elsewhere (a log) it is repeated every twenty seconds.

use std::collections::{BTreeMap, VecDeque};
use std::io::{IsTerminal, Write, stdout};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const WIDTH: usize = 100;
const LOG_EVERY: Duration = Duration::from_secs(20);
/// How much of a failed job's output is worth showing.
const TAIL: usize = 30;

/// The jobs that are going on.
pub(crate) struct Progress {
    jobs: Mutex<BTreeMap<String, Job>>,
    is_terminal: bool,
    started: Instant,
}

struct Job {
    started: Instant,
    compiled: usize,
    tail: VecDeque<String>,
}

impl Progress {
    /// No jobs yet.
    pub(crate) fn new() -> Self {
        Self { jobs: Mutex::default(), is_terminal: stdout().is_terminal(), started: Instant::now() }
    }

    /// A job of this name begins.
    pub(crate) fn begin(&self, name: &str) {
        let job = Job { started: Instant::now(), compiled: 0, tail: VecDeque::new() };
        self.jobs().insert(name.to_owned(), job);
    }

    /// A line that the job's program printed.
    pub(crate) fn line(&self, name: &str, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        let mut jobs = self.jobs();
        let Some(job) = jobs.get_mut(name) else { return };
        job.compiled += usize::from(line.trim_start().starts_with("Compiling "));
        if job.tail.len() == TAIL {
            job.tail.pop_front();
        }
        job.tail.push_back(line.trim().to_owned());
    }

    /// The job is over: says so, and after a bad end shows the last that it said.
    pub(crate) fn end(&self, name: &str, is_good: bool) {
        let Some(job) = self.jobs().remove(name) else { return };
        let seconds = job.started.elapsed().as_secs();
        self.clear();
        if is_good {
            println!("  {name}: ready after {seconds} s");
        } else {
            println!("  {name}: failed after {seconds} s; the last it said:");
            job.tail.iter().for_each(|line| println!("    {line}"));
        }
    }

    /// Ticks until `is_over`.
    pub(crate) fn tick_until(&self, is_over: impl Fn() -> bool) {
        let mut last_log = self.started;
        while !is_over() {
            std::thread::sleep(Duration::from_millis(200));
            if self.is_terminal {
                self.draw();
            } else if last_log.elapsed() > LOG_EVERY {
                last_log = Instant::now();
                println!("  {}", self.now());
            }
        }
        self.clear();
    }

    fn draw(&self) {
        let text: String = self.now().chars().take(WIDTH).collect();
        print!("\r  {text:WIDTH$}");
        // A terminal that has gone away is no reason to stop installing.
        drop(stdout().flush());
    }

    fn clear(&self) {
        if self.is_terminal {
            print!("\r{:1$}\r", "", WIDTH + 2);
            drop(stdout().flush());
        }
    }

    fn now(&self) -> String {
        let jobs = self.jobs();
        let each = jobs.iter().map(|(name, job)| match (job.compiled, job.tail.back()) {
            (0, last) => format!("{name}: {}", last.map_or("starting", String::as_str)),
            (crates, _) => format!("{name}: {crates} crates compiled"),
        });
        format!("{} s · {}", self.started.elapsed().as_secs(), each.collect::<Vec<_>>().join(" · "))
    }

    fn jobs(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

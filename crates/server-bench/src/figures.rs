//! Figures: percentiles, and what the kernel knows of a process (on Linux; elsewhere nothing).

use std::time::Duration;

/// What a process has used.
#[derive(Clone, Copy, Default)]
pub(crate) struct Process {
    /// Memory that it holds, in KB.
    pub(crate) held_kb: u64,
    /// Time of processors, in ms.
    pub(crate) busy_ms: u64,
}

impl Process {
    pub(crate) fn of(id: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|rest| rest.split_whitespace().nth(0)?.parse().ok()).unwrap_or_default()
        };
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        // utime and stime: the 14th and the 15th field, in ticks of 10 ms.
        let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|it| it.parse::<u64>().ok());
        Self { held_kb: field("VmRSS:"), busy_ms: ticks.sum::<u64>() * 10 }
    }
}

/// The part of some spans below which a share of them lies.
pub(crate) fn percentile(spans: &mut [Duration], share: f64) -> Duration {
    spans.sort_unstable();
    let last = spans.len().saturating_sub(1);
    let place = (share * last as f64).round() as usize;
    spans.get(place.min(last)).copied().unwrap_or_default()
}

/// A span in ms.
pub(crate) fn ms(span: Duration) -> String {
    format!("{:.1} ms", span.as_secs_f64() * 1_000.0)
}

/// As many open files as the system lets this process have.
pub(crate) fn raise_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

//! The processes that others started: a browser has many.
//!
//! Owns: finding them and ending them. Never: works elsewhere than where `/proc` tells of processes.

use std::collections::BTreeMap;
use std::fs;

/// All that descend from that process.
pub(crate) fn of(from: u32) -> Vec<u32> {
    let parents = parents();
    parents.keys().copied().filter(|pid| descends(*pid, from, &parents)).collect()
}

/// Ends them; one that is gone already is as it shall be.
pub(crate) fn end(processes: &[u32]) {
    for process in processes {
        let process = i32::try_from(*process).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(process) = process {
            let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
        }
    }
}

/// A figure that the system tells of a process.
pub(crate) fn status(pid: u32, key: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Each process with the one that started it.
fn parents() -> BTreeMap<u32, u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter_map(|pid| Some((pid, status(pid, "PPid:")?.try_into().ok()?))).collect()
}

fn descends(pid: u32, from: u32, parents: &BTreeMap<u32, u32>) -> bool {
    let mut at = pid;
    while let Some(parent) = parents.get(&at).filter(|parent| **parent != at) {
        if *parent == from {
            return true;
        }
        at = *parent;
    }
    false
}

//! How much memory the browser's pages take, as the system counts it.
//!
//! Owns: finding the processes. Never: works elsewhere than where `/proc` tells of processes.

use std::collections::BTreeMap;
use std::fs;

/// The memory of the largest page that this program's browsers show, worker and all, in megabytes; none where the system
/// does not tell.
#[must_use]
pub fn largest_page_mb() -> Option<u64> {
    let parents = parents();
    let own = std::process::id();
    let pages = parents.keys().filter(|pid| descends(**pid, own, &parents) && is_page(**pid));
    pages.filter_map(|pid| resident_kb(*pid)).max().map(|kb| kb / 1_024)
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

fn is_page(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| String::from_utf8_lossy(&line).contains("--type=renderer"))
}

fn resident_kb(pid: u32) -> Option<u64> {
    status(pid, "VmRSS:")
}

fn status(pid: u32, key: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}

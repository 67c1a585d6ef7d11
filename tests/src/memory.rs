//! How much memory the browser's pages take, as the system counts it.

use crate::offspring;
use std::fs;

/// The memory of the largest page that this program's browsers show, worker and all, in megabytes; none where the system
/// does not tell.
#[must_use]
pub fn largest_page_mb() -> Option<u64> {
    let pages = offspring::of(std::process::id()).into_iter().filter(|pid| is_page(*pid));
    pages.filter_map(|pid| offspring::status(pid, "VmRSS:")).max().map(|kb| kb / 1_024)
}

/// As Chromium, Firefox and WebKit call the process of a page.
fn is_page(pid: u32) -> bool {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let line = String::from_utf8_lossy(&line);
    ["--type=renderer", "-contentproc", "WebKitWebProcess"].iter().any(|name| line.contains(name))
}

//! What the server counts, for Prometheus (its text format, version 0.0.4).

use super::Shared;
use crate::desk::Desk;
use crate::store::Given;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

/// The bounds of the times that answers took, in milliseconds.
const BOUNDS_MS: [u64; 8] = [1, 5, 10, 25, 50, 100, 500, 2_500];

/// Every count.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// By the first digit of the status.
    answers: [AtomicU64; 6],
    /// How many took up to each bound; the last, longer.
    took: [AtomicU64; BOUNDS_MS.len() + 1],
    took_us: AtomicU64,
    done: AtomicU64,
    refused: AtomicU64,
    sockets: AtomicU64,
    frames: AtomicU64,
    slow: AtomicU64,
}

/// A socket that is open, until dropped.
pub(crate) struct OpenSocket(Arc<Desk>);

impl Metrics {
    /// Counts what a command came to.
    pub(crate) fn count_command(&self, given: &Given) {
        match given {
            Given::Receipt { .. } => self.done.fetch_add(1, Relaxed),
            Given::Refusal(_) => self.refused.fetch_add(1, Relaxed),
        };
    }

    /// Counts a socket, or a stream in its stead, while it is open.
    pub(crate) fn open_socket(desk: &Arc<Desk>) -> OpenSocket {
        desk.metrics.sockets.fetch_add(1, Relaxed);
        OpenSocket(Arc::clone(desk))
    }

    /// How many sockets are open.
    pub(crate) fn sockets(&self) -> u64 {
        self.sockets.load(Relaxed)
    }

    /// Counts a frame that was sent.
    pub(crate) fn count_frame(&self) {
        self.frames.fetch_add(1, Relaxed);
    }

    /// Counts a socket that was closed because it was too slow.
    pub(crate) fn count_slow(&self) {
        self.slow.fetch_add(1, Relaxed);
    }

    /// All of it, as Prometheus reads it.
    pub(crate) fn text(&self, seq: u64) -> String {
        let mut text = String::new();
        let mut say = |name: &str, kind: &str, help: &str, values: &[(String, u64)]| {
            // Writing into a text does not fail.
            _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
            for (label, value) in values {
                _ = writeln!(text, "{name}{label} {value}");
            }
        };
        let one = |value: &AtomicU64| vec![(String::new(), value.load(Relaxed))];
        let answers = (2_u64..6).zip(self.answers.iter().skip(2));
        let answers: Vec<_> =
            answers.map(|(class, it)| (format!("{{class=\"{class}xx\"}}"), it.load(Relaxed))).collect();
        say("desk_answers_total", "counter", "Requests answered, by the class of the status", &answers);
        let commands = [
            ("{outcome=\"done\"}".to_owned(), self.done.load(Relaxed)),
            ("{outcome=\"refused\"}".to_owned(), self.refused.load(Relaxed)),
        ];
        say("desk_commands_total", "counter", "Commands carried out or refused by a rule", &commands);
        say("desk_sockets", "gauge", "Sockets open now", &one(&self.sockets));
        say("desk_frames_total", "counter", "Frames sent over sockets", &one(&self.frames));
        say(
            "desk_slow_sockets_total",
            "counter",
            "Sockets closed because they were too slow",
            &one(&self.slow),
        );
        say("desk_last_event", "gauge", "The number of the last event told", &[(String::new(), seq)]);
        text.push_str(&self.times());
        text
    }

    fn times(&self) -> String {
        let name = "desk_answer_seconds";
        let mut text = format!("# HELP {name} How long answers took\n# TYPE {name} histogram\n");
        let mut sum = 0;
        for (bound, count) in BOUNDS_MS.iter().zip(&self.took) {
            sum += count.load(Relaxed);
            _ = writeln!(text, "{name}_bucket{{le=\"{}.{:03}\"}} {sum}", bound / 1_000, bound % 1_000);
        }
        sum += self.took.last().map_or(0, |longer| longer.load(Relaxed));
        let us = self.took_us.load(Relaxed);
        _ = writeln!(text, "{name}_bucket{{le=\"+Inf\"}} {sum}");
        _ = writeln!(text, "{name}_sum {}.{:06}\n{name}_count {sum}", us / 1_000_000, us % 1_000_000);
        text
    }
}

impl Drop for OpenSocket {
    fn drop(&mut self) {
        self.0.metrics.sockets.fetch_sub(1, Relaxed);
    }
}

/// Counts an answer, and how long it took.
pub(super) async fn counted(State(desk): State<Shared>, request: Request, next: Next) -> Response {
    let (began, method) = (Instant::now(), request.method().clone());
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    let metrics = &desk.metrics;
    if let Some(class) = metrics.answers.get(usize::from(status / 100)) {
        class.fetch_add(1, Relaxed);
    }
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let place = BOUNDS_MS.iter().position(|bound| ms < *bound).unwrap_or(BOUNDS_MS.len());
    if let Some(count) = metrics.took.get(place) {
        count.fetch_add(1, Relaxed);
    }
    metrics.took_us.fetch_add(u64::try_from(took.as_micros()).unwrap_or(0), Relaxed);
    tracing::debug!(%method, path = path.unwrap_or_default(), status, ms, "answered");
    response
}

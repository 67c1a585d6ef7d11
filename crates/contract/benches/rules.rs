//! How fast the rules are: a million wishes decided and folded, and what was recorded folded by a second world.
//!
//! Owns: the measuring. Never: fails over a time; it does when the two worlds do not end alike.
//!
//! Plain [`Instant`](std::time::Instant) and no library for benchmarks: a wish is only as dear as the world it
//! meets, so one long history is measured as a whole, not one function many times over; and with a million steps
//! the clock costs nothing. A library would add its own compile time and could not tell this any better.
//!
//! `cargo xtask bench rules` runs it.

mod chance;
mod figures;
mod histories;
mod wishes;

use desk_contract::World;
use desk_contract::event::Recorded;
use figures::{figure, grouped, heading, middle, timed};
use histories::{GROUPS, Histories, OPEN, OPERATORS, Step};
use std::time::Duration;

const SEED: u64 = 2026;
const STEPS: u64 = 1_000_000;
/// Steps are made, lived through and let go by the batch, so that making them is not measured.
const BATCH: u64 = 10_000;
/// How many batches stand for the beginning, and for the end.
const TENTH: usize = 10;
const TIMES: usize = 3;

/// How a history went.
#[derive(Default)]
struct Run {
    /// For each batch, what `World::execute` took.
    executing: Vec<Duration>,
    /// For each batch, what `World::fold` of its events took in the second world.
    folding: Vec<Duration>,
    events: u64,
    without_event: u64,
    refused: u64,
    world: World,
}

fn main() {
    let runs: Vec<Run> = (0..TIMES).map(|_| lived_through()).collect();
    heading(&format!(
        "{} wishes of {OPERATORS} operators in {GROUPS} groups and of connectors, {} appeals open: middle of {TIMES}",
        grouped(STEPS),
        grouped(OPEN as u64),
    ));
    let over =
        |part: &dyn Fn(&Run) -> &[Duration]| middle(runs.iter().map(|run| part(run).iter().sum()).collect());
    let Some(Run { events, without_event, refused, world, .. }) = runs.first() else { return };
    let tenth = STEPS / 10;
    step("World::execute: decide and fold, a wish", over(&|run| &run.executing), STEPS);
    step(
        "  the first tenth of them",
        over(&|run| run.executing.first_chunk::<TENTH>().map_or(&[], |it| it)),
        tenth,
    );
    step("  the last tenth", over(&|run| run.executing.last_chunk::<TENTH>().map_or(&[], |it| it)), tenth);
    step("World::fold in a second world, an event", over(&|run| &run.folding), *events);
    figure("events recorded", &grouped(*events), "");
    figure("wishes from which nothing followed", &grouped(*without_event), "");
    figure("wishes refused", &grouped(*refused), "");
    figure("appeals at the end", &grouped(world.appeals().count() as u64), "");
    let open = world.appeals().filter(|appeal| appeal.closing().is_none()).count();
    figure("  of them open", &grouped(open as u64), "");
    let threads = || world.appeals().filter_map(|appeal| world.thread(appeal.id));
    figure("messages at the end", &grouped(threads().map(|it| it.messages.len() as u64).sum()), "");
    figure(
        "  in the longest chat",
        &grouped(threads().map(|it| it.messages.len() as u64).max().unwrap_or(0)),
        "",
    );
}

/// Lives the whole history through, in two worlds.
fn lived_through() -> Run {
    let mut histories = Histories::seeded(SEED);
    let mut second = World::new(histories.directory().clone());
    let mut run = Run { world: second.clone(), ..Run::default() };
    let mut recorded: Vec<Recorded> = Vec::new();
    for _ in 0..STEPS / BATCH {
        let steps: Vec<Step> = histories.by_ref().take(BATCH as usize).collect();
        recorded.clear();
        let (executing, ()) = timed(|| steps.iter().for_each(|step| execute(&mut run, step, &mut recorded)));
        let (folding, ()) = timed(|| {
            for event in &recorded {
                second.fold(event);
            }
        });
        run.events += recorded.len() as u64;
        run.executing.push(executing);
        run.folding.push(folding);
    }
    assert!(run.world == second, "the second world has folded all that the first has recorded");
    run
}

fn execute(run: &mut Run, step: &Step, recorded: &mut Vec<Recorded>) {
    match run.world.execute(step.actor, step.at, &step.command) {
        Ok(events) if events.is_empty() => run.without_event += 1,
        Ok(events) => recorded.extend(events),
        Err(_) => run.refused += 1,
    }
}

/// What one of so many took, and how many fit into a second.
fn step(what: &str, took: Duration, count: u64) {
    let each = took.as_secs_f64() / count as f64;
    figure(what, &format!("{:.0} ns", each * 1e9), &format!("{} a second", grouped((1.0 / each) as u64)));
}

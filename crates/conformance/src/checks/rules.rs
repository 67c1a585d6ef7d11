//! All rules: every command granted and every refusal provoked once, and long walks at random (every feature's rules).

use crate::check::{Held, checks, ensure};
use crate::kit::Kit;
use desk_contract::{Command, Refusal};

checks! {
    "rules.walk" [E4 U1] "a walk at random, by everybody, is answered step by step as the rules say" => walk;
    "rules.commands" [E4] "every command of the contract was granted at least once" => commands;
    "rules.refusals" [E4] "every refusal that can be provoked over the wire was provoked" => refusals;
    "rules.audience" [E6 U1] "of all that the kit did each heard what he may see, and nothing else" => audience;
}

/// What takes a day, what only `--slow` has time for, and what takes a file of more than fifty megabytes.
const CANNOT_BE_PROVOKED: &[&str] = &["too_late_to_part", "too_late_to_undo", "file_too_large"];

async fn walk(kit: &mut Kit) -> Held {
    kit.walks(kit.options.steps).await
}

/// Whether the scenarios were all made: what was left out cannot be counted.
fn is_whole(kit: &Kit) -> Held {
    if !kit.options.only.is_empty() {
        return Err(crate::check::Broken::not_tried("only some of the checks were made"));
    }
    kit.vera()?;
    kit.is_trial()
}

async fn commands(kit: &mut Kit) -> Held {
    is_whole(kit)?;
    let missing: Vec<_> = Command::NAMES.iter().filter(|name| !kit.model.granted.contains(*name)).collect();
    ensure(missing.is_empty(), "all were granted", format!("never granted: {missing:?}"))
}

async fn refusals(kit: &mut Kit) -> Held {
    is_whole(kit)?;
    // A desk of several administrators never refuses the last of them; one on which a channel is connected, not that.
    let can = |code: &&&str| !CANNOT_BE_PROVOKED.contains(*code);
    let missing: Vec<_> =
        Refusal::CODES.iter().filter(|code| !kit.model.refused.contains(*code)).filter(can).collect();
    let rare = ["last_administrator", "not_connected"];
    let is_rare = |code: &&&str| rare.contains(*code);
    if !missing.is_empty() && missing.iter().all(is_rare) {
        return Err(crate::check::Broken::not_tried(format!("this desk gives no occasion for {missing:?}")));
    }
    ensure(missing.is_empty(), "all were provoked", format!("never provoked: {missing:?}"))
}

async fn audience(kit: &mut Kit) -> Held {
    kit.model.settles().await
}

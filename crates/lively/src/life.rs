//! The demo's people in the server's world: they hear what happened, and hand in what they wish next.
//!
//! Owns: the pace at which they are asked. Never: what anybody wishes (the demo does), or whether it happens (the
//! server decides).
//!
//! Always: the demo has heard of everything that came before a wish. What a person did first makes a wish vain, and it
//! is not tried again.

use crate::NotLively;
use desk_contract::id::OperatorId;
use desk_contract::{Actor, Command, Recorded};
use desk_demo::{Demo, Outcome, Wish};
use desk_server::Insider;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// How often the people are asked whether something is due.
const ASKS_EVERY: Duration = Duration::from_millis(150);
/// No turn does more than this; the next goes on.
const MOST_WISHES: usize = 100;

/// The demo with all in it that happened since the desk began.
pub(crate) async fn caught_up(desk: &Insider, mut demo: Demo) -> Result<Demo, NotLively> {
    hear(desk, &mut demo).await?;
    demo.resume(desk.now());
    Ok(demo)
}

/// Lives until it is stopped. A store that does not answer is asked again.
pub(crate) async fn live(desk: Insider, mut demo: Demo, mut sits: watch::Receiver<Option<OperatorId>>) {
    let mut turns = interval(ASKS_EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if sits.has_changed().unwrap_or_default() {
            sits.borrow_and_update().into_iter().for_each(|operator| demo.sits(operator));
        }
        if let Err(failure) = turn(&desk, &mut demo).await {
            tracing::warn!(%failure, "the demo's people wait");
        }
    }
}

async fn turn(desk: &Insider, demo: &mut Demo) -> Result<(), NotLively> {
    let mut heard = hear(desk, demo).await?;
    for _ in 0..MOST_WISHES {
        let Some(wish) = demo.next_wish(desk.now()) else { break };
        let (happened, outcome) = carry_out(desk, demo, &wish).await?;
        demo.settles(&wish, outcome);
        heard.extend(happened);
    }
    for whisper in demo.whispers(desk.now(), &heard) {
        desk.whispers(whisper).await?;
    }
    Ok(())
}

async fn carry_out(
    desk: &Insider,
    demo: &mut Demo,
    wish: &Wish,
) -> Result<(Vec<Recorded>, Outcome), NotLively> {
    if let Some(before) = &wish.before {
        bring(desk, demo, wish.actor, before).await?;
    }
    let key = desk.wishes(wish.actor, wish.command.clone()).await?;
    let happened = hear(desk, demo).await?;
    let is_done = happened.iter().any(|recorded| recorded.command == Some(key));
    Ok((happened, if is_done { Outcome::Done } else { Outcome::InVain }))
}

/// A file that comes with a message: its bytes first, then that it is there.
async fn bring(desk: &Insider, demo: &Demo, actor: Actor, before: &Command) -> Result<(), NotLively> {
    if let Command::StoreAttachment(it) = before {
        let bytes = demo.bytes_of(it.attachment.id).unwrap_or_default();
        desk.brings(actor, it.attachment.id, bytes).await?;
    }
    desk.wishes(actor, before.clone()).await?;
    Ok(())
}

async fn hear(desk: &Insider, demo: &mut Demo) -> Result<Vec<Recorded>, NotLively> {
    let happened = desk.happened_after(demo.world().seq()).await?;
    for recorded in &happened {
        demo.hears(recorded)?;
    }
    Ok(happened)
}

//! Commands that wait in one process are carried out together: each by itself, with one flush to disk for all of them.
//!
//! Owns: who waits, and what becomes of the others when one cannot be carried out. Never: what carrying out is; the desk
//! knows.
//!
//! Always: nobody is answered before all that was written with his is on disk; what breaks at one is undone for that one
//! alone.

use crate::desk::{Desk, Wish};
use crate::failure::Failure;
use crate::store::{Given, Writing};
use desk_contract::wire::Fault;
use sqlx::Executor;
use std::sync::PoisonError;
use tokio::sync::{Mutex, oneshot};

/// So many at once: nobody waits for more than these.
const MOST: usize = 32;

type Answer = Result<Given, Failure>;

/// The commands that wait.
#[derive(Debug, Default)]
pub(crate) struct Together {
    waiting: std::sync::Mutex<Vec<Waiting>>,
    /// Held by whoever carries out what waits; the others wait for him in their order.
    turn: Mutex<()>,
}

#[derive(Debug)]
struct Waiting {
    wish: Wish,
    tell: oneshot::Sender<Answer>,
}

impl Together {
    /// Carries a command out, with whatever else waits when its turn has come.
    pub(crate) async fn carry_out(&self, desk: &Desk, wish: Wish) -> Answer {
        let (tell, mut answer) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(Waiting { wish, tell });
        let _turn = self.turn.lock().await;
        loop {
            match answer.try_recv() {
                Ok(answered) => return answered,
                // Whoever took it along has come to grief.
                Err(oneshot::error::TryRecvError::Closed) => return Err(Fault::Internal.into()),
                Err(oneshot::error::TryRecvError::Empty) => {}
            }
            carry_out_all(desk, self.some()).await;
        }
    }

    /// The first of those that wait.
    fn some(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let some = waiting.len().min(MOST);
        waiting.drain(..some).collect()
    }
}

async fn carry_out_all(desk: &Desk, some: Vec<Waiting>) {
    let (wishes, tells): (Vec<_>, Vec<_>) = some.into_iter().map(|it| (it.wish, it.tell)).unzip();
    let answers = match written(desk, &wishes).await {
        Ok(answers) => answers,
        Err(failure) => {
            let fault = failure.fault();
            tracing::error!(%failure, commands = wishes.len(), "nothing of it is written");
            wishes.iter().map(|_| Err(fault.into())).collect()
        }
    };
    for (tell, answer) in tells.into_iter().zip(answers) {
        // Whoever asked is there until he is answered.
        _ = tell.send(answer);
    }
}

/// All of them in one transaction, which is on disk when this is over.
async fn written(desk: &Desk, wishes: &[Wish]) -> Result<Vec<Answer>, Failure> {
    let mut writing = desk.store.begin().await?;
    let mut answers = Vec::with_capacity(wishes.len());
    if let [alone] = wishes {
        answers.push(Ok(desk.decide_in(&mut writing, alone).await?));
    } else {
        for wish in wishes {
            answers.push(by_itself(desk, &mut writing, wish).await?);
        }
    }
    writing.commit().await?;
    desk.feed.wake();
    Ok(answers)
}

/// One of several: what it had begun is undone where it breaks.
async fn by_itself(desk: &Desk, writing: &mut Writing, wish: &Wish) -> Result<Answer, Failure> {
    let before = writing.seq;
    writing.transaction.execute("SAVEPOINT wish").await?;
    let answer = desk.decide_in(writing, wish).await;
    if answer.is_ok() {
        writing.transaction.execute("RELEASE SAVEPOINT wish").await?;
    } else {
        writing.transaction.execute("ROLLBACK TO SAVEPOINT wish").await?;
        writing.goes_back_to(before);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::setup::first_start;
    use crate::store::{Store, events};
    use desk_contract::address::Address;
    use desk_contract::channel::Channel;
    use desk_contract::command::{Actor, Command, MarkRead, RegisterAppeal};
    use desk_contract::id::{AppealId, CommandId};
    use desk_contract::wire::Receipt;
    use futures_util::future::join_all;
    use std::sync::Arc;

    async fn desk(folder: &std::path::Path) -> Arc<Desk> {
        let config = Config::within(folder);
        let store = Store::open(&config.database_url).await.unwrap();
        first_start(&store).await.unwrap();
        Arc::new(Desk::new(config, store, Clock::default()).unwrap())
    }

    async fn wishes(desk: &Arc<Desk>, command: impl Into<Command>) -> Result<Receipt, Failure> {
        desk.execute(Actor::Connector, CommandId::new(chance::now(), chance::bytes()), command.into()).await
    }

    async fn comes(desk: &Desk) -> RegisterAppeal {
        let directory = desk.store.directory().await.unwrap();
        let line = directory.entry_points.iter().find(|line| line.channel == Channel::SiteChat).unwrap();
        let (appeal, group) = (AppealId::new(chance::now(), chance::bytes()), directory.groups[0].id);
        let address = Address::Visitor { id: appeal.to_string() };
        RegisterAppeal::of_client(appeal, (line.channel, line.id), group, address)
    }

    /// What cannot be carried out takes nothing down with it that was written beside it.
    #[tokio::test]
    async fn what_breaks_at_one_is_undone_for_that_one_alone() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path()).await;
        let broken = comes(&desk).await;
        wishes(&desk, broken.clone()).await.unwrap();
        let unreadable = "UPDATE appeal SET body = 'nothing' WHERE id = $1";
        let query = sqlx::query(unreadable).bind(broken.appeal.to_string());
        query.execute(&mut *desk.store.writing_aside().await.unwrap()).await.unwrap();
        let before = events::last(&mut desk.store.reading().await.unwrap()).await.unwrap();

        // All of them wait until the turn is let go of.
        let turn = desk.together.turn.lock().await;
        let (mut good, mut waiting) = (Vec::new(), Vec::new());
        for place in 0..5 {
            let it = comes(&desk).await;
            good.push(it.appeal);
            let (first, second) = (Arc::clone(&desk), Arc::clone(&desk));
            waiting.push(tokio::spawn(async move { wishes(&first, it).await }));
            if place == 2 {
                let read = MarkRead { appeal: broken.appeal, seen: None };
                waiting.push(tokio::spawn(async move { wishes(&second, read).await }));
            }
        }
        while desk.together.waiting.lock().unwrap().len() < waiting.len() {
            tokio::task::yield_now().await;
        }
        drop(turn);
        let answers: Vec<_> = join_all(waiting).await.into_iter().map(Result::unwrap).collect();
        let failed: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
        assert!(matches!(failed.as_slice(), [Failure::Unreadable(_)]), "{failed:?}");

        let told = events::after(&mut desk.store.reading().await.unwrap(), before, 100).await.unwrap();
        let numbers: Vec<u64> = told.iter().map(|told| told.seq).collect();
        let due: Vec<u64> = (before + 1..=before + told.len() as u64).collect();
        assert_eq!(numbers, due, "no number is lost with what was undone");
        for appeal in good {
            let times = told.iter().filter(|told| told.body.contains(&appeal.to_string())).count();
            assert!(times >= 1, "{appeal} is registered");
        }
    }
}

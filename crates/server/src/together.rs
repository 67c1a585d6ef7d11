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

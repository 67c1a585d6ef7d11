//! The reference server with the demo's people at work in it: a desk to show to several people at once, and the same
//! world behind a server that tests know from the demo.
//!
//! ```text
//!   demo: the past ──pour──► server's store
//!   demo: who wishes what ──command──► server ──journal──► demo: what happened
//! ```
//!
//! Owns: bringing the two together. Never: a rule, or anything that the server would not do for people over the wire.
//!
//! Always: what happens is what the server decided; the demo's own world follows its journal.
//!
//! Start at [`Lively::start`] and [`Lively::lives`], then `life`.

mod beginning;
mod life;

pub use beginning::{Centre, seats};

use desk_contract::id::OperatorId;
use desk_demo::{BrokenJournal, Demo};
use desk_server::{Clock, Config, Server, StartError, Trouble};
use std::io;
use std::sync::OnceLock;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Why there is no lively desk.
#[derive(Debug, thiserror::Error)]
pub enum NotLively {
    /// The server does not start.
    #[error(transparent)]
    Server(#[from] StartError),
    /// The server's store cannot be read.
    #[error(transparent)]
    Store(#[from] Trouble),
    /// What happened at this desk is no continuation of the world that it began with.
    #[error("the desk began otherwise: {0}")]
    AnotherWorld(#[from] BrokenJournal),
    /// How the desk began is written beside its files, and cannot be read or written there.
    #[error("how the desk began: {0}")]
    Beginning(#[from] io::Error),
}

/// A server with people at work in it.
#[derive(Debug)]
pub struct Lively {
    server: Server,
    sits: watch::Sender<Option<OperatorId>>,
    life: OnceLock<JoinHandle<()>>,
}

impl Lively {
    /// Starts the server of a desk that began with the demo's world. Nobody acts by himself yet.
    ///
    /// # Errors
    /// See [`NotLively`].
    pub async fn start(config: Config, clock: Clock) -> Result<Self, NotLively> {
        let server = Server::start_by(clock, config).await?;
        Ok(Self { server, sits: watch::channel(None).0, life: OnceLock::new() })
    }

    /// From now on the people of this demo act, with whose world the desk began; once.
    ///
    /// # Errors
    /// See [`NotLively`].
    pub async fn lives(&self, demo: Demo) -> Result<(), NotLively> {
        let demo = life::caught_up(&self.server.insider(), demo).await?;
        let (insider, sitting) = (self.server.insider(), self.sits.subscribe());
        self.life.get_or_init(|| tokio::spawn(life::live(insider, demo, sitting)));
        Ok(())
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// From now on this operator is a person: nobody acts for him, and clients come to his groups.
    pub fn sits(&self, operator: OperatorId) {
        self.sits.send_replace(Some(operator));
    }

    /// Stops everybody, then the server.
    pub async fn stop(self) {
        if let Some(life) = self.life.get() {
            life.abort();
        }
        self.server.stop().await;
    }
}

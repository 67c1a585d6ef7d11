//! A server that runs: what is started with it, and how it stops.
//!
//! Always: it stops by letting go of sockets with their code, answering what is under way, and closing the store.

use crate::clock::Clock;
use crate::config::Config;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::feed::Feed;
use crate::http;
use crate::insider::Insider;
use crate::setup::{self, NewAccount};
use crate::store::{Store, events};
use crate::webhook::hand_over;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Sockets and requests are waited for so long when the server stops.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often what nobody asks for any more is forgotten.
const TIDIES_EVERY: Duration = Duration::from_secs(3_600);

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Nothing can be heard at the address.
    #[error("cannot listen at {address}: {cause}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        cause: std::io::Error,
    },
    /// The database cannot be used, or something in it.
    #[error("{0}")]
    Store(String),
    /// There is nobody of that name or id.
    #[error("nobody works here by the name or id `{0}`")]
    UnknownOperator(String),
}

impl From<Failure> for StartError {
    fn from(failure: Failure) -> Self {
        Self::Store(failure.to_string())
    }
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    administrator: Option<NewAccount>,
    desk: Arc<Desk>,
    stop: watch::Sender<bool>,
    serving: JoinHandle<std::io::Result<()>>,
    beside: Vec<JoinHandle<()>>,
}

impl Server {
    /// Opens the store, brings it up to date, and answers requests from then on.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::start_by(Clock::default(), config).await
    }

    /// The same by another clock than the system's.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start_by(clock: Clock, config: Config) -> Result<Self, StartError> {
        let store = Store::open(&config.database_url).await?;
        let administrator = setup::first_start(&store).await?;
        let from = events::last(&mut *store.reading().await?).await?;
        let address = config.listen;
        let listening = async { TcpListener::bind(address).await };
        let listener = listening.await.map_err(|cause| StartError::Listen { address, cause })?;
        let address = listener.local_addr().map_err(|cause| StartError::Listen { address, cause })?;
        let desk = Arc::new(Desk::new(config, store, clock)?);
        let (stop, stopping) = watch::channel(false);
        let mut beside =
            vec![tokio::spawn(Feed::pump(Arc::clone(&desk), from)), tokio::spawn(tidy(Arc::clone(&desk)))];
        beside.push(tokio::spawn(know_history(Arc::clone(&desk))));
        if let Some(webhook) = desk.config.outside.webhook.clone() {
            beside.push(tokio::spawn(hand_over(Arc::clone(&desk), webhook)));
        }
        let router = http::router(Arc::clone(&desk), stopping.clone());
        let serving = axum::serve(listener, router).with_graceful_shutdown(stopped(stopping));
        let serving = tokio::spawn(serving.into_future());
        tracing::info!(%address, "the desk answers");
        Ok(Self { address, administrator, desk, stop, serving, beside })
    }

    /// Where it answers.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The administrator, where this was the first start of all.
    #[must_use]
    pub fn administrator(&self) -> Option<&NewAccount> {
        self.administrator.as_ref()
    }

    /// A way in for whoever runs in this process.
    #[must_use]
    pub fn insider(&self) -> Insider {
        Insider::new(Arc::clone(&self.desk))
    }

    /// Stops: tells every socket so, finishes what is under way, and closes the store.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(PATIENCE, self.serving).await.is_err() {
            tracing::warn!("some requests were not answered in time");
        }
        let closing = async {
            while self.desk.metrics.sockets() > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        if tokio::time::timeout(PATIENCE, closing).await.is_err() {
            tracing::warn!("some sockets did not close in time");
        }
        self.beside.iter().for_each(JoinHandle::abort);
        self.desk.store.close().await;
    }
}

/// Gives an operator a name to sign in with and a new password; whoever was signed in as him is signed out.
///
/// # Errors
/// See [`StartError`].
pub async fn give_account(config: &Config, login: &str, operator: &str) -> Result<NewAccount, StartError> {
    let store = Store::open(&config.database_url).await?;
    let directory = store.directory().await?;
    let is_he = |name: &str, id: String| name == operator || id == operator;
    let found = directory.operators.iter().find(|it| is_he(&it.name, it.id.to_string()));
    let found = found.ok_or_else(|| StartError::UnknownOperator(operator.to_owned()))?;
    Ok(setup::give_account(&store, login, found.id).await?.0)
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // That nobody can say it any more means it, too.
    _ = stopping.wait_for(|stops| *stops).await;
}

/// So that the first report of the day does not wait for it.
async fn know_history(desk: Arc<Desk>) {
    if let Err(failure) = desk.store.history.refresh(&desk.store).await {
        tracing::warn!(%failure, "the history is read when somebody asks for it");
    }
}

async fn tidy(desk: Arc<Desk>) {
    loop {
        tokio::time::sleep(TIDIES_EVERY).await;
        if let Err(failure) = desk.tidy(desk.clock.now()).await {
            tracing::warn!(%failure, "what nobody asks for any more stays for another hour");
        }
    }
}
